import { chromium } from "playwright-core";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--disable-dev-shm-usage","--no-sandbox"] });
for (const [scheme, w] of [["light",1200],["dark",1200],["light",390]]) {
const p = await b.newPage({ locale: "ja-JP", viewport: {width: w, height: 1100}, colorScheme: scheme });
await p.goto("file:///dev/shm/desk/st500.html");
await p.screenshot({path: `/dev/shm/desk/st500-${scheme}-${w}.png`});
console.log(scheme, w, await p.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]));
if (w===1200&&scheme==="light") { await p.evaluate(()=>scrollTo(0, 3000)); await p.screenshot({path: `/dev/shm/desk/st500-mid.png`}); await p.emulateMedia({media:"print"}); await p.pdf({path:"/dev/shm/desk/st500.pdf",format:"A4"}); }
}
await b.close();

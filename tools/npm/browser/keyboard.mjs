// Walks each page of the job with the Tab key and says what held the focus at each stop.
import { context, pool, run } from "./chromium.mjs";

function stop() {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const name = (e.getAttribute("aria-label") || e.textContent || e.placeholder || e.localName).trim().replace(/\s+/g, " ").slice(0, 40);
  const box = e.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1), y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y);
  const drawn = (n) => n && getComputedStyle(n).outlineStyle !== "none" && parseFloat(getComputedStyle(n).outlineWidth) >= 2;
  const tile = e.closest(".tile");
  return {
    name, tag: e.localName,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    drawn: drawn(e) || drawn(tile),
    uncovered: !!top && (e.contains(top) || top.contains(e) || (!!tile && tile.contains(top))),
    top: Math.round(box.top + scrollY), left: Math.round(box.left),
  };
}

async function walk(opened, path) {
  const page = await opened.newPage();
  await page.goto(path);
  const stops = [];
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(stop);
    if (!at) break;
    stops.push(at);
  }
  await page.goto(path);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const skipped = await page.evaluate(() => location.hash);
  await page.keyboard.press("Tab");
  const within = await page.evaluate(() => !!document.activeElement.closest("main"));
  await page.close();
  return { path, stops, skipped, within };
}

await run(async (browser, job) => {
  const { opened, log } = await context(browser, job, { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  return { pages: await pool(job.paths, (path) => walk(opened, path)), log };
});

// Looks at every page of the job in light and dark, narrow and wide: what axe finds, how wide the page
// is against its window, what shifted, what was requested and what the console said; and takes pictures.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { context, pool, run } from "./chromium.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const sizes = { narrow: { width: 390, height: 844 }, wide: { width: 1280, height: 900 } };

// Watch runs in the page before anything else: it gathers shifts of the layout, those until the whole page was
// painted apart from those after, and refusals of the content policy.
function watch() {
  window.seen = { arriving: 0, shift: 0, refusals: [] };
  let whole = Infinity;
  document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => requestAnimationFrame((now) => { whole = now; })));
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) if (!e.hadRecentInput) window.seen[e.startTime < whole ? "arriving" : "shift"] += e.value;
  }).observe({ type: "layout-shift", buffered: true });
  document.addEventListener("securitypolicyviolation", (e) => window.seen.refusals.push(`${e.violatedDirective}: ${e.blockedURI}`));
}

async function judge(page) {
  await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const found = await window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary.split("\n").slice(1).join(" ")}`));
  }, tags);
}

// Overflow returns by how many pixels the page is wider than its window, and what sticks out.
function overflow() {
  const room = document.documentElement.clientWidth, by = document.documentElement.scrollWidth - room;
  if (by <= 0) return "";
  const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > room + 1);
  return `${by}px: ${out.slice(0, 4).map((e) => `${e.localName}.${e.className}`).join(", ")}`;
}

// Settle shows pictures that wait to be scrolled to, so that a screenshot has them.
async function settle(page) {
  await page.evaluate(async () => {
    for (const img of document.images) img.loading = "eager";
    await Promise.all([...document.images].map((img) => img.decode().catch(() => {})));
  });
}

async function look(opened, log, job, item) {
  const page = await opened.newPage();
  await page.addInitScript(watch);
  const requests = [];
  page.on("request", (request) => requests.push(`${request.resourceType()} ${new URL(request.url()).pathname}`));
  const result = { path: item.path, axe: {}, overflow: {}, arriving: 0, shift: 0, refusals: [] };
  let at = "";
  for (const { name, scheme } of item.views) {
    await page.setViewportSize(sizes[name]);
    await page.emulateMedia({ colorScheme: scheme });
    if (at !== name) {
      requests.length = 0;
      await page.goto(item.path, { waitUntil: "load" });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      result.requests = [...requests];
      await settle(page);
      const seen = await page.evaluate(() => window.seen);
      result.arriving = Math.max(result.arriving, seen.arriving);
      result.shift = Math.max(result.shift, seen.shift);
      result.refusals.push(...seen.refusals);
      at = name;
    }
    result.axe[`${name} ${scheme}`] = await judge(page);
    if (item.name) await page.screenshot({ path: `${job.screens}/${item.name}-${name}-${scheme}.png`, fullPage: true, animations: "disabled" });
  }
  for (const width of [320, 390, 1280, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    const by = await page.evaluate(overflow);
    if (by) result.overflow[width] = by;
    if (item.name && (width === 320 || width === 2560)) {
      await page.emulateMedia({ colorScheme: "light" });
      await page.screenshot({ path: `${job.screens}/${item.name}-${width}.png`, fullPage: width === 320 });
    }
  }
  await page.close();
  return result;
}

await run(async (browser, job) => {
  const { opened, log } = await context(browser, job);
  return { pages: await pool(job.pages, (item) => look(opened, log, job, item)), log };
});

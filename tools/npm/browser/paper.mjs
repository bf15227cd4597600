// Prints each page of the job to PDF, and says what of it is shown on paper.
import { context, run } from "./chromium.mjs";

const shown = (selectors) => selectors.map((selector) => {
  const all = [...document.querySelectorAll(selector)];
  return { selector, there: all.length, shown: all.filter((e) => e.checkVisibility() && e.getBoundingClientRect().height > 0).length };
});

await run(async (browser, job) => {
  const { opened, log } = await context(browser, job, { viewport: { width: 794, height: 1123 } });
  const page = await opened.newPage();
  const results = [];
  for (const item of job.pages) {
    await page.goto(item.path);
    await page.pdf({ path: item.pdf, preferCSSPageSize: true, tagged: true });
    await page.emulateMedia({ media: "print" });
    results.push({
      path: item.path,
      parts: await page.evaluate(shown, job.parts),
      after: await page.evaluate(() => [...document.querySelectorAll(".refs > li > a[href^=http]")].map((a) => getComputedStyle(a, "::after").content)),
    });
    await page.emulateMedia({ media: "screen" });
  }
  return { pages: results, log };
});

// Reads each page of the job with scripts and without.
import { context, pool, run } from "./chromium.mjs";

const read = () => ({
  text: document.querySelector("main").innerText.replace(/\s+/g, " ").trim(),
  all: document.querySelector("main").textContent.replace(/\s+/g, " ").trim(),
});

await run(async (browser, job) => {
  const log = [], results = {};
  for (const javaScriptEnabled of [true, false]) {
    const { opened, log: more } = await context(browser, job, { javaScriptEnabled });
    if (javaScriptEnabled) await opened.clock.setFixedTime(job.now); // once: a page that closes must not wait for it
    results[javaScriptEnabled] = await pool(job.paths, async (path) => {
      const page = await opened.newPage();
      await page.goto(path);
      const words = await page.evaluate(read);
      await page.close();
      return words;
    });
    log.push(...more);
  }
  return { pages: job.paths.map((path, i) => ({ path, with: results.true[i], without: results.false[i] })), log };
});

// Opens a page of a column at moments of a moved clock and says what stands on it; then leaves the page
// open while its day passes and comes back to it.
import { context, run } from "./chromium.mjs";

const read = () => ({
  title: document.title,
  heading: document.querySelector("h1").textContent,
  text: document.querySelector("main").innerText,
  covered: document.querySelector("main").classList.contains("lone"),
  data: document.querySelectorAll('script[type="application/ld+json"], meta[name="description"], meta[property]').length,
  pointers: document.querySelectorAll('[data-expires]:not(main)').length,
  overdue: [...document.querySelectorAll('[data-expires]:not(main)')].map((e) => e.dataset.expires).sort()[0] ?? "",
});

await run(async (browser, job) => {
  const { opened, log } = await context(browser, job);
  const at = async (path, now) => {
    const page = await opened.newPage();
    await page.clock.setFixedTime(now);
    await page.goto(path);
    return page;
  };
  const moments = [];
  for (const { path, now } of job.moments) {
    const page = await at(path, now);
    moments.push(await page.evaluate(read));
    await page.close();
  }
  const page = await at(job.left.path, job.left.before);
  const before = await page.evaluate(read);
  await page.clock.setFixedTime(job.left.after);
  const unseen = await page.evaluate(read);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const after = await page.evaluate(read);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  return { moments, before, unseen, after, again: await page.evaluate(read), log };
});

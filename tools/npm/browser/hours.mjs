// Opens a clinic's page at moments of a moved clock, far from Japan, and says what it tells of its hours.
import { context, run } from "./chromium.mjs";

await run(async (browser, job) => {
  const { opened, log } = await context(browser, job, { timezoneId: "America/New_York", locale: "en-US" });
  const page = await opened.newPage();
  const said = [];
  for (const { path, now } of job.moments) {
    await page.clock.setFixedTime(now);
    await page.goto(path);
    said.push(await page.evaluate(() => [...document.querySelectorAll(".state")].map((e) => e.textContent).join(" ")));
  }
  return { said, log };
});

// Types the words of the job into the search page, and says what was found and where a hit leads.
import { context, run } from "./chromium.mjs";

await run(async (browser, job) => {
  const { opened, log } = await context(browser, job, { viewport: { width: 390, height: 844 } });
  const page = await opened.newPage();
  const results = [];
  const hits = page.locator("#hits a[href]");
  for (const words of job.words) {
    await page.goto("/search/");
    await page.locator("#q").pressSequentially(words);
    await page.locator("#q").press("Enter");
    await hits.first().waitFor({ timeout: 5_000 }).catch(() => {});
    results.push({
      words, url: page.url(),
      status: await page.locator("#found").innerText(),
      hits: await hits.evaluateAll((all) => all.map((a) => new URL(a.href).pathname)),
    });
  }
  await hits.first().click();
  await page.waitForURL(/columns/);
  const led = new URL(page.url()).pathname;
  await page.goBack();
  await hits.first().waitFor();
  return { results, led, back: await hits.count(), log };
});

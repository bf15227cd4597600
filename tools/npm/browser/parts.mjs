// Tries what opens and what scrolls: questions, contents, wide tables, the address of a heading.
import { context, run } from "./chromium.mjs";

await run(async (browser, job) => {
  const { opened, log } = await context(browser, job, { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  const page = await opened.newPage();
  await page.goto(job.path);
  const question = page.locator(".faq details").first(), contents = page.locator(".toc details");
  const open = (d) => d.evaluate((e) => e.open);
  const result = { question: [await open(question)], contents: [await open(contents)] };
  await question.locator("summary").click();
  result.question.push(await open(question));
  result.answer = await question.locator("div").first().innerText();
  await question.locator("summary").focus();
  await page.keyboard.press("Enter");
  result.question.push(await open(question));
  await contents.locator("summary").click();
  result.contents.push(await open(contents));
  await contents.locator("a").nth(1).click();
  result.heading = await page.evaluate(() => {
    const e = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return { text: e?.textContent ?? "", top: e?.getBoundingClientRect().top ?? -1 };
  });
  await page.setViewportSize({ width: 1280, height: 900 });
  result.wide = await page.evaluate(() => {
    document.querySelector(".toc details").open = false;
    return document.querySelector(".toc li a").checkVisibility({ contentVisibilityAuto: true }) && document.querySelector(".toc li a").getBoundingClientRect().height > 0;
  });
  return { ...result, log };
});

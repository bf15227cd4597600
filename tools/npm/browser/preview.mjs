// Looks at a preview of the site in job.dir while it edits that site as an editor would.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { context, run } from "./chromium.mjs";

await run(async (browser, job) => {
  const { opened, log } = await context(browser, job, { viewport: { width: 1000, height: 600 } });
  const page = await opened.newPage();
  const file = (name) => `${job.dir}/${name}`;
  const edit = (name, change) => writeFileSync(file(name), change(readFileSync(file(name), "utf8")));
  const result = {};
  const shows = (words) => page.waitForFunction((w) => document.body.innerText.replaceAll("\u200b", "").includes(w), words);
  const top = () => page.evaluate(() => document.scrollingElement.scrollTop);

  await page.goto(job.path);
  await page.evaluate(() => scrollTo(0, 700));
  result.before = await top();
  edit(job.column, (text) => text + "\n保存した一文が見えます。\n");
  await shows("保存した一文が見えます。");
  await page.waitForLoadState("load");
  await page.waitForFunction((y) => Math.abs(document.scrollingElement.scrollTop - y) < 2, result.before);
  result.after = await top();

  await page.evaluate(() => { window.kept = "the same page"; });
  edit(job.column, (text) => text); // saved again as it stands
  const css = readFileSync(job.css, "utf8");
  for (const width of [1, 2, 4, 5]) { // one save after the other, each while the page asks what the last one changed
    const asked = page.waitForRequest((request) => request.resourceType() === "fetch");
    writeFileSync(file("assets/main.css"), `${css}\nbody{outline:${width}px solid rgb(1, 2, 2)}\n`);
    await asked;
  }
  writeFileSync(file("assets/main.css"), css + "\nbody{outline:3px solid rgb(1, 2, 3)}\n");
  await page.waitForFunction(() => getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)");
  result.kept = await page.evaluate(() => window.kept ?? "reloaded");
  result.scrolled = await top();

  edit(job.column, (text) => text.replace(/^supervisor:.*\n/m, ""));
  await shows("supervisor-missing");
  result.ribbon = await page.evaluate(() => document.body.innerText);

  writeFileSync(file("layouts/column.html"), '{{define "main"}}{{.NoSuchThing}}{{end}}');
  await shows("NoSuchThing");
  result.overlay = await page.evaluate(() => document.body.innerText);
  rmSync(file("layouts/column.html"));
  await page.waitForFunction(() => !document.body.innerText.includes("NoSuchThing"));
  result.good = await page.evaluate(() => document.body.innerText);

  await page.goto(job.path + "?at=" + job.later);
  result.later = await page.evaluate(() => document.body.innerText);
  await page.locator(`a[href="/columns/"], a[href^="/columns/?"]`).first().click();
  await page.waitForURL(/\/columns\/\?at=/);
  result.walked = new URL(page.url()).search;
  return { ...result, log };
});

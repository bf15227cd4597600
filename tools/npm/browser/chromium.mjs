// What every deed in a browser shares. A deed reads a job as JSON from standard input and writes what
// it measured as JSON to standard output; it judges nothing, that is the Go test's part.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

// Run opens the browser that the job names, hands it with the job to the deed and prints what the deed
// returns.
export async function run(deed) {
  const job = JSON.parse(readFileSync(0, "utf8"));
  const browser = await chromium.launch({ executablePath: job.chromium, args: ["--disable-dev-shm-usage"] });
  try {
    process.stdout.write(JSON.stringify(await deed(browser, job)));
  } finally {
    await browser.close();
  }
}

// Context opens a context at the site's address. A request that leaves the site is stopped, and named
// in the returned log beside messages of the console, errors and refusals of the content policy.
export async function context(browser, job, options = {}) {
  const log = [];
  const site = new URL(job.base).origin;
  const opened = await browser.newContext({ baseURL: job.base, locale: "ja-JP", timezoneId: "Asia/Tokyo", ...options });
  opened.setDefaultTimeout(20_000);
  await opened.route((url) => url.origin !== site && url.protocol !== "data:", (route) => {
    log.push(`third party: ${route.request().url()}`);
    return route.abort();
  });
  opened.on("page", (page) => {
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") log.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => log.push(`error: ${error.message}`));
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      if (why !== "net::ERR_ABORTED") log.push(`request failed: ${request.url()}: ${why}`); // aborted: the reader went on
    });
  });
  return { opened, log };
}

// Pool hands the items to the work, two at a time, and returns the results in the order of the items.
export async function pool(items, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const i = next++;
      results[i] = await work(items[i]);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

// Reloads the page when the site changes, at the place where the reader was; puts new style sheets in the
// place of old ones; keeps the day that was asked for while the reader walks about.
(() => {
  const { currentScript, scrollingElement } = document;
  let version = currentScript.dataset.version;
  const place = "kanshu " + location.pathname + location.search;
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    scrollingElement.scrollTop = Number(kept);
    addEventListener("load", () => { scrollingElement.scrollTop = Number(kept); }, { once: true });
  }
  const again = () => {
    sessionStorage.setItem(place, String(scrollingElement.scrollTop));
    location.reload();
  };
  // The names of style sheets bear a digest; without it, old and new are the same sheet.
  const bare = (href) => new URL(href, location.href).pathname.replace(/-[0-9a-f]{8,}(?=\.css$)/, "");
  const sheets = (root) => [...root.querySelectorAll('link[rel="stylesheet"]:not([data-kanshu])')];
  const arriving = new Set(); // sheets that are being fetched, each behind the one whose place it takes
  let wanted;
  const restyle = async (next) => {
    wanted = next;
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (wanted !== next) return; // the file was saved in two steps, and the second is on its way
    arriving.forEach((l) => l.remove());
    arriving.clear();
    const fresh = sheets(page).map((l) => l.getAttribute("href"));
    const old = sheets(document);
    if (fresh.length !== old.length || old.some((l, i) => bare(l.getAttribute("href")) !== bare(fresh[i]))) return again();
    old.forEach((l, i) => {
      if (l.getAttribute("href") === fresh[i]) return;
      const link = l.cloneNode();
      link.href = fresh[i];
      arriving.add(link);
      link.addEventListener("load", () => { if (arriving.delete(link)) l.remove(); });
      // The next step of the same save may have taken it away; news of that is given time to come.
      link.addEventListener("error", () => setTimeout(() => { if (arriving.has(link)) again(); }, 250));
      l.after(link);
    });
    version = next;
  };
  let stream;
  const listen = () => {
    if (document.hidden) {
      stream?.close(); // a browser opens few streams to one server; tabs out of sight give theirs up
      stream = undefined;
      return;
    }
    if (stream) return;
    stream = new EventSource("/_kanshu/events");
    stream.addEventListener("hello", (e) => { if (e.data !== version) again(); });
    stream.addEventListener("change", (e) => { if (e.data !== version) again(); });
    stream.addEventListener("style", (e) => { if (e.data !== version) restyle(e.data).catch(again); });
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { stream?.close(); stream = undefined; });
  addEventListener("pageshow", (e) => { if (e.persisted) listen(); });
  listen();

  const at = new URLSearchParams(location.search).get("at");
  if (at) {
    document.addEventListener("click", (e) => {
      const a = e.target instanceof Element && e.target.closest("a[href]");
      if (!a || a.origin !== location.origin || "kanshuToday" in a.dataset) return;
      const to = new URL(a.href);
      if (to.pathname === location.pathname && to.hash || to.searchParams.has("at")) return;
      to.searchParams.set("at", at);
      a.href = to.href;
    }, true);
  }
})();

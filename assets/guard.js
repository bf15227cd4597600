// A page of a column carries its own end. When the day has passed in Japan, and 36 hours of grace for a
// wrong clock or a slow night's build, its words are covered by those of a tombstone; what only points
// to such a column is taken out.
(() => {
  const gone = document.getElementById("gone");
  const look = () => {
    for (const e of document.querySelectorAll("[data-expires]")) {
      const end = Date.parse(e.dataset.expires + "T24:00:00+09:00") + 1296e5;
      if (!(Date.now() >= end)) continue;
      if (e.localName !== "main") {
        e.remove();
      } else if (gone) {
        const h = document.createElement("h1");
        document.title = h.textContent = gone.dataset.title;
        e.replaceChildren(h, gone.content.cloneNode(true));
        e.removeAttribute("data-expires");
        e.className = "lone";
        document.querySelectorAll('script[type="application/ld+json"],meta[property],meta[name="description"],.crumbs').forEach((m) => m.remove());
      }
    }
  };
  look();
  document.addEventListener("visibilitychange", look);
  // Escape puts away the explanation of a term until the pointer or the focus moves on.
  const root = document.documentElement.classList;
  document.addEventListener("keydown", (e) => e.key === "Escape" && root.add("quiet"));
  for (const moved of ["pointerover", "focusin"]) document.addEventListener(moved, () => root.remove("quiet"));
})();

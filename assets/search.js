// Searches the columns in the reader's browser: no server, no third party. The index is parted into
// small files; only those that hold parts of the words asked for are fetched. How they are written is
// told in internal/output/searchindex.go, and what this file folds and cuts is held by one table of
// examples with what that one does.
(() => {
  const root = document.getElementById("search");
  if (!root) return;
  const { index, found, none, failed, more } = root.dataset;
  const [shards, columns, chunk] = ["shards", "columns", "chunk"].map((k) => +root.dataset[k]);
  const input = document.getElementById("q"), status = document.getElementById("found"), list = document.getElementById("hits");
  const page = 10, ranks = [1, 2, 3, 5];

  const fold = (s) => Array.from(
    s.normalize("NFKC").replace(/[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu, ""),
    (c) => c.toLowerCase(),
  ).join("").replace(/[\u30a1-\u30f6\u30fd\u30fe]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 96));

  // What the index must hold of a term: threes of letters of an alphabet, else pairs, else the one.
  const grams = (term) => {
    const all = new Set();
    for (const [run] of term.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const c = Array.from(run), low = (i) => c[i] < "\u1100";
      if (c.length < 2) all.add(run);
      for (let i = 0; i + 1 < c.length; i++) {
        if (low(i) && low(i + 1) && low(i + 2)) all.add(c[i] + c[i + 1] + c[i + 2]);
        else if (!(low(i - 1) && low(i) && low(i + 1))) all.add(c[i] + c[i + 1]);
      }
    }
    return [...all];
  };

  const kept = new Map();
  const load = (name) => {
    if (!kept.has(name)) {
      kept.set(name, fetch(index.replace("*", name)).then((r) => {
        if (!r.ok) throw new Error(r.status);
        return r.json();
      }).catch((e) => {
        kept.delete(name);
        throw e;
      }));
    }
    return kept.get(name);
  };

  // The columns that hold a gram, each with its rank.
  const columnsOf = async (gram) => {
    let sum = 0, at = -1, n = 0;
    for (const c of gram) sum = Math.imul(sum ^ c.codePointAt(), 0x9e3779b1);
    const text = (await load("s" + Math.floor((sum >>> 0) * shards / 2 ** 32)))[gram] || "", held = new Map();
    for (let i = 0; i < text.length; i++) {
      let v = text.charCodeAt(i) - 35;
      if (v > 57) v--;
      if (v > 60) {
        n = n * 30 + v - 61;
      } else {
        n = n * 61 + v;
        at += 1 + (n >> 2);
        held.set(at, n & 3);
        n = 0;
      }
    }
    return held;
  };

  // The columns that hold every gram of a term, each with its lowest rank.
  const columnsWith = async (term) => {
    const lists = await Promise.all(grams(term).map(columnsOf));
    lists.sort((a, b) => a.size - b.size);
    const held = new Map();
    if (lists.length) {
      for (const [n, rank] of lists[0]) {
        const all = lists.map((l) => l.get(n));
        if (!all.includes(undefined)) held.set(n, Math.min(rank, ...all));
      }
    }
    return held;
  };

  // A term in kana also stands for the words that are read so, and marks those whose reading holds it.
  const understand = async (query) => {
    const terms = fold(query).split(/\s+/).filter((t) => grams(t).length);
    return Promise.all(terms.map(async (term) => {
      const words = /^[\u3041-\u309f\u30fc]{2,}$/.test(term) ? (await load("words")).filter(([r]) => r.includes(term)) : [];
      return { forms: [term, ...words.filter(([r]) => r === term).map(([, w]) => w)], marks: [term, ...words.map(([, w]) => w)] };
    }));
  };

  const search = async (terms) => {
    let total;
    for (const { forms } of terms) {
      const best = new Map();
      for (const held of await Promise.all(forms.map(columnsWith))) {
        for (const [n, rank] of held) best.set(n, Math.max(best.get(n) || 0, ranks[rank]));
      }
      const weight = Math.log(1 + columns / (best.size || 1)), next = new Map();
      for (const [n, rank] of best) {
        if (!total || total.has(n)) next.set(n, (total ? total.get(n) : 0) + rank * weight);
      }
      total = next;
    }
    return [...total || []].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n]) => n);
  };

  // The pieces of a text, each with whether it is meant, from a little before the first that is; and
  // whether every term was met.
  const marked = (text, terms, most) => {
    const chars = text.match(/.[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*/gsu) || [], at = [], on = [];
    let plain = "", first = chars.length;
    chars.forEach((c, i) => {
      const f = fold(c);
      for (let k = 0; k < f.length; k++) at.push(i);
      plain += f;
    });
    const whole = terms.filter(({ marks }) => {
      let met = false;
      for (const m of marks) {
        for (let i = plain.indexOf(m); i >= 0; i = plain.indexOf(m, i + 1)) {
          met = true;
          first = Math.min(first, at[i]);
          for (let k = i; k < i + m.length; k++) on[at[k]] = true;
        }
      }
      return met;
    }).length === terms.length;
    const from = first < chars.length && first > most / 3 ? first - (most / 4 | 0) : 0, to = Math.min(chars.length, from + most), parts = [];
    for (let i = from; i < to; i++) {
      const last = parts[parts.length - 1];
      if (last && last[1] === !!on[i]) last[0] += chars[i];
      else parts.push([chars[i], !!on[i]]);
    }
    if (from) parts.unshift(["…", false]);
    if (to < chars.length) parts.push(["…", false]);
    return { parts, whole };
  };

  const make = (tag, parent, text, name) => {
    const e = document.createElement(tag);
    if (text) e.textContent = text;
    if (name) e.className = name;
    parent.append(e);
    return e;
  };
  const write = (into, parts) => {
    into.textContent = "";
    for (const [text, on] of parts) on ? make("mark", into, text) : into.append(text);
  };

  // The words of a column's page, for an excerpt from around what was asked for.
  const wordsOf = async (href) => {
    const r = await fetch(href);
    if (!r.ok) return "";
    const main = new DOMParser().parseFromString(await r.text(), "text/html").querySelector(".body");
    if (!main) return "";
    main.querySelectorAll("rt,rp,sup,.tip").forEach((e) => e.remove());
    main.querySelectorAll("h2,h3,h4,p,li,dt,dd,th,td").forEach((e) => e.append(" "));
    return main.textContent.replace(/\s+/g, " ");
  };

  const show = (hit, terms) => {
    const [href, title, category, doctors, date, day, due, text] = hit;
    if (Date.now() >= Date.parse(due + "T24:00:00+09:00") + 1296e5) return;
    const li = make("li", list, "", "row");
    if (date) make("time", li, day).dateTime = date;
    const box = make("div", li), a = make("a", make("h2", box)), about = make("p", box, "", "small");
    a.href = href;
    write(a, marked(title, terms, 200).parts);
    const lead = marked(text, terms, 120), fine = make("p", box, "", "fine");
    write(about, lead.parts);
    if (category) make("span", fine, category, "of");
    make("span", fine, doctors);
    if (!lead.whole) {
      wordsOf(href).then((words) => {
        const { parts } = marked(words, terms, 120);
        if (parts.some(([, on]) => on)) write(about, parts);
      }).catch(() => {});
    }
    return a;
  };

  let turn = 0, shown = null;
  const run = async () => {
    const now = ++turn, query = input.value.trim();
    if (query === shown) return;
    try {
      const terms = query ? await understand(query) : [], hits = terms.length ? await search(terms) : [];
      const next = async (from, focus) => {
        const part = hits.slice(from, from + page);
        const titles = await Promise.all(part.map((n) => load("t" + (n / chunk | 0))));
        if (now !== turn) return;
        if (!from) list.textContent = "";
        root.querySelector("button")?.remove();
        const links = part.map((n, i) => show(titles[i][n % chunk], terms));
        if (focus) links.find((a) => a)?.focus();
        if (hits.length > from + page) {
          const b = make("button", root, more, "button");
          b.type = "button";
          b.onclick = () => next(from + page, true).catch(fail);
        }
      };
      await next(0);
      if (now !== turn) return;
      status.textContent = query && (hits.length ? found : none).replace("{1}", hits.length).replace("{0}", () => query);
      shown = query;
    } catch {
      if (now === turn) fail();
    }
  };
  const fail = () => {
    shown = null;
    status.textContent = failed;
  };

  const address = () => {
    const q = input.value.trim();
    return location.pathname + (q ? "?q=" + encodeURIComponent(q) : "");
  };
  const read = () => {
    input.value = new URLSearchParams(location.search).get("q") || "";
    run();
  };
  let timer;
  input.addEventListener("input", (e) => {
    clearTimeout(timer);
    if (e.isComposing) return;
    timer = setTimeout(() => {
      history.replaceState(null, "", address());
      run();
    }, 250);
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
  input.form.addEventListener("submit", (e) => {
    e.preventDefault();
    clearTimeout(timer);
    if (address() !== location.pathname + location.search) history.pushState(null, "", address());
    shown = null;
    run();
  });
  addEventListener("popstate", read);
  document.addEventListener("keydown", (e) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key], stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0 || e.isComposing || e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return;
    if (e.key === "Escape" && at) input.focus();
    else if (step && stops[at + step]) stops[at + step].focus();
    else return;
    e.preventDefault();
  });
  read();
})();

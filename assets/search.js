// Searches the columns in the reader's browser: no server, no third party. The index is parted into
// small files; only those that hold parts of the words asked for are fetched. How they are written is
// told in internal/output/searchindex.go, and what this file folds and cuts is held by one table of
// examples with what that one does.
(() => {
  const root = document.getElementById("search");
  if (!root) return;
  const { index, found, about, none, failed, more } = root.dataset;
  const [shards, columns, chunk] = ["shards", "columns", "chunk"].map((k) => +root.dataset[k]);
  const input = document.getElementById("q"), status = document.getElementById("found"), list = document.getElementById("hits");
  const page = 10, ranks = [1, 2, 3, 5];

  // What is written in two ways, and as what it is compared.
  const twins = new Map("ぁあぃいぅうぇえぉおゕかゖかゔぶヷばヸびヹべヺぼ頚頸靭靱搔掻塡填剝剥頰頬瘦痩繫繋囊嚢彎弯髙高﨑崎濵浜濱浜邊辺邉辺澤沢齋斎廣広櫻桜眞真龍竜"
    .match(/../g).map((p) => [...p]));
  // Folds pieces of a text to one text. What at[k] says, if asked for, is which piece gave character k.
  const fold = (pieces, at = []) => {
    let text = "";
    pieces.forEach((piece, i) => {
      for (const raw of piece.normalize("NFKC").replace(/[\p{Cf}\p{VS}]/gu, "")) {
        for (let c of raw.toLowerCase()) {
          if (/[ァ-ヶヽヾ]/.test(c)) c = String.fromCharCode(c.charCodeAt() - 96);
          const last = text.slice(-1), soft = last === "ぶ" ? "ぁぃぇぉ".indexOf(c) : -1;
          if (/[-‐-―−ー]/.test(c)) c = /[ぁ-ゖゝゞー]/.test(last) ? "ー" : "-";
          if (soft >= 0) {
            text = text.slice(0, -1) + "ばびべぼ"[soft];
            continue;
          }
          text += c = twins.get(c) || c;
          for (let k = c.length; k--;) at.push(i);
        }
      }
    });
    return text;
  };

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

  // What stands at an address, as read makes it of the answer; asked for once.
  const kept = new Map();
  const get = (url, read) => {
    if (!kept.has(url)) {
      kept.set(url, fetch(url).then((r) => {
        if (!r.ok) throw r;
        return read(r);
      }).catch((e) => {
        kept.delete(url);
        throw e;
      }));
    }
    return kept.get(url);
  };
  const load = (name) => get(index.replace("*", name), (r) => r.json());

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

  // A term in kana also stands for the words that are read so, and marks those whose reading holds it. What
  // one gram says, the index says for certain.
  const understand = (query) => Promise.all(
    fold([query]).split(/[^\p{L}\p{N}\p{M}.%~℃°*#-]+/u).filter((t) => grams(t).length).map(async (term) => {
      const words = /^[ぁ-ゟー]{2,}$/.test(term) ? (await load("words")).filter(([r]) => r.includes(term)) : [];
      const marks = [term, ...words.map(([, w]) => w)], forms = [term, ...words.filter(([r]) => r === term).map(([, w]) => w)];
      return { forms, marks, sure: grams(term)[0] === term, in: (text) => marks.some((m) => text.includes(m)) };
    }));

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

  // The pieces of a text, each with whether it is meant, from a little before the first that is.
  const marked = (text, terms, most) => {
    const chars = text.match(/.[\p{M}ﾞﾟ]*/gsu) || [], at = [], on = [];
    const plain = fold(chars, at);
    let first = chars.length;
    for (const { marks } of terms) {
      for (const m of marks) {
        for (let i = plain.indexOf(m); i >= 0; i = plain.indexOf(m, i + 1)) {
          first = Math.min(first, at[i]);
          for (let k = i; k < i + m.length; k++) on[at[k]] = true;
        }
      }
    }
    const from = first < chars.length && first > most / 3 ? first - (most / 4 | 0) : 0, to = Math.min(chars.length, from + most), parts = [];
    for (let i = from; i < to; i++) {
      const last = parts[parts.length - 1];
      if (last && last[1] === !!on[i]) last[0] += chars[i];
      else parts.push([chars[i], !!on[i]]);
    }
    if (from) parts.unshift(["…", false]);
    if (to < chars.length) parts.push(["…", false]);
    return parts;
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

  // The words of a column's page: what it says, and what it says beside that.
  const wordsOf = (href) => get(href, async (r) => {
    const main = new DOMParser().parseFromString(await r.text(), "text/html").querySelector("main");
    main.querySelectorAll("rt,rp,sup,.tip,.related,.steps").forEach((e) => e.remove());
    main.querySelectorAll("h2,h3,h4,p,li,dt,dd,th,td,summary,div").forEach((e) => e.append(" "));
    return [main.querySelector(".body") || main, main].map((e) => e.textContent.replace(/\s+/g, " "));
  });

  // Where pairs of characters meet by chance, a column holds all pairs of a term and not the term: it is no
  // hit. What cannot be looked at is believed.
  const isHit = async (n, terms) => {
    const column = (await load("t" + (n / chunk | 0)))[n % chunk], [href, title, category, doctors, , , due, text, beside] = column;
    if (Date.now() >= Date.parse(due + "T24:00:00+09:00") + 1296e5) return null;
    const near = fold([[title, category, doctors, text, beside].join("\n")]);
    const far = terms.filter((t) => !t.in(near));
    if (far.some((t) => !t.sure)) {
      const all = await wordsOf(href).then((w) => fold([w[1]]), () => "");
      if (all && !far.every((t) => t.in(all))) return null;
    }
    return column;
  };

  const show = (hit, terms) => {
    const [href, title, category, doctors, date, day, , text] = hit;
    const li = make("li", list, "", "row");
    if (date) make("time", li, day).dateTime = date;
    const box = make("div", li), a = make("a", make("h2", box)), about = make("p", box, "", "small"), fine = make("p", box, "", "fine");
    a.href = href;
    write(a, marked(title, terms, 200));
    write(about, marked(text, terms, 120));
    if (category) make("span", fine, category, "of");
    make("span", fine, doctors);
    if (!terms.every((t) => t.in(fold([text])))) {
      seen(li, () => wordsOf(href).then(([words]) => {
        const parts = marked(words, terms, 120);
        if (parts.some(([, on]) => on)) write(about, parts);
      }).catch(() => {}));
    }
    return a;
  };
  // Excerpts are fetched for what readers come to see.
  const seen = (e, then) => new IntersectionObserver((all, watch) => {
    if (all.some((x) => x.isIntersecting)) {
      watch.disconnect();
      then();
    }
  }).observe(e);

  let turn = 0, shown = null;
  const run = async () => {
    const now = ++turn, query = input.value.trim();
    if (query === shown) return;
    try {
      const terms = query ? await understand(query) : [], waiting = terms.length ? await search(terms) : [];
      let count = waiting.length;
      const next = async (focus) => {
        const hits = [];
        while (hits.length < page && waiting.length) {
          const looked = await Promise.all(waiting.splice(0, page - hits.length).map((n) => isHit(n, terms)));
          if (now !== turn) return;
          hits.push(...looked.filter((h) => h));
          count -= looked.filter((h) => !h).length;
        }
        if (!focus) list.textContent = "";
        root.querySelector("button")?.remove();
        const links = hits.map((h) => show(h, terms));
        if (focus) links[0]?.focus();
        if (waiting.length) {
          const b = make("button", root, more, "button");
          b.type = "button";
          b.onclick = () => next(true).catch(fail);
        }
        const said = waiting.length && terms.some((t) => !t.sure) ? about : found;
        status.textContent = query && (count ? said : none).replace("{1}", count).replace("{0}", () => query);
      };
      await next();
      if (now === turn) shown = query;
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

// Runs assets/search.js outside a browser: a document of a few lines, and files that stand in for the
// site. Reads one JSON object from standard input and writes one to standard output.
import { readFileSync } from "node:fs";

class Node {
  constructor(tag) {
    Object.assign(this, { tag, children: [], dataset: {}, listeners: {}, text: "", value: "" });
  }
  set textContent(v) {
    this.children = [];
    this.text = String(v);
  }
  get textContent() {
    return this.text + this.children.map((c) => typeof c === "string" ? c : c.textContent).join("");
  }
  append(c) {
    this.children.push(c);
    if (c instanceof Node) c.parent = this;
  }
  remove() {
    this.parent.children = this.parent.children.filter((c) => c !== this);
  }
  all(tag) {
    return this.children.filter((c) => c instanceof Node).flatMap((c) => [...c.tag === tag ? [c] : [], ...c.all(tag)]);
  }
  querySelector(tag) { return this.all(tag)[0] ?? null; }
  querySelectorAll(tag) { return this.all(tag); }
  addEventListener(name, f) { this.listeners[name] = f; }
  focus() { document.activeElement = this; }
}

const task = JSON.parse(readFileSync(0, "utf8"));
const nodes = { search: new Node("div"), q: new Node("input"), found: new Node("p"), hits: new Node("ol") };
Object.assign(nodes.search.dataset, task.dataset);
nodes.q.form = new Node("form");
const page = {}, fetched = [];
const decode = (s) => s.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#34;|&quot;/g, '"').replace(/&amp;/g, "&");
// The words of a page, near enough: what stands in its main part without tags.
class Page {
  parseFromString(html) {
    const main = (html.match(/<main[^>]*>([^]*)<\/main>/) ?? [0, html])[1].replace(/<(rt|rp|sup)\b[^]*?<\/\1>/g, "");
    const words = decode(main.replace(/<\/(h\d|p|li|dt|dd|th|td|summary|div)>/g, " ").replace(/<[^>]*>/g, ""));
    const node = { textContent: words, querySelectorAll: () => [], querySelector: () => node };
    return node;
  }
}
class Watch {
  constructor(then) { this.then = then; }
  observe() { this.then([{ isIntersecting: true }], this); }
  disconnect() {}
}
const globals = {
  DOMParser: Page, IntersectionObserver: Watch,
  document: { getElementById: (id) => nodes[id], createElement: (tag) => new Node(tag), addEventListener: (n, f) => page[n] = f },
  fetch: async (path) => {
    fetched.push(path);
    return { ok: path in task.files, status: 404, json: async () => JSON.parse(task.files[path]), text: async () => task.files[path] };
  },
  location: { search: "", pathname: "/search/" },
  history: { pushState: (_, __, to) => globals.location.search = to.replace(/^[^?]*/, ""), replaceState() {} },
  addEventListener: (n, f) => page[n] = f,
};
const { document } = globals;
const mark = "let turn = 0";
if (!task.script.includes(mark)) throw new Error("the script has no place to look in");
const probe = {};
new Function(...Object.keys(globals), "probe", task.script.replace(mark, "Object.assign(probe, { fold, grams });" + mark))(
  ...Object.values(globals), probe);

const settle = () => new Promise((r) => setImmediate(r));
const ask = async (q) => {
  nodes.q.value = q;
  fetched.length = 0;
  nodes.q.form.listeners.submit({ preventDefault() {} });
  const before = nodes.found.textContent;
  for (let i = 0; i < 40; i++) await settle();
  const out = { query: q, status: nodes.found.textContent, before, address: globals.location.search, fetched: [...fetched] };
  for (let b; (b = nodes.search.querySelector("button"));) {
    b.onclick();
    for (let i = 0; i < 40; i++) await settle();
    if (nodes.search.querySelector("button") === b) throw new Error("more does not end");
  }
  out.titles = nodes.hits.all("h2").map((h) => h.textContent);
  out.links = nodes.hits.all("a").map((a) => a.href);
  out.marks = nodes.hits.all("mark").map((m) => m.textContent);
  out.text = nodes.hits.textContent;
  return out;
};
const answers = [];
for (const q of task.queries ?? []) answers.push(await ask(q));
const walk = [];
for (const key of task.keys ?? []) {
  if (!document.activeElement) document.activeElement = nodes.q;
  page.keydown({ key, preventDefault() {} });
  walk.push(document.activeElement === nodes.q ? "input" : document.activeElement.textContent);
}
let back;
if (task.back !== undefined) {
  globals.location.search = task.back;
  page.popstate();
  for (let i = 0; i < 40; i++) await settle();
  back = { value: nodes.q.value, status: nodes.found.textContent };
}
console.log(JSON.stringify({
  folded: (task.fold ?? []).map((t) => probe.fold([t])), grams: (task.grams ?? []).map((t) => probe.grams(probe.fold([t]))), answers, walk, back,
}));

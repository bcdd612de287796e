"use strict";
// What all reading pages of a portal share: shards, exact numbers, words and elements.
// Shards are scripts, so that pages work from a server as from a disk: edca("rows/0", body), where body is JSON or,
// as text, base64 of gzip. Nothing of the data becomes markup: all of it is text.

const view = document.getElementById("view");
const root = document.body.dataset.root || "";
const language = document.documentElement.lang.startsWith("en") ? "en" : "es";

const own = (object, key) => object !== null && typeof object === "object" && Object.prototype.hasOwnProperty.call(object, key);
const list = (value) => (Array.isArray(value) ? value.filter((each) => each !== null && typeof each === "object") : []);
const object = (value) => (value !== null && typeof value === "object" && !Array.isArray(value) ? value : {});

// ---- Words ----

/** A sentence of the page; of two forms, the one for values.n. */
function say(key, values = {}) {
  let text = own(words.say, key) ? words.say[key] : key;
  if (Array.isArray(text)) text = text[values.n === 1 ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (all, name) => {
    if (!own(values, name)) return all;
    return typeof values[name] === "number" ? grouped(String(values[name])) : String(values[name]);
  });
}

/** What a code of the standard is called; the code itself where it has no name. */
const label = (kind, code) => (own(words.codes[kind], code) ? words.codes[kind][code] : text(code));
const fieldName = (name) => (own(words.fields, name) ? words.fields[name] : name);

// ---- Numbers as they are written ----

// In JSON that was read by readJson() a number is a text: NUL and what stood there. Texts of the data that begin with NUL
// or SOH have SOH before them.
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function readJson(source) {
  return JSON.parse(source.replace(token, (part) => {
    if (part[0] !== '"') return `"\\u0000${part}"`;
    return /^"\\u000[01]/.test(part) ? `"\\u0001${part.slice(1)}` : part;
  }));
}

function writeJson(value, indent) {
  return JSON.stringify(value, null, indent).replace(token, (part) => {
    if (!/^"\\u000[01]/.test(part)) return part;
    return part[6] === "0" ? part.slice(7, -1) : `"${part.slice(7)}`;
  });
}

/** A text of other JSON, for writeJson(). */
const asText = (value) => (/^[\0\u0001]/.test(value) ? `\u0001${value}` : value);

const isNumber = (value) => typeof value === "string" && value[0] === "\0";

/** A text or number of the data as text; empty for anything else. */
function text(value) {
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  return typeof value === "string" ? (isNumber(value) ? value.slice(1) : value) : "";
}

/** A text in the language of the page where there is a translation: title_en. */
const told = (owner, name) => text(owner[`${name}_${language}`]) || text(owner[name]);

/** 1234567.5 as 1,234,567.5; other texts as they are. */
function grouped(number) {
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(number);
  return parts ? parts[1] + parts[2].replace(/\B(?=(\d{3})+$)/g, ",") + (parts[3] || "") : number;
}

/** 29923456.78 as "29.9 M"; empty for what is short enough. */
function short(number) {
  const value = Number(number);
  if (!(Math.abs(value) >= 1e6) || Math.abs(value) >= 1e18) return "";
  const millions = value / 1e6;
  const digits = Math.abs(millions) < 10 ? 2 : Math.abs(millions) < 100 ? 1 : 0;
  return `${grouped(millions.toFixed(digits).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""))} M`;
}

// Exact sums of decimal texts: [digits as BigInt, places after the point].
function decimal(number) {
  const parts = /^(-?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/.exec(number);
  if (!parts) return null;
  const places = (parts[2] || "").length - Number(parts[3] || 0);
  const digits = BigInt(parts[1] + (parts[2] || ""));
  return places < 0 ? [digits * 10n ** BigInt(-places), 0] : [digits, places];
}

class Sums {
  constructor() {
    this.of = new Map();
    this.left = 0; // amounts that are no numbers, or have no currency
  }

  add(amount, currency) {
    const value = decimal(amount);
    if (!value || currency === "") {
      this.left += 1;
      return;
    }
    const sum = this.of.get(currency) || [0n, 0];
    const places = Math.max(sum[1], value[1]);
    const scaled = (each) => each[0] * 10n ** BigInt(places - each[1]);
    this.of.set(currency, [scaled(sum) + scaled(value), places]);
  }

  /** [[text, currency]…] */
  all() {
    return [...this.of].map(([currency, [digits, places]]) => {
      const sign = digits < 0n ? "-" : "";
      const all = String(digits < 0n ? -digits : digits).padStart(places + 1, "0");
      return [sign + all.slice(0, all.length - places) + (places > 0 ? `.${all.slice(-places)}` : ""), currency];
    });
  }
}

// ---- Elements ----

/** An element: h("p.note", {title: "…"}, "text", other). Attributes that are functions listen: {click: …}. */
function h(name, attributes, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(" ");
  fill(element, attributes, children);
  return element;
}

function svg(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  fill(element, attributes, children);
  return element;
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== ""));
}

const cut = (whole, most) => ([...whole.slice(0, 2 * most + 2)].length > most ? `${[...whole.slice(0, 2 * most + 2)].slice(0, most).join("")}…` : whole);

/** Text of the data: kept apart from the direction of what surrounds it. */
const quoted = (value, most = 300) => (value === "" ? null : h("bdi", value.length > most ? { title: cut(value, 2000) } : null, cut(value, most)));

/** Long text of the data: its beginning, and the rest behind a button. */
function prose(value, most = 600) {
  if (value === "") return null;
  const element = h("p.data", { dir: "auto" }, cut(value, most));
  if ([...value].length > most) {
    const more = h("button.link", { type: "button", click: () => { element.textContent = value; } }, say("whole-text"));
    element.append(" ", more);
  }
  return element;
}

/** A link to an address of the data; text where it is no web or mail address. */
function outside(address, ...children) {
  const content = children.length > 0 ? children : [quoted(address, 120)];
  let safe = false;
  try {
    safe = /^(https?|mailto):/i.test(address) && ["http:", "https:", "mailto:"].includes(new URL(address).protocol);
  } catch {
    safe = false;
  }
  return safe ? h("a", { href: address, rel: "noopener noreferrer external" }, content) : h("span", null, content);
}

/** A page of this portal: to("proceso", {ocid}) */
function to(page, values = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== "" && value !== null && value !== undefined) query.set(key, value);
  const search = query.toString();
  return `${page}.html${search ? `?${search}` : ""}`;
}

// ---- Amounts and days ----

/** An amount as people read it, with the exact one at hand. */
function money(amount, currency) {
  const exact = `${grouped(amount)}${currency ? ` ${currency}` : ""}`;
  const brief = short(amount);
  if (brief === "") return h("data.money", { value: amount }, exact);
  return h("data.money", { value: amount, title: exact },
    h("span", { "aria-hidden": "true" }, `${brief}${currency ? ` ${currency}` : ""}`), h("span.unseen", null, exact));
}

/** The amount of a Value of the data, or null. */
function valueOf(value) {
  const { amount, currency } = object(value);
  return isNumber(amount) ? money(text(amount), text(currency)) : null;
}

/** Amounts one below the other: [[text, currency]…] */
const moneys = (amounts) => amounts.map(([amount, currency]) => h("span.amount", null, money(amount, currency)));

/** The day of a date as it is written. */
function day(date) {
  const whole = text(date);
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(whole);
  const month = parts ? words.months[Number(parts[2]) - 1] : undefined;
  if (month === undefined) return whole === "" ? null : quoted(whole, 40);
  const name = `${Number(parts[3])} ${month} ${parts[1]}`;
  return h("time", { datetime: parts[0], title: whole.length > 10 ? cut(whole, 40) : null }, name);
}

// ---- Shards ----

/** Work that cannot be done: a key of words, and what stands in its sentence. */
class Trouble extends Error {
  constructor(key, values = {}) {
    super(say(key, values));
    this.key = key;
  }
}

const shards = new Map(); // of each name, {body, wait, arrive}

/** Called by every shard. */
function edca(name, body) {
  const shard = shards.get(name) || {};
  shard.body = body;
  shards.set(name, shard);
}

async function bytesOf(name, body) {
  if (typeof DecompressionStream === "undefined") throw new Trouble("old-browser");
  try {
    const letters = atob(body);
    const packed = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) packed[at] = letters.charCodeAt(at);
    return await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  } catch (error) {
    throw new Trouble("damaged-shard", { file: `site/${name}.js` });
  }
}

function fetched(name) {
  if (shards.has(name)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const file = `site/${name}.js`;
    script.src = root + file;
    script.onload = () => {
      script.remove();
      if (shards.has(name)) resolve();
      else reject(new Trouble("damaged-shard", { file }));
    };
    script.onerror = () => {
      script.remove();
      reject(new Trouble("missing-shard", { file }));
    };
    document.head.append(script);
  });
}

const ready = new Map(); // of each name, a promise of its bytes or JSON

/** What a shard holds: JSON, or an ArrayBuffer with as = "bytes"; with as = "exact", JSON of readJson(). */
function load(name, as = "json", keep = true) {
  if (ready.has(name)) return ready.get(name);
  const promise = fetched(name).then(async () => {
    const { body } = shards.get(name);
    shards.delete(name);
    if (typeof body !== "string") return body;
    const bytes = await bytesOf(name, body);
    if (as === "bytes") return bytes;
    const source = new TextDecoder().decode(bytes);
    return as === "exact" ? readJson(source) : JSON.parse(source);
  });
  if (keep) ready.set(name, promise);
  promise.catch(() => ready.delete(name));
  return promise;
}

/** Ordinals of base64: differences in groups of seven bits, the lowest first. */
function ordinals(packed) {
  const bytes = atob(packed);
  const result = [];
  let last = 0;
  for (let at = 0; at < bytes.length;) {
    let difference = 0;
    let scale = 1;
    let byte = 128;
    while (byte > 127 && at < bytes.length) {
      byte = bytes.charCodeAt(at);
      at += 1;
      difference += (byte & 127) * scale;
      scale *= 128;
    }
    last += difference;
    result.push(last);
  }
  return result;
}

// ---- The page ----

/** Says in the view what went wrong, with a button to try again. */
function complain(error, again) {
  const known = error instanceof Trouble;
  if (!known) console.error(error);
  view.setAttribute("aria-busy", "false");
  view.replaceChildren(h("div.alert", { role: "alert" },
    h("p", null, h("strong", null, known ? error.message : say("failed"))),
    h("p", null, say(known && error.key === "old-browser" ? "old-browser-help" : known && error.key === "not-found" ? "not-found-help" : "shard-help")),
    h("p", null, again && !(known && error.key === "old-browser") ? h("button", { type: "button", click: again }, say("again")) : null, " ",
      h("a", { href: "index.html#downloads" }, say("downloads")))));
}

/** Runs what fills the page; what goes wrong is said. */
function begin(run) {
  const again = () => begin(run);
  view.setAttribute("aria-busy", "true");
  Promise.resolve().then(run).then(() => view.setAttribute("aria-busy", "false")).catch((error) => complain(error, again));
}

function title(name) {
  document.title = `${cut(name, 80)} – ${document.body.dataset.title || ""}`;
}

const query = () => new URLSearchParams(location.search);

/** Puts a new address into the bar; where the browser refuses, the page stays as it is. */
function address(values, replace = false) {
  const next = to(location.pathname.split("/").pop().replace(/\.html$/, "") || "index", values);
  try {
    history[replace ? "replaceState" : "pushState"](null, "", next);
  } catch (error) {
    console.debug(error.message);
  }
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.href = link.getAttribute("href").split("?")[0] + location.search;
  }
}

for (const link of document.querySelectorAll("a[data-language]")) link.href = link.getAttribute("href").split("?")[0] + location.search;

/** Links to the pages of a list; open(page) shows one of them. */
function pager(count, perPage, current, href, open) {
  const last = Math.max(1, Math.ceil(count / perPage));
  if (last === 1) return null;
  const wanted = [...new Set([1, current - 1, current, current + 1, last])].filter((each) => each >= 1 && each <= last);
  const link = (number, name, attributes = {}) => h("a", {
    href: href(number), ...attributes,
    click: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(number);
    } }, name);
  const items = [];
  if (current > 1) items.push(h("li", null, link(current - 1, say("previous"), { rel: "prev" })));
  wanted.forEach((number, at) => {
    if (at > 0 && number - wanted[at - 1] > 1) items.push(h("li", { "aria-hidden": "true" }, "…"));
    const name = say("page-number", { n: number });
    items.push(h("li", null, number === current ? h("span", { "aria-current": "page", "aria-label": name }, grouped(String(number)))
      : link(number, grouped(String(number)), { "aria-label": name })));
  });
  if (current < last) items.push(h("li", null, link(current + 1, say("next"), { rel: "next" })));
  return h("nav.pager", { "aria-label": say("pages") }, h("ul", null, items));
}

/** A table that becomes cards on a phone. columns: [{name, number}…]; rows: lists of what stands in the cells. */
function table(caption, columns, rows) {
  const head = columns.map((column) => h(column.number ? "th.number" : "th", { scope: "col" }, column.name));
  const body = rows.map((cells) => h("tr", null, cells.map((cell, at) => (at === 0
    ? h("th", { scope: "row" }, cell)
    : h(columns[at].number ? "td.number" : "td", { "data-label": columns[at].name }, cell)))));
  return h("table.cards", null, caption ? h("caption", null, caption) : null, h("thead", null, h("tr", null, head)), h("tbody", null, body));
}

/** A bar for a share of the largest. */
function bar(part, whole) {
  const width = whole > 0 ? Math.max(0, Math.min(100, (part / whole) * 100)) : 0;
  return svg("svg", { class: "bar", "aria-hidden": "true", focusable: "false" }, svg("rect", { width: `${width.toFixed(2)}%`, height: "100%" }));
}

/** A file that the browser makes. */
function save(name, type, parts) {
  const link = h("a", { href: URL.createObjectURL(new Blob(parts, { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** A line of CSV. What a spreadsheet would take for a formula begins with an apostrophe. */
const csvLine = (cells) => `${cells.map((cell) => {
  const safe = /^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}).join(",")}\r\n`;

// ---- Words of searching: the same as those of the index ----

const foldings = { æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ß: "ss", ð: "d", þ: "th", ı: "i" };

function fold(value) {
  return value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[\u00c0-\u017f]/g, (letter) => {
      const plain = letter.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
      return own(foldings, plain) ? foldings[plain] : plain;
    }).replace(/[\u0300-\u036f]/g, "");
}

const between = /[^a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2fff\u3040-\ufdff\ufe10-\uffff]+/;

function wordsOf(value, stopWords = []) {
  return fold(value).split(between).filter((word) => {
    const length = new TextEncoder().encode(word).length;
    return length >= 2 && length <= 40 && !stopWords.includes(word);
  });
}

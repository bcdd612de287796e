"use strict";
// The list of processes and the search in it. State stands in the address; the index is loaded in the pieces that a
// query needs.

const perPage = 20;
const fields = ["q", "buyer", "supplier", "method", "category", "status", "flag", "from", "to", "min", "max", "sort", "p"];
let turn = 0; // of the newest query; what older ones find is not shown
const form = {};

function stateNow() {
  const values = query();
  const state = {};
  for (const field of fields) state[field] = (values.get(field) || "").trim();
  state.p = Math.max(1, Number.parseInt(state.p, 10) || 1);
  return state;
}

const known = new Map(); // masks of terms, the last ones that were asked for

async function maskOf(term, asPrefix, notes) {
  const key = `${asPrefix ? "*" : "="}${term}`;
  if (known.has(key)) {
    notes.push(...known.get(key).notes);
    return known.get(key).mask;
  }
  const its = [];
  const mask = new Uint8Array(index.processes);
  mark(await postings(term, asPrefix, its), mask);
  if (known.size > 15) known.delete(known.keys().next().value);
  known.set(key, { mask, notes: its });
  notes.push(...its);
  return mask;
}

/** Masks of the words of a text, all of which must hold; a family is "", "b:" or "s:". */
function masksOf(value, family, notes) {
  const found = wordsOf(value.replace(/\bmx-rfc-/gi, " "), index.stopWords);
  return Promise.all(found.map((word, at) => maskOf(family + word, at === found.length - 1 && word.length > 2, notes)));
}

/** The mask of the processes of a buyer: by its whole name or id where there is one, else by words. */
async function buyerMasks(value, notes) {
  const exact = (await load("buyer-list")).filter((buyer) => sameName(buyer, value)).map((buyer) => buyer.i);
  if (exact.length === 0) return masksOf(value, "b:", notes);
  const column = new Uint32Array(await load("columns/buyer", "bytes"));
  return [Uint8Array.from(column, (ordinal) => (exact.includes(ordinal) ? 1 : 0))];
}

async function supplierMasks(value, notes) {
  const exact = (await suppliersOf(value, 20)).filter((supplier) => sameName(supplier, value));
  if (exact.length === 0) return masksOf(value, "s:", notes);
  const mask = new Uint8Array(index.processes);
  mark(exact.map((supplier) => supplier.p), mask);
  return [mask];
}

// ---- Filters ----

const daysOf = (date) => Math.round(Date.parse(`${date}T00:00:00Z`) / 86400000);

/** What the columns that a state needs take out of a mask: functions of it. */
async function siftsOf(state) {
  const sifts = [];
  const column = async (name, Type) => new Type(await load(`columns/${name}`, "bytes"));
  const code = async (name, codes) => {
    if (state[name] === "") return;
    const wanted = state[name] === "-" ? 255 : codes.indexOf(state[name]);
    const values = await column(name, Uint8Array);
    sifts.push((mask) => { for (let at = 0; at < mask.length; at += 1) if (values[at] !== wanted) mask[at] = 0; });
  };
  const range = async (name, Type, least, most, none) => {
    if (Number.isNaN(least) && Number.isNaN(most)) return;
    const values = await column(name, Type);
    const [from, until] = [Number.isNaN(least) ? -Infinity : least, Number.isNaN(most) ? Infinity : most];
    sifts.push((mask) => { for (let at = 0; at < mask.length; at += 1) if (values[at] === none || !(values[at] >= from && values[at] <= until)) mask[at] = 0; });
  };
  const amount = (value) => (value === "" ? Number.NaN : Number(value));
  await Promise.all([code("method", index.methods), code("category", index.categories), code("status", index.statuses),
    range("date", Uint16Array, daysOf(state.from), daysOf(state.to), 0), range("amount", Float64Array, amount(state.min), amount(state.max)),
    state.flag === "any" ? range("flags", Uint8Array, 1, Number.NaN) : state.flag === "none" ? range("flags", Uint8Array, Number.NaN, 0) : null]);
  return sifts;
}

async function masksOfState(state, notes) {
  const masks = await Promise.all([
    masksOf(state.q, "", notes),
    state.buyer === "" ? [] : buyerMasks(state.buyer, notes),
    state.supplier === "" ? [] : supplierMasks(state.supplier, notes),
    ["", "any", "none"].includes(state.flag) ? [] : maskOf(`f:${state.flag}`, false, []),
  ]);
  return masks.flat();
}

let byAmount = null;

/** All ordinals, the largest amount first and those without one last; of the same amount, the newest first. */
async function orderByAmount() {
  if (byAmount !== null) return byAmount;
  const bytes = await load("columns/amount", "bytes");
  const halves = new Uint32Array(bytes.slice(0)); // of each number, the low and the high one
  const numbers = new Float64Array(bytes);
  for (let at = 0; at < numbers.length; at += 1) {
    // Bits that ascend while numbers descend.
    const flip = halves[2 * at + 1] < 0x80000000;
    const none = Number.isNaN(numbers[at]);
    halves[2 * at] = none ? 0xffffffff : flip ? ~halves[2 * at] : halves[2 * at];
    halves[2 * at + 1] = none ? 0xffffffff : flip ? ~halves[2 * at + 1] & 0x7fffffff : halves[2 * at + 1];
  }
  let order = Uint32Array.from(numbers, (none, at) => numbers.length - 1 - at);
  for (const [half, shift] of [[0, 0], [0, 16], [1, 0], [1, 16]]) order = sorted(order, halves, half, shift);
  byAmount = order;
  return byAmount;
}

/** Ordinals by sixteen bits of their numbers; those with the same stay in their order. */
function sorted(order, halves, half, shift) {
  const places = new Uint32Array(65537);
  for (let at = 0; at < order.length; at += 1) places[((halves[2 * order[at] + half] >>> shift) & 0xffff) + 1] += 1;
  for (let key = 0; key < 65536; key += 1) places[key + 1] += places[key];
  const result = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const key = (halves[2 * order[at] + half] >>> shift) & 0xffff;
    result[places[key]] = order[at];
    places[key] += 1;
  }
  return result;
}

/** The ordinals that a state finds, in its order. */
async function find(state, notes) {
  const [masks, sifts, order] = await Promise.all([masksOfState(state, notes), siftsOf(state), state.sort === "amount" ? orderByAmount() : null]);
  const all = index.processes;
  const mask = new Uint8Array(all).fill(1);
  for (const each of masks) for (let at = 0; at < all; at += 1) mask[at] &= each[at];
  for (const sift of sifts) sift(mask);
  const found = [];
  for (let at = 0; at < all; at += 1) {
    const ordinal = order ? order[at] : state.sort === "oldest" ? at : all - 1 - at;
    if (mask[ordinal] === 1) found.push(ordinal);
  }
  return found;
}

async function showResults(found, state, mine) {
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const current = Math.min(state.p, pages);
  const items = found.slice((current - 1) * perPage, current * perPage).map((ordinal) => [ordinal, h("li.waiting", null, h("p.note", null, say("loading")))]);
  const open = (p) => {
    address(cleaned({ ...state, p }));
    run().then(() => form.status.scrollIntoView({ block: "start" }));
  };
  const results = h("ol.results", { start: (current - 1) * perPage + 1 }, items.map(([, item]) => item));
  form.results.replaceChildren(results, pager(found.length, perPage, current, (p) => to("procesos", cleaned({ ...state, p })), open) || "");
  await Promise.all(items.map(async ([ordinal, item]) => {
    const row = await rowOf(ordinal);
    if (mine === turn) resultOf(item, row);
  }));
}

const cleaned = (state) => Object.fromEntries(Object.entries(state).filter(([key, value]) => value !== "" && !(key === "p" && value === 1)));

async function run() {
  turn += 1;
  const mine = turn;
  const state = stateNow();
  const notes = [];
  form.show(state);
  form.status.textContent = say("searching");
  try {
    const found = await find(state, notes);
    if (mine !== turn) return;
    form.found = found;
    form.status.textContent = [found.length === 0 ? say("nothing-found") : say("found", { n: found.length, all: index.processes }), ...notes].join(" ");
    form.exports.hidden = found.length === 0;
    form.empty.hidden = found.length > 0;
    await showResults(found, state, mine);
    if (mine === turn) prefetch();
  } catch (error) {
    if (mine === turn) form.fail(error);
  }
}

let prefetching = false;

/** The small columns, when nothing else is to be done, so that filters answer at once. */
function prefetch() {
  const connection = navigator.connection || {};
  if (prefetching || connection.saveData) return;
  prefetching = true;
  const wait = globalThis.requestIdleCallback || ((work) => setTimeout(work, 200));
  const names = ["date", "method", "category", "status", "flags", ...(form.filters.open ? ["buyer", "amount"] : [])];
  const next = () => {
    const name = names.shift();
    if (name !== undefined) wait(() => load(`columns/${name}`, "bytes").then(next, next));
  };
  next();
}

// ---- The form ----

const unset = (name) => h("option", { value: "" }, say(name));

function choice(name, kind, codes) {
  const options = codes.map((code) => h("option", { value: code }, label(kind, code))).sort((a, b) => a.textContent.localeCompare(b.textContent, language));
  return field(name, h("select", { name }, unset("any"), options, h("option", { value: "-" }, say("not-given"))));
}

function field(name, input) {
  input.id = `f-${name}`;
  return h("div.field", null, h("label", { for: input.id }, say(`filter-${name}`)), input);
}

function flagChoice() {
  const options = (index.terms.length > 0 ? index.indicators : []).map((each) => h("option", { value: each.id }, each[`name_${language}`] || each.id));
  return field("flag", h("select", { name: "flag" }, unset("any-or-none"), h("option", { value: "any" }, say("with-flags")), h("option", { value: "none" }, say("without-flags")), options));
}

function filters() {
  const input = (name, attributes) => field(name, h("input", { name, autocomplete: "off", ...attributes }));
  const amounts = index.currency ? [input("min", { inputmode: "decimal", pattern: "[0-9]*[.]?[0-9]*" }), input("max", { inputmode: "decimal", pattern: "[0-9]*[.]?[0-9]*" })] : [];
  const box = h("details.filters", null, h("summary", null, say("filters")), h("div.grid", null,
    index.buyers && index.buyers.count > 0 ? input("buyer", { type: "text", list: "buyers" }) : null,
    index.terms.length > 0 && index.suppliers && index.suppliers.count > 0 ? input("supplier", { type: "text" }) : null,
    index.methods.length > 0 ? choice("method", "method", index.methods) : null,
    index.categories.length > 0 ? choice("category", "category", index.categories) : null,
    index.statuses.length > 0 ? choice("status", "tenderStatus", index.statuses) : null,
    index.indicators.length > 0 ? flagChoice() : null,
    input("from", { type: "date" }), input("to", { type: "date" }), amounts),
  h("p.note", null, say("filters-note", { currency: index.currency })));
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    suggestBuyers();
    prefetching = false;
    prefetch();
  });
  return box;
}

let suggested = false;

async function suggestBuyers() {
  if (suggested || !index.buyers || index.buyers.count === 0) return;
  suggested = true;
  const buyers = await load("buyer-list").catch(() => []);
  document.getElementById("buyers").append(...buyers.slice(0, 1000).map((buyer) => h("option", { value: buyer.name })));
}

/** What the form holds, on the first page of results. */
function entered() {
  const values = Object.fromEntries([...new FormData(form.element)].map(([name, value]) => [name, String(value).trim()]));
  for (const name of ["min", "max"]) values[name] = (values[name] || "").replace(/[,\s$]/g, "");
  return cleaned(values);
}

function submit() {
  address(entered());
  run();
}

function chips(state) {
  const names = { method: "method", category: "category", status: "tenderStatus" };
  const shown = fields.filter((name) => !["q", "sort", "p"].includes(name) && state[name] !== "");
  form.chips.replaceChildren(...shown.map((name) => {
    const indicator = name === "flag" && index.indicators.find((each) => each.id === state.flag);
    const value = indicator ? indicator[`name_${language}`] : state[name] === "-" ? say("not-given")
      : name === "flag" ? say(state.flag === "any" ? "with-flags" : "without-flags") : names[name] ? label(names[name], state[name])
        : name === "from" || name === "to" ? day(state[name]) : name === "min" || name === "max" ? grouped(state[name]) : quoted(state[name], 60);
    return h("li", null, h("button.chip", { type: "button", click: () => {
      address(cleaned({ ...state, [name]: "", p: 1 }));
      run().then(() => form.q.focus());
    } }, h("span", null, `${say(`filter-${name}`)}: `, value), h("span", { "aria-hidden": "true" }, " ×"), h("span.unseen", null, ` (${say("take-away")})`)));
  }));
}

function show(state) {
  for (const name of fields) {
    const input = form.element.elements.namedItem(name);
    if (input && input.value !== state[name]) input.value = state[name];
  }
  chips(state);
}

/** Arrow keys go from the field to the results and among them. */
function arrows(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [...form.results.querySelectorAll("a.result")];
  const at = links.indexOf(document.activeElement);
  if (at < 0 && (document.activeElement !== form.q || event.key === "ArrowUp")) return;
  event.preventDefault();
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  if (next < 0) form.q.focus();
  else if (links[next]) links[next].focus();
}

function build() {
  form.q = h("input", { type: "search", name: "q", id: "f-q", autocomplete: "off", enterkeyhint: "search", maxlength: 300 });
  form.chips = h("ul.chips", { "aria-label": say("active-filters") });
  form.status = h("p.status", { role: "status" });
  form.sort = h("select", { name: "sort" }, h("option", { value: "" }, say("newest")), h("option", { value: "oldest" }, say("oldest")), index.currency ? h("option", { value: "amount" }, say("largest", { currency: index.currency })) : null);
  form.empty = h("div.empty", { hidden: true }, h("p", null, say("nothing-help")), h("p", null, h("a", { href: "procesos.html" }, say("all-processes"))));
  form.results = h("div");
  form.exports = h("div.exports", { hidden: true }, h("button", { type: "button", click: () => exported("csv") }, say("save-csv")), h("button", { type: "button", click: () => exported("json") }, say("save-json")), form.progress = h("span", { role: "status" }));
  const searched = index.terms.length > 0;
  form.element = h("form.search", { role: "search", submit: (event) => { event.preventDefault(); submit(); } },
    h("div.words", { hidden: !searched }, h("label", { for: "f-q" }, say("search-words")), h("div.line", null, form.q, h("button.main", { type: "submit" }, say("search")))),
    form.filters = filters(), h("datalist", { id: "buyers" }), h("div.line", null, field("sort", form.sort), h("a.clear", { href: "procesos.html" }, say("clear"))));
  form.element.addEventListener("change", (event) => { if (event.target !== form.q && form.element.checkValidity()) submit(); });
  form.show = show;
  form.fail = (error) => {
    form.status.textContent = "";
    complain(error, () => begin(start));
  };
  view.replaceChildren(form.element, form.chips, form.status, form.exports, form.empty, form.results);
  view.addEventListener("keydown", arrows);
  const state = stateNow();
  form.filters.open = fields.some((name) => !["q", "sort", "p"].includes(name) && state[name] !== "") && matchMedia("(min-width: 48rem)").matches;
}

// ---- What is found, as a file ----

const columns = ["ocid", "date", "title", "buyer", "suppliers", "method", "category", "status", "amounts", "flags"];

function flat(row) {
  return {
    ocid: asText(row.o), date: row.d || "", title: asText(row.t || ""), buyer: asText(row.bn || ""), suppliers: (row.s || []).map(([, name]) => asText(name)),
    method: codeOf(index.methods, row.m), category: codeOf(index.categories, row.c), status: codeOf(index.statuses, row.st),
    amounts: (row.a || []).map(([amount, currency]) => ({ amount: `\0${amount}`, currency: codeOf(index.currencies, currency) })),
    flags: (row.f || []).map((at) => (index.indicators[at] || {}).id || ""),
  };
}

const plain = (value) => value.replace(/^\u0001(?=[\0\u0001])/, "");

function lineOf(row) {
  return csvLine(columns.map((name) => {
    const value = row[name];
    if (name === "amounts") return value.map((each) => `${text(each.amount)} ${each.currency}`).join("; ");
    return (Array.isArray(value) ? value.map(plain).join("; ") : plain(value));
  }));
}

let exporting = 0;

/** All rows of the filter, in its order; six shards at a time are on their way. */
async function exported(format) {
  exporting += 1;
  const mine = exporting;
  const found = form.found.slice();
  const rows = new Array(found.length);
  const places = new Map();
  found.forEach((ordinal, at) => {
    const shard = Math.floor(ordinal / index.rowsPerShard);
    if (!places.has(shard)) places.set(shard, []);
    places.get(shard).push([at, ordinal]);
  });
  const shards = [...places.keys()];
  let done = 0;
  const worker = async () => {
    while (shards.length > 0 && mine === exporting) {
      for (const [at, ordinal] of places.get(shards.pop())) rows[at] = flat(await rowOf(ordinal, places.size < 40));
      done += 1;
      form.progress.textContent = say("preparing", { percent: Math.floor((done / places.size) * 100) });
    }
  };
  try {
    await Promise.all(Array.from({ length: 6 }, worker));
  } catch (error) {
    form.progress.textContent = error instanceof Trouble ? error.message : say("failed");
    return;
  }
  if (mine !== exporting) return;
  form.progress.textContent = say("saved", { n: rows.length });
  if (format === "csv") save("procesos.csv", "text/csv;charset=utf-8", ["\ufeff", csvLine(columns), ...rows.map(lineOf)]);
  else save("procesos.json", "application/json", ["[\n", rows.map((row) => writeJson(row)).join(",\n"), "\n]\n"]);
}

async function start() {
  await readIndex();
  if (!form.element || !form.element.isConnected) build();
  await run();
}

addEventListener("popstate", () => run());
begin(start);

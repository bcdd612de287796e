"use strict";
// The lists of buyers, suppliers, contracts and projects, a page of rows at a time.

const kind = document.body.dataset.page;
const perPage = 50;
const pageFile = { buyers: "compradores", suppliers: "proveedores", contracts: "contratos", projects: "proyectos" }[kind];
const box = { status: h("p.status", { role: "status" }), rows: h("div"), search: null };
let turn = 0;

const pairsOf = (amounts) => Object.entries(amounts || {}).map(([currency, amount]) => [amount, currency]);
const coded = (amounts) => (amounts || []).map(([amount, currency]) => [amount, codeOf(index.currencies, currency)]);

// ---- Where the rows of a list are ----

/** Rows of shards with so many each, from `first` on. */
async function slice(name, perShard, first, end) {
  const shardsOf = [];
  for (let shard = Math.floor(first / perShard); shard * perShard < end; shard += 1) shardsOf.push(load(`${name}/${shard}`));
  const all = (await Promise.all(shardsOf)).flat();
  const start = first - Math.floor(first / perShard) * perShard;
  return all.slice(start, start + end - first);
}

/** The newest are the last: rows from the end. */
async function newest(name, facts, first, end) {
  return (await slice(name, facts.perShard, Math.max(0, facts.count - end), facts.count - first)).reverse();
}

const amountOf = (party) => Number((party.a || {})[index.currency] || 0);

/** {count, rows(first, end), note} of what the words find. */
async function found(wanted) {
  const facts = index[kind];
  if (kind === "contracts") return { count: facts.count, rows: (first, end) => newest("contracts", facts, first, end) };
  if (kind === "projects") {
    const all = await slice("project-list", facts.listPerShard, 0, facts.count);
    return among(all, wanted, (row) => `${row.t} ${row.id} ${row.au || ""}`);
  }
  if (kind === "buyers") return among(await load("buyer-list"), wanted, (row) => `${row.name} ${row.id || ""}`);
  if (wordsOf(wanted, index.stopWords).length === 0) return { count: facts.count, rows: (first, end) => slice("supplier-list", facts.listPerShard, first, end) };
  return suppliersFound(wanted, facts);
}

function among(all, wanted, textOf) {
  const parts = fold(wanted).split(/\s+/).filter((part) => part !== "");
  const rows = parts.length === 0 ? all : all.filter((row) => { const folded = fold(textOf(row)); return parts.every((part) => folded.includes(part)); });
  return { count: rows.length, rows: async (first, end) => rows.slice(first, end) };
}

/** Suppliers by their words in the index: the largest first while they are few, else as they came. */
async function suppliersFound(wanted, facts) {
  const notes = [];
  const parts = wordsOf(wanted, index.stopWords);
  const sets = await Promise.all(parts.map(async (word, at) => new Set((await postings(`S:${word}`, at === parts.length - 1 && word.length > 2, notes)).flatMap(ordinals))));
  const both = [...sets[0]].filter((ordinal) => sets.every((set) => set.has(ordinal))).sort((a, b) => a - b);
  const read = (some) => Promise.all(some.map(async (ordinal) => (await load(`suppliers/${Math.floor(ordinal / facts.perShard)}`))[ordinal % facts.perShard]));
  if (both.length <= 100) {
    const rows = (await read(both)).sort((a, b) => amountOf(b) - amountOf(a));
    return { count: rows.length, rows: async (first, end) => rows.slice(first, end), note: notes.join(" ") };
  }
  return { count: both.length, rows: (first, end) => read(both.slice(first, end)), note: [...notes, say("not-by-amount")].join(" ") };
}

// ---- Tables ----

const numbered = (...names) => names.map((name, at) => ({ name: say(name), number: at > 0 }));

function partyTable(rows) {
  const page = kind === "buyers" ? "comprador" : "proveedor";
  const flagged = rows.some((row) => row.flags > 0);
  return table("", numbered("name", "contracted", "contracts", "processes", ...(flagged ? ["flags"] : [])), rows.map((row) => [
    [h("a", { href: to(page, { id: row.id || row.name, at: row.i }) }, quoted(row.name || row.id, 200)), h("span.small.id", null, quoted(row.id || "", 80))],
    moneys(pairsOf(row.a)), grouped(String(row.k || 0)), grouped(String(row.n || 0)), ...(flagged ? [grouped(String(row.flags || 0))] : [])]));
}

function contractTable(rows) {
  const partyOf = (page, pair) => (pair ? h("a", { href: to(page, { id: pair[1], at: pair[0] }) }, quoted(pair[1], 120)) : null);
  return table("", [{ name: say("contract") }, { name: say("signed") }, { name: say("buyer") }, { name: say("suppliers") }, { name: say("amount"), number: true }, { name: say("status") }], rows.map((row) => [
    [h("a", { href: `${to("proceso", { ocid: row.o, at: row.p })}#contracts` }, quoted(row.t || row.id || row.o, 200)), h("span.small.id", null, quoted(row.id || "", 80))],
    row.d ? day(row.d) : say("undated"), partyOf("comprador", row.b), (row.s || []).map((pair) => h("span.amount", null, partyOf("proveedor", pair))), moneys(coded(row.a)), label("contractStatus", row.st || "")]));
}

function projectTable(rows) {
  return table("", [{ name: say("project") }, { name: say("authority") }, { name: say("status") }, { name: fieldName("type") }, { name: say("budget"), number: true }], rows.map((row) => [
    [h("a", { href: to("proyecto", { id: row.id, at: row.p }) }, quoted(row.t || row.id, 200)), h("span.small.id", null, quoted(row.id, 80))],
    quoted(row.au || "", 120), label("projectStatus", row.st || ""), label("projectType", row.ty || ""), moneys(coded(row.a))]));
}

const tableOf = { buyers: partyTable, suppliers: partyTable, contracts: contractTable, projects: projectTable }[kind];

// ---- The page ----

function stateNow() {
  const values = query();
  return { q: (values.get("q") || "").trim(), p: Math.max(1, Number.parseInt(values.get("p"), 10) || 1) };
}

const cleaned = (state) => ({ q: state.q, p: state.p > 1 ? state.p : "" });

async function run() {
  turn += 1;
  const mine = turn;
  const state = stateNow();
  if (box.search && box.search.value !== state.q) box.search.value = state.q;
  box.status.textContent = say("searching");
  const all = await found(state.q);
  const page = Math.min(state.p, Math.max(1, Math.ceil(all.count / perPage)));
  const rows = await all.rows((page - 1) * perPage, Math.min(all.count, page * perPage));
  if (mine !== turn) return;
  box.status.textContent = [say(`${kind}-found`, { n: all.count }), all.note || ""].join(" ").trim();
  const open = (p) => {
    address(cleaned({ ...state, p }));
    again(run).then(() => box.status.scrollIntoView());
  };
  box.rows.replaceChildren(rows.length > 0 ? tableOf(rows) : "", pager(all.count, perPage, page, (p) => to(pageFile, cleaned({ ...state, p })), open) || "");
}

const again = (work) => work().catch((error) => complain(error, () => begin(start)));

function csvOf(rows) {
  const sums = (amounts) => amounts.map(([amount, currency]) => `${amount} ${currency}`).join("; ");
  if (kind === "contracts") return [["ocid", "contract", "title", "date", "buyer", "suppliers", "amounts", "status"], ...rows.map((row) => [row.o, row.id || "", row.t || "", row.d || "", row.b ? row.b[1] : "", (row.s || []).map((each) => each[1]).join("; "), sums(coded(row.a)), row.st || ""])];
  if (kind === "projects") return [["id", "title", "authority", "status", "type", "updated", "budget"], ...rows.map((row) => [row.id, row.t || "", row.au || "", row.st || "", row.ty || "", row.d || "", sums(coded(row.a))])];
  return [["id", "name", "processes", "contracts", "amounts", "flags"], ...rows.map((row) => [row.id || "", row.name || "", String(row.n || 0), String(row.k || 0), sums(pairsOf(row.a)), String(row.flags || 0)])];
}

async function exported(button) {
  button.disabled = true;
  try {
    const all = await found(stateNow().q);
    const rows = [];
    for (let first = 0; first < all.count; first += 2000) {
      rows.push(...await all.rows(first, Math.min(all.count, first + 2000)));
      box.status.textContent = say("preparing", { percent: Math.floor((rows.length / all.count) * 100) });
    }
    box.status.textContent = say("saved", { n: rows.length });
    save(`${pageFile}.csv`, "text/csv;charset=utf-8", ["\ufeff", ...csvOf(rows).map(csvLine)]);
  } finally {
    button.disabled = false;
  }
}

function build() {
  box.search = kind === "contracts" ? null : h("input", { type: "search", name: "q", id: "f-q", maxlength: 300 });
  const form = box.search ? h("form.search", { role: "search", submit: (event) => {
    event.preventDefault();
    address(cleaned({ q: box.search.value.trim(), p: 1 }));
    again(run);
  } }, h("div.words", null, h("label", { for: "f-q" }, say(kind === "projects" ? "project-words" : "party-words")), h("div.line", null, box.search, h("button.main", { type: "submit" }, say("search"))))) : h("p", null, h("a", { href: "procesos.html" }, say("search-contracts")));
  const button = h("button", { type: "button", click: () => again(() => exported(button)) }, say("save-csv"));
  view.replaceChildren(form, h("p.note", null, say(`${kind}-note`, { currency: index.currency })), box.status, h("div.exports", null, button), box.rows);
}

async function start() {
  await readIndex();
  if (!index[kind] || index[kind].count === 0) throw new Trouble("no-list");
  if (!box.rows.isConnected) build();
  await run();
}

addEventListener("popstate", () => again(run));
begin(start);

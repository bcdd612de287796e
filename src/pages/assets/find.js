"use strict";
// What pages ask of the index of a portal: words, suppliers by their words, and the rows of processes.

const mostShards = 4; // of words that begin alike
let index = null;

async function readIndex() {
  index = { processes: 0, rowsPerShard: 1, processShards: [], terms: [], stopWords: [], methods: [], categories: [], statuses: [], currencies: [], indicators: [], currency: "", ...await load("index") };
  if (index.format !== "edca-pages/1") throw new Trouble("other-format");
}

/** An id without the register of tax numbers before it: MX-RFC-ABC… is ABC… in the index. */
const bare = (id) => id.replace(/^\s*mx-rfc-/i, "");

// ---- Words in the index ----

/** Whether a text stands before another one by the bytes of UTF-8, which is the order of code points. */
function before(left, right) {
  const a = [...left];
  const b = [...right];
  const at = a.findIndex((letter, place) => letter !== b[place]);
  if (at < 0) return a.length < b.length;
  return at < b.length && a[at].codePointAt(0) < b[at].codePointAt(0);
}

/** The shard in which a term stands, if it is there at all. */
function shardOf(term) {
  let low = 0;
  let high = index.terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(term, index.terms[middle])) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/** Packed ordinals of a term, or of all that begin so. */
async function postings(term, asPrefix, notes) {
  const first = shardOf(term);
  let last = Math.max(first, 0);
  if (index.terms.length === 0) return [];
  if (asPrefix) while (last + 1 < index.terms.length && index.terms[last + 1].startsWith(term)) last += 1;
  const whole = asPrefix && last - first >= mostShards;
  if (whole) notes.push(say("whole-words", { word: term.replace(/^\w:/, "") }));
  if (first < 0 && !asPrefix) return [];
  const numbers = whole ? [first] : Array.from({ length: last - Math.max(first, 0) + 1 }, (none, at) => Math.max(first, 0) + at);
  const pieces = await Promise.all(numbers.map((number) => load(`terms/${number}`)));
  if (!asPrefix || whole) return pieces.flatMap((piece) => (own(piece, term) ? [piece[term]] : []));
  return pieces.flatMap((piece) => Object.keys(piece).filter((key) => key.startsWith(term)).map((key) => piece[key]));
}

/** Marks packed ordinals in a mask. */
function mark(packed, mask) {
  for (const each of packed) {
    const bytes = atob(each);
    let ordinal = 0;
    let difference = 0;
    let scale = 1;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes.charCodeAt(at);
      difference += (byte & 127) * scale;
      scale *= 128;
      if (byte < 128) {
        ordinal += difference;
        if (ordinal < mask.length) mask[ordinal] = 1;
        difference = 0;
        scale = 1;
      }
    }
  }
}

const sameName = (party, value) => fold(party.id || "") === fold(bare(value)) || fold(party.name || "") === fold(value);

/** Suppliers that have all words of a text; none where there are more than `most`. */
async function suppliersOf(value, most) {
  const found = wordsOf(bare(value), index.stopWords);
  if (found.length === 0) return [];
  const sets = await Promise.all(found.map(async (word) => new Set((await postings(`S:${word}`, false, [])).flatMap(ordinals))));
  const both = [...sets[0]].filter((ordinal) => sets.every((set) => set.has(ordinal)));
  if (both.length > most) return [];
  const { perShard } = index.suppliers;
  return Promise.all(both.map(async (ordinal) => (await load(`suppliers/${Math.floor(ordinal / perShard)}`))[ordinal % perShard]));
}

async function rowOf(ordinal, keep = true) {
  return (await load(`rows/${Math.floor(ordinal / index.rowsPerShard)}`, "json", keep))[ordinal % index.rowsPerShard];
}

// ---- What is shown ----

const codeOf = (codes, at) => (at >= 0 && at < codes.length ? codes[at] : "");

function tagsOf(row) {
  const tags = [];
  const add = (kind, code) => code !== "" && tags.push(h("span.tag", null, label(kind, code)));
  add("method", codeOf(index.methods, row.m));
  add("category", codeOf(index.categories, row.c));
  add("tenderStatus", codeOf(index.statuses, row.st));
  for (const at of row.f || []) {
    const indicator = index.indicators[at];
    if (indicator) tags.push(h("span.tag.flag", null, h("span", { "aria-hidden": "true" }, "⚑ "), h("span.unseen", null, `${say("flag")}: `), indicator[`name_${language}`] || indicator.id));
  }
  return tags;
}

function resultOf(item, row) {
  const suppliers = (row.s || []).map(([, each]) => each);
  item.classList.remove("waiting");
  item.replaceChildren(
    h("h2", null, h("a.result", { href: to("proceso", { ocid: row.o, at: row.p }) }, (row.t || "").trim() === "" ? say("untitled") : quoted(row.t, 200))),
    row.bn || suppliers.length > 0 ? h("p.who", null, row.bn ? quoted(row.bn, 120) : null, suppliers.length > 0 ? [h("span.unseen", null, ` ${say("with")} `), h("span", { "aria-hidden": "true" }, " → "),
      suppliers.flatMap((each, at) => [at > 0 ? ", " : null, quoted(each, 120)])] : null) : "",
    h("p.facts-line", null, row.d ? day(row.d) : say("undated"), (row.a || []).map(([amount, currency]) => [" · ", money(amount, codeOf(index.currencies, currency))]), " · ", h("span.id", null, quoted(row.o, 80))),
    h("p.tags", null, tagsOf(row)));
}

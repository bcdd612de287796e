"use strict";
// What each release of a process changed, and how its amounts came to be what they are.

// Members of a release that say nothing of the process.
const ofRelease = new Set(["ocid", "id", "date", "tag", "initiationType", "language", "publisher"]);

/** What a release says, as paths and texts; objects of lists go by their id, other lists are one value. */
function flattened(release) {
  const flat = new Map();
  const waiting = Object.entries(release).filter(([name]) => !ofRelease.has(name)).map(([name, value]) => [[name], value]).reverse();
  while (waiting.length > 0 && flat.size < 20000) {
    const [path, value] = waiting.pop();
    if (Array.isArray(value) && value.length > 0 && value.every((each) => own(each, "id"))) {
      for (const each of value.slice().reverse()) waiting.push([[...path, `[${text(each.id)}]`], each]);
    } else if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      for (const [name, each] of Object.entries(value).reverse()) if (name !== "id") waiting.push([[...path, name], each]);
    } else {
      flat.set(JSON.stringify(path), value);
    }
  }
  return flat;
}

const plainText = (value) => (Array.isArray(value) ? value.map((each) => (typeof each === "object" && each !== null ? told(each, "name") || told(each, "description") || text(each.id) || writeJson(each) : text(each))).join("; ") : text(value));
const timeOf = (release) => Date.parse(text(release.date)) || 0;

/** Embedded releases, the oldest first, each with its changes: [{path, was, now}…] */
function changesOf(releases) {
  const state = new Map();
  return list(releases).filter((release) => !own(release, "url")).map((release, at) => [release, at]).sort((a, b) => timeOf(a[0]) - timeOf(b[0]) || a[1] - b[1]).map(([release]) => {
    const changes = [];
    for (const [path, value] of flattened(release)) {
      const was = state.has(path) ? state.get(path) : undefined;
      const now = value === null ? undefined : value;
      if (JSON.stringify(was) === JSON.stringify(now)) continue;
      changes.push({ path: JSON.parse(path), was, now });
      if (now === undefined) state.delete(path);
      else state.set(path, now);
    }
    return { release, changes };
  });
}

const pathName = (path) => path.map((name) => (name.startsWith("[") ? name.slice(1, -1) : fieldName(name))).join(" › ");

function changeRow({ path, was, now }) {
  const value = (each) => (each === undefined ? h("span.note", null, say("nothing")) : quoted(path[path.length - 1].endsWith("mount") ? grouped(plainText(each)) : plainText(each), 160));
  return h("li", null, h("span.path-name", null, quoted(pathName(path), 160)), ": ", was === undefined ? value(now) : [h("del", null, h("span.unseen", null, `${say("before")} `), value(was)), " → ", h("ins", null, h("span.unseen", null, `${say("after")} `), value(now))]);
}

/** "3 documents, 2 items": how many of what is new in a release. */
function counted(changes) {
  const parts = new Map();
  for (const { path } of changes) parts.set(path[0], (parts.get(path[0]) || 0) + 1);
  return [...parts].map(([name, n]) => `${fieldName(name)}: ${say("values", { n })}`).join("; ");
}

function releaseOf({ release, changes }, at) {
  const changed = changes.filter((each) => each.was !== undefined);
  const added = changes.filter((each) => each.was === undefined);
  const most = 50;
  const lists = (key, all) => (all.length === 0 ? null : [h("h3", null, say(key, { n: all.length })), h("ul.changes", null, all.slice(0, most).map(changeRow)), all.length > most ? h("p.note", null, say("first-of", { n: most, all: all.length })) : null]);
  const tags = (Array.isArray(release.tag) ? release.tag : []).map((tag) => label("releaseTag", tag)).filter((tag) => tag !== "").join(", ");
  const more = h("details", null, h("summary", null, at === 0 ? say("first-release", { n: changes.length }) : changes.length === 0 ? say("no-changes") : [["values-changed", changed], ["values-added", added]].filter(([, all]) => all.length > 0).map(([key, all]) => say(key, { n: all.length })).join(", ")));
  more.addEventListener("toggle", () => { if (more.open && more.children.length === 1) more.append(...[lists("values-changed", changed), lists("values-added", added)].flat().filter(Boolean)); });
  return h("li", null, h("p", null, h("strong", null, day(release.date) || say("undated")), tags === "" ? null : [" · ", quoted(tags, 120)], h("span.small.id", null, quoted(text(release.id), 120))),
    changes.length > 0 ? h("p.note", null, counted(changes)) : null, changes.length > 0 ? more : h("p.note", null, say("no-changes")));
}

function releaseHistory(releases, steps) {
  const linked = list(releases).filter((release) => own(release, "url"));
  return section("history", "history", steps.length > 0 ? [h("p.note", null, say("history-note")), h("ol.history", null, steps.map(releaseOf).reverse())] : null,
    linked.length > 0 ? [h("p.note", null, say("linked-releases")), h("ul.list", null, linked.map((release) => h("li", null, day(release.date), " · ", outside(text(release.url)))))] : null);
}

// ---- Amounts ----

/** The amounts of a release: [[key, name, Value]…] */
function amountsIn(release) {
  const all = [["planning", say("amount-planning"), object(object(release.planning).budget).amount], ["tender", say("amount-tender"), object(release.tender).value]];
  for (const award of list(release.awards)) all.push([`award ${text(award.id)}`, [say("amount-award"), " ", quoted(text(award.id), 60)], award.value]);
  for (const contract of list(release.contracts)) all.push([`contract ${text(contract.id)}`, [say("amount-contract"), " ", quoted(text(contract.id), 60)], contract.value]);
  return all.filter(([, , value]) => isNumber(object(value).amount)).map(([key, name, value]) => [key, name, text(value.amount), text(value.currency)]);
}

/** Paid by a contract, by currency. */
function paid(contract) {
  const sums = new Sums();
  for (const each of list(object(contract.implementation).transactions)) if (own(object(each.value), "amount")) sums.add(text(object(each.value).amount), text(object(each.value).currency));
  return sums.all();
}

function change(before, after) {
  const [from, until] = [Number(before), Number(after)];
  if (!(from > 0) || !Number.isFinite(until)) return "";
  const percent = ((until - from) / from) * 100;
  return ` (${percent > 0 ? "+" : percent < 0 ? "−" : ""}${Math.abs(percent).toFixed(1)} %)`;
}

/** A row for each amount: what it is now, and what it was. */
function amounts(compiled, steps) {
  const was = new Map();
  for (const { release } of steps) {
    for (const [key, , amount, currency] of amountsIn(release)) {
      const all = was.get(key) || [];
      const last = all[all.length - 1];
      if (!last || last.amount !== amount || last.currency !== currency) all.push({ amount, currency, date: release.date });
      was.set(key, all);
    }
  }
  const now = amountsIn(compiled);
  for (const contract of list(compiled.contracts)) for (const [amount, currency] of paid(contract)) now.push([`paid ${text(contract.id)}`, [say("amount-paid"), " ", quoted(text(contract.id), 60)], amount, currency]);
  const largest = Math.max(0, ...now.map(([, , amount]) => Number(amount) || 0));
  const rows = now.slice(0, 200).map(([key, name, amount, currency]) => {
    const all = was.get(key) || [];
    const past = all.length < 2 ? null : h("ol.past", null, all.map((each, at) => h("li", null, money(each.amount, each.currency), at > 0 && all[at - 1].currency === each.currency ? change(all[at - 1].amount, each.amount) : "", " · ", day(each.date))));
    return [[name, bar(Number(amount) || 0, largest)], money(amount, currency), past || h("span.note", null, say(key.startsWith("paid") ? "sum-of-payments" : "no-change"))];
  });
  return rows.length > 0 ? section("amounts", "amounts", h("p.note", null, say("amounts-note")), table("", [{ name: say("amount-of") }, { name: say("amount"), number: true }, { name: say("how-changed") }], rows)) : null;
}

"use strict";
// The page of a buyer or of a supplier.

const kind = document.body.dataset.page === "buyer" ? "buyer" : "supplier";
const other = kind === "buyer" ? { page: "proveedor", key: "top-suppliers" } : { page: "comprador", key: "top-buyers" };
const perPage = 20;

async function partyAt(ordinal) {
  const { perShard } = index[`${kind}s`];
  return (await load(`${kind}s/${Math.floor(ordinal / perShard)}`))[ordinal % perShard];
}

/** The party that an address names: by the hint, else by id, else by name. */
async function partyOf(id, name, hint) {
  const there = index[`${kind}s`] || { count: 0 };
  const fits = (party) => party !== undefined && (party.id ? bare(party.id) === bare(id) : party.name === id);
  if (/^\d{1,8}$/.test(hint) && Number(hint) < there.count) {
    const party = await partyAt(Number(hint));
    if (fits(party)) return party;
  }
  const candidates = [];
  if (there.count > 0 && kind === "buyer") for (const each of await load("buyer-list")) candidates.push(each);
  if (there.count > 0 && kind === "supplier") {
    candidates.push(...await suppliersOf(id, 200));
    if (name !== "" && !candidates.some(fits)) candidates.push(...await suppliersOf(name, 200));
  }
  const found = candidates.find(fits) || candidates.find((each) => sameName(each, id)) || candidates.find((each) => name !== "" && sameName(each, name));
  if (!found) throw new Trouble("not-found", { what: name || id });
  return partyAt(found.i);
}

const sumOf = (amounts) => Object.entries(amounts || {});
const pairsOf = (amounts) => sumOf(amounts).map(([currency, amount]) => [amount, currency]);
const inMost = (amounts) => Number((amounts || {})[index.currency] || 0);

function years(party) {
  const all = Object.entries(party.y || {}).sort(([a], [b]) => (a < b ? 1 : -1));
  if (all.length === 0) return null;
  const most = Math.max(...all.map(([, each]) => inMost(each.a)));
  return section("years", "by-year", h("p.note", null, say("by-year-note")), table("", [{ name: say("year") }, { name: say("contracts"), number: true }, { name: say("contracted"), number: true }],
    all.map(([year, each]) => [[/^\d{4}$/.test(year) ? year : say("undated"), bar(inMost(each.a), most)], grouped(String(each.n || 0)), moneys(pairsOf(each.a))])));
}

function shares(id, key, codeKind, counts) {
  const all = Object.entries(counts || {}).sort((a, b) => b[1] - a[1]);
  if (all.length === 0) return null;
  const most = all[0][1];
  return section(id, key, table("", [{ name: say(key === "by-method" ? "method" : "category") }, { name: say("processes"), number: true }], all.map(([code, n]) => [[code === "" ? say("not-given") : label(codeKind, code), bar(n, most)], grouped(String(n))])));
}

function partners(party) {
  const all = party.partners || [];
  if (all.length === 0) return null;
  const most = Math.max(...all.map((each) => inMost(each[3])));
  return section("partners", other.key, table("", [{ name: say("name") }, { name: say("contracts"), number: true }, { name: say("contracted"), number: true }],
    all.map(([name, ordinal, n, amounts]) => [[h("a", { href: to(other.page, { id: name, at: ordinal }) }, quoted(name, 200)), bar(inMost(amounts), most)], grouped(String(n)), moneys(pairsOf(amounts))])),
  party.morePartners > 0 ? h("p.note", null, say("more-partners", { n: party.morePartners })) : null);
}

function processes(party) {
  const all = ordinals(party.p || "").reverse();
  if (all.length === 0) return null;
  const box = h("div");
  const show = async (page) => {
    const items = all.slice((page - 1) * perPage, page * perPage).map((ordinal) => [ordinal, h("li.waiting", null, h("p.note", null, say("loading")))]);
    box.replaceChildren(h("ol.results", { start: (page - 1) * perPage + 1 }, items.map(([, item]) => item)), pager(all.length, perPage, page, () => "#processes", (next) => {
      show(next);
      document.getElementById("processes").scrollIntoView();
    }) || "");
    await Promise.all(items.map(async ([ordinal, item]) => resultOf(item, await rowOf(ordinal)))).catch((error) => box.replaceChildren(h("p.alert", { role: "alert" }, error.message)));
  };
  show(1);
  return section("processes", "processes", h("p", null, h("a", { href: to("procesos", { [kind]: party.id || party.name }) }, say("search-these"))), box);
}

async function start() {
  await readIndex();
  const values = query();
  const id = values.get("id") || values.get("name") || "";
  if (id === "") throw new Trouble("no-party");
  const party = await partyOf(id, values.get("name") || "", values.get("at") || "");
  if (location.protocol !== "file:") address({ id: party.id || party.name }, true);
  title(party.name || party.id);
  view.replaceChildren(...[
    h("h1", { dir: "auto" }, quoted(party.name || party.id, 300)),
    facts([[say("id"), party.id ? h("span.id", null, quoted(party.id, 120)) : say("no-id")]]),
    figures([[say("contracted"), moneys(pairsOf(party.a))], [say("processes"), grouped(String(party.n || 0))], [say("contracts"), grouped(String(party.k || 0))], [say("flags"), party.flags ? grouped(String(party.flags)) : ""]]),
    h("p.note", null, say("party-note"), party.shared > 0 ? ` ${say(`shared-${kind}`, { n: party.shared })}` : ""),
    years(party), partners(party), shares("methods", "by-method", "method", party.m), shares("categories", "by-category", "category", party.c), processes(party),
  ].filter(Boolean));
}

begin(start);

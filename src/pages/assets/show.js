"use strict";
// Parts of the pages of a process and of a project. Each answers an element, or null where the data have nothing.

/** A section with a heading, or null when nothing is in it. */
function section(id, key, ...children) {
  const content = children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== "");
  return content.length > 0 ? h("section", { id, "aria-labelledby": `h-${id}` }, h("h2", { id: `h-${id}` }, say(key)), content) : null;
}

/** Names and what belongs to them: [[name, node]…] without those of which there is nothing. */
function facts(pairs) {
  const there = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0));
  return there.length > 0 ? h("dl.about", null, there.map(([name, value]) => [h("dt", null, name), h("dd", null, value)])) : null;
}

/** Large figures: [[name, node]…] */
function figures(pairs) {
  const there = pairs.filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0));
  return there.length > 0 ? h("dl.figures", null, there.map(([name, value]) => h("div", null, h("dt", null, name), h("dd.money", null, value)))) : null;
}

const langOf = (owner) => (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(text(owner.language)) ? text(owner.language) : null);

function span(period) {
  const { startDate, endDate, durationInDays } = object(period);
  const [start, end, days] = [day(startDate), day(endDate), text(durationInDays)];
  if (!start && !end) return days === "" ? null : say("days", { n: Number(days) });
  return [start || "…", " – ", end || "…", days === "" ? null : ` (${say("days", { n: Number(days) })})`];
}

const joined = (nodes) => nodes.filter(Boolean).flatMap((node, at) => (at > 0 ? [", ", node] : [node]));
const codes = (kind, value) => (Array.isArray(value) ? value : [value]).map((code) => label(kind, code)).filter((name) => name !== "").join(", ");

// ---- Organizations ----

/** A link to the page of a buyer or supplier. */
function partyLink(reference, page) {
  const { id, name } = object(reference);
  const shown = text(name) || text(id);
  if (shown === "") return null;
  const there = page === "comprador" ? index.buyers : page === "proveedor" ? index.suppliers : null;
  const content = quoted(shown, 200);
  return there && there.count > 0 ? h("a", { href: to(page, { id: text(id) || text(name), name: text(id) === "" ? "" : text(name) }) }, content) : content;
}

function addressOf(party) {
  const place = object(party.address);
  return ["streetAddress", "locality", "region", "postalCode", "countryName"].map((name) => text(place[name])).filter((part) => part !== "").join(", ");
}

function contactOf(party) {
  const contact = object(party.contactPoint);
  const email = text(contact.email);
  return joined([quoted(text(contact.name), 120), /^[^\s@]+@[^\s@]+$/.test(email) ? outside(`mailto:${email}`, quoted(email)) : quoted(email), quoted(text(contact.telephone), 60), text(contact.url) === "" ? null : outside(text(contact.url))]);
}

function parties(all) {
  const rows = list(all).map((party) => {
    const roles = Array.isArray(party.roles) ? party.roles.map(text) : [];
    const page = roles.includes("buyer") ? "comprador" : roles.includes("supplier") ? "proveedor" : "";
    const legal = text(object(party.identifier).legalName);
    return [[partyLink(party, page), legal !== "" && legal !== text(party.name) ? h("span.small", null, quoted(legal)) : null, h("span.small.id", null, quoted(text(party.id), 80))],
      roles.map((role) => label("partyRole", role)).join(", "), [quoted(addressOf(party)), h("span.small", null, contactOf(party))]];
  });
  return rows.length > 0 ? section("parties", "parties", table("", [{ name: fieldName("name") }, { name: fieldName("roles") }, { name: say("address-contact") }], rows)) : null;
}

// ---- Documents ----

function documentOf(each) {
  const url = text(each.url);
  const name = told(each, "title") || told(each, "description") || text(each.id) || say("document");
  const type = label("documentType", each.documentType);
  const format = own(words.codes.format, text(each.format)) ? label("format", each.format) : text(each.format);
  return h("li", null, url === "" ? quoted(name) : outside(url, quoted(name)),
    h("span.small", null, joined([type === "" ? null : quoted(type, 80), day(each.datePublished), quoted(format, 40), text(each.language) === "" || text(each.language) === "es" ? null : quoted(text(each.language), 10)])),
    url !== "" && !/^https?:/i.test(url) ? h("span.small", null, `${say("no-link")} `, quoted(url, 200)) : null,
    told(each, "title") !== "" && told(each, "description") !== "" && told(each, "description") !== told(each, "title") ? h("span.small.data", { dir: "auto" }, quoted(told(each, "description"), 400)) : null);
}

/** Documents of several owners: [[heading, list]…] */
function documents(groups) {
  const there = groups.map(([heading, all]) => [heading, list(all)]).filter(([, all]) => all.length > 0);
  return there.length > 0 ? section("documents", "documents", there.map(([heading, all]) => [h("h3", null, heading), h("ul.documents", null, all.map(documentOf))])) : null;
}

// ---- Milestones ----

function milestones(groups) {
  const rows = groups.flatMap(([heading, all]) => list(all).map((each) => [
    quoted(told(each, "title") || told(each, "description") || text(each.id)), heading, label("milestoneType", each.type), day(each.dueDate), day(each.dateMet), label("milestoneStatus", each.status)]));
  return rows.length > 0 ? section("milestones", "milestones", table("", ["milestone", "stage", "type", "due", "met", "status"].map((key) => ({ name: say(key) })), rows)) : null;
}

// ---- Items ----

function items(groups) {
  const most = 300;
  const there = groups.map(([heading, all]) => [heading, list(all)]).filter(([, all]) => all.length > 0);
  return there.length === 0 ? null : section("items", "items", there.map(([heading, all], at) => h("details", { open: at === 0 }, h("summary", null, heading, ` (${grouped(String(all.length))})`),
    table("", [{ name: say("item") }, { name: say("quantity"), number: true }, { name: say("unit-price"), number: true }], all.slice(0, most).map((each) => {
      const kind = object(each.classification);
      const unit = object(each.unit);
      return [[quoted(told(each, "description") || text(each.id)), h("span.small", null, quoted([text(kind.scheme), text(kind.id), text(kind.description)].filter((part) => part !== "").join(" · "), 200))],
        [grouped(text(each.quantity)), " ", quoted(text(unit.name), 40)], valueOf(unit.value)];
    })), all.length > most ? h("p.note", null, say("first-of", { n: most, all: all.length })) : null)));
}

// ---- A map without tiles: points and lines on a grid of kilometres ----

/** The coordinates of a GeoJSON geometry: lists of [longitude, latitude]. */
function linesOf(geometry) {
  const { type, coordinates } = object(geometry);
  const pair = (value) => {
    if (!Array.isArray(value) || !isNumber(value[0]) || !isNumber(value[1])) return null;
    const [x, y] = [Number(text(value[0])), Number(text(value[1]))];
    return Math.abs(x) <= 180 && Math.abs(y) <= 90 && !(x === 0 && y === 0) ? [x, y] : null;
  };
  const line = (values) => (Array.isArray(values) ? values.slice(0, 2000).map(pair).filter(Boolean) : []);
  const lines = { Point: () => [[pair(coordinates)].filter(Boolean)], MultiPoint: () => line(coordinates).map((each) => [each]), LineString: () => [line(coordinates)],
    MultiLineString: () => (Array.isArray(coordinates) ? coordinates.map(line) : []), Polygon: () => (Array.isArray(coordinates) ? coordinates.map(line) : []),
    MultiPolygon: () => (Array.isArray(coordinates) ? coordinates.flatMap((each) => (Array.isArray(each) ? each.map(line) : [])) : []) };
  return own(lines, text(type)) ? lines[text(type)]().filter((each) => each.length > 0) : [];
}

/** Places: [{name, geometry}…], the same one once. */
function map(places) {
  const seen = new Map();
  for (const place of places) {
    const lines = linesOf(place.geometry);
    const key = JSON.stringify([place.name, lines]);
    if (lines.length > 0 && seen.size < 200) seen.set(key, { name: place.name, lines });
  }
  if (seen.size === 0) return null;
  const all = [...seen.values()];
  const points = all.flatMap((place) => place.lines.flat());
  const frame = frameOf(points);
  return section("map", "map", h("figure.map", null, drawing(all, frame), h("figcaption.note", null, say("map-note"))),
    h("ol.places", null, all.map((place) => h("li", null, quoted(place.name || say("place")), h("span.small", null, place.lines[0].slice(0, 1).map(([x, y]) => `${y.toFixed(5)}, ${x.toFixed(5)}`), place.lines.flat().length > 1 ? ` (${say("points", { n: place.lines.flat().length })})` : "")))));
}

const kilometre = 1 / 111.32; // in degrees of latitude

function frameOf(points) {
  const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  const [x, y] = [middle(points.map((point) => point[0])), middle(points.map((point) => point[1]))];
  const narrow = Math.max(0.01, Math.cos((y * Math.PI) / 180)); // a degree of longitude beside one of latitude
  const half = Math.max(kilometre, ...points.map((point) => Math.max(Math.abs(point[0] - x) * narrow / 1.6, Math.abs(point[1] - y)))) * 1.25;
  const at = (point) => [320 + ((point[0] - x) * narrow * 200) / half, 200 - ((point[1] - y) * 200) / half];
  const wide = (half / kilometre) * 0.8; // kilometres that fit the bar
  const scale = 10 ** Math.floor(Math.log10(wide));
  const length = [5, 2, 1].map((times) => times * scale).find((each) => each <= wide);
  return { at, length, bar: (length * kilometre * 200) / half };
}

function drawing(all, { at, length, bar: width }) {
  const shapes = all.map((place, number) => {
    const lines = place.lines.filter((line) => line.length > 1).map((line) => svg("polyline", { points: line.map((point) => at(point).map((each) => each.toFixed(1)).join(",")).join(" ") }));
    const [x, y] = at(place.lines[0][0]);
    return svg("g", null, lines, place.lines.map((line) => svg("circle", { cx: at(line[0])[0].toFixed(1), cy: at(line[0])[1].toFixed(1), r: 6 })), svg("text", { x: (x + 10).toFixed(1), y: (y - 8).toFixed(1) }, String(number + 1)));
  });
  return svg("svg", { viewBox: "0 0 640 400", role: "img", "aria-label": say("map-label", { n: all.length }) },
    shapes, svg("path", { class: "scale", d: `M20 372v8h${width.toFixed(1)}v-8` }), svg("text", { x: 20, y: 364 }, `${grouped(String(length))} km`),
    svg("path", { class: "scale", d: "M612 60V24m-7 10 7-12 7 12" }), svg("text", { x: 606, y: 78 }, "N"));
}

// ---- Findings and the JSON itself ----

function findings(all) {
  const order = ["error", "warning", "note"];
  const groups = new Map(); // of what is said alike, the places
  for (const each of list(all)) {
    const message = text(each[`message_${language}`]) || text(each.rule);
    const key = JSON.stringify([text(each.rule), message]);
    if (!groups.has(key)) groups.set(key, { message, rule: text(each.rule), severity: text(each.severity), pointers: new Set() });
    groups.get(key).pointers.add(text(each.pointer));
  }
  if (groups.size === 0) return null;
  const there = [...groups.values()].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return section("findings", "findings", h("p.note", null, say("findings-note")), h("ul.findings", null, there.slice(0, 100).map((each) => h("li", null,
    h(each.severity === "error" ? "span.badge.failed" : "span.badge", null, label("severity", each.severity)), " ", quoted(each.message, 600),
    h("span.small", null, h("code", null, quoted(each.rule, 80)), [...each.pointers].slice(0, 5).map((pointer) => [" · ", h("code", null, quoted(pointer, 200))]), each.pointers.size > 5 ? ` · ${say("more-places", { n: each.pointers.size - 5 })}` : "")))),
  there.length > 100 ? h("p.note", null, say("first-of", { n: 100, all: there.length })) : null);
}

function jsonOf(value, name) {
  const most = 200000;
  const box = h("details", null, h("summary", null, say("json-show")));
  box.addEventListener("toggle", () => {
    if (!box.open || box.children.length > 1) return;
    const whole = writeJson(value, 2);
    box.append(h("pre", { tabindex: "0", role: "region", "aria-label": "JSON" }, cut(whole, most)), whole.length > most ? h("p.note", null, say("json-cut")) : "");
  });
  return section("json", "json", h("p", null, h("button", { type: "button", click: () => save(`${name.replace(/[^\w.-]+/g, "_").slice(0, 100)}.json`, "application/json", [writeJson(value, 2), "\n"]) }, say("save-json-one"))), box);
}

/** Links to the sections that are there. */
function contents(sections) {
  const there = sections.filter((each) => each !== null && each.id);
  return there.length < 4 ? null : h("nav.contents", { "aria-label": say("on-this-page") }, h("ul", null, there.map((each) => h("li", null, h("a", { href: `#${each.id}` }, each.querySelector("h2").textContent)))));
}

/** Puts the page together, and goes to the section that the address names. */
function present(head, sections) {
  view.replaceChildren(...head.filter(Boolean), contents(sections) || "", ...sections.filter(Boolean));
  const wanted = /^#[\w-]+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
  if (wanted) wanted.scrollIntoView();
}

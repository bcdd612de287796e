"use strict";
// What a run found, as elements of the page: filters, causes, places. Texts of data only ever become text nodes.

const causes_at_once = 60;
const places_at_once = 5;
const levels = ["error", "warning", "note"];

// make("p", {class: "x", onclick: f}, "text", other): an element.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const both = (said) => said[language];

function verdict(summary) {
  if (summary.files_read === 0) return ["error", text("verdict.none")];
  if (summary.errors > 0) return ["error", text("verdict.error", { n: summary.errors })];
  if (summary.warnings > 0) return ["warning", text("verdict.warning", { n: summary.warnings })];
  if (summary.notes > 0) return ["", text("verdict.notes", { n: summary.notes })];
  return ["", text("verdict.good")];
}

function figures(summary) {
  const list = make("dl", { class: "figures" });
  const add = (key, value) => list.append(make("div", {}, make("dt", {}, text(key)), make("dd", {}, value)));
  add("figure.files", `${shown(summary.files_read)} / ${shown(summary.files)}`);
  add("figure.items", shown(summary.items));
  add("figure.releases", shown(summary.releases));
  add("figure.errors", shown(summary.errors));
  add("figure.warnings", shown(summary.warnings));
  add("figure.notes", shown(summary.notes));
  return list;
}

// What each file was taken for, and what was passed over.
function about_files(report) {
  const body = make("div", {});
  for (const file of report.files.slice(0, 500)) body.append(make("pre", { class: "about-file", tabindex: "0" }, both(file.says)));
  const skipped = report.left_out.filter((one) => one.first === undefined).map((one) => one.file);
  if (skipped.length > 0) body.append(make("p", {}, text("left-out", { files: skipped.slice(0, 200).join(", ") })));
  for (const one of report.left_out.filter((each) => each.first !== undefined)) body.append(make("p", {}, text("repeated", one)));
  return make("details", { class: "rule" }, make("summary", {}, make("h3", {}, text("read"))), body);
}

const path_of = (cause) => cause.path + (cause.property ? `#${cause.property}` : "") || text("cause.root");

// One report on the page. `find.piece(place)` answers a promise of a piece, `find.explanation(rule)` of what explain says.
class ReportView {
  constructor(report, find) {
    this.report = report;
    this.find = find;
    this.choice = { severity: "", file: "", rule: "", cause: "", body: "", text: "" };
    this.most = causes_at_once;
    this.places = report.causes.map(() => []);
    report.places.forEach((place, at) => this.places[place.cause].push({ ...place, body: report.body_of_place[at] }));
    this.list = make("div", { class: "causes-list" });
    this.output = make("output", { for: "filter-severity filter-file filter-rule filter-cause filter-body filter-text" });
  }

  // The filters and the causes that they leave.
  element() {
    const tools = make("div", { class: "tools", role: "group", "aria-label": text("findings") });
    const { report } = this;
    const options = (names, say = (name) => name) => names.map((name, at) => [String(at), say(name)]);
    tools.append(this.select("severity", "filter.all-f", levels.map((level) => [level, text(level)])));
    if (report.names.length > 1) tools.append(this.select("file", "filter.all", options(report.names)));
    tools.append(this.select("rule", "filter.all-f", Object.keys(report.rules).map((rule) => [rule, `${both(report.rules[rule])} (${rule})`])));
    tools.append(this.select("cause", "filter.all-f", options(report.causes, (cause) => `${path_of(cause)} · ${cause.rule}`).slice(0, 1000)));
    if (report.bodies.some((name) => name !== "")) {
      tools.append(this.select("body", "filter.all", options(report.bodies, (name) => name || text("filter.nobody"))));
    }
    const search = make("input", { type: "search", id: "filter-text", autocomplete: "off",
      oninput: () => this.choose("text", folded(search.value)) });
    search.value = this.words ?? "";
    tools.append(make("label", {}, make("span", {}, text("filter.text")), search), this.output);
    this.show();
    return make("div", {}, tools, this.list);
  }

  select(name, all, options) {
    const element = make("select", { id: `filter-${name}`, onchange: () => this.choose(name, element.value) },
      make("option", { value: "" }, text(all)), ...options.map(([value, says]) => make("option", { value }, says)));
    element.value = this.choice[name];
    return make("label", {}, make("span", {}, text(`filter.${name}`)), element);
  }

  choose(name, value) {
    this.choice[name] = value;
    this.most = causes_at_once;
    this.show();
  }

  // Counts of the causes in the chosen files and bodies.
  counts() {
    const { file, body } = this.choice;
    const counts = new Map();
    for (const [cause, in_file, of_body, count] of this.report.counts) {
      if ((file !== "" && in_file !== Number(file)) || (body !== "" && of_body !== Number(body))) continue;
      counts.set(cause, (counts.get(cause) ?? 0) + count);
    }
    return counts;
  }

  places_of(cause) {
    const { file, body } = this.choice;
    return this.places[cause].filter((place) => (file === "" || place.file === Number(file)) && (body === "" || place.body === Number(body)));
  }

  fits(cause, index) {
    const choice = this.choice;
    if ((choice.severity !== "" && cause.severity !== choice.severity) || (choice.rule !== "" && cause.rule !== choice.rule) ||
      (choice.cause !== "" && index !== Number(choice.cause))) return false;
    if (choice.text === "") return true;
    const names = this.report.names;
    const says = [cause.rule, path_of(cause), both(this.report.rules[cause.rule]),
      ...this.places[index].map((place) => `${both(place.says)} ${place.ocid ?? ""} ${names[place.file]}`)];
    const all = folded(says.join(" "));
    return choice.text.split(/\s+/).every((word) => all.includes(word));
  }

  show() {
    const counts = this.counts();
    const found = [...counts].filter(([index]) => this.fits(this.report.causes[index], index));
    const rank = ([index, count]) => [levels.indexOf(this.report.causes[index].severity), -count, index];
    found.sort((left, right) => {
      const [one, other] = [rank(left), rank(right)];
      return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
    });
    const sum = found.reduce((all, [, count]) => all + count, 0);
    this.output.textContent = text("filter.shown", { n: sum, causes: found.length });
    this.list.replaceChildren(...found.slice(0, this.most).map(([index, count]) => this.cause(index, count)));
    if (found.length === 0 && this.report.causes.length > 0) this.list.append(make("p", {}, text("filter.none")));
    if (found.length > this.most) {
      this.list.append(make("button", { type: "button", onclick: () => { this.most += causes_at_once * 4; this.show(); } },
        text("causes.more", { n: found.length - this.most })));
    }
    if (this.report.others > 0) this.list.append(make("p", {}, text("others", { n: this.report.others })));
  }

  cause(index, count) {
    const cause = this.report.causes[index];
    const body = make("div", {});
    const details = make("details", { class: "rule", "data-level": cause.severity, "data-rule": cause.rule },
      make("summary", {}, make("span", { class: `badge ${cause.severity}-text` }, text(cause.severity)),
        make("h3", {}, both(this.report.rules[cause.rule])), make("code", {}, path_of(cause)),
        make("span", { class: "count" }, shown(count))), body);
    details.addEventListener("toggle", () => {
      if (details.open && body.childElementCount === 0) this.fill(body, cause, index, count);
    });
    return details;
  }

  fill(body, cause, index, count) {
    const places = this.places_of(index);
    const list = make("ol", { class: "places-list" });
    const more = make("button", { type: "button" });
    let next = 0;
    const add = (number) => {
      for (const place of places.slice(next, next + number)) list.append(this.place(place, next === 0 || number === places_at_once));
      next = Math.min(next + number, places.length);
      more.hidden = next === places.length;
      more.textContent = text("cause.more", { n: places.length - next });
    };
    more.addEventListener("click", () => add(places.length));
    add(places_at_once);
    body.append(this.explanation(cause.rule), list, more);
    if (places.length < count) body.append(make("p", { class: "soft" }, text("cause.places", { shown: places.length, n: count })));
  }

  explanation(rule) {
    const body = make("div", { class: "explanation" });
    const details = make("details", { class: "small" }, make("summary", {}, text("explain"), " ", make("code", {}, rule)), body);
    details.addEventListener("toggle", async () => {
      if (!details.open || body.childElementCount > 0) return;
      const found = await this.find.explanation(rule);
      if (!found) return;
      const sample = (key, code) => [make("h4", {}, text(key)), make("pre", { tabindex: "0", class: key.slice(8) }, code)];
      body.replaceChildren(make("p", {}, both(found.why)), make("h4", {}, text("explain.fix")), make("p", {}, both(found.fix)));
      if (found.sample) body.append(...sample("explain.bad", found.sample.bad), ...sample("explain.good", found.sample.good));
      // Shown, not linked: the page asks nobody for anything.
      if (found.source) body.append(make("p", { class: "soft" }, `${text("explain.source")}: `, make("code", {}, found.source)));
    });
    return details;
  }

  place(place, at_once) {
    const where = place.cell ? text(place.cell.sheet ? "place.cell" : "place.cell-only", { sheet: place.cell.sheet, cell: place.cell.name })
      : place.line === undefined ? "" : text("place.at", { line: place.line, column: place.column });
    const item = make("li", {}, make("p", { class: "where" }, make("b", {}, this.report.names[place.file]), where && ` · ${where}`,
      place.ocid && ` · ${place.ocid}`), place.pointer && make("p", { class: "where" }, make("code", {}, place.pointer)));
    item.append(make("p", {}, both(place.says)));
    const advice = both(place.advice);
    if (advice) item.append(make("p", {}, make("b", {}, `${text("place.advice")} `), advice));
    if (place.old !== undefined || place.new !== undefined) {
      const change = make("dl", { class: "change" });
      for (const [key, value] of [["place.before", place.old], ["place.after", place.new]]) {
        change.append(make("dt", {}, text(key)), make("dd", {}, make("code", {}, value ?? "—")));
      }
      item.append(change);
    }
    if (place.cell) item.append(this.cell(place));
    else if (place.line !== undefined) item.append(this.piece(place, at_once));
    return item;
  }

  cell({ cell, value }) {
    const list = make("dl", { class: "change" });
    if (cell.heading) list.append(make("dt", {}, text("place.heading")), make("dd", {}, cell.heading));
    if (value) list.append(make("dt", {}, text("place.value")), make("dd", {}, make("mark", {}, value)));
    return list;
  }

  piece(place, at_once) {
    const box = make("div", { class: "piece" });
    const load = async () => {
      const found = await this.find.piece(place).catch(() => null);
      if (!found) {
        box.replaceChildren(...(place.value ? [make("pre", { tabindex: "0" }, make("mark", {}, place.value))] : [make("p", { class: "soft" }, text("place.none"))]));
        return;
      }
      const label = text("place.document", { file: this.report.names[place.file], line: found.line });
      const part = make("pre", { tabindex: "0", role: "group", "aria-label": label }, found.before, make("mark", {}, found.value), found.behind);
      box.replaceChildren(part);
      if (!at_once) part.focus();
    };
    at_once = at_once && this.find.is_quick(place);
    if (at_once) load();
    else box.append(make("button", { type: "button", class: "link", onclick: load }, text("place.piece")));
    return box;
  }
}

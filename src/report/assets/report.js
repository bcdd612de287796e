"use strict";
const root = document.documentElement;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function speak(language) {
  root.lang = language;
  document.title = root.dataset["title" + language];
  for (const button of all(".languages button")) button.setAttribute("aria-pressed", String(button.value === language));
  for (const option of all("option[data-es]")) option.textContent = option.dataset[language];
}
for (const button of all(".languages button")) button.addEventListener("click", () => speak(button.value));

function sort(header) {
  const table = header.closest("table");
  const index = [...header.parentNode.children].indexOf(header);
  const numeric = header.classList.contains("n");
  const first = numeric ? "descending" : "ascending";
  const order = header.getAttribute("aria-sort") === first ? (numeric ? "ascending" : "descending") : first;
  for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1;
  const key = (row) => (numeric ? Number(row.children[index].dataset.n ?? "-1") : row.children[index].textContent);
  const rows = [...table.tBodies[0].rows].map((row) => [key(row), row]);
  rows.sort((left, right) => sign * (numeric ? left[0] - right[0] : left[0].localeCompare(right[0], root.lang)));
  table.tBodies[0].append(...rows.map((pair) => pair[1]));
}
for (const button of all("thead button")) button.addEventListener("click", () => sort(button.parentNode));

const fits = (row, words) => {
  row.folded ??= folded(row.textContent);
  return words.every((word) => row.folded.includes(word));
};

// The places of a rule are rows of their own: all of them where its heading fits, else those that do.
function places(rule, words, body) {
  const rows = all(".places tbody tr", rule);
  const whole = fits(rule.querySelector("summary"), words);
  let shown = 0;
  for (const row of rows) {
    row.hidden = (body !== "" && `=${row.dataset.body}` !== body) || !(whole || fits(row, words));
    if (!row.hidden) shown += 1;
  }
  return shown > 0 || (whole && body === "");
}

function filter(section) {
  const words = folded(section.querySelector("input").value).split(/\s+/).filter(Boolean);
  const level = section.querySelector("#level")?.value ?? "";
  const body = section.querySelector("#body")?.value ?? "";
  let shown = 0;
  for (const row of all(section.dataset.rows, section)) {
    const found = row.matches(".rule") ? places(row, words, body) : fits(row, words);
    row.hidden = !found || (level !== "" && row.dataset.level !== level);
    if (!row.hidden) shown += 1;
  }
  for (const output of all("output b", section)) output.textContent = shown.toLocaleString("es-MX");
}
for (const section of all("[data-rows]")) {
  for (const field of all("input, select", section)) field.addEventListener("input", () => filter(section));
}

// From a body to its findings, from a chart to its rule.
for (const button of all("button[data-body]")) {
  button.addEventListener("click", () => {
    const choice = document.getElementById("body");
    choice.value = `=${button.dataset.body}`;
    filter(choice.closest("section"));
    document.getElementById("findings").scrollIntoView();
    choice.focus({ preventScroll: true });
  });
}
for (const link of all(".bars a")) {
  link.addEventListener("click", () => {
    document.getElementById(link.hash.slice(1)).open = true;
  });
}

addEventListener("beforeprint", () => {
  for (const rule of all("details:not([open])")) {
    rule.dataset.closed = "";
    rule.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const rule of all("details[data-closed]")) {
    rule.open = false;
    delete rule.dataset.closed;
  }
});
speak(root.lang);

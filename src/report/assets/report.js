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

function filter(section) {
  const words = folded(section.querySelector("input").value).split(/\s+/).filter(Boolean);
  const level = section.querySelector("select")?.value ?? "";
  const rows = all(section.dataset.rows, section);
  let shown = 0;
  for (const row of rows) {
    const text = (row.folded ??= folded(row.dataset.text ?? row.textContent));
    row.hidden = !words.every((word) => text.includes(word)) || (level !== "" && row.dataset.level !== level);
    if (!row.hidden) shown += 1;
  }
  for (const output of all("output b", section)) output.textContent = shown.toLocaleString("es-MX");
}
for (const section of all("[data-rows]")) {
  for (const field of all("input, select", section)) field.addEventListener("input", () => filter(section));
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

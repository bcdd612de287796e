// The HTML report in a browser: node report.mjs EDCA SAMPLES MODULES [SCREENSHOTS]
//
// MODULES is a folder with playwright-core and axe-core in node_modules; CHROMIUM names the browser (default:
// /usr/bin/chromium). Prints a line for each check and "ok", or what failed and exits with 1.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const [edca, samples, modules, screenshots] = process.argv.slice(2).map((one) => path.resolve(one));
const require = createRequire(path.join(modules, "index.js"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "edca-report-"));
const failures = [];

function check(what, holds) {
  console.log(`${holds ? "ok" : "FAILED"}: ${what}`);
  if (!holds) failures.push(what);
}

function report(name, cwd, ...inputs) {
  const file = path.join(folder, name);
  try {
    execFileSync(edca, ["validate", "--lang", "es", "--now", "2026-01-01", "--fail-on", "never", "--group-by", "folder",
      "--format", "html", "-o", file, ...inputs], { cwd, stdio: ["ignore", "ignore", "inherit"] });
  } catch (error) {
    throw new Error(`edca: ${error.message}`);
  }
  return file;
}

// More than 100,000 findings that are listed: releases that are wrong five times each (of one rule 10,000 a megabyte are).
function many() {
  const file = path.join(folder, "many.jsonl");
  const lines = [];
  for (let at = 0; at < 36000; at += 1) {
    lines.push(JSON.stringify({ ocid: `ocds-mx0001-${at}`, id: `${at}`, date: "ayer", tag: ["tender"], initiationType: "tender",
      tender: { id: 7, title: 8, status: "Activo", description: 9 } }));
  }
  fs.writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

async function accessible(page, what) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  const serious = found.violations.filter((one) => ["serious", "critical"].includes(one.impact));
  for (const one of serious) console.log(`  ${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)} (${one.nodes.length})`);
  check(`${what}: axe has nothing serious`, serious.length === 0);
}

async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => request.url().startsWith("file:") || problems.push(`request to ${request.url()}`));
  const start = Date.now();
  await page.goto(`file://${file}`);
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
  return { page, problems, seconds: (Date.now() - start) / 1000 };
}

async function picture(page, name) {
  if (screenshots) {
    fs.mkdirSync(screenshots, { recursive: true });
    await page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage: name.endsWith("-full") });
  }
}

async function keyboard(page) {
  const first = () => page.locator("#files ~ .scroll tbody tr:not([hidden]) th").first().textContent();
  const header = page.locator("#files ~ .scroll thead button").first();
  await header.focus();
  await page.keyboard.press("Enter");
  const ascending = await first();
  check("a header sorts by Enter and says so", await header.locator("..").getAttribute("aria-sort") === "ascending");
  await page.keyboard.press("Space");
  check("and the other way by Space", await first() !== ascending);
  await page.locator("#filter-files").focus();
  await page.keyboard.type("demo secretaria");
  const rows = await page.locator("#files ~ .scroll tbody tr:visible").count();
  check("a filter leaves the rows that fit", rows === 2);
  check("and says how many", (await page.locator("output[for=filter-files] b").textContent()) === "2");
  await page.locator("#filter-findings").focus();
  await page.keyboard.type("schema format");
  const rule = page.locator(".rule:visible summary").first();
  await rule.focus();
  await page.keyboard.press("Enter");
  check("a rule opens by Enter", await page.locator(".rule:visible .places").first().isVisible());
  await page.locator("#filter-findings").fill("");
  await page.locator("#level").selectOption("note");
  check("the severity filters", await page.locator(".rule[data-level=error]:visible").count() === 0);
  await page.locator("#level").selectOption("");
  await page.locator("#filter-findings").fill("amount-in-quotes");
  const only = page.locator(".rule:visible .places tbody tr:not([hidden])");
  const texts = await only.evaluateAll((rows) => rows.map((row) => row.textContent));
  check("rows are filtered, too", texts.length > 0 && texts.every((text) => text.includes("amount-in-quotes")));
  await page.locator("#filter-findings").fill("");
}

async function drill(page) {
  await page.locator("button[data-body=demo]").click();
  const bodies = await page.locator(".places tbody tr:not([hidden])").evaluateAll((rows) => rows.map((row) => row.dataset.body));
  check(`a body leads to its findings (${bodies.length})`, bodies.length > 0 && bodies.every((body) => body === "demo"));
  await page.locator("#body").selectOption("");
  const link = page.locator(".bars a").first();
  await link.click();
  check("a chart leads to its rule", await page.locator(`${await link.getAttribute("href").then((to) => to.replaceAll(".", "\\."))}[open]`).count() === 1);
  check("the list is linked", await page.locator('a[href="report.csv"]').count() === 1);
}

async function languages(page) {
  check("Spanish first", await page.locator("h1:visible").innerText() === "Informe de calidad de datos de contrataciones abiertas");
  await page.getByRole("button", { name: "English" }).focus();
  await page.keyboard.press("Enter");
  check("English by the switch", await page.locator("h1").innerText() === "Quality report of open contracting data");
  check("its language is declared", await page.locator("html").getAttribute("lang") === "en");
  check("nothing Spanish is left", await page.locator("[lang=es]:visible").count() === 0);
  check("the title too", await page.title() === "Quality report of open contracting data");
  await accessible(page, "English");
  await page.getByRole("button", { name: "Español" }).click();
}

async function desktop(browser, file) {
  const { page, problems } = await open(browser, file);
  await picture(page, "desktop");
  await picture(page, "desktop-full");
  await accessible(page, "desktop");
  await languages(page);
  await keyboard(page);
  await drill(page);
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth,
    ...[...document.querySelectorAll("details[open] .scroll, section > .scroll")].map((one) => one.scrollWidth - one.clientWidth)]);
  check(`nothing is cut off at 1280 px (${wide})`, wide[0] <= 1280 && wide.slice(1).every((more) => more <= 0));
  await picture(page, "open");
  const printed = await page.pdf({ format: "Letter" });
  const pages = (printed.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  check(`prints ${pages} pages`, pages > 1);
  if (screenshots) fs.writeFileSync(path.join(screenshots, "report.pdf"), printed);
  check(`no console messages ${problems}`, problems.length === 0);
}

async function phone(browser, file) {
  const { page, problems } = await open(browser, file, { viewport: { width: 390, height: 844 }, colorScheme: "dark", isMobile: true });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  check(`a phone needs no scrolling sideways (${width})`, width <= 390);
  const cut = await page.evaluate(() => [...document.querySelectorAll("section > .scroll")].map((one) => one.scrollWidth - one.clientWidth));
  check(`nothing is cut off on a phone (${cut})`, cut.every((more) => more <= 0));
  await page.locator(".rule summary").first().click();
  await accessible(page, "phone, dark");
  await picture(page, "phone-full");
  await page.locator(".rule").first().scrollIntoViewIfNeeded();
  await picture(page, "phone-rule");
  check(`no console messages ${problems}`, problems.length === 0);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const file = report("report.html", samples, "demo", "edca-mx/date-only", "edca-mx/amount-in-quotes", "absent.json");
  check("the list stands beside the page", fs.existsSync(path.join(folder, "report.csv")));
  check("nothing runs in the page that is not of it", !fs.readFileSync(file, "utf8").includes("unsafe-inline"));
  await desktop(browser, file);
  await phone(browser, file);
  const large = report("large.html", folder, path.basename(many()));
  const { page, seconds, problems } = await open(browser, large);
  const rows = fs.readFileSync(path.join(folder, "large.csv"), "utf8").trimEnd().split("\n").length - 1;
  check(`${rows} findings open in ${seconds} s`, rows >= 100000 && problems.length === 0);
  check("the page says that it is capped", /muestra [\d,]+ de [\d,]+ hallazgos/.test(await page.locator("main").innerText()));
} finally {
  await browser.close();
  fs.rmSync(folder, { recursive: true });
}
console.log(failures.length === 0 ? "ok" : `failed: ${failures.length}`);
process.exit(failures.length === 0 ? 0 : 1);

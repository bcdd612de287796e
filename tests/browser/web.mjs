// The page that checks files, in a browser: node web.mjs EDCA WEB MODULES SCREENSHOTS SAMPLES [FOLDER...]
//
// WEB is what scripts/web made, MODULES a folder with playwright-core and axe-core in node_modules; CHROMIUM names the browser
// (default: /usr/bin/chromium). Every sample, and every file of the further folders, is judged by the page and by the
// program EDCA, and both must say the same. Prints a line for each check and "ok", or what failed and exits with 1.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";

const [edca, web, modules, screenshots, samples, ...folders] = process.argv.slice(2).map((one) => path.resolve(one));
const require = createRequire(path.join(modules, "index.js"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "edca-web-"));
const failures = [];
fs.mkdirSync(screenshots, { recursive: true });

function check(what, holds, more = "") {
  console.log(`${holds ? "ok" : "FAILED"}: ${what}${more === "" ? "" : ` (${more})`}`);
  if (!holds) failures.push(what);
}

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".txt": "text/plain" };
function serve() {
  const server = http.createServer((request, answer) => {
    const name = path.basename(new URL(request.url, "http://x").pathname) || "index.html";
    const file = path.join(web, name);
    if (!fs.existsSync(file)) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": types[path.extname(name)], "cache-control": "no-store" });
    return answer.end(fs.readFileSync(file));
  });
  return new Promise((done) => { server.listen(0, "127.0.0.1", () => done(server)); });
}

// What the program writes, whatever it finds.
function program(cwd, ...args) {
  try {
    return execFileSync(edca, args, { cwd, maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    return error.stdout;
  }
}

const server = await serve();
const origin = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

// A page that is ready, with what its console says and what it asks for.
async function open(url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "es-MX", acceptDownloads: true, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => {
    const to = request.url();
    if (!to.startsWith(url) && !to.startsWith("blob:") && !to.startsWith("data:")) problems.push(`request to ${to}`);
  });
  await page.goto(url);
  await page.evaluate(() => engine.start().then(() => true));
  return { context, page, problems };
}

// Gives the page files and waits for its report.
async function judge(page, files, field = "#files") {
  await page.evaluate(() => { result = null; });
  await page.setInputFiles(field, files);
  await page.waitForFunction(() => (result !== null && !document.getElementById("report").hidden) || !document.getElementById("problem").hidden, null, { timeout: 300000 });
}

// A report of what is chosen in a format of the program.
const report = (page, format) => page.evaluate(async (wanted) => {
  const found = await engine.call("report", [...settings(), ...all_inputs(), ["format", wanted]]);
  return found.blob.text();
}, format);

async function save_of(page, click) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120000 }), click()]);
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
}

async function accessible(page, what) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  for (const one of found.violations) console.log(`  ${one.id} (${one.impact}): ${one.help}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ").slice(0, 600)}`);
  check(`${what}: axe finds nothing`, found.violations.length === 0);
}

const picture = (page, name, full = true) => page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage: full });

// ---- The same as the program

function cases() {
  const all = [];
  for (const profile of fs.readdirSync(samples)) {
    const folder = path.join(samples, profile);
    if (!fs.statSync(folder).isDirectory()) continue;
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const inside = entry.isDirectory() ? fs.readdirSync(path.join(folder, entry.name)) : [entry.name];
      const cwd = entry.isDirectory() ? path.join(folder, entry.name) : folder;
      const files = inside.filter((name) => fs.statSync(path.join(cwd, name)).isFile() && !/^(args|out.*\.txt|cmd|exit|err)$/.test(name) && !/\.(md|sqlite|toml)$/.test(name));
      if (files.length > 0) all.push({ cwd, files });
    }
  }
  for (const folder of folders) {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const cwd = entry.path ?? entry.parentPath;
      if (entry.isFile() && /\.(jsonl?|csv|xlsx|ods|gz|zip)$/.test(entry.name)) all.push({ cwd, files: [entry.name] });
    }
  }
  return all;
}

// What the page shows, held against the report: every count, and every sentence.
const shown_by_page = (page) => page.evaluate(() => {
  const { report: shown } = result;
  const by_rule = {};
  let bodies = 0;
  for (const [cause, , , count] of shown.counts) {
    const { rule } = shown.causes[cause];
    by_rule[rule] = (by_rule[rule] ?? 0) + count;
    bodies += count;
  }
  return { by_rule, bodies, summary: shown.summary, says: shown.places.map((place) => `${place.says.es} ${place.advice.es}`.trim()) };
});

async function same_as_program() {
  const { page, problems, context } = await open(origin);
  const all = cases();
  let findings = 0;
  let same = 0;
  for (const { cwd, files } of all) {
    const expected = program(cwd, "validate", "--lang", "es", "--format", "json", ...files).toString();
    await judge(page, files.map((name) => path.join(cwd, name)));
    const got = await report(page, "json").catch((error) => error.message);
    const what = `${path.relative(path.dirname(samples), cwd)}: ${files.join(" ")}`;
    if (got !== expected) {
      fs.writeFileSync(path.join(work, "expected.json"), expected);
      fs.writeFileSync(path.join(work, "got.json"), got);
      check(what, false, `see ${work}`);
      continue;
    }
    const told = JSON.parse(expected);
    const view = await shown_by_page(page);
    const messages = new Set(told.findings.map((one) => one.message));
    const counted = JSON.stringify(Object.entries(view.by_rule).sort()) === JSON.stringify(Object.entries(told.summary.by_rule).sort());
    const strange = view.says.filter((one) => !messages.has(one));
    if (!counted || strange.length > 0) check(`${what}: the page shows what the report says`, false, strange[0] ?? JSON.stringify(view.by_rule));
    else same += 1;
    findings += told.findings.length;
  }
  check(`the page says what the program says: ${same} of ${all.length} inputs, ${findings} findings`, same === all.length && findings > 500);
  check("nothing is asked of others, and the console is silent", problems.length === 0, problems.slice(0, 3).join("; "));
  await context.close();
}

// ---- What the page does

const demo = () => ["secretaria-2025-t1.json", "municipio-2025.jsonl"].map((name) => path.join(samples, "demo", name)).filter((file) => fs.existsSync(file));
const first_cause = (page) => page.locator("#findings details.rule").first();

async function desktop() {
  const { page, problems, context } = await open(origin);
  await picture(page, "empty");
  await accessible(page, "empty");
  const files = fs.readdirSync(path.join(samples, "demo")).map((name) => path.join(samples, "demo", name)).filter((file) => fs.statSync(file).isFile());
  await judge(page, files);
  await first_cause(page).locator("> summary").click();
  await page.locator("#findings .piece mark").first().waitFor();
  await first_cause(page).locator(".small summary").click();
  await page.locator(".explanation .good").waitFor();
  await picture(page, "report");
  await accessible(page, "report");
  await picture(page, "report-top", false);
  await marked(page);
  await filters(page);
  await languages(page);
  await keyboard(page);
  await downloads(page, files);
  check("desktop: nothing is asked of others, and the console is silent", problems.length === 0, problems.slice(0, 3).join("; "));
  await context.close();
}

// The value in the document is the one that the finding is about.
async function marked(page) {
  const wrong = await page.evaluate(async () => {
    const bad = [];
    for (const place of result.report.places) {
      if (place.line === undefined || place.cell || !place.value || place.value.endsWith("…")) continue;
      const piece = await find.piece(place);
      // What checks over several inputs tell is written without spaces.
      if (piece.value.replace(/\s/g, "") !== place.value.replace(/\s/g, "")) bad.push(`${piece.value} for ${place.value} at ${place.pointer}`);
    }
    return bad;
  });
  check("the value that is wrong is marked in the document", wrong.length === 0, wrong.slice(0, 3).join("; "));
}

async function filters(page) {
  const sum = () => page.locator("#findings output").textContent();
  const all = await sum();
  const bodies = await page.locator("#filter-body option").count();
  check("buyers are told apart", bodies > 2, `${bodies - 1}`);
  for (const name of ["severity", "file", "rule", "cause", "body"]) {
    await page.locator(`#filter-${name}`).selectOption({ index: 1 });
    const some = await sum();
    check(`filter by ${name}`, some !== all && !some.startsWith("0"), some);
    await page.locator(`#filter-${name}`).selectOption("");
  }
  const parts = await page.evaluate(() => {
    const field = document.getElementById("filter-body");
    return [...field.options].slice(1).map((option) => {
      view.choose("body", option.value);
      return [...view.counts().values()].reduce((one, other) => one + other, 0);
    }).reduce((one, other) => one + other, 0);
  });
  await page.evaluate(() => view.choose("body", ""));
  const { errors, warnings, notes } = await page.evaluate(() => result.report.summary);
  check("findings of all buyers together are all findings", parts === errors + warnings + notes, `${parts}`);
}

async function languages(page) {
  check("Spanish first", (await page.locator("html").getAttribute("lang")) === "es");
  await page.getByRole("button", { name: "English" }).click();
  check("English by the switch", (await page.title()) === "Check open contracting data");
  const left = await page.evaluate(() => Object.values(TEXTS.es).filter((one) => !one.includes("{") && one.length > 12 && document.body.innerText.includes(one)));
  check("nothing Spanish is left", left.length === 0, left.join("; "));
  const keys = await page.evaluate(() => [Object.keys(TEXTS.es).join(), Object.keys(TEXTS.en).join()]);
  check("both languages have the same sentences", keys[0] === keys[1]);
  await accessible(page, "English");
  await page.getByRole("button", { name: "Español" }).click();
}

async function keyboard(page) {
  const summary = first_cause(page).locator("> summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  check("a cause opens by Enter", await first_cause(page).locator(".places-list").isVisible());
  await page.locator("#filter-text").focus();
  await page.keyboard.type("zona horaria");
  check("search by typing", (await page.locator("#findings details.rule").count()) > 0);
  await page.locator("#filter-text").fill("");
  await page.reload();
  await page.evaluate(() => engine.start().then(() => true));
  const met = [];
  for (let at = 0; at < 9; at += 1) {
    await page.keyboard.press("Tab");
    met.push(await page.evaluate(() => document.activeElement.id || document.activeElement.value || document.activeElement.tagName));
  }
  check("Tab comes to everything", ["es", "en", "pick-files", "pick-folder"].every((one) => met.includes(one)), met.join(" "));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.evaluate(() => document.getElementById("pick-files").focus()).then(() => page.keyboard.press("Enter"))]);
  await chooser.setFiles(path.join(samples, "edca-mx/date-only/bad.json"));
  await page.waitForFunction(() => result !== null && !document.getElementById("report").hidden);
  check("the result has the focus", (await page.evaluate(() => document.activeElement.id)) === "report-title");
}

async function downloads(page) {
  const cwd = path.join(samples, "edca-mx/amount-in-quotes");
  await judge(page, path.join(cwd, "bad.json"));
  for (const [label, format, more] of [["JSON", "json", []], ["SARIF", "sarif", []], ["CSV", "csv", ["--excel"]], ["HTML", "html", []]]) {
    const { name, bytes } = await save_of(page, () => page.getByRole("button", { name: label }).click());
    const expected = program(cwd, "validate", "--lang", "es", "--format", format, ...more, "bad.json");
    // The page of a program in a terminal lists what it shows; dates of the run may differ by a second.
    const plain = (text) => text.toString().replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "");
    check(`download of ${name} is what the program writes`, plain(bytes) === plain(expected) && bytes.length > 0, `${bytes.length} bytes`);
  }
  const { name, bytes } = await save_of(page, () => page.locator("#tools button").first().click());
  check(`${name} is what edca upgrade --repair writes`, bytes.equals(program(cwd, "upgrade", "--repair", "--quiet", "bad.json")) && bytes.length > 0);
  await page.locator("#changes details.rule > summary").first().click();
  check("changes show before and after", (await page.locator("#changes .change dd").count()) >= 2);
  await picture(page, "changes");
  await accessible(page, "changes");
  const list = await save_of(page, () => page.locator("#changes p button").last().click());
  check("the list of changes has old and new values", JSON.parse(list.bytes).findings.some((one) => JSON.stringify(one).includes("new")), list.name);
  const merged = await save_of(page, () => page.locator("#tools button").nth(1).click());
  check("what is merged is what edca merge writes", merged.bytes.equals(program(cwd, "merge", "--upgrade", "--quiet", "bad.json")) && merged.bytes.length > 0);
  const records = await save_of(page, () => page.locator("#tools button").nth(2).click());
  check("records are a package", JSON.parse(records.bytes).records.length > 0);
  const packed = await save_of(page, () => page.locator("#tools button").nth(3).click());
  check("what is packed is what edca package writes", packed.bytes.equals(program(cwd, "package", "--quiet", "bad.json")) && packed.bytes.length > 0);
}

// A zip file with one member, stored.
function stored(name, data) {
  const crc = zlib.crc32 ? zlib.crc32(data) : crc32(data);
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0);
  about.writeUInt32LE(crc >>> 0, 10);
  about.writeUInt32LE(data.length, 14);
  about.writeUInt32LE(data.length, 18);
  about.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), about, Buffer.from(name), data]);
  const central = Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), about, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

function crc32(data) {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

// Packed inputs, folders, damaged ones.
async function packings() {
  const { page, problems, context } = await open(origin);
  const bad = fs.readFileSync(path.join(samples, "edca-mx/date-only/bad.json"));
  const put = (name, bytes) => {
    fs.mkdirSync(path.dirname(path.join(work, name)), { recursive: true });
    fs.writeFileSync(path.join(work, name), bytes);
    return path.join(work, name);
  };
  for (const [name, bytes] of [["a.json.gz", zlib.gzipSync(bad)], ["b.zip", stored("dentro/bad.json", bad)], ["cut.json", bad.subarray(0, bad.length / 2)], ["vacío.json", Buffer.alloc(0)]]) {
    put(name, bytes);
    await judge(page, path.join(work, name));
    const expected = program(work, "validate", "--lang", "es", "--format", "json", name).toString();
    check(`${name} as the program sees it`, (await report(page, "json")) === expected);
    if (!name.startsWith("a") && !name.startsWith("b")) continue;
    const piece = await page.evaluate(() => find.piece(result.report.places.find((place) => place.value)));
    check(`${name}: the value is marked in what was unpacked`, piece !== null && bad.includes(piece.value) && piece.value.length > 4, piece?.value);
  }
  const repaired = await save_of(page, async () => {
    await judge(page, path.join(work, "b.zip"));
    await page.locator("#tools button").first().click();
  }).catch(() => null);
  if (repaired) check("what is repaired in an archive is an archive", repaired.bytes.subarray(0, 2).toString() === "PK", repaired.name);
  put("carpeta/uno/bad.json", bad);
  put("carpeta/dos.json", bad);
  await judge(page, path.join(work, "carpeta"), "#folder");
  check("a folder as the program sees it", (await report(page, "json")) === program(work, "validate", "--lang", "es", "--format", "json", "carpeta").toString());
  check("packings: nothing is asked of others, and the console is silent", problems.length === 0, problems.slice(0, 3).join("; "));
  await context.close();
}

async function phone() {
  const { page, problems, context } = await open(origin, { viewport: { width: 390, height: 844 }, colorScheme: "dark", isMobile: true, hasTouch: true });
  await judge(page, path.join(samples, "demo/secretaria-2025-t1.json"));
  await first_cause(page).locator("> summary").click();
  await page.locator("#findings .piece mark").first().waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  check("a phone needs no scrolling sideways", width <= 390, `${width}`);
  await accessible(page, "phone, dark");
  await picture(page, "phone");
  await page.setViewportSize({ width: 320, height: 700 });
  const narrow = await page.evaluate(() => document.documentElement.scrollWidth);
  check("nor one of 320 pixels", narrow <= 320, `${narrow}`);
  check("phone: the console is silent", problems.length === 0, problems.slice(0, 3).join("; "));
  await context.close();
}

async function offline() {
  const { page, context, problems } = await open(origin);
  await page.locator("#offline").waitFor({ state: "visible", timeout: 60000 });
  await context.setOffline(true);
  await page.reload();
  await page.evaluate(() => engine.start().then(() => true));
  await judge(page, path.join(samples, "edca-mx/date-only/bad.json"));
  check("works without a connection once opened", (await page.evaluate(() => result.report.summary.errors)) > 0);
  check("offline: the console is silent", problems.length === 0, problems.slice(0, 3).join("; "));
  await context.close();
}

async function from_disk() {
  const url = `file://${path.join(web, "edca.html")}`;
  const { page, problems, context } = await open(url);
  const cwd = path.join(samples, "edca-mx/date-only");
  await judge(page, path.join(cwd, "bad.json"));
  check("edca.html works from a disk", (await report(page, "json")) === program(cwd, "validate", "--lang", "es", "--format", "json", "bad.json").toString());
  const { bytes } = await save_of(page, () => page.getByRole("button", { name: "JSON" }).click());
  check("and downloads", bytes.length > 100);
  check("edca.html asks for nothing, and the console is silent", problems.length === 0, problems.slice(0, 3).join("; "));
  await context.close();
}

// No request leaves, not even one that somebody puts into the page.
async function policy() {
  const { page, context } = await open(origin);
  const gone = await page.evaluate(() => fetch("https://example.org/").then(() => "sent", () => "refused"));
  check("the page's policy refuses other addresses", gone === "refused");
  const worker = await page.evaluate(async () => {
    const url = URL.createObjectURL(new Blob(['fetch("https://example.org/").then(() => postMessage("sent"), () => postMessage("refused"))']));
    const own = new Worker(url);
    return new Promise((done) => { own.onmessage = ({ data }) => done(data); });
  });
  check("and its workers' as well", worker === "refused");
  await context.close();
}

// ---- Large files

// JSON Lines of a sample's release, so many bytes and with other OCIDs.
function large(name, bytes) {
  const file = path.join(work, name);
  const release = JSON.stringify(JSON.parse(fs.readFileSync(path.join(samples, "demo/secretaria-2025-t1.json"))).releases[0]);
  const ocid = JSON.parse(release).ocid;
  const out = fs.openSync(file, "w");
  let written = 0;
  for (let at = 0; written < bytes; at += 1) {
    let lines = "";
    for (let more = 0; more < 50; more += 1) lines += `${release.replaceAll(ocid, `ocds-mx0002-${at}-${more}`)}\n`;
    written += fs.writeSync(out, lines);
  }
  fs.closeSync(out);
  return file;
}

async function slow() {
  const file = large("ten.jsonl", 10e6);
  const { page, context } = await open(origin);
  const session = await context.newCDPSession(page);
  // Throttling of the page does not reach its worker: each target has its own.
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const times = [];
  for (let at = 0; at < 2; at += 1) {
    await judge(page, file);
    times.push(Number(await page.evaluate(() => document.documentElement.dataset.seconds)));
  }
  check("10 MB in a page slowed down 4 times", times[0] < 8, `${times.join(" s, then ")} s; findings ${await page.evaluate(() => result.report.places.length)} shown`);
  await context.close();
}

async function hundred() {
  const file = large("hundred.jsonl", 100e6);
  const { page, context } = await open(origin);
  const session = await browser.newBrowserCDPSession();
  const peak = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const sizes = processInfo.filter((one) => one.type === "renderer").map((one) => Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${one.id}/status`, "utf8"))?.[1] ?? 0));
    return Math.round(Math.max(...sizes) / 1000);
  };
  const before = await peak();
  await judge(page, file);
  const seconds = await page.evaluate(() => document.documentElement.dataset.seconds);
  const after = await peak();
  check("100 MB within 400 MB", after < 400, `${seconds} s; the tab's process had ${before} MB before and at most ${after} MB`);
  const heap = await page.evaluate(() => engine.call("explain", [["rule", "schema.type"]]).then((found) => found.heap));
  console.log(`  memory of the library: ${(heap / 1e6).toFixed(1)} MB`);
  await page.evaluate(() => { result = null; });
  await page.setInputFiles("#files", file);
  await page.locator("#cancel").click();
  await page.waitForFunction(() => document.getElementById("running").hidden);
  check("cancelled at once, and says so", (await page.locator("#status").textContent()).startsWith("Cancelado"));
  await judge(page, path.join(samples, "edca-mx/date-only/bad.json"));
  check("and works again afterwards", (await page.evaluate(() => result.report.summary.errors)) > 0);
  await context.close();
}

try {
  for (const part of [desktop, packings, phone, offline, from_disk, policy, slow, hundred, same_as_program]) {
    console.log(`== ${part.name}`);
    await part().catch((error) => check(part.name, false, error.stack));
  }
} finally {
  await browser.close();
  server.close();
}
if (failures.length === 0) fs.rmSync(work, { recursive: true });
console.log(failures.length === 0 ? "ok" : `${failures.length} failed:\n  ${failures.join("\n  ")}`);
process.exit(failures.length === 0 ? 0 : 1);

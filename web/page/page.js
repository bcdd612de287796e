"use strict";
// The page: what is chosen, the worker that runs the library, progress, results and downloads.

const $ = (id) => document.getElementById(id);
const root = document.documentElement;
const profiles = ["auto", "edca-mx", "ocds-1.1", "ocds-1.0", "oc4ids-0.9", "publicidad-abierta"];
const encodings = ["utf-8", "latin1", "windows-1252"];

// What was chosen: {path, file}; `inputs` are the paths that are handed to the library: files, and folders whole.
let chosen = { files: [], inputs: [] };
let view = null;    // of the report
let result = null;  // {report, seconds, made}: what is shown, for the other language
let changes = null; // of the last tool

// ---- The worker

class Stopped extends Error {}

const engine = {
  module: null,   // a promise of the compiled library
  worker: null,   // a promise of a worker that is ready
  mounted: null,  // the files that the worker has
  waiting: null,
  next: 1,

  // What the page is made of: files beside it, or elements of the single file.
  async part(name, binary) {
    const inside = $(`part-${name}`);
    if (inside) {
      const said = inside.textContent;
      return binary ? Uint8Array.from(atob(said.trim()), (sign) => sign.charCodeAt(0)) : decodeURIComponent(said.trim());
    }
    const answer = await fetch(name).catch((error) => ({ ok: false, status: error.message }));
    if (!answer.ok) throw new Stopped(text("stop.load", { reason: `${name}: ${answer.status}` }));
    return binary ? answer.arrayBuffer() : answer.text();
  },

  compile() {
    this.module ??= this.part("edca.wasm", true).then((bytes) => WebAssembly.compile(bytes).catch(() => {
      throw new Stopped(text("stop.old"));
    }));
    return this.module;
  },

  start() {
    this.worker ??= (async () => {
      const [module, library, script] = await Promise.all([this.compile(), this.part("edca.js"), this.part("worker.js")]);
      // A worker out of a Blob has the policy of the page, one out of a file its own.
      const url = URL.createObjectURL(new Blob([library, "\n", script], { type: "text/javascript" }));
      const worker = new Worker(url);
      URL.revokeObjectURL(url);
      await new Promise((done, failed) => {
        worker.onmessage = ({ data }) => (data.ready ? done() : failed(new Stopped(text("stop.other", { reason: data.stopped }))));
        worker.onerror = (event) => failed(new Stopped(text("stop.other", { reason: event.message || "worker" })));
        worker.postMessage({ module });
      });
      worker.onmessage = ({ data }) => this.hear(data);
      worker.onerror = () => this.fail("memory");
      return worker;
    })();
    this.worker.catch(() => this.end());
    return this.worker;
  },

  hear(data) {
    const waiting = this.waiting;
    if (!waiting || data.id !== waiting.id) return;
    if (data.progress) {
      waiting.progress?.(data.progress);
      return;
    }
    this.waiting = null;
    if (data.error) {
      this.end();
      waiting.failed(new Stopped(data.error === "other" ? text("stop.other", { reason: data.reason }) : text(`stop.${data.error}`)));
      return;
    }
    const { answer } = data;
    if (answer.error) waiting.failed(new Stopped(both(answer.error)));
    else if (answer.end === "memory") {
      this.end();
      waiting.failed(new Stopped(text("stop.memory")));
    } else if (answer.end !== "done") waiting.failed(new Stopped(text("stop.other", { reason: answer.end })));
    else waiting.done(data);
  },

  fail(why) {
    const waiting = this.waiting;
    this.waiting = null;
    this.end();
    waiting?.failed(new Stopped(why === "" ? "" : text(`stop.${why}`)));
  },

  // Ends the worker, whatever it is doing; the next call starts another.
  end() {
    this.worker?.then((worker) => worker.terminate(), () => {});
    this.worker = null;
    this.mounted = null;
  },

  // One call of the library (web/glue/calls.cpp) on what is chosen.
  queue: Promise.resolve(),
  call(name, pairs = [], progress = null) {
    const answer = this.queue.then(() => this.call_now(name, pairs, progress));
    this.queue = answer.catch(() => {});
    return answer;
  },

  async call_now(name, pairs, progress) {
    const worker = await this.start();
    const id = this.next++;
    const files = this.mounted === chosen.files ? undefined : chosen.files;
    this.mounted = chosen.files;
    return new Promise((done, failed) => {
      this.waiting = { id, done, failed, progress };
      worker.postMessage({ id, files, pairs: [["call", name], ...pairs] });
    });
  },
};

const settings = () => [["profile", $("profile").value], ["encoding", $("encoding").value], ["language", language]];
const all_inputs = () => chosen.inputs.map((path) => ["input", path]);

// ---- What is shown

function say(words) {
  $("status").textContent = words;
}

function complain(words) {
  $("problem").hidden = words === "";
  $("problem").textContent = words;
}

const count_files = () => text("files.count", { n: chosen.files.length });

function size(bytes) {
  if (bytes < 1e6) return `${shown(Math.ceil(bytes / 1e3))} kB`;
  return `${(bytes / 1e6).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`;
}

// While something runs, buttons that start something else do nothing. They keep the focus, so they are not disabled.
function hold(busy) {
  for (const button of document.querySelectorAll("[data-busy]")) button.setAttribute("aria-disabled", String(busy));
}

let runs = 0;

// Runs something with progress and a way to cancel; answers undefined where it stopped.
async function running(name, work) {
  runs += 1;
  const own = runs;
  complain("");
  $("running").hidden = false;
  $("running-title").textContent = text(`running.${name}`, { files: count_files() });
  $("progress").removeAttribute("value");
  $("progress-text").textContent = "";
  hold(true);
  try {
    return await work(({ done, total }) => {
      if (total === 0 || own !== runs) return;
      $("progress").value = done / total;
      $("progress-text").textContent = text("progress", { done: size(done), total: size(total) });
    });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    if (error.message !== "") complain(error.message);
    return undefined;
  } finally {
    // Another run may have begun, as other files were dropped.
    if (own === runs) {
      $("running").hidden = true;
      hold(false);
    }
  }
}

// The same for what takes a moment.
async function ask(name, pairs) {
  try {
    return await engine.call(name, pairs);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    if (error.message !== "") complain(error.message);
    return undefined;
  }
}

async function check() {
  if (chosen.files.length === 0) {
    complain(text("stop.empty"));
    return;
  }
  $("report").hidden = true;
  say("");
  const start = performance.now();
  const found = await running("check", (progress) => engine.call("check", [...settings(), ...all_inputs()], progress));
  if (!found) return;
  result = { report: found.answer.report, seconds: (performance.now() - start) / 1000 };
  changes = null;
  view = new ReportView(result.report, find);
  show();
  say(text("done", { seconds: result.seconds.toFixed(1) }));
  root.dataset.seconds = result.seconds.toFixed(3);
  $("report-title").focus();
}

const find = {
  open: new Map(),  // path: whether the file is packed

  file_of: (name) => chosen.files.find(({ path }) => path === name),
  is_quick: (place) => find.file_of(result.report.names[place.file]) !== undefined,

  async piece(place) {
    const name = result.report.names[place.file];
    const about = result.report.files.find((one) => one.file === name);
    const encoding = about?.encoding ?? "utf-8";
    const one = find.file_of(name);
    if (one && !(await is_packed(one.file))) return piece_of_file(one.file, place, encoding);
    const input = one ? name : chosen.inputs.find((path) => name.startsWith(`${path}/`));
    const found = await ask("piece", [...settings(), ["input", input], ["file", name], ["offset", String(place.offset)]]);
    const piece = found?.answer.piece;
    if (piece?.start === undefined) return null;
    return cut_out(new Uint8Array(await found.blob.arrayBuffer()), piece.start, place.offset, place.line, "utf-8");
  },

  async explanation(rule) {
    const found = await ask("explain", [["rule", rule]]);
    return found && JSON.parse(await found.blob.text()).rules[0];
  },
};

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  say(text("saved", { name }));
}

const stem = () => (chosen.inputs.length === 1 ? chosen.inputs[0] : "edca").replace(/(\.(gz|zst|zip|json|jsonl|ndjson|csv|xlsx|ods))+$/i, "").replaceAll("/", "-");

async function download(format) {
  const endings = { csv: "csv", json: "json", sarif: "sarif", html: "html" };
  const found = await running("report", (progress) => engine.call("report",
    [...settings(), ...all_inputs(), ["format", format], ["excel", format === "csv" ? "yes" : "no"]], progress));
  if (found) save(found.blob, `${stem()}-${language === "es" ? "informe" : "report"}.${endings[format]}`);
}

const tools = {
  repair: { call: "repair", pairs: [], ending: "" },
  merge: { call: "merge", pairs: [["product", "compiled"]], ending: "-fusionado.jsonl" },
  records: { call: "merge", pairs: [["product", "record-package"]], ending: "-registros.json" },
  package: { call: "package", pairs: [], ending: "-paquete.json" },
};

// One file that lies open comes back as one; what is in folders and archives as an archive.
const alone = () => chosen.inputs.length === 1 && chosen.files.length === 1 && !/\.zip$/i.test(chosen.inputs[0]);

async function use(name) {
  const { call, pairs, ending } = tools[name];
  const one = name !== "repair" || alone();
  const found = await running(call, (progress) => engine.call(call,
    [...settings(), ...all_inputs(), ...pairs, ...(one ? [] : [["folder", "/out/"]])], progress));
  if (!found) return;
  const { made, report } = found.answer;
  const changed = Object.keys(report.rules).some((rule) => /^(repair|upgrade)\./.test(rule));
  changes = { name, report, made };
  show_changes();
  if (name === "repair" && !made) complain(text("changes.damaged"));
  else if (name === "repair" && !changed) complain(text("changes.none"));
  else if (!made) complain(text("made.none"));
  else if (!one) save(await zip(found.files), `${stem()}-corregido.zip`);
  else if (name === "repair") save(found.blob, `${stem()}-corregido${/\.(json|jsonl|ndjson|csv)(?=(\.gz|\.zst)?$)/i.exec(chosen.inputs[0])?.[0] ?? ".json"}`);
  else save(found.blob, stem() + ending);
}

// The changes or messages of the last tool.
function show_changes() {
  $("changes").replaceChildren();
  if (!changes || changes.report.causes.length === 0) return;
  const own = new ReportView(changes.report, { ...find, is_quick: () => false, piece: async () => null });
  const list = async () => {
    const found = await running("report", (progress) => engine.call("changes", [...settings(), ...all_inputs(), ["format", "json"]], progress));
    if (found) save(found.blob, `${stem()}-${language === "es" ? "cambios" : "changes"}.json`);
  };
  $("changes").append(make("h3", { tabindex: "-1" }, text(changes.name === "repair" ? "changes" : "made")), own.element(),
    ...(changes.name === "repair" ? [make("p", {}, starter("changes.list", list))] : []));
}

// A button that starts something, but while something else runs.
const starter = (key, action) => {
  const button = make("button", { type: "button", "data-busy": true, onclick: () => button.getAttribute("aria-disabled") !== "true" && action() }, text(key));
  return button;
};

function show() {
  if (!result) return;
  const { report } = result;
  const [level, words] = verdict(report.summary);
  $("report").replaceChildren(
    make("h2", { id: "report-title", tabindex: "-1" }, text("report")),
    make("p", { class: `verdict ${level}` }, words), figures(report.summary), about_files(report));
  if (report.causes.length > 0) {
    $("report").append(make("section", { id: "findings", "aria-labelledby": "findings-title" },
      make("h2", { id: "findings-title" }, text("findings")), view.element()));
  }
  $("report").append(make("section", { id: "downloads" }, make("h2", {}, text("downloads")),
    make("p", { class: "buttons" }, ...["csv", "json", "sarif", "html"].map((format) => starter(`download.${format}`, () => download(format))))));
  if (report.summary.files_read > 0) {
    const list = make("dl", { class: "tool-list" });
    for (const name of Object.keys(tools)) {
      list.append(make("dt", {}, starter(`tool.${name}`, () => use(name))), make("dd", {}, text(`tool.${name}.says`)));
    }
    $("report").append(make("section", { id: "tools" }, make("h2", {}, text("tools")), list, make("div", { id: "changes" })));
    show_changes();
  }
  $("report").hidden = false;
}

// ---- What is chosen

// The entries of something that was dropped, with the folders in it.
async function walk(entry, path, files) {
  if (entry.isFile) {
    files.push({ path: path + entry.name, file: await new Promise((done, failed) => entry.file(done, failed)) });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return;
    for (const one of some) await walk(one, `${path}${entry.name}/`, files);
  }
}

// Two files of one name need two.
function with_own_names(files) {
  const taken = new Set();
  return files.map(({ path, file }) => {
    let own = path;
    for (let number = 2; taken.has(own); number += 1) own = path.replace(/(\.[^/]*)?$/, ` (${number})$1`);
    taken.add(own);
    return { path: own, file };
  });
}

function choose(files) {
  const named = with_own_names(files);
  chosen = { files: named, inputs: [...new Set(named.map(({ path }) => path.split("/")[0]))] };
  $("again").disabled = named.length === 0;
  if (engine.waiting) engine.fail("");
  check();
}

async function dropped(event) {
  event.preventDefault();
  $("drop").classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [];
  try {
    for (const entry of entries) await walk(entry, "", files);
  } catch {
    complain(text("stop.gone"));
    return;
  }
  choose(entries.length > 0 ? files : [...event.dataTransfer.files].map((file) => ({ path: file.name, file })));
}

function speak(word) {
  language = word;
  root.lang = word;
  document.title = text("title");
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = text(element.dataset.text);
  for (const button of document.querySelectorAll(".languages button")) button.setAttribute("aria-pressed", String(button.value === word));
  const fill = (select, names, say) => {
    const value = select.value;
    select.replaceChildren(...names.map((name) => make("option", { value: name }, say(name))));
    if (value) select.value = value;
  };
  fill($("profile"), profiles, (name) => (name === "auto" ? text("profile.auto") : name));
  fill($("encoding"), encodings, (name) => name);
  if (view) show();
}

function listen() {
  for (const button of document.querySelectorAll(".languages button")) {
    button.addEventListener("click", () => {
      speak(button.value);
      try { localStorage.setItem("edca-language", button.value); } catch { /* a page out of a file may have no storage */ }
    });
  }
  for (const kind of ["files", "folder"]) {
    $(`pick-${kind}`).addEventListener("click", () => $(kind).click());
    $(kind).addEventListener("change", () => {
      choose([...$(kind).files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
      $(kind).value = "";
    });
  }
  const drop = $("drop");
  addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
  addEventListener("drop", dropped);
  $("again").addEventListener("click", check);
  $("cancel").addEventListener("click", () => {
    engine.fail("");
    say(text("cancelled"));
  });
}

function preferred() {
  try {
    const kept = localStorage.getItem("edca-language");
    if (kept) return kept;
  } catch { /* none is kept */ }
  return navigator.language.startsWith("en") ? "en" : "es";
}

speak(preferred());
listen();
engine.start().catch((error) => complain(error.message));
if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  navigator.serviceWorker.register("offline.js").then(() => navigator.serviceWorker.ready).then(() => { $("offline").hidden = false; }, () => {});
}

// Runs the library. Stands behind edca.js in one Blob, so that it has the page's policy: no request goes anywhere.
//
// In:  {module} once; then {id, call, pairs, files}, files only where they are others than before: [{path, file}].
// Out: {id, progress}, then {id, end, answer, blob, error, files}.
"use strict";

let library = null;
let current = null;
let mounted = false;

// Bytes go on as Blobs of some megabytes, which the browser keeps outside of this worker's memory.
const most = 4 << 20;
class Output {
  chunks = [];
  size = 0;
  parts = [];
  add(bytes) {
    this.chunks.push(bytes.slice());
    this.size += bytes.length;
    if (this.size >= most) this.flush();
  }
  flush() {
    if (this.size > 0) this.parts.push(new Blob(this.chunks));
    this.chunks = [];
    this.size = 0;
  }
  blob() {
    this.flush();
    return new Blob(this.parts);
  }
}

function tell(kind, bytes) {
  if (kind === 1) {
    current.output.add(bytes);
    return;
  }
  const said = JSON.parse(new TextDecoder().decode(bytes));
  if (said.progress === undefined) {
    Object.assign(current.answer, said);
    return;
  }
  const now = performance.now();
  if (now - current.told < 100) return;
  current.told = now;
  postMessage({ id: current.id, progress: said.progress });
}

// Files are read slice by slice where they are: nothing is copied.
function mount(files) {
  const { FS, WORKERFS } = library;
  FS.chdir("/");
  if (mounted) FS.unmount("/in");
  else FS.mkdir("/in");
  FS.mount(WORKERFS, { blobs: files.map(({ path, file }) => ({ name: path, data: file })) }, "/in");
  FS.chdir("/in");
  mounted = true;
}

function call(pairs) {
  const text = new TextEncoder().encode(pairs.flat().map((one) => `${one}\0`).join(""));
  const at = library._malloc(text.length);
  library.HEAPU8.set(text, at);
  try {
    library._edca_call(at, text.length);
  } finally {
    library._free(at);
  }
}

// What a run has made in a folder, which it leaves empty.
function take(folder) {
  const { FS } = library;
  const files = [];
  for (const name of FS.readdir(folder)) {
    const path = `${folder}/${name}`;
    if (name === "." || name === "..") continue;
    if (FS.isDir(FS.stat(path).mode)) {
      files.push(...take(path));
      FS.rmdir(path);
    } else {
      files.push({ path: path.slice("/out/".length), blob: new Blob([FS.readFile(path)]) });
      FS.unlink(path);
    }
  }
  return files;
}

function run(request) {
  const { id, files, pairs } = request;
  current = { id, output: new Output(), answer: {}, told: performance.now() };
  try {
    if (files) mount(files);
    const folder = pairs.some(([name]) => name === "folder");
    if (folder && !library.FS.analyzePath("/out").exists) library.FS.mkdir("/out");
    call(pairs);
    postMessage({ id, end: true, answer: current.answer, blob: current.output.blob(), heap: library.HEAPU8.length, files: folder ? take("/out") : [] });
  } catch (error) {
    // A file that is gone fails in FileReaderSync; what the library throws has been told by it.
    const gone = error?.name === "NotFoundError" || error?.name === "NotReadableError";
    const memory = error instanceof RangeError || /memory|OOM|allocation/i.test(String(error));
    postMessage({ id, end: true, error: gone ? "gone" : memory ? "memory" : "other", reason: String(error?.message ?? error), heap: library.HEAPU8.length });
  }
}

async function start(module) {
  library = await edcaModule({
    tell,
    print() {},
    printErr() {},
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module), (error) => postMessage({ stopped: String(error) }));
      return {};
    },
  });
  postMessage({ ready: true });
}

onmessage = ({ data }) => {
  if (data.module) start(data.module).catch((error) => postMessage({ stopped: String(error) }));
  else run(data);
};

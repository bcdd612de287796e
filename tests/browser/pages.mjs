// Opens the reading pages of a portal in headless Chromium, from a server on loopback that sends a strict
// Content-Security-Policy and from the file system, in every language, on a phone and on a desktop, light and dark.
//
//   node pages.mjs MODULES PORTAL SCREENSHOTS [CHROMIUM [NAMES]]
//
// MODULES is a folder in which playwright-core and axe-core are installed; NAMES a regular expression, for a look at some
// pages only. Fails on: messages of the console, requests to
// other hosts, findings of axe-core, pages wider than the window, scripts of the data that ran, what cannot be found by
// search, and documents more than three clicks from the home page. Prints what was looked at.

import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import zlib from 'node:zlib';

const [modules, portal, screenshots, chromium = '/usr/bin/chromium', names = ''] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, 'package.json'));
const playwright = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const windows = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 800 } };
const problems = [];
const count = { views: 0, rules: 0, checks: 0 };

function check(what, holds, detail = '') {
  count.checks += 1;
  if (!holds) problems.push(`${what} ${detail}`.trim());
}

// ---- The portal's own shards ----

function shard(name) {
  const source = fs.readFileSync(path.join(portal, 'site', `${name}.js`), 'utf8');
  let found;
  new Function('edca', source)((given, body) => { found = { given, body }; });
  check(`${name} calls itself so`, found?.given === name, found?.given);
  return typeof found.body === 'string' ? JSON.parse(zlib.gunzipSync(Buffer.from(found.body, 'base64')).toString('utf8')) : found.body;
}

const index = shard('index');
const has = (kind) => (index[kind]?.count ?? 0) > 0;

// ---- A server that allows nothing ----

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const kinds = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json', '.xml': 'application/xml' };

function serve() {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://x/').pathname);
    const file = path.join(portal, path.normalize(name.endsWith('/') ? `${name}index.html` : name));
    if (name === '/favicon.ico') { response.writeHead(204).end(); return; }
    fs.readFile(file, (error, bytes) => {
      if (error) { response.writeHead(404).end(); return; }
      // The report of the validation is one file that says by its sums which script and style are its own.
      const own = name.endsWith('/validacion.html') ? {} : { 'Content-Security-Policy': policy };
      response.writeHead(200, { 'Content-Type': kinds[path.extname(file)] ?? 'application/octet-stream', ...own, 'X-Content-Type-Options': 'nosniff' }).end(bytes);
    });
  });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

// ---- Looking at a page ----

async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: windows.desktop, ...options });
  await context.addInitScript(() => { globalThis.ranFromData = []; globalThis.alert = (what) => globalThis.ranFromData.push(String(what)); });
  const page = await context.newPage();
  page.setDefaultTimeout(120000);
  const base = new URL(url);
  page.complain = (what) => problems.push(`${decodeURIComponent(page.url()).slice(0, 200)}: ${what}`);
  page.on('console', (message) => page.complain(`console: ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => page.complain(`script: ${error.message}`));
  page.on('request', (request) => {
    const to = new URL(request.url());
    if (to.protocol !== base.protocol || to.host !== base.host) if (!['data:', 'blob:'].includes(to.protocol)) page.complain(`asks for ${request.url()}`);
  });
  await page.goto(url);
  await settled(page);
  return { page, context };
}

async function settled(page) {
  await page.waitForFunction(() => {
    const view = document.getElementById('view');
    return !view || !document.body.dataset.page || !document.querySelector('script[src*="edca.js"]') || (view.getAttribute('aria-busy') === 'false' && !document.querySelector('.results .waiting'));
  }, null, { timeout: 120000 }).catch(() => page.complain('is never ready'));
}

async function judged(page, size) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
  await page.waitForTimeout(50);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > windows[size].width) page.complain(`is ${width} pixels wide (${size})`);
  const twice = await page.evaluate(() => { const ids = [...document.querySelectorAll('[id]')].map((each) => each.id); return ids.filter((id, at) => ids.indexOf(id) !== at); });
  if (twice.length > 0) page.complain(`an id stands twice: ${twice[0]}`);
  if (await page.evaluate(() => globalThis.ranFromData.length) > 0) page.complain('something of the data ran');
  const bad = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((each) => each.protocol).filter((protocol) => !['http:', 'https:', 'file:', 'mailto:', 'blob:'].includes(protocol)));
  if (bad.length > 0) page.complain(`links by ${bad[0]}`);
}

/** What axe-core finds: all of its rules, or those that depend on colours. */
async function accessible(page, where, colours) {
  const run = colours ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } : { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
  const result = await page.evaluate((options) => globalThis.axe.run(options), run);
  for (const each of result.violations) page.complain(`axe ${each.impact} (${where}): ${each.id}: ${each.nodes.slice(0, 3).map((node) => `${node.target} ${node.html.slice(0, 120)}`).join(' | ')}`);
  count.rules += result.passes.length;
}

const words = { alert: () => document.querySelector('#view .alert')?.textContent ?? '' };

const schemes = ['light', 'dark'];

async function look(browser, start, name, address) {
  const { page, context } = await open(browser, start + address, { colorScheme: 'light' });
  const alert = await page.evaluate(words.alert);
  if (alert !== '') page.complain(`says: ${alert.slice(0, 200)}`);
  const every = async (work) => {
    for (const size of Object.keys(windows)) {
      await page.setViewportSize(windows[size]);
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme });
        await work(size, scheme);
      }
    }
  };
  // As it is found, and then with everything open.
  await every((size, scheme) => page.screenshot({ path: path.join(screenshots, `${name}-${size}-${scheme}.png`), fullPage: true }));
  await page.evaluate(axe);
  await every(async (size, scheme) => {
    await judged(page, size);
    await accessible(page, `${size}, ${scheme}`, scheme === 'dark');
    count.views += 1;
  });
  await page.pdf({ path: path.join(screenshots, `${name}.pdf`), format: 'Letter' });
  await context.close();
}

/** Addresses of every kind of page that this portal has, with examples from its shards. */
function addresses() {
  const all = [['index', 'index.html']];
  for (const name of fs.readdirSync(portal)) if (/^(\d{4}|undated|validacion|banderas|presupuesto|emergencia)\.html$/.test(name)) all.push([name.slice(0, -5), name]);
  const query = (page, values) => `${page}.html?${new URLSearchParams(values)}`;
  if (index.processes > 0) {
    const last = Math.floor((index.processes - 1) / index.rowsPerShard);
    const rows = shard(`rows/${last}`);
    all.push(['search', 'procesos.html'], ['search-none', query('procesos', { q: 'xqzw zzyx' })]);
    for (const at of new Set([0, Math.floor(rows.length / 2), rows.length - 1])) all.push([`process-${at}`, query('proceso', { ocid: rows[at].o, at: rows[at].p ?? 0 })]);
    const flagged = rows.find((row) => row.f?.length > 0);
    if (flagged) all.push(['process-flags', query('proceso', { ocid: flagged.o })]);
  }
  for (const [kind, pageOfList, pageOfOne] of [['buyers', 'compradores', 'comprador'], ['suppliers', 'proveedores', 'proveedor']]) {
    if (!has(kind)) continue;
    const first = shard(`${kind}/0`);
    all.push([kind, `${pageOfList}.html`], [pageOfOne, query(pageOfOne, { id: first[0].id || first[0].name })], [`${pageOfOne}-last`, query(pageOfOne, { id: first.at(-1).id || first.at(-1).name, at: first.length - 1 })]);
  }
  if (has('contracts')) all.push(['contracts', 'contratos.html']);
  if (has('projects')) all.push(['projects', 'proyectos.html'], ['project', query('proyecto', { id: shard('project-list/0')[0].id })]);
  return all.filter(([name]) => new RegExp(names).test(name));
}

// ---- What a visitor does ----

/** A word of a title, as somebody without accents types it. */
function wordToFind(row) {
  const plain = (row.t || row.o).normalize('NFD').replace(/[\u0300-\u036f]/g, '').toUpperCase();
  return plain.split(/[^A-Z0-9]+/).filter((word) => word.length > 4 && word.length <= 30).at(-1) ?? row.o;
}

async function searches(browser, start) {
  const rows = shard('rows/0');
  const row = rows.find((each) => /[áéíóúñ]/i.test(each.t ?? '')) ?? rows[0];
  const { page, context } = await open(browser, `${start}procesos.html`);
  await page.locator('#f-q').fill(`${wordToFind(row)} ${row.o}`);
  await page.keyboard.press('Enter');
  await page.waitForFunction((q) => new URLSearchParams(location.search).get('q') === q, `${wordToFind(row)} ${row.o}`);
  await settled(page);
  await page.waitForFunction(() => !document.querySelector('.status').textContent.includes('…'));
  const ids = await page.locator('.results .id').allTextContents();
  check('a search without accents finds the process', ids.includes(row.o), `${wordToFind(row)}: ${ids}`);
  await page.keyboard.press('ArrowDown');
  check('the arrow goes to the results', await page.evaluate(() => document.activeElement.classList.contains('result')));
  await page.reload();
  await settled(page);
  check('the address keeps the search', (await page.locator('.results .id').allTextContents()).includes(row.o));
  await filtered(page, rows);
  for (const format of ['csv', 'json']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.exports button').nth(format === 'csv' ? 0 : 1).click()]);
    const text = fs.readFileSync(await download.path(), 'utf8');
    const shown = Number((await page.locator('.status').textContent()).replace(/,/g, '').match(/\d+/)[0]);
    const got = format === 'csv' ? text.split('\r\n').length - 2 : JSON.parse(text).length;
    check(`the ${format} has all that was found`, format === 'csv' ? got >= shown : got === shown, `${got} of ${shown}`);
  }
  await context.close();
}

/** A filter by method counts what the rows say. */
async function filtered(page, rows) {
  if (index.processes > rows.length || index.methods.length === 0) return;
  const want = rows.filter((row) => row.m === 0).length;
  await page.goto(`${page.url().split('?')[0]}?method=${index.methods[0]}`);
  await settled(page);
  const said = (await page.locator('.status').textContent()).replace(/,/g, '');
  check('a filter finds as many as there are', want === 0 || said.startsWith(`${want} `), `${said}, not ${want}`);
  check('and is shown as one that can be taken away', await page.locator('.chip').count() === 1);
}

async function threeClicks(browser, start) {
  const { page, context } = await open(browser, `${start}index.html`);
  const go = async (locator) => { await locator.click(); await page.waitForLoadState(); await settled(page); };
  const contracts = page.locator('a[href$="contratos.html"]').first();
  if (await contracts.count() === 0) { check('the home page leads to the contracts', !has('contracts')); await context.close(); return; }
  await go(contracts);
  const links = await page.locator('#view tbody th a').evaluateAll((all) => all.slice(0, 50).map((each) => each.getAttribute('href')));
  let found = false;
  for (const link of links) {
    await page.goto(new URL(link, page.url()).href);
    await settled(page);
    const there = page.locator('#documents a[href^="http"]').first();
    if (await there.count() > 0) { found = await there.isVisible(); break; }
  }
  const documented = index.processShards.some((first, at) => /"documents":\[[^\]]*"url":"https?:/.test(JSON.stringify(shard(`processes/${at}`).records)));
  check('home, contract, document: three clicks', found || links.length === 0 || !documented, `${links.length} contracts`);
  await context.close();
}

async function troubles(browser, start) {
  const quiet = async (url, prepare) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await prepare?.(page, context);
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector('#view .alert'), null, { timeout: 60000 }).catch(() => {});
    const said = await page.evaluate(words.alert);
    await context.close();
    return said;
  };
  check('an unknown process is said', (await quiet(`${start}proceso.html?ocid=none-such`)).includes('none-such'));
  check('a missing shard is said', (await quiet(`${start}procesos.html`, (page) => page.route('**/rows/*', (route) => route.abort()))).includes('site/rows/'));
  const old = await quiet(`${start}procesos.html`, (page) => page.addInitScript(() => { delete globalThis.DecompressionStream; }));
  check('an old browser is told', /80/.test(old), old);
}

async function fromDisk(browser) {
  const start = `${pathToFileURL(path.resolve(portal)).href}/`;
  for (const [, address] of addresses().slice(0, 12)) {
    const { page, context } = await open(browser, start + address);
    const alert = await page.evaluate(words.alert);
    if (alert !== '') page.complain(`from disk: ${alert.slice(0, 200)}`);
    await context.close();
    count.views += 1;
  }
}

// ---- All of it ----

fs.mkdirSync(screenshots, { recursive: true });
const server = await serve();
const start = `http://127.0.0.1:${server.address().port}/`;
const browser = await playwright.chromium.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
try {
  const all = addresses();
  for (const folder of ['', 'en/', 'es/']) {
    if (folder !== '' && !fs.existsSync(path.join(portal, folder, 'index.html'))) continue;
    const kinds = new Set(); // further examples of a kind are looked at in the first language only
    for (const [name, address] of all) {
      if (folder !== '' && kinds.has(address.split('?')[0]) && name !== 'process-flags') continue;
      kinds.add(address.split('?')[0]);
      if (fs.existsSync(path.join(portal, folder, address.split('?')[0]))) await look(browser, start + folder, `${folder.replace('/', '-')}${name}`, address);
      else check('only the report of the validation is there once', name === 'validacion', `${folder}${address}`);
    }
  }
  if (index.processes > 0) {
    await searches(browser, start);
    await threeClicks(browser, start);
    await troubles(browser, start);
  }
  await fromDisk(browser);
  console.log(`${all.length} addresses (${all.map(([name]) => name).join(', ')}), ${count.views} views, ${count.rules} rules of axe-core passed, ${count.checks} checks; screenshots in ${screenshots}`);
  if ((names === '' && count.views < 10) || count.rules === 0 || count.checks === 0) problems.push('too little was looked at');
} catch (error) {
  problems.push(`broke off: ${error.message}`);
} finally {
  await browser.close();
  server.close();
}
for (const problem of [...new Set(problems)].slice(0, 60)) console.error(problem);
if (problems.length > 0) console.error(`${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

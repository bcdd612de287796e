// Opens every page of a portal in headless Chromium, from the file system, and fails on: errors in
// the console, requests for anything but the page, serious or critical findings of axe-core, links
// that lead nowhere, and pages wider than the window.
//
//   node check.mjs MODULES PORTAL SCREENSHOTS [CHROMIUM]
//
// MODULES is the folder into which npm installed playwright-core and axe-core.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, portal, screenshots, chromium = '/usr/bin/chromium'] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, 'package.json'));
const playwright = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const windows = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 375, height: 812 },
};

const pages = fs.readdirSync(portal, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
const problems = [];
const anchors = new Map(); // of each page, for links to #places
const links = []; // {page, href}

async function look(browser, name, size, scheme) {
  const context = await browser.newContext({ viewport: windows[size], colorScheme: scheme });
  const page = await context.newPage();
  const url = pathToFileURL(path.resolve(portal, name)).href;
  const complain = (what) => problems.push(`${name} (${size}, ${scheme}): ${what}`);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complain(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(`script: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== url) complain(`asks for ${request.url()}`);
  });
  await page.goto(url);
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > windows[size].width) complain(`is ${width} pixels wide`);
  if (size === 'desktop' && scheme === 'light') {
    const found = await page.evaluate(() => ({
      ids: [...document.querySelectorAll('[id]')].map((each) => each.id),
      hrefs: [...document.querySelectorAll('[href]')].map((each) => each.getAttribute('href')),
    }));
    anchors.set(name, new Set(found.ids));
    if (found.ids.length !== new Set(found.ids).size) complain('an id stands twice');
    for (const href of found.hrefs) links.push({ page: name, href });
  }
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run());
  for (const each of result.violations) {
    const text = `axe ${each.impact}: ${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`;
    if (['serious', 'critical'].includes(each.impact)) complain(text);
    else console.log(`${name} (${size}, ${scheme}): ${text}`);
  }
  const picture = `${name.replace(/\.html$/, '').replaceAll('/', '-')}-${size}-${scheme}.png`;
  await page.screenshot({ path: path.join(screenshots, picture), fullPage: true });
  if (size === 'desktop' && scheme === 'light') {
    await page.pdf({ path: path.join(screenshots, picture.replace('.png', '.pdf')), format: 'A4' });
  }
  await context.close();
  return result.passes.length;
}

function follow({ page, href }) {
  if (/^(https?|mailto):/.test(href)) {
    if (!URL.canParse(href)) problems.push(`${page}: ${href} is no address`);
    return;
  }
  const [to, place] = href.split('#');
  const target = to === '' ? page : path.normalize(path.join(path.dirname(page), decodeURIComponent(to)));
  if (!fs.existsSync(path.join(portal, target))) problems.push(`${page}: ${href} leads nowhere`);
  else if (place && !anchors.get(target)?.has(place)) problems.push(`${page}: ${href}: no such place`);
}

if (pages.length === 0) throw new Error(`${portal} has no pages`);
fs.mkdirSync(screenshots, { recursive: true });
const browser = await playwright.chromium.launch({ executablePath: chromium, args: ['--no-sandbox'] });
let passes = 0;
for (const name of pages) {
  for (const size of Object.keys(windows)) {
    for (const scheme of ['light', 'dark']) passes += await look(browser, name, size, scheme);
  }
}
await browser.close();
links.forEach(follow);

console.log(`${pages.length} pages, ${links.length} links, ${passes} rules of axe-core passed; screenshots in ${screenshots}`);
if (links.length === 0 || passes === 0) problems.push('nothing was checked');
problems.forEach((problem) => console.error(problem));
process.exit(problems.length === 0 ? 0 : 1);

#include "portal/html.hpp"

namespace edca::portal {

// Contrast of text is at least 4.5:1 in both schemes. Nothing is loaded: the fonts are those of the
// system.
const std::string_view style_sheet = R"css(
:root {
  color-scheme: light dark;
  --paper: #fff; --raised: #f6f7f8; --ink: #1c2126; --soft: #535c65; --line: #d9dee3;
  --accent: #0b5c4b; --accent-soft: #e3f1ed; --bad: #9d1c2b; --bad-soft: #fbe9eb;
  --unknown-soft: #eceff2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181b; --raised: #1c2226; --ink: #e8ecef; --soft: #a7b1ba; --line: #353e45;
    --accent: #72d0b6; --accent-soft: #17362f; --bad: #ff9aa5; --bad-soft: #43191f;
    --unknown-soft: #2a3238;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.wrap { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999rem; background: var(--paper); padding: .5rem 1rem; }
.skip:focus { left: .5rem; top: .5rem; z-index: 1; }
.top { border-bottom: 1px solid var(--line); background: var(--raised); }
.top .wrap {
  display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between;
  padding-top: .7rem; padding-bottom: .7rem;
}
.top p { margin: 0; font-weight: 600; }
.top ul { display: flex; gap: 1rem; list-style: none; margin: 0; padding: 0; }
h1 { font-size: clamp(1.6rem, 4.5vw, 2.3rem); line-height: 1.2; margin: 2.2rem 0 .6rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.8rem 0 .8rem; }
.lead { font-size: 1.1rem; color: var(--soft); max-width: 46rem; margin: 0 0 1rem; }
.note { color: var(--soft); font-size: .9rem; max-width: 46rem; }
.facts { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 0; padding: 0; list-style: none; }
.badge { display: inline-block; padding: .1rem .6rem; border-radius: 1rem; font-size: .875rem; font-weight: 600; background: var(--unknown-soft); color: var(--ink); }
.badge.passed { background: var(--accent-soft); color: var(--accent); }
.badge.failed { background: var(--bad-soft); color: var(--bad); }
.figures { display: flex; flex-wrap: wrap; gap: 1px; margin: 0; background: var(--line); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.figures div { flex: 1 1 8.5rem; display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: 1rem 1.1rem; background: var(--paper); }
.figures div:has(.money) { flex-basis: 13rem; }
.figures dt { color: var(--soft); font-size: .9rem; line-height: 1.35; }
.figures dd { margin: 0; font-size: 1.7rem; line-height: 1.25; font-weight: 650; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; margin: 0 0 1rem; }
caption { text-align: left; color: var(--soft); font-size: .9rem; padding: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .6rem .75rem .6rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: .85rem; color: var(--soft); font-weight: 600; border-bottom-color: var(--soft); vertical-align: bottom; }
tbody th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures dd.money { font-size: 1.4rem; line-height: 1.5; }
.figures dd.money { font-size: 1.4rem; line-height: 1.5; }
.currency { color: var(--soft); font-size: .85em; }
.amount { display: block; }
.small { display: block; color: var(--soft); font-size: .875rem; font-weight: 400; }
.files { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; margin: 0; padding: 0; }
.files a { display: inline-block; padding: .25rem .65rem; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); text-decoration: none; font-weight: 600; white-space: nowrap; }
.files a:hover { border-color: var(--accent); }
.size { font-weight: 400; color: var(--soft); font-size: .875rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.downloads { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--soft); }
.downloads > li { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.6fr) 9rem; gap: .5rem 1.25rem; align-items: center; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.downloads h3 { font-size: 1rem; margin: 0; }
.downloads p { margin: 0; color: var(--soft); font-size: .875rem; }
.bar { display: block; width: 100%; height: .45rem; margin-top: .35rem; border-radius: 3px; background: var(--unknown-soft); min-width: 4rem; }
.bar rect { fill: var(--accent); }
.about { display: grid; grid-template-columns: minmax(8rem, 14rem) minmax(0, 1fr); gap: .5rem 1.5rem; margin: 0; }
.about dt { color: var(--soft); }
.about dd { margin: 0; overflow-wrap: anywhere; }
.list { padding-left: 1.1rem; }
.list li { margin: .35rem 0; }
.path { font: .9rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.sums dt { margin-top: .4rem; }
.sums dd { margin: 0; }
.sum { font: .8rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
details { margin-top: 1.5rem; }
summary { cursor: pointer; font-weight: 600; margin-bottom: .8rem; }
.pages { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: 1.5rem; font-size: .95rem; }
footer { margin-top: 3.5rem; padding: 1.25rem 0 2.5rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }
@media (max-width: 34rem) {
  .about { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .about dd { margin-bottom: .7rem; }
  th, td { padding-right: .5rem; }
  td.number, .amount { white-space: normal; overflow-wrap: anywhere; }
  .figures dd { font-size: 1.4rem; }
  .downloads > li { grid-template-columns: minmax(0, 1fr); }
  .years { font-size: .95rem; }
  .years .bar { display: none; }
  td .currency { display: block; }
}
@media print {
  :root { --paper: #fff; --raised: #fff; --ink: #000; --soft: #333; --line: #999; --accent: #000; --accent-soft: #fff; --bad: #000; --bad-soft: #fff; --unknown-soft: #ddd; }
  .skip, nav { display: none; }
  .wrap { max-width: none; padding: 0; }
  .badge { border: 1px solid #000; }
  tr, .figures { break-inside: avoid; }
  h2 { break-after: avoid; }
}
)css";

}  // namespace edca::portal

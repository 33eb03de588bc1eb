/** How the pages look: one sheet, in light and in dark. */
export const style = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2430, #dde3ea); --soft: light-dark(#5b6675, #95a1b0); --paper: light-dark(#f6f7f9, #12161c);
  --card: light-dark(#fff, #1a2029); --line: light-dark(#dfe3e8, #2c3440); --link: light-dark(#0b5cad, #74b3f2);
  --ok: light-dark(#12703a, #6bd394); --busy: light-dark(#8a5a00, #f0bd5a); --bad: light-dark(#b3261e, #ff8f85);
}
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { border-bottom: 1px solid var(--line); background: var(--card); }
header > div, main { max-width: 78rem; margin: 0 auto; padding: .75rem 1.5rem; }
header > div { display: flex; flex-wrap: wrap; align-items: baseline; gap: 1.5rem; }
h1 { font-size: 1rem; margin: 0; }
nav { display: flex; gap: 1.25rem; flex: 1; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
main { padding-bottom: 4rem; }
h2 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
h2 small, summary small { color: var(--soft); font-weight: normal; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 .75rem; overflow-x: auto; }
details.card > summary { padding: .5rem .9rem; cursor: pointer; font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .9rem; border-top: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; font-size: .85em; white-space: nowrap; }
.card > table > tbody:first-child > tr:first-child > * { border-top: 0; }
code, pre, .id { font: 12.5px/1.45 ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
pre { margin: 0; white-space: pre-wrap; }
table.even { table-layout: fixed; }
table.even th:first-child { width: 38%; }
details.line { display: inline-block; margin-left: .5rem; }
details.line > summary { cursor: pointer; color: var(--link); margin-bottom: .4rem; }
table.even td { overflow-wrap: anywhere; }
table.facts td:first-child { width: 16rem; }
table.facts tr:first-child td { border-top: 0; }
time, .tight { white-space: nowrap; }
.soft { color: var(--soft); }
.pill { display: inline-block; padding: 0 .55rem; border-radius: 1rem; border: 1px solid currentColor; font-size: .85em; white-space: nowrap; }
.ok { color: var(--ok); } .busy { color: var(--busy); } .bad { color: var(--bad); }
form.line { display: inline; }
.row { display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: end; }
form.box { padding: .9rem; display: grid; gap: .9rem; }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; }
.choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); gap: .25rem 1.25rem; }
.choices label { display: grid; grid-template-columns: 1.4rem 2.2rem 1fr; align-items: baseline; padding: .2rem 0; }
.choices input { margin: 0; align-self: start; margin-top: .25rem; }
.choices b { font-weight: 600; }
label.field { display: grid; gap: .15rem; font-size: .85em; color: var(--soft); }
input, select, button { font: inherit; color: inherit; }
input:not([type=radio]), select { padding: .25rem .45rem; border: 1px solid var(--line); border-radius: .3rem; background: var(--paper); }
button { padding: .25rem .8rem; border: 1px solid var(--line); border-radius: .3rem; background: var(--paper); cursor: pointer; }
button.main { border-color: var(--link); color: var(--link); font-weight: 600; }
.empty { padding: .75rem .9rem; color: var(--soft); margin: 0; }
`;

/// The gallery `out/index.html` as Mustache, self-contained.
///
/// All of it is there without its script, which only hides what the filters leave out.
let galleryTemplate = """
  <!DOCTYPE html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Bespoke: {{count}} documents</title>
  <style>
  \(galleryStyle)
  </style>
  </head>
  <body>
  <header>
    <h1>Documents</h1>
    <p class="lead">{{count}} documents for {{people.length}} people and {{jobs}} postings</p>
    <form id="filters" hidden>
      <label>Person <select name="person"><option value="">Everybody</option>{{#people}}<option value="{{id}}">{{name}}</option>{{/people}}</select></label>
      <label>Posting <select name="job"><option value="">All</option>{{#postings}}<option value="{{id}}">{{title}}{{#company}}, {{company}}{{/company}}</option>{{/postings}}</select></label>
      <label>Template <select name="template"><option value="">All</option>{{#templates}}<option>{{.}}</option>{{/templates}}</select></label>
      <label>Order <select name="order"><option value="score">Best match first</option><option value="title">Title of the posting</option></select></label>
      <output aria-live="polite"></output>
    </form>
  </header>
  <main>
  {{#hasScores}}
  <section class="compare">
    <h2>Scores</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Scores of all people for all postings">
    <table>
      <thead><tr><th scope="col">Posting</th>{{#people}}<th scope="col" data-person="{{id}}">{{name}}</th>{{/people}}</tr></thead>
      <tbody>
      {{#scores}}
      <tr data-job="{{id}}"><th scope="row">{{title}}{{#company}}<span class="company">{{company}}</span>{{/company}}</th>{{#cells}}<td data-person="{{person}}"{{#isBest}} class="best"{{/isBest}}>{{#score}}<a href="#{{anchor}}">{{score}}</a><span class="bar" style="--share: {{score}}%"></span>{{/score}}{{^score}}<span class="none">–</span>{{/score}}</td>{{/cells}}</tr>
      {{/scores}}
      </tbody>
    </table>
    </div>
  </section>
  {{/hasScores}}
  {{#people}}
  <section class="person" data-person="{{id}}">
    <h2 id="{{id}}">{{name}}{{#label}} <small>{{label}}</small>{{/label}}</h2>
    <ul class="rows">
    {{#rows}}
      <li class="row" id="{{anchor}}" data-person="{{person}}" data-job="{{job}}" data-score="{{rank}}">
        <div class="what">
          <h3>{{title}}</h3>
          {{#company}}<p class="company">{{company}}</p>{{/company}}
          {{#score}}<p class="score"><span class="bar" style="--share: {{score}}%"></span>{{score}} of 100{{#report}} · <a href="{{report}}">why</a>{{/report}}</p>{{/score}}
        </div>
        <ul class="variants">
        {{#variants}}
          <li data-template="{{template}}"><span class="name"><b>{{document}}</b> {{template}}{{#build}} · {{build}}{{/build}}</span> <span class="pages">{{pages}} p.</span> <span class="links">{{#links}}<a href="{{href}}" aria-label="{{label}}: {{spoken}}">{{label}}</a>{{/links}}</span></li>
        {{/variants}}
        </ul>
      </li>
    {{/rows}}
    </ul>
  </section>
  {{/people}}
  <p id="nothing" hidden>Nothing matches these filters.</p>
  </main>
  <script>
  \(galleryScript)
  </script>
  </body>
  </html>

  """

/// Contrast of text is 4.5:1 or more in both schemes.
private let galleryStyle = """
  :root { color-scheme: light dark; --ink: #1d262b; --soft: #55616a; --line: #d8dfe4; --accent: #1f4e5f; --paper: #fff; --ground: #f2f5f7; --bar: #b9d3dd; --best: #e7f1f4 }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
  header, main { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem }
  header { padding-top: 2rem }
  main { padding-bottom: 4rem }
  h1 { margin: 0; font-size: 1.8rem; line-height: 1.2 }
  .lead { margin: .25rem 0 1rem; color: var(--soft) }
  form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; padding: .75rem 0 }
  form[hidden] { display: none }
  label { display: grid; gap: .15rem; color: var(--soft); font-size: .85rem }
  select { max-width: 16rem; padding: .35rem .5rem; border: 1px solid var(--soft); border-radius: 6px; background: var(--paper); color: var(--ink); font: inherit; font-size: 1rem }
  output { color: var(--soft); font-size: .9rem }
  section { margin-top: 2rem }
  h2 { margin: 0 0 .75rem; font-size: 1.3rem }
  h2 small { color: var(--soft); font-size: 1rem; font-weight: 400 }
  h3 { margin: 0; font-size: 1.02rem; line-height: 1.35 }
  p { margin: 0 }
  a { color: var(--accent) }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
  .company, .pages, .none { color: var(--soft); font-size: .9rem }
  .scroll { overflow-x: auto }
  table { border-collapse: collapse; background: var(--paper); border: 1px solid var(--line) }
  th, td { padding: .5rem .9rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top }
  thead th { border-top: 0; color: var(--soft); font-size: .9rem }
  th .company { display: block; font-weight: 400 }
  td { min-width: 7rem; font-variant-numeric: tabular-nums }
  td.best { background: var(--best) }
  td.best a { font-weight: 700 }
  .bar { display: block; height: .35rem; margin-top: .25rem; border-radius: 3px; background: linear-gradient(90deg, var(--accent) var(--share), var(--bar) 0) }
  .score .bar { display: inline-block; width: 6rem; margin: 0 .6rem 0 0; vertical-align: middle }
  .rows, .variants { margin: 0; padding: 0; list-style: none }
  .row { display: grid; grid-template-columns: minmax(12rem, 1fr) 3fr; gap: .75rem 1.5rem; padding: .9rem 1.1rem; border: 1px solid var(--line); background: var(--paper) }
  .row + .row { border-top: 0 }
  .row:target { box-shadow: inset 4px 0 var(--accent) }
  .row[hidden], .variants li[hidden] { display: none }
  .variants { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .35rem 1.25rem; align-content: start }
  .variants li { display: flex; gap: .6rem; align-items: baseline; white-space: nowrap }
  .name { flex: 1; overflow: hidden; text-overflow: ellipsis }
  .name b { font-weight: 600 }
  .links a { margin-left: .5rem; font-size: .85rem }
  @media (max-width: 720px) { .row { grid-template-columns: 1fr } .links a { display: inline-block; padding: .3rem 0 } }
  @media (max-width: 480px) { td { min-width: 4rem } .variants li { flex-wrap: wrap; gap: 0 .6rem } .name { flex: 1 0 auto; max-width: 100% } .links { flex: 0 0 100% } .links a:first-child { margin-left: 0 } }
  @media screen and (prefers-color-scheme: dark) { :root { --ink: #e4e9ec; --soft: #a8b5bd; --line: #36434b; --accent: #8cc4d8; --paper: #1d262b; --ground: #141b1f; --bar: #36505b; --best: #24363e } }
  @media print { :root { --ground: #fff } form, script { display: none } .row { break-inside: avoid } h2 { break-after: avoid } }
  """

private let galleryScript = """
  "use strict";
  const form = document.getElementById("filters");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const value = (name) => form.elements[name].value;
  function apply() {
    const person = value("person"), job = value("job"), template = value("template");
    let shown = 0;
    for (const row of all(".row")) {
      const isMeant = (!person || row.dataset.person === person) && (!job || row.dataset.job === job);
      let left = 0;
      for (const variant of all("[data-template]", row)) {
        variant.hidden = !isMeant || (template !== "" && variant.dataset.template !== template);
        if (!variant.hidden) left += variant.querySelectorAll("a").length;
      }
      row.hidden = left === 0;
      shown += left;
    }
    for (const section of all("section.person")) {
      section.hidden = !section.querySelector(".row:not([hidden])");
    }
    for (const cell of all(".compare [data-person]")) {
      cell.hidden = person !== "" && cell.dataset.person !== person;
    }
    for (const row of all(".compare tr[data-job]")) row.hidden = job !== "" && row.dataset.job !== job;
    const compare = document.querySelector(".compare");
    if (compare) compare.hidden = !compare.querySelector("tr[data-job]:not([hidden])");
    document.getElementById("nothing").hidden = shown > 0;
    form.querySelector("output").value = shown + " shown";
  }
  function sort() {
    const byScore = value("order") === "score";
    const title = (row) => row.querySelector("h3").textContent;
    for (const list of all(".rows")) {
      list.append(...[...list.children].sort((a, b) => byScore
        ? b.dataset.score - a.dataset.score : title(a).localeCompare(title(b))));
    }
  }
  form.hidden = false;
  form.addEventListener("change", (event) => { if (event.target.name === "order") sort(); apply(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
  """

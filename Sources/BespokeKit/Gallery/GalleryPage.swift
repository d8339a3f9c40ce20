/// The gallery `out/index.html` as Mustache: one self-contained page without a script.
let galleryTemplate = """
  <!DOCTYPE html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Bespoke: {{count}} documents</title>
  <style>
  :root { --ink: #22292f; --soft: #5a6670; --line: #d8dfe4; --accent: #1f4e5f; --paper: #fff; --ground: #f2f5f7 }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
  main { max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
  h1 { margin: 0; font-size: 1.7rem }
  .lead { margin: .25rem 0 2rem; color: var(--soft) }
  section { margin-bottom: 2.5rem }
  h2 { margin: 0 0 .75rem; font-size: 1.25rem }
  h2 small { margin-left: .5rem; color: var(--soft); font-size: .95rem; font-weight: 400 }
  table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); border-radius: 6px }
  th, td { padding: .65rem .9rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top }
  thead th { border-top: 0; color: var(--soft); font-size: .85rem; font-weight: 600 }
  .company { display: block; color: var(--soft); font-size: .9rem; font-weight: 400 }
  .score { white-space: nowrap; font-variant-numeric: tabular-nums }
  meter { width: 6rem; height: .7rem; vertical-align: middle }
  .variant { margin: 0 0 .2rem }
  .variant b { display: inline-block; min-width: 6.5rem; font-weight: 600 }
  a { color: var(--accent); margin-right: .6rem }
  .pages { color: var(--soft); font-size: .9rem }
  @media (max-width: 640px) { thead { display: none } tr, td, th { display: block; border: 0 } tr { border-top: 1px solid var(--line); padding: .5rem 0 } th, td { padding: .2rem .9rem } }
  @media (prefers-color-scheme: dark) { :root { --ink: #e4e9ec; --soft: #a2b0b9; --line: #36434b; --accent: #8cc4d8; --paper: #1d262b; --ground: #141b1f } }
  </style>
  </head>
  <body>
  <main>
  <h1>Résumés</h1>
  <p class="lead">{{count}} documents for {{people.length}} people and {{jobs}} postings</p>
  {{#people}}
  <section>
    <h2 id="{{id}}">{{name}}{{#label}}<small>{{label}}</small>{{/label}}</h2>
    <table>
      <thead><tr><th scope="col">Posting</th><th scope="col">Match</th><th scope="col">Documents</th></tr></thead>
      <tbody>
      {{#rows}}
      <tr>
        <th scope="row">{{title}}{{#company}}<span class="company">{{company}}</span>{{/company}}</th>
        <td class="score">{{#score}}<meter min="0" max="100" value="{{score}}">{{score}}</meter> {{score}}{{/score}}{{^score}}–{{/score}}{{#report}} <a href="{{report}}">why</a>{{/report}}</td>
        <td>{{#variants}}<p class="variant"><b>{{name}}</b> {{#links}}<a href="{{href}}">{{label}}</a>{{/links}}{{#pages}}<span class="pages">{{pages}} p.</span>{{/pages}}</p>{{/variants}}</td>
      </tr>
      {{/rows}}
      </tbody>
    </table>
  </section>
  {{/people}}
  </main>
  </body>
  </html>

  """

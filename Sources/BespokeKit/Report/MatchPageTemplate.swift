/// `match.html` as Mustache: one self-contained page without a script.
let matchTemplate = """
  <!DOCTYPE html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{{name}} for {{title}}: {{score}} of 100</title>
  <style>
  :root { color-scheme: light dark; --ink: #1f272d; --soft: #56636d; --line: #d9e0e5; --ground: #f3f5f7; --paper: #fff; --good: #1c6b4a; --some: #8a5a00; --none: #a3312a; --track: #e4e9ed; --chip: #eef2f4 }
  @media screen and (prefers-color-scheme: dark) { :root { --ink: #e6ebee; --soft: #a3b1ba; --line: #34424a; --ground: #12191d; --paper: #1b2429; --good: #6fce9f; --some: #e0b050; --none: #f0877d; --track: #2c3940; --chip: #26323a } }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif }
  main { max-width: 76rem; margin: 0 auto; padding: 2.25rem 1.25rem 4rem }
  header { display: flex; gap: 1.75rem; align-items: center; margin-bottom: 2rem }
  .ring { flex: none; width: 7.5rem; height: 7.5rem }
  .ring circle { fill: none; stroke: var(--track); stroke-width: 9 }
  .ring .value { stroke: var(--good); stroke-linecap: round }
  .ring text { fill: var(--ink); font-size: 34px; font-weight: 700; text-anchor: middle }
  .ring .of { fill: var(--soft); font-size: 12px; font-weight: 400 }
  h1 { margin: 0; font-size: 1.65rem; line-height: 1.25; text-wrap: balance }
  h1 span { display: block; color: var(--soft); font-size: 1.05rem; font-weight: 400 }
  h2 { margin: 0 0 .75rem; font-size: 1.15rem }
  h2 small { color: var(--soft); font-weight: 400 }
  header p { margin: .4rem 0 0; color: var(--soft) }
  .low { color: var(--none); font-weight: 600 }
  section { margin-bottom: 2.25rem }
  .parts { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem }
  .part { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem }
  .part b { display: flex; justify-content: space-between; text-transform: capitalize }
  .part p { margin: .35rem 0 0; color: var(--soft); font-size: .82rem; line-height: 1.35 }
  meter { display: block; width: 100%; height: .55rem; margin-top: .4rem }
  .sides { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; align-items: start; margin-bottom: 2.25rem }
  .sides:has(p.box) { grid-template-columns: 1fr } .sides:has(p.box) > :last-child { order: -1 }
  .sides section { margin: 0 }
  ul { margin: 0; padding: 0; list-style: none }
  .card { background: var(--paper); border: 1px solid var(--line); border-left: 4px solid var(--good); border-radius: 8px; padding: .8rem 1rem; margin-bottom: .7rem; break-inside: avoid }
  .card.partial { border-left-color: var(--some) }
  .card.missing { border-left-color: var(--none) }
  .card > p { margin: 0; font-weight: 600; overflow-wrap: anywhere }
  .meta { display: flex; flex-wrap: wrap; gap: .35rem .7rem; margin-top: .2rem; color: var(--soft); font-size: .82rem }
  .tag { border-radius: 99px; background: var(--chip); padding: 0 .55rem }
  code { font: .95em ui-monospace, "Liberation Mono", monospace; overflow-wrap: anywhere }
  blockquote { margin: .6rem 0 0; padding: 0 0 0 .8rem; border-left: 2px solid var(--line) }
  blockquote p { margin: 0; overflow-wrap: anywhere }
  .terms { margin-top: .2rem; font-size: .82rem; color: var(--soft) }
  .terms span { margin-right: .5rem }
  .terms .exact { color: var(--good) }
  .plain li { padding: .45rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere }
  .plain li:first-child { border-top: 0 }
  .box { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem }
  .ok { color: var(--good); font-weight: 700 }
  .no { color: var(--none); font-weight: 700 }
  .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.5rem }
  details { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .6rem 1.1rem; margin-bottom: .7rem }
  summary { cursor: pointer; font-weight: 600 }
  .scroll { overflow-x: auto }
  table { width: 100%; border-collapse: collapse; margin-top: .6rem; font-size: .88rem }
  th, td { padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top }
  td.number { text-align: right; font-variant-numeric: tabular-nums }
  @media (max-width: 760px) { .sides { grid-template-columns: 1fr } header { align-items: flex-start } .ring { width: 5.5rem; height: 5.5rem } }
  @media print { :root { --ground: #fff } body { font-size: 10.5pt } main { max-width: none; padding: 0 } details { display: none } }
  </style>
  </head>
  <body>
  <main>
  <header>
    <svg class="ring" viewBox="0 0 120 120" role="img" aria-label="Score {{score}} of 100">
      <circle cx="60" cy="60" r="52"/>
      <circle class="value" cx="60" cy="60" r="52" pathLength="100" stroke-dasharray="{{score}} 100" transform="rotate(-90 60 60)"/>
      <text x="60" y="68">{{score}}</text>
      <text class="of" x="60" y="86">of 100</text>
    </svg>
    <div>
      <h1>{{name}}<span>for {{title}}{{#company}}, {{company}}{{/company}}</span></h1>
      <p><span{{#isLow}} class="low"{{/isLow}}>Confidence {{confidence}}</span>: {{reason}}. The score is {{exact}}, the sum of the parts below.</p>
    </div>
  </header>

  <section aria-label="Parts of the score">
  <div class="parts">
  {{#components}}
    <div class="part"><b><span>{{name}}</span><span>{{score}}</span></b><meter min="0" max="100" low="35" high="60" optimum="100" value="{{score}}">{{score}}</meter><p>{{weight}} % of the score, {{contribution}} points: {{detail}}</p></div>
  {{/components}}
  </div>
  </section>

  <div class="sides">
  <section>
  <h2>Shown <small>{{shownCount}}</small></h2>
  <ul>
  {{#shown}}
    <li class="card{{#isPartial}} partial{{/isPartial}}"><p>{{text}}</p>
      <div class="meta"><span class="tag">{{modality}}</span><span>{{#isPartial}}in part, {{/isPartial}}{{share}} %</span><code>{{source}}</code></div>
      {{#evidence}}
      <blockquote><p>{{quote}}</p><div class="meta"><span>{{share}} %</span><code>{{source}}</code></div><div class="terms">{{#terms}}<span{{#isExact}} class="exact"{{/isExact}}>{{text}}</span>{{/terms}}</div></blockquote>
      {{/evidence}}
    </li>
  {{/shown}}
  </ul>
  {{^shown}}<p class="box">No line of the profile answers a requirement.</p>{{/shown}}
  </section>
  <section>
  <h2>Missing <small>{{missingCount}}</small></h2>
  <ul>
  {{#missing}}
    <li class="card missing"><p>{{text}}</p><div class="meta"><span class="tag">{{modality}}</span><code>{{source}}</code></div></li>
  {{/missing}}
  </ul>
  {{^missing}}<p class="box">Everything asked for is shown at least in part.</p>{{/missing}}
  </section>
  </div>

  <div class="two">
  {{#hasAdvice}}
  <section><h2>What to write</h2><div class="box"><ul class="plain">
  {{#concerns}}<li><span class="no">Concern</span> {{.}}</li>
  {{/concerns}}
  {{#advice}}<li>{{.}}</li>
  {{/advice}}
  </ul></div></section>
  {{/hasAdvice}}
  {{#hasListed}}
  <section><h2>Listed, but not shown</h2><div class="box"><ul class="plain">
  {{#listed}}<li><b>{{name}}</b> <code>{{source}}</code><br>asked by “{{requirement}}”</li>
  {{/listed}}
  </ul></div></section>
  {{/hasListed}}
  {{#hasConditions}}
  <section><h2>Conditions</h2><div class="box"><ul class="plain">
  {{#conditions}}<li>{{text}} <code>{{source}}</code><br>{{#statement}}Stated: {{statement}}{{/statement}}{{^statement}}Not stated in the profile{{/statement}}</li>
  {{/conditions}}
  </ul></div></section>
  {{/hasConditions}}
  {{#hasChecks}}
  <section><h2>ATS checks</h2><div class="box"><ul class="plain">
  {{#checks}}<li>{{#ok}}<span class="ok">ok</span>{{/ok}}{{^ok}}<span class="no">no</span>{{/ok}} <b>{{id}}</b>: {{detail}}</li>
  {{/checks}}
  </ul></div></section>
  {{/hasChecks}}
  </div>

  <details><summary>What is kept, in order of choice ({{keptCount}})</summary><div class="scroll"><table>
  {{#kept}}<tr><td><code>{{source}}</code></td><td class="number">{{score}}</td><td>{{reason}}</td></tr>
  {{/kept}}
  </table></div></details>
  <details><summary>What was left out ({{droppedCount}})</summary><div class="scroll"><table>
  {{#dropped}}<tr><td><code>{{source}}</code></td><td class="number">{{score}}</td><td>{{reason}}</td></tr>
  {{/dropped}}
  </table></div></details>
  </main>
  </body>
  </html>

  """

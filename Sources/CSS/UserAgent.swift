/// The style sheet that every document starts from, parsed once.
enum UserAgent {
  static let stylesheet = Stylesheet(bytes: Array(text.utf8))

  /// Display types and default looks as Chromium has them; HTML's own meaning of elements lives
  /// here and nowhere else.
  static let text = """
    html, body, address, article, aside, blockquote, center, dd, details, dialog, dir, div, dl,
    dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr,
    legend, listing, main, menu, nav, ol, optgroup, option, p, plaintext, pre, search, section,
    summary, ul, xmp, frameset, frame { display: block }

    head, style, script, template, title, meta, link, base, noscript, noembed, noframes, param,
    area, datalist, rp, source, track, audio:not([controls]), dialog:not([open]),
    input[type=hidden i], svg title, svg desc, svg metadata { display: none }
    details:not([open]) > :not(summary:first-of-type) { display: none }

    body { margin: 8px }
    p, dl, ul, ol, menu, dir, pre, listing, xmp, plaintext, blockquote, figure {
      margin-block: 1em
    }
    blockquote, figure { margin-inline: 40px }
    dd { margin-inline-start: 40px }
    ul, ol, menu, dir { padding-inline-start: 40px }
    ul, menu, dir { list-style-type: disc }
    ol { list-style-type: decimal }
    :is(ol, ul, menu, dir) ol { margin-block: 0 }
    :is(ol, ul, menu, dir) ul, :is(ol, ul, menu, dir) menu, :is(ol, ul, menu, dir) dir {
      margin-block: 0; list-style-type: circle
    }
    :is(ol, ul, menu, dir) :is(ol, ul, menu, dir) ul,
    :is(ol, ul, menu, dir) :is(ol, ul, menu, dir) menu,
    :is(ol, ul, menu, dir) :is(ol, ul, menu, dir) dir { list-style-type: square }
    ol, ul, menu, dir { counter-reset: list-item }
    ol[start] { counter-reset: none }
    li { display: list-item; text-align: match-parent }
    summary { display: list-item; list-style: disclosure-closed inside; counter-increment: list-item 0 }
    details[open] > summary { list-style-type: disclosure-open }

    h1 { font-size: 2em; margin-block: .67em; font-weight: bold }
    h2 { font-size: 1.5em; margin-block: .83em; font-weight: bold }
    h3 { font-size: 1.17em; margin-block: 1em; font-weight: bold }
    h4 { margin-block: 1.33em; font-weight: bold }
    h5 { font-size: .83em; margin-block: 1.67em; font-weight: bold }
    h6 { font-size: .67em; margin-block: 2.33em; font-weight: bold }

    strong, b, th { font-weight: bold }
    strong, b { font-weight: bolder }
    i, cite, em, var, address, dfn { font-style: italic }
    tt, code, kbd, samp, pre, listing, xmp, plaintext { font-family: monospace }
    pre, listing, xmp, plaintext { white-space: pre }
    pre[wrap], textarea { white-space: pre-wrap }
    nobr { white-space: nowrap }
    big { font-size: larger }
    small, sub, sup { font-size: smaller }
    sub { vertical-align: sub }
    sup { vertical-align: super }
    u, ins { text-decoration: underline }
    s, strike, del { text-decoration: line-through }
    abbr[title], acronym[title] { text-decoration: dotted underline }
    mark { background-color: yellow; color: black }
    a:any-link { color: #0000ee; text-decoration: underline }
    q::before { content: open-quote }
    q::after { content: close-quote }
    center { text-align: -webkit-center }
    br { white-space: pre-line }
    ruby, rt { text-indent: 0 }
    rt { font-size: 50% }
    bdi, output { unicode-bidi: isolate }
    bdo { unicode-bidi: bidi-override }

    hr { color: gray; border: 1px inset; margin: .5em auto; overflow: hidden }
    fieldset {
      margin-inline: 2px; border: 2px groove #c0c0c0; padding-block: .35em .625em;
      padding-inline: .75em; min-inline-size: min-content
    }
    legend { padding-inline: 2px }

    table {
      display: table; border-spacing: 2px; border-collapse: separate; box-sizing: border-box;
      text-indent: 0
    }
    caption { display: table-caption; text-align: -webkit-center }
    thead { display: table-header-group; vertical-align: middle }
    tbody { display: table-row-group; vertical-align: middle }
    tfoot { display: table-footer-group; vertical-align: middle }
    tr { display: table-row; vertical-align: inherit }
    td, th { display: table-cell; vertical-align: inherit; padding: 1px }
    th { text-align: -internal-center }
    col { display: table-column }
    colgroup { display: table-column-group }

    svg:not(:root) { overflow: hidden }
    video { object-fit: contain }
    input, textarea, select, button, meter, progress {
      display: inline-block; font: 13.3333px Arial, sans-serif; text-indent: 0;
      letter-spacing: normal; word-spacing: normal; text-transform: none; text-align: start;
      color: black; background-color: white; border: 2px inset #767676; padding: 1px 2px;
      box-sizing: border-box
    }
    button, input[type=button i], input[type=submit i], input[type=reset i] {
      background-color: #efefef; border-style: outset; text-align: center; padding: 1px 6px
    }
    textarea { font-family: monospace; padding: 2px }
    """
}

"""Checks of pages as a browser shows them: contrast, headings, landmarks, names of things."""
import html, json, re, shutil, subprocess

from checks.support import *

# Runs in the page. Colours go through a canvas, which knows every notation; where a gradient lies
# behind a text, the worst of its colours counts.
MEASURE = r"""
const pen = Object.assign(document.createElement('canvas'), {width: 1, height: 1})
  .getContext('2d', {willReadFrequently: true});
function rgba(color) {
  pen.clearRect(0, 0, 1, 1); pen.fillStyle = color; pen.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}
const over = (top, ground) => [0, 1, 2].map(i => top[i] * top[3] + ground[i] * (1 - top[3])).concat(1);
function light(color) {
  const [r, g, b] = color.map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a, b) {
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
function grounds(element) {
  const layers = [];
  for (let e = element; e; e = e.parentElement) {
    const style = getComputedStyle(e), color = rgba(style.backgroundColor);
    const stops = style.backgroundImage.includes('gradient(')
      ? style.backgroundImage.match(/(?:rgba?|color|oklch|hsla?)\([^()]*\)|#[0-9a-f]+/gi) || [] : [];
    layers.push([color, stops.map(rgba)]);
    if (color[3] === 1) break;
  }
  let found = [[255, 255, 255, 1]];
  for (const [color, stops] of layers.reverse()) {
    found = found.map(ground => over(color, ground));
    found = found.concat(...stops.map(stop => found.map(ground => over(stop, ground))));
  }
  return found;
}
function measure() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const low = []; let count = 0, least = 21;
  for (let node; node = walker.nextNode();) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.getClientRects().length || element.closest('script,style,noscript')
        || getComputedStyle(element).visibility !== 'visible') continue;
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= getComputedStyle(e).opacity;
    const style = getComputedStyle(element), ink = rgba(element.closest('svg') ? style.fill : style.color);
    ink[3] *= opacity;
    const ratio = Math.min(...grounds(element).map(ground => contrast(over(ink, ground), ground)));
    count += 1; least = Math.min(least, ratio);
    if (ratio < 4.495) low.push(`${ratio.toFixed(2)} ${node.data.trim().slice(0, 40)}`);
  }
  return {count, least, low};
}
const shown = e => e.getClientRects().length > 0;
const media = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).filter(rule => rule.media)
  .map(rule => [rule.media, rule.media.mediaText]);
const pretend = change => media.forEach(([list, text]) => { list.mediaText = change(text); });
const light_ = measure();
pretend(text => text.replace(/\(prefers-color-scheme: dark\)/, '(min-width: 1px)'));
const dark = measure();
pretend(text => /print/.test(text) ? 'all' : /screen|dark/.test(text) ? 'not all' : text);
const print = measure();
print.controls = [...document.querySelectorAll('form,button,input,select')].filter(shown).length;
print.ground = Math.min(...grounds(document.body).map(light));
pretend(text => text);
const named = e => (e.getAttribute('aria-label') || e.textContent || e.title || '').trim()
  || [...(e.labels || [])].some(l => l.textContent.trim()) || e.querySelector('img[alt]:not([alt=""])');
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
const report = {
  light: light_, dark, print, lang: document.documentElement.lang, title: document.title,
  headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(e => +e.tagName[1]),
  mains: document.querySelectorAll('main').length,
  images: [...document.images].filter(e => !e.hasAttribute('alt')).length,
  nameless: [...document.querySelectorAll('a[href],button,input,select,summary')]
    .filter(e => shown(e) && e.type !== 'hidden' && !named(e)).map(e => e.outerHTML.slice(0, 80)),
  twice: ids.filter((id, i) => ids.indexOf(id) !== i),
  width: document.documentElement.scrollWidth - document.documentElement.clientWidth};
document.documentElement.setAttribute('data-report', JSON.stringify(report));
"""


def report(folder, page, width=1200):
    """What a browser finds in a page that lies in a folder as a file."""
    copy = folder / "measured.html"
    text = page.read_text()
    # A page's own policy would refuse the script.
    text = re.sub(r'<meta http-equiv="?content-security-policy[^>]*>', "", text, flags=re.I)
    end = text.rindex("</body>")
    copy.write_text(text[:end] + f"<script>{MEASURE}</script>" + text[end:])
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},900",
         f"--user-data-dir={folder}/chromium", "--virtual-time-budget=2000", "--dump-dom",
         copy.as_uri()], capture_output=True, text=True, timeout=120)
    found = re.search(r'data-report="([^"]*)"', done.stdout)
    assert found, f"{page}: the script didn't run\n{done.stderr[-400:]}"
    return json.loads(html.unescape(found[1]))


def faults(found):
    """What is wrong with a page, in words."""
    for mode in ("light", "dark", "print"):
        for text in found[mode]["low"]:
            yield f"{mode}: contrast {text}"
        if not found[mode]["count"]:
            yield f"{mode}: no text"
    if found["print"]["controls"] or found["print"]["ground"] < 0.8:
        yield f"print: {found['print']['controls']} controls, ground {found['print']['ground']:.2f}"
    levels = found["headings"]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings start with {levels[:3]}"
    for before, after in zip(levels, levels[1:]):
        if after > before + 1:
            yield f"heading {after} under {before}"
    if found["mains"] != 1:
        yield f"{found['mains']} main landmarks"
    if not found["lang"] or not found["title"]:
        yield "no language or title"
    yield from (f"{found[kind]} {kind}" for kind in ("images", "nameless", "twice") if found[kind])
    if found["width"] > 1:
        yield f"{found['width']} px wider than the window"


def check_pages_can_be_read_by_everybody(folder):
    if not shutil.which("chromium"):
        raise Skipped("no chromium")
    here = project(folder)
    (here / "bespoke.yaml").write_text("defaults: {formats: [html], documents: [resume, letter]}\n")
    bespoke(here, "build", "-q")
    job = "mara-lindqvist/nordbank-senior-backend-engineer"
    names = [f"out/{job}/{document}-{template}.html" for document in ("resume", "letter")
             for template in ("ats", "classic", "creative", "modern")]
    wrong = []
    for name in [*names, f"out/{job}/match.html", "out/index.html"]:
        wrong += [f"{name}: {fault}" for fault in faults(report(folder, here / name))]
        wrong += [f"{name} on a phone: {fault}" for fault in faults(report(folder, here / name, 500))
                  if "wider" in fault]
    assert not wrong, "\n".join(wrong)


def check_bare_entries_fill_the_first_page(folder):
    here = project(folder, shipped=False)
    work = [{"name": f"Mill {n}", "position": "Weaver", "startDate": str(1990 + n)} for n in range(30)]
    (here / "content/profiles/ada.json").write_text(
        json.dumps({"basics": {"name": "Ada"}, "work": work}))
    (here / "bespoke.yaml").write_text("defaults: {jobs: general, formats: pdf}\n")
    bespoke(here, "build", "-q")
    for pdf in sorted((here / "out").rglob("*.pdf")):
        first = run("pdftotext", "-l", "1", pdf, "-").stdout
        assert first.count("Mill ") > 8, f"{pdf}: {first.count('Mill ')} entries on page 1"


def page_count(pdf):
    return int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", pdf).stdout)[1])


def check_word_documents_have_the_pages_of_the_pdf(folder):
    if not shutil.which("soffice"):
        raise Skipped("no LibreOffice")
    here = project(folder)
    (here / "bespoke.yaml").write_text(
        "defaults: {formats: [pdf, docx], documents: [resume, letter]}\n")
    bespoke(here, "build", "-q")
    copies = {}
    (folder / "office").mkdir()
    for file in sorted((here / "out").rglob("*.docx")):
        copies[file] = folder / f"office/{len(copies)}.docx"
        shutil.copy(file, copies[file])
    # One call takes about 250 files and forgets the rest.
    for start in range(0, len(copies), 100):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                        "--convert-to", "pdf", "--outdir", folder / "office",
                        *list(copies.values())[start:start + 100]], capture_output=True, timeout=900)
    counts = {file: (page_count(file.with_suffix(".pdf")), page_count(copy.with_suffix(".pdf")))
              for file, copy in copies.items()}
    wrong = [f"{file.relative_to(here)}: {pdf} in the PDF, {word} in Word's"
             for file, (pdf, word) in counts.items() if pdf != word]
    assert counts and not wrong, "\n".join(wrong)

"""What templates may not do: run code, read files or the environment, go round for ever."""
import re, shutil, subprocess

from texts import LIMIT, measured
from tree import BESPOKE, Count, build, environment, make, write

SECRET = "secret-4711"
# What is no more than a name that the data lacks, or no tag at all, prints nothing and is no mistake.
NAME = re.compile(r"\{{2,4}[#/]?\s*[\w.$]+\s*\}{2,4}")

# Ways of other engines to run code and to read what is no data; `@` stands for a file outside.
FOREIGN = [
    "{{constructor.constructor('return 6*7+4669')()}}", "{{__proto__}}", "{{process.env.TOKEN}}",
    "{{env.TOKEN}}", "{{ env \"TOKEN\" }}", "{{$TOKEN}}", "${TOKEN}", "<%= ENV['TOKEN'] %>",
    "{% include '@' %}", "{{ include '@' }}", "{{ readFile '@' }}", "{{#include}}@{{/include}}",
    "{{ 4000 + 711 }}", "{% for x in range(9) %}{{ x }}{% endfor %}", "{{#each sections}}x{{/each}}",
    "{{lookup . 'constructor'}}", "{{ '@' | file }}", "{{system 'cat @'}}", "{{`cat @`}}",
    "{{{{raw}}}} {{x}} {{{{/raw}}}}", "#set($x = 7 * 7)$x"]

# Partials that lead out of the template's folder.
OUTSIDE = ["{{> @ }}", "{{> ../../../outside/secret }}", "{{> ..\\..\\outside\\secret }}",
           "{{> %2e%2e/outside/secret }}", "{{> /proc/self/environ }}", "{{> /dev/zero }}",
           "{{< @ }}{{/ @ }}", "{{> file://@ }}"]

# Templates that ask for much: files by name, the first of them the page.
ENDLESS = {
    "itself": {"resume": "{{> resume }}"},
    "itself as a partial": {"resume": "{{> a }}", "a": "x{{> a }}"},
    "two in turn": {"resume": "{{> a }}", "a": "{{> b }}", "b": "{{> a }}"},
    "parent": {"resume": "{{< a }}{{$b}}x{{/b}}{{/a}}", "a": "{{< a }}{{/a}}{{$b}}{{/b}}"},
    "doubling": {"resume": "{{> p0 }}", "p40": "x",
                 **{f"p{n}": f"{{{{> p{n + 1} }}}}" * 2 for n in range(40)}},
    "lists in lists": {"resume": "{{#sections}}" * 30 + "x" + "{{/sections}}" * 30},
    "deep": {"resume": "{{#header}}" * 20_000 + "x" + "{{/header}}" * 20_000},
    "unclosed": {"resume": "{{#header}}" * 50_000},
    "braces": {"resume": "{" * 300_000},
    "delimiters": {"resume": "{{=<% %>=}}<%={{ }}=%>" * 20_000},
    "one long name": {"resume": "{{" + "a." * 100_000 + "}}"},
    "indented": {"resume": " " * 50_000 + "{{> a }}\n", "a": "x\n" * 2_000}}


def project(here, files):
    make(here, profiles=1, jobs=0, formats="html")
    mine = here / "templates/mine"
    write(mine / "template.yaml", "documents: [resume]\n")
    write(mine / "style.css", "")
    for name, text in files.items():
        folder = mine if name == "resume" else mine / "partials"
        write(folder / f"{name}.mustache", text)
    write(here / "bespoke.yaml", "defaults: {templates: [mine], formats: [html]}\n")


def c7(work, clean, quick=False):
    """Templates of strangers: they see data and partials, and end."""
    count = Count("C7", "hostile templates")
    write(work / "outside/secret.mustache", SECRET)
    for text in (FOREIGN + OUTSIDE)[::5 if quick else 1]:
        here = work / "tree"
        asked = text.replace("@", str(work / "outside/secret"))
        project(here, {"resume": f"<h1>x</h1>\n<p>{asked}</p>\n"})
        done = build(here, env=environment(TOKEN=SECRET), timeout=60)
        pages = "".join(p.read_text(errors="replace") for p in (here / "out").rglob("*.html"))
        told = "resume.mustache:2:" in done.stderr
        count.add(crashes=None if done.returncode in (0, 1) else f"{text}: {done.returncode}",
                  leaks=text if SECRET in pages + done.stderr or "4711" in pages else None,
                  untold=None if told or "{{" not in NAME.sub("", text)
                  else f"{text}: {done.stderr[:200]}")
        shutil.rmtree(here)
    for name, files in list(ENDLESS.items())[::5 if quick else 1]:
        here = work / "tree"
        project(here, files)
        try:
            code, seconds, peak, _ = measured([BESPOKE, "build", "-q", "--root", str(here)], "")
        except subprocess.TimeoutExpired:
            count.add(hangs=name)
            continue
        finally:
            shutil.rmtree(here)
        print(f"     {name:20s} exit {code}, {seconds:.1f} s, {peak >> 20} MB")
        count.add(crashes=None if code in (0, 1) else f"{name}: {code}",
                  slow=f"{name}: {seconds:.1f} s" if seconds > 30 else None,
                  large=f"{name}: {peak >> 20} MB" if peak > LIMIT * 2 else None)
    return count.report("crashes", "leaks", "untold", "hangs", "slow", "large")

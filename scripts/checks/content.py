"""Checks of what people write: schemas, imports, exports, variants, languages, gates, redaction."""
import base64, html, json, re, shutil, subprocess, sys, urllib.parse, zipfile

from .support import *


def as_json(path):
    """A YAML or JSON file, or the front matter of a posting, as our own reader reads it."""
    text = path.read_text()
    if path.suffix == ".md":
        text = text.split("---\n")[1] if text.startswith("---\n") else "{}"
    done = subprocess.run([BIN / "bespoke-stage", "yaml"], input=text, text=True,
                          capture_output=True, check=True)
    return json.loads(done.stdout.splitlines()[0])


def validator(schema):
    try:
        import jsonschema
    except ImportError:
        sys.path += map(str, (ROOT / ".venv/lib").glob("python3*/site-packages"))
        import jsonschema
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def check_shipped_content_validates_against_the_printed_schemas(folder):
    here = project(folder)
    kinds = {"profile": sorted((here / "content/profiles").glob("*.yaml")),
             "job": sorted((here / "content/jobs").glob("*.md")),
             "config": [ROOT / "bespoke.yaml"]}
    for kind, files in kinds.items():
        schema = validator(json.loads(bespoke(here, "schema", kind).stdout))
        assert files
        for file in files:
            faults = [f"{list(e.path)}: {e.message}" for e in schema.iter_errors(as_json(file))]
            assert not faults, f"{file}: {faults}"
        assert not schema.is_valid({"nmae": 1}), kind
    for file in kinds["profile"]:
        assert file.read_text().startswith("# yaml-language-server: $schema=")


def samples(*folders):
    found = [p for f in folders for p in sorted((SUITES / "samples" / f).glob("*"))
             if p.suffix in (".json", ".yaml", ".yml") and not p.name.startswith("invalid")]
    if not found:
        raise Skipped(f"no {SUITES}/samples")
    return found


def leaves(value):
    """Every text, number and flag that says something."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "$schema":
                yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value is not None and str(value).strip():
        yield str(value).strip()


def check_json_resume_survives_import_and_export(folder):
    schema_file = SUITES / "samples/jsonresume/_schema/resume.schema.json"
    files = samples("jsonresume")
    official = validator(json.loads(schema_file.read_text()))
    count = 0
    for file in files:
        copy = folder / (file.stem + ".yaml")
        bespoke(folder, "import", file, "-q", "-o", copy)
        exported = json.loads(bespoke(folder, "export", copy, "-q").stdout)
        faults = [f"{list(e.path)}: {e.message}" for e in official.iter_errors(exported)]
        assert not faults, f"{file.name}: {faults}"
        before, after = list(leaves(json.loads(file.read_text()))), list(leaves(exported))
        # An address without a scheme gets one: the official schema asks for it.
        lost = [text for text in before if text not in after and "https://" + text not in after]
        assert not lost, f"{file.name}: lost {lost}"
        count += len(before)
    assert count > 400, count


def check_files_of_other_tools_import_and_build(folder):
    files = samples("jsonresume", "fresh", "rendercv", "yamlresume")
    here = project(folder, shipped=False)
    for file in files:
        name = f"{file.parent.name}-{file.stem}.yaml"
        done = bespoke(here, "import", file, "-o", f"content/profiles/{name}",
                       "--diagnostics", "json")
        found = json.loads(done.stdout)
        assert found["errors"] == 0, found
        for problem in found["diagnostics"]:
            if problem["id"] == "not-carried":
                assert problem["line"] > 0 and "'" in problem["message"], problem
        text = (here / "content/profiles" / name).read_text()
        assert text.startswith("# yaml-language-server: $schema=../schema/profile.schema.json\n"), text
    assert (here / "content/schema/profile.schema.json").exists()
    bespoke(here, "build", "-q")
    made = list((here / "out").rglob("resume-*.pdf"))
    wanted = len(files) * len(list((here / "templates").glob("*/template.yaml")))
    assert len(made) == wanted, f"{len(made)} of {wanted}"


def check_import_replaces_nothing_unasked(folder):
    (folder / "in.json").write_text('{"basics": {"name": "Ada"}}')
    (folder / "ada.yaml").write_text("mine\n")
    done = bespoke(folder, "import", "in.json", "-o", "ada.yaml", expect=1)
    assert "file-exists" in done.stderr
    assert (folder / "ada.yaml").read_text() == "mine\n"
    bespoke(folder, "import", "in.json", "-o", "ada.yaml", "--force")
    assert "name: Ada" in (folder / "ada.yaml").read_text()


def check_check_says_what_build_says_and_writes_nothing(folder):
    here = project(folder)
    (here / "content/profiles/zoe.yaml").write_text("basics: {name: Zoe}\nwork: {a: 1}\n")
    (here / "content/profiles/eva.yaml").write_text(
        "basics: {name: Eva, image: eva.jpg, lable: x}\nwork: [{name: A, startDate: 2024-13}]\n")
    (here / "bespoke.yaml").write_text(
        "builds:\n  - {audience: [managemnt], templates: [ats, modrn]}\n")
    css = here / "templates/ats/style.css"
    css.write_text(css.read_text() + "\np { colour: red }\n")
    before = {p: p.stat().st_mtime_ns for p in here.rglob("*")}
    checked = json.loads(bespoke(here, "check", "--diagnostics", "json", expect=1).stdout)
    assert before == {p: p.stat().st_mtime_ns for p in here.rglob("*")}
    built = json.loads(bespoke(here, "build", "--diagnostics", "json", expect=1).stdout)
    assert built == checked
    found = {(d["id"], d["path"], d.get("line")) for d in checked["diagnostics"]}
    for expected in [("unknown-template", "bespoke.yaml", 2), ("unknown-tag", "bespoke.yaml", 2),
                     ("missing-image", "content/profiles/eva.yaml", 1),
                     ("unknown-key", "content/profiles/eva.yaml", 1),
                     ("impossible-date", "content/profiles/eva.yaml", 2)]:
        assert expected in found, f"no {expected} in {sorted(found, key=str)}"
    assert any(p == "content/profiles/zoe.yaml" for _, p, _ in found)
    assert any(p == "templates/ats/style.css" for _, p, _ in found), sorted(found, key=str)


def check_a_font_that_is_none_is_told_once(folder):
    here = project(folder)
    font = here / "content/fonts/More/Broken.ttf"
    font.parent.mkdir(parents=True)
    font.write_text("no font")
    for command in ("check", "build", "build"):
        found = bespoke(here, command).stderr
        assert found.count("[unreadable-font]") == 1, found
        assert "content/fonts/More/Broken.ttf" in found and str(here) not in found, found
    font.unlink()
    assert "unreadable-font" not in bespoke(here, "build").stderr


def check_gates_fail_what_could_be_made(folder):
    here = project(folder)
    config = here / "bespoke.yaml"
    for text, pattern in [
            ("gates: {min-score: 101}", r"^bespoke\.yaml:2:\d+: error: .*scores.*\[score-too-low\]"),
            ("gates: {max-pages: 1}", r"^bespoke\.yaml:2:\d+: error: .*pages.*\[too-many-pages\]")]:
        config.write_text("defaults: {templates: ats, formats: [txt, json]}\n" + text + "\n")
        for _ in range(2):
            done = bespoke(here, "build", expect=1)
            assert re.search(pattern, done.stderr, re.M), done.stderr
        assert len(list((here / "out").rglob("*.txt"))) == 14
        assert re.search(pattern, bespoke(here, "check", expect=1).stderr, re.M)
    profile = here / "content/profiles/daniel-okafor.yaml"
    profile.write_text(profile.read_text().replace("  label:", "  lable:"))
    config.write_text("gates: {fail-on: warning}\n")
    for _ in range(2):
        bespoke(here, "build", "-q", expect=1)
    bespoke(here, "check", "-q", expect=1)
    bespoke(here, "build", "-q", "--fail-on", "error")
    config.unlink()
    bespoke(here, "build", "-q")
    bespoke(here, "build", "-q", "--fail-on", "warning", expect=1)


def check_step_summary_has_scores_and_problems(folder):
    here = project(folder)
    (here / "content/profiles/zoe.yaml").write_text("basics: {name: Zoe, lable: '|'}\n")
    for number in range(2):
        page = folder / f"summary{number}.md"
        page.write_text("before\n")
        bespoke(here, "build", "-q", env={"GITHUB_STEP_SUMMARY": str(page)})
        lines = page.read_text().splitlines()
        assert lines[:2] == ["before", "## Bespoke"]
        rows = [l for l in lines if l.startswith("| mara-lindqvist |")]
        assert len(rows) == 7, rows
        for row in rows:
            name, score = [c.strip() for c in row.split("|")[2:4]]
            report = here / f"out/mara-lindqvist/{name}/match.json"
            if name == "general":
                assert score == "–"
            else:
                exact = json.loads(report.read_text())["overallScore"]
                assert abs(float(score) - exact) < 0.1, row
        assert any("lable" in l and "content/profiles/zoe.yaml:1" in l for l in lines)


def check_config_prints_values_with_their_origin(folder):
    here = project(folder)
    (here / "bespoke.yaml").write_text("defaults:\n  formats: [pdf]\nbuilds:\n  - {pages: 3}\n")
    done = bespoke(here, "config", "-t", "ats", env={"SOURCE_DATE_EPOCH": "86400"})
    for line in [r'    formats: \["pdf"\] +# bespoke\.yaml:2', r"    pages: 3 +# bespoke\.yaml:4",
                 r'    templates: \["ats"\] +# --template', r"  fail-on: \"error\" +# built in",
                 r'#   date: "1970-01-02" +# SOURCE_DATE_EPOCH']:
        assert re.search(f"^{line}$", done.stdout, re.M), f"no {line!r} in\n{done.stdout}"
    (here / "bespoke.yaml").write_text(done.stdout)
    again = bespoke(here, "config", env={"SOURCE_DATE_EPOCH": "86400"}).stdout
    value = lambda text: [l.split("# ")[0].strip() for l in text.splitlines() if "# " in l]
    assert value(again) == value(done.stdout)


def readable(path):
    """A file and all that is packed or encoded in it, as bytes."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        plain = path.with_suffix(".qdf")
        run("qpdf", "--qdf", "--object-streams=disable", path, plain)
        data += plain.read_bytes()
        plain.unlink()
        data += run("pdftotext", "-raw", path, "-").stdout.encode()
        # Text strings of a PDF are UTF-16 or octal, so they are read as its readers do.
        data += run("pdfinfo", path).stdout.encode() + run("pdfinfo", "-meta", path).stdout.encode()
    elif data[:2] == b"PK":
        with zipfile.ZipFile(path) as archive:
            data += b"\n".join(archive.read(n) + n.encode() for n in archive.namelist())
    for run_of in re.findall(rb"[A-Za-z0-9+/]{16,}={0,2}", data):
        try:
            data += b"\n" + base64.b64decode(run_of + b"=" * (-len(run_of) % 4))
        except ValueError:
            pass
    return data + b"\n" + html.unescape(data.decode("utf-8", "replace")).encode() \
        + b"\n" + urllib.parse.unquote_to_bytes(data)


SECRETS = """
basics:
  name: Ada Byron
  label: Engineer, ada.byron@mill.example
  email: ada.byron@mill.example
  phone: "+1 415 555 01 99"
  image: ada.png
  summary: >-
    Ada\\.Byron\\@mill.example, ada.byron&#64;mill.example, ada.**byron**@mill.example,
    ada.byron (at) mill (dot) example, YWRhLmJ5cm9uQG1pbGwuZXhhbXBsZQ==, +1.415.555.01.99,
    (415) 555-0199, +14155550199, 4155550199 2019, 415\u00a0555\u00a001\u00a099,
    KzE0MTU1NTUwMTk5, or 12 mill lane, 94107.
  location: {address: 12 Mill Lane, postalCode: "94107", city: San Francisco}
  profiles:
    - {network: Phone, url: "tel:+1-415-555-0199"}
    - {network: WhatsApp, username: "14155550199", url: "https://wa.me/14155550199"}
    - {network: Mail, url: "mailto:ada.byron%40mill.example"}
    - {network: GitHub, username: byron, url: "https://github.com/byron"}
work:
  - name: Mill
    position: Engineer
    startDate: 2019-02
    url: "https://mill.example/?contact=ada.byron%40mill.example"
    highlights:
      - Kept 415 mills running in 2019, 555 of them 0199 metres wide
      - "[Write](mailto:ada.byron@mill.example) or [call](tel:+14155550199) me"
      - {text: Reachable under 4155550199, tags: [private]}
      - Was told "ada at mill.example" is no address
references: [{name: Charles, reference: She is good, email: charles@engine.example, phone: 555 0100}]
x-notes: ada.byron@mill.example
meta: {canonical: "https://mill.example/ada.byron@mill.example"}
"""


def check_redacted_outputs_hold_no_secret_in_any_byte(folder):
    here = project(folder, shipped=False)
    (here / "content/profiles/ada.yaml").write_text(SECRETS)
    (here / "content/jobs/acme.md").write_text("# Engineer\n\n## Requirements\n\n- Mills\n")
    one_pixel = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
                                 "DwADhgGAWjR9awAAAABJRU5ErkJggg==")
    (here / "content/profiles/ada.png").write_bytes(one_pixel)
    forbidden = [rb"byron@mill\W{0,3}example", rb"byron\W{0,9}@", rb"byron \(at", rb"charles@engine",
                 rb"555\W{0,3}01\W{0,3}99", rb"555 0100", rb"12 mill lane", rb"94107", rb"wa\.me",
                 rb"tel:", rb"mailto:"]
    for redact, expected in [("[]", True), ("[phone, email, address]", False)]:
        (here / "bespoke.yaml").write_text(
            f"builds: [{{redact: {redact}, exclude: [private], name: public}}]\n")
        shutil.rmtree(here / ".bespoke", ignore_errors=True)
        bespoke(here, "build", "-q")
        files = [p for p in (here / "out").rglob("*") if p.is_file()]
        assert {p.suffix for p in files} >= {".html", ".pdf", ".txt", ".json"}
        assert len(files) >= 17, files
        state = [p for p in (here / ".bespoke").rglob("*") if p.is_file() and p.name != "log"]
        hits = {}
        for file in files + (state if not expected else []):
            data = readable(file)
            for pattern in forbidden:
                if match := re.search(pattern, data, re.I):
                    place = data[max(0, match.start() - 40):match.end() + 20]
                    hits.setdefault(pattern, (file.name, place))
        if expected:
            # Without redaction the same search finds nearly all of it: it can fail.
            assert len(hits) >= 10, sorted(set(forbidden) - set(hits))
        else:
            assert not hits, hits
            text = (here / "out/ada/general/resume-ats-public.txt").read_text()
            for kept in ["Kept 415 mills running in 2019", "San Francisco", "github.com/byron", "Ada Byron"]:
                assert kept in text, f"{kept!r} is gone too:\n{text}"


LANGUAGES = {"en-US": "Present", "en-GB": "Present", "de": "heute", "fr": "", "es": "", "pt": "",
             "it": "", "nl": "", "sv": "", "pl": "", "tr": "", "uk": "", "ja": "", "ko": "",
             "zh-Hans": "", "ar": "", "he": "", "hi": ""}


def check_every_language_has_its_own_words(folder):
    here = project(folder, shipped=False)
    (here / "content/profiles/ada.yaml").write_text(
        "basics: {name: Ada}\nwork: [{name: Mill, startDate: 2021-09}]\n"
        "skills: [{name: Weaving}]\neducation: [{institution: School, endDate: 2010-03}]\n")
    (here / "content/locales").mkdir(parents=True)
    (here / "content/locales/eo.yaml").write_text(
        "base: en\nsections: {work: Laborsperto}\nterms: {present: nun}\n"
        "months: [jan, feb, mar, apr, maj, jun, jul, aug, sep, okt, nov, dec]\n"
        "shortMonths: [jan, feb, mar, apr, maj, jun, jul, aug, sep, okt, nov, dec]\n")
    tags = list(LANGUAGES) + ["eo"]
    (here / "bespoke.yaml").write_text(
        f"builds: [{{templates: ats, formats: [html, txt], locale: [{', '.join(tags)}]}}]\n")
    bespoke(here, "build", "-q")
    seen = {}
    for tag in tags:
        page = (here / f"out/ada/general/resume-ats.{tag}.html").read_text()
        assert f'lang="{tag}"' in page, tag
        assert ('dir="rtl"' in page) == (tag in ("ar", "he")), tag
        text = (here / f"out/ada/general/resume-ats.{tag}.txt").read_text()
        seen.setdefault(text, []).append(tag)
        if word := LANGUAGES.get(tag):
            assert word in text, f"{tag}: no {word}"
    same = [tags for tags in seen.values() if len(tags) > 1]
    assert same in ([], [["en-US", "en-GB"]]), same
    assert "Laborsperto" in (here / "out/ada/general/resume-ats.eo.txt").read_text()
    assert "sep 2021 – nun" in (here / "out/ada/general/resume-ats.eo.txt").read_text()
    (here / "content/locales/eo.yaml").write_text("base: en\nterms: {present: nuntempe}\n")
    bespoke(here, "build", "-q")
    assert "nuntempe" in (here / "out/ada/general/resume-ats.eo.txt").read_text()


def faults_of(folder, name, text):
    """What `check` says of one profile, as (id, line)."""
    here = folder / "one"
    shutil.rmtree(here, ignore_errors=True)
    (here / "content/profiles").mkdir(parents=True)
    (here / "content/profiles" / name).write_text(text)
    done = subprocess.run([BIN / "bespoke", "check", "--diagnostics", "json"], cwd=here,
                          capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return [(d["id"], d.get("line")) for d in json.loads(done.stdout)["diagnostics"]]


def check_each_invalid_resume_is_told_with_its_line(folder):
    files = sorted((SUITES / "samples/jsonresume/_validation-cases").glob("*.json"))
    if not files:
        raise Skipped(f"no {SUITES}/samples")
    count = 0
    for file in files:
        for name, case in json.loads(file.read_text()).items():
            if file.stem == "dates":
                case = {"work": [{"name": "Mill", "startDate": case}]}
            text = json.dumps(case, indent=1)
            found = faults_of(folder, "x.json", text)
            if "nvalid" in name:
                lines = [i for i, line in enumerate(text.splitlines(), 1)
                         if re.search(r"null|\{\}|-021", line)]
                assert any(line in lines for _, line in found), f"{file.stem} {name}: {found}"
                count += 1
            else:
                faults = [f for f in found if f[1] and f[0] not in ("missing-image",)]
                assert not faults, f"{file.stem} {name}: {faults}"
    assert count > 90, count


def check_faults_of_another_tools_file_are_told_with_their_lines(folder):
    file = SUITES / "samples/rendercv/_errors/wrong_input.yaml"
    if not file.exists():
        raise Skipped(f"no {SUITES}/samples")
    done = bespoke(folder, "import", file, "-o", "in.yaml", "--diagnostics", "json")
    found = {(d["id"], d.get("line")) for d in json.loads(done.stdout)["diagnostics"]}
    source = file.read_text().splitlines()
    where = lambda text: next(i for i, line in enumerate(source, 1) if text in line)
    for fault, text in [("doubtful-value", "not_a_valid_url"), ("doubtful-value", "- not_a_valid_email"),
                        ("doubtful-value", "not_a_valid_phone"), ("unknown-entry", "does_this_entry"),
                        ("unknown-entry", "two different entry types"), ("impossible-date", "2025-13-01"),
                        ("impossible-date", "2025-01-50"), ("colon-in-text", "date: Is this even"),
                        ("end-before-start", "end_date: 2020-01-01"), ("text-as-list", "I'm the author"),
                        ("not-carried", "design:"), ("not-carried", "settings:")]:
        assert (fault, where(text)) in found, f"{fault} {where(text)}: {sorted(found, key=str)}"
    assert not [f for f in found if f[0] == "unknown-key"], "an import writes no unknown key"
    (folder / "content/profiles").mkdir(parents=True)
    (folder / "in.yaml").rename(folder / "content/profiles/in.yaml")
    assert "no picture" in bespoke(folder, "check").stderr

#!/usr/bin/env python3
"""How much of a resume `bespoke-stage extract` gets back: fields found, of fields that are in it.

  extraction.py --stage PROGRAM --truth DIR LABEL=FILE...   (truth: NAME.json beside files NAME-*.pdf|docx|…)

Fields: name, e-mail, phone, each link; of each job title, company, start, end and each bullet; of
each school its name, degree and dates; each skill.  Text compares without case, dashes, quotes and
runs of blanks.  Prints a line per label, and with -v every field that is missing."""
import argparse, collections, json, pathlib, re, subprocess, sys, unicodedata

DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
QUOTES = {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"'}


def plain(text):
    text = unicodedata.normalize("NFKC", text or "").translate(DASHES).translate(QUOTES)
    return re.sub(r"\s+", " ", text).strip().casefold()


def bare(link):
    return re.sub(r"^(https?://)?(www\.)?", "", (link or "").casefold()).rstrip("/")


def date(text):
    return None if text in (None, "", "present", "Present") else text


def fields(truth, found):
    basics, got = truth["basics"], found.get("basics", {})
    yield "name", plain(basics["name"]) == plain(got.get("name"))
    yield "email", plain(basics["email"]) == plain(got.get("email"))
    yield "phone", re.sub(r"\D", "", basics["phone"]) == re.sub(r"\D", "", got.get("phone", ""))
    links = {bare(p.get("url")) for p in got.get("profiles", [])} | {bare(got.get("url"))}
    for link in basics["links"]:
        yield "link " + link, bare(link) in links
    jobs = found.get("work", [])
    for number, job in enumerate(truth["work"]):
        own = jobs[number] if number < len(jobs) else {}
        where = f"work[{number}] "
        yield where + "title", plain(job["position"]) == plain(own.get("position"))
        yield where + "company", plain(job["name"]) == plain(own.get("name"))
        yield where + "start", date(job["startDate"]) == date(own.get("startDate"))
        yield where + "end", date(job["endDate"]) == date(own.get("endDate"))
        lines = [plain(x) for x in own.get("highlights", [])]
        for line in job["highlights"]:
            yield where + "bullet " + line[:30], plain(line) in lines
    schools = found.get("education", [])
    for number, school in enumerate(truth["education"]):
        own = schools[number] if number < len(schools) else {}
        where = f"education[{number}] "
        yield where + "school", plain(school["institution"]) == plain(own.get("institution"))
        degree = plain(f'{own.get("studyType", "")} {own.get("area", "")}')
        yield where + "degree", plain(school["studyType"]) in degree
        yield where + "area", plain(school["area"]) in degree
        yield where + "end", date(school["endDate"]) == date(own.get("endDate"))
    skills = {plain(k) for s in found.get("skills", []) for k in s.get("keywords") or [s.get("name")]}
    for group in truth["skills"]:
        for skill in group["keywords"]:
            yield "skill " + skill, plain(skill) in skills


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--truth", required=True)
    parser.add_argument("-v", action="store_true")
    parser.add_argument("sets", nargs="+")
    args = parser.parse_args()
    groups = collections.defaultdict(list)
    for word in args.sets:
        label, path = word.split("=", 1)
        groups[label].append(path)
    for label, paths in groups.items():
        run = subprocess.run([args.stage, "extract", *paths], capture_output=True, text=True)
        right = total = 0
        missing = collections.Counter()
        for line in run.stdout.splitlines():
            result = json.loads(line)
            stem = pathlib.Path(result["file"]).name.split("-")[0].split(".")[0]
            truth = json.loads((pathlib.Path(args.truth) / f"{stem}.json").read_text())
            for name, good in fields(truth, result.get("profile", {})):
                total += 1
                right += good
                if not good:
                    missing[re.sub(r"\[\d+\]", "", name).split(" ")[0] + " " + name.split(" ", 2)[-1][:12]] += 1
                    if args.v:
                        print(f'  {pathlib.Path(result["file"]).name}: {name}')
        print(f"{label:24} {right}/{total} = {100 * right / max(1, total):.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())

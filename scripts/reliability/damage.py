"""Damaged state, cache and outputs (A6 to A8)."""
import os, pathlib, shutil

from tree import Count, build, difference, digest, environment, make, write

FORMATS = ("html", "pdf", "docx", "txt", "md", "json", "png")


def damages(whole, step):
    """A file cut at, and with one bit flipped in, every so many bytes; and what else may be found."""
    places = range(0, len(whole), step)
    return [whole[:n] for n in places] + [
        whole[:n] + bytes([whole[n] ^ 1 << n % 8]) + whole[n + 1:] for n in places] + [
        None, b"", bytes(64), bytes(len(whole)), b"BspkLg99" + whole[8:], whole + b"x", whole * 2]


def few_fonts(work):
    """One font and no other configuration: state files then hold little else than the project."""
    font = pathlib.Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    write(work / "fonts/DejaVuSans.ttf", font.read_bytes())
    write(work / "fonts.conf", f"<fontconfig><dir>{work}/fonts</dir>"
                               f"<cachedir>{work}/cache</cachedir></fontconfig>")
    return environment(FONTCONFIG_FILE=str(work / "fonts.conf"))


def a6(work, clean, quick=False):
    """State files cut and flipped at every byte, deleted, emptied, of zeros, of another version."""
    count = Count("A6", "damaged state files")
    here = make(work / "a6", profiles=1, jobs=0, formats="json")
    write(here / "bespoke.yaml", "defaults: {templates: [plain], formats: [json], history: false}\n")
    shutil.rmtree(here / "templates/partials")
    write(here / "templates/plain/resume.mustache", "<h1>{{header.name}}</h1>\n")
    (here / "templates/plain/style.css").unlink()
    env = few_fonts(work)
    assert build(here, env=env).returncode == 0
    profile = here / "content/profiles/p0.yaml"
    texts = [profile.read_text(), profile.read_text().replace("without downtime", "in one night")]
    state = [p for p in (".bespoke/log", ".bespoke/cache/steps", ".bespoke/times")
             if (here / p).exists()]
    turn, sizes = 0, []
    for name in state:
        whole = (here / name).read_bytes()
        sizes.append(f"{name} {len(whole)} bytes")
        for damage in damages(whole, max(1, len(whole) // 12) if quick else 1):
            turn ^= 1
            profile.write_text(texts[turn])
            _, after = clean.digest(here, env=env)
            (here / name).unlink(missing_ok=True)
            if damage is not None:
                (here / name).write_bytes(damage)
            done = build(here, env=env)
            found = digest(here)
            count.add(**{
                "failed": None if done.returncode == 0 else
                f"{name}: {done.returncode} {done.stderr}",
                "wrong output": None if found == after else f"{name}: {difference(after, found)}"})
    count.what += f" ({', '.join(sizes)})"
    return count.report("failed", "wrong output")


def a7(work, clean):
    """Each cached object with one bit changed, and of no length: found out and made again."""
    count = Count("A7", "damaged cached objects")
    here = make(work / "a7", profiles=2, jobs=1)
    assert build(here).returncode == 0
    after = digest(here)
    objects = sorted(p for p in (here / ".bespoke/cache/objects").rglob("*") if p.is_file())
    for path in objects:
        whole = path.read_bytes()
        for damage in (whole[:-1] + bytes([whole[-1] ^ 4]) if whole else b"x", b""):
            path.write_bytes(damage)
            shutil.rmtree(here / "out")
            count.total += 1
            done = build(here)
            found = digest(here)
            count.check(done.returncode == 0 and found == after, "wrong output",
                        f"{path.name}: {difference(after, found)} {done.stderr}")
            if path.parent.name + path.name in after.values():
                count.check(path.read_bytes() == whole, "not mended", path.name)
            path.write_bytes(whole)
    return count.report("wrong output", "not mended")


def a8(work, clean):
    """Outputs that somebody edited, deleted, locked or replaced: restored or refused."""
    count = Count("A8", "outputs changed by others")
    here = make(work / "a8", profiles=1, jobs=1, formats=", ".join(FORMATS))
    assert build(here).returncode == 0
    after = digest(here)

    def edited(path):
        path.write_bytes(path.read_bytes() + b"x")

    def same_size(path):
        stat = path.stat()
        path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def folder(path):
        path.unlink()
        path.mkdir()

    def link(path):
        path.rename(path.with_suffix(".moved"))
        path.symlink_to(path.with_suffix(".moved").name)

    changes = [edited, same_size, pathlib.Path.unlink, lambda p: p.chmod(0), folder, link,
               lambda p: p.write_bytes(b"")]
    for kind in FORMATS:
        path = next((here / "out/p0/j0").glob(f"resume-plain*.{kind}"))
        for change in changes:
            change(path)
            count.total += 1
            done = build(here)
            if path.is_dir():
                count.check(done.returncode == 1 and path.name in done.stderr, "not refused",
                            f"{kind}: {done.returncode} {done.stderr}")
                path.rmdir()
                done = build(here)
            path.with_suffix(".moved").unlink(missing_ok=True)
            found = digest(here)
            count.check(done.returncode == 0 and found == after, "differs",
                        f"{kind}: {difference(after, found)} {done.stderr}")
            count.check(path.stat().st_mode & 0o600 == 0o600, "unreadable", kind)
    return count.report("differs", "not refused")

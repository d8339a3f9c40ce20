"""Checks of shards, other build engines, watch and serve."""
import json, os, re, shutil, signal, socket, subprocess, tempfile, time

from checks.support import *


def tree(folder):
    """A project of two people and two postings, in one template."""
    here = project(folder)
    for job in sorted((here / "content/jobs").iterdir())[2:]:
        job.unlink()
    (here / "bespoke.yaml").write_text("defaults: {templates: [ats], formats: [html, pdf, txt, json]}\n")
    return here


def check_manifest_lists_every_file(folder):
    here = tree(folder)
    bespoke(here, "build", "-q")
    manifest = json.loads((here / "out/manifest.json").read_text())
    listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    made = digest(here / "out")
    made.pop("manifest.json")
    assert listed == made, set(listed.items()) ^ set(made.items())
    assert len({entry["inputs"] for entry in manifest["files"]}) > len(listed) / 2


def check_shards_merge_to_the_whole(folder):
    here = tree(folder)
    bespoke(here, "build", "-q")
    parts = [f"part-{k}" for k in (1, 2, 3)]
    for k, part in enumerate(parts, 1):
        bespoke(here, "build", "-q", "--shard", f"{k}/3", "--out", part)
    bespoke(here, "merge", "-q", "--out", "joined", *reversed(parts))
    assert digest(here / "joined") == digest(here / "out")
    some = bespoke(here, "merge", "--out", "some", *parts[:2])
    assert "part 3/3 is missing" in some.stderr, some.stderr
    bespoke(here, "build", "--shard", "4/3", expect=2)
    # A damaged part is refused, and nothing written.
    victim = next((here / "part-1").rglob("*.txt"), None) or next((here / "part-2").rglob("*.txt"))
    victim.write_text("damaged")
    bespoke(here, "merge", "-q", "--out", "joined-2", *parts, expect=1)
    assert not (here / "joined-2").exists()


def check_adding_a_posting_moves_no_other(folder):
    here = tree(folder)
    def shards():
        for k in (1, 2, 3):
            shutil.rmtree(here / f"part-{k}", ignore_errors=True)
            bespoke(here, "build", "-q", "--shard", f"{k}/3", "--out", f"part-{k}")
        return {(k, str(p.relative_to(here / f"part-{k}").parent)) for k in (1, 2, 3)
                for p in (here / f"part-{k}").rglob("match.json")}
    before = shards()
    shutil.copy(next((here / "content/jobs").iterdir()), here / "content/jobs/new.md")
    after = shards()
    assert before < after, before - after
    assert all(folder.endswith("/new") for _, folder in after - before)


def check_ninja_builds_the_same_bytes(folder):
    if not shutil.which("ninja"):
        raise Skipped("no ninja")
    here = tree(folder)
    bespoke(here, "build", "-q")
    expected = digest(here / "out")
    shutil.rmtree(here / "out")
    (here / "build.ninja").write_text(bespoke(here, "plan", "--as", "ninja").stdout)
    run("ninja", cwd=here)
    assert digest(here / "out") == expected
    assert "no work to do" in run("ninja", cwd=here).stdout
    profile = here / "content/profiles/mara-lindqvist.yaml"
    profile.write_text(profile.read_text().replace("Cut cloud cost", "Halved cloud cost"))
    assert "[4/4]" in run("ninja", cwd=here).stdout, "other people's documents were made again"
    ninja = digest(here / "out")
    bespoke(here, "build", "-q", "--out", "fresh")
    assert digest(here / "fresh") == ninja
    edges = json.loads(bespoke(here, "plan", "--as", "json").stdout)["edges"]
    shutil.rmtree(here / "out")
    for edge in edges:
        run(*edge["command"], cwd=here)
        assert all((here / output).exists() for output in edge["outputs"]), edge


def check_timings_are_a_chrome_trace(folder):
    here = tree(folder)
    bespoke(here, "build", "-q", "--timings", "trace.json")
    events = json.loads((here / "trace.json").read_text())["traceEvents"]
    spans = [e for e in events if e["ph"] == "X"]
    assert {"match", "resume", "pdf", "html", "build"} <= {e["cat"] for e in spans}
    assert all(e["dur"] >= 0 and e["ts"] >= 0 and "tid" in e for e in spans)
    for worker in {e["tid"] for e in spans}:
        rows = sorted((e["ts"], e["dur"]) for e in spans if e["tid"] == worker)
        assert all(a[0] + a[1] <= b[0] + 1 for a, b in zip(rows, rows[1:])), "a worker did two things"


class Background:
    """A command that runs until it is told to end."""

    def __init__(self, here, *arguments):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([BIN / "bespoke", *arguments], cwd=here, text=True,
                                        stdout=subprocess.PIPE, stderr=self.log)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("it did not end on SIGINT")
        assert code == 0, f"exit {code}: {self.said()}"

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def wait_for(self, condition, what, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            assert self.process.poll() is None, f"it ended: {self.said()}"
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {what}: {self.said()}")


    def settle(self):
        """Waits until every build that began has said its end."""
        def is_settled():
            said = self.said()
            ended = said.count("documents:") >= 1 + len(re.findall(r" changed$", said, re.M))
            time.sleep(0.5)
            return ended and said == self.said()
        self.wait_for(is_settled, "the end of all builds")


def check_watch_rebuilds_on_every_way_of_saving(folder):
    here = tree(folder)
    page = here / "out/mara-lindqvist/general/resume-ats.txt"
    profile = here / "content/profiles/mara-lindqvist.yaml"
    text = profile.read_text()

    def in_place(new):
        profile.write_text(new)

    def by_rename(new):
        other = profile.with_suffix(".yaml.new")
        other.write_text(new)
        os.rename(other, profile)

    def by_backup(new):
        os.rename(profile, profile.with_name("mara-lindqvist.yaml~"))
        profile.write_text(new)

    def by_moving_in(new):
        other = here / "elsewhere.yaml"
        other.write_text(new)
        os.rename(other, profile)

    def in_pieces(new):
        with open(profile, "w") as file:
            for start in range(0, len(new), 500):
                file.write(new[start:start + 500])
                file.flush()

    with Background(here, "watch") as watch:
        watch.wait_for(lambda: "documents:" in watch.said(), "the first build")
        pid = watch.process.pid
        for way in (in_place, by_rename, by_backup, by_moving_in, in_pieces):
            mark = f"saved {way.__name__}"
            way(text.replace("Cut cloud cost", mark))
            watch.wait_for(lambda: page.exists() and mark in squash_lines(page.read_text()), mark)
        # A folder that comes later is watched too.
        (here / "content/jobs/later").mkdir()
        shutil.move(here / "content/jobs", here / "jobs-aside")
        shutil.move(here / "jobs-aside", here / "content/jobs")
        time.sleep(0.5)
        (here / "content/jobs/new.md").write_text("# Baker\n\n- Bake bread\n")
        watch.wait_for((here / "out/mara-lindqvist/new/resume-ats.pdf").exists, "the new posting")
        # A burst is one build, or two where it falls on one that runs.
        watch.settle()
        builds = watch.said().count("documents:")
        for number in range(100):
            profile.write_text(text.replace("Cut cloud cost", f"burst {number}"))
        watch.wait_for(lambda: "burst 99" in squash_lines(page.read_text()), "the burst")
        watch.settle()
        assert watch.said().count("documents:") - builds <= 3, "bursts are not coalesced"
        # An error is said, and mended.
        profile.write_text("basics: [\n")
        watch.wait_for(lambda: "error" in watch.said(), "the error")
        profile.write_text(text)
        watch.wait_for(lambda: "Cut cloud cost" in squash_lines(page.read_text()), "the mended file")
        watch.settle()
        assert watch.process.pid == pid and watch.process.poll() is None
    built = digest(here / "out")
    bespoke(here, "build", "-q", "--out", "clean")
    clean = digest(here / "clean")
    assert clean == built, sorted(path for path in {*clean, *built}
                                  if clean.get(path) != built.get(path))


def squash_lines(text):
    return re.sub(r"\s+", " ", text)


def ask(port, data, timeout=20):
    """Sends bytes and gives all that comes back until the server has nothing more to say."""
    with socket.create_connection(("127.0.0.1", port), timeout) as client:
        client.sendall(data)
        answer = b""
        while True:
            head, _, body = answer.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            if b"\r\n\r\n" in answer and (
                    data.startswith(b"HEAD") or length and len(body) >= int(length[1])):
                return answer
            more = client.recv(65536)
            if not more:
                return answer
            answer += more


def status(port, target="/", method="GET", host=None, fields=""):
    host = f"127.0.0.1:{port}" if host is None else host
    answer = ask(port, f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n".encode())
    return int(answer.split(b" ", 2)[1]), answer


def serving(here, *arguments):
    server = Background(here, "serve", "--port", "0", *arguments)
    line = server.process.stdout.readline()
    assert line.startswith("http://127.0.0.1:"), line + server.said()
    return server, int(line.strip().rstrip("/").rsplit(":", 1)[1])


def check_serve_answers_only_this_machine_and_only_out(folder):
    here = tree(folder)
    bespoke(here, "build", "-q")
    (here / "out/link").symlink_to("/etc/passwd")
    (here / "out/up").symlink_to("../content")
    (here / "out/loop").symlink_to("loop")
    os.mkfifo(here / "out/pipe.txt")
    server, port = serving(here, "--no-build")
    page = "/mara-lindqvist/general/resume-ats.html"
    with server:
        good = [("/", {}), (page, {}), ("/mara-lindqvist/", {}), (page, {"method": "HEAD"}),
                ("/", {"host": f"localhost:{port}"}), ("/", {"host": f"[::1]:{port}"}),
                ("/", {"fields": f"Origin: http://127.0.0.1:{port}\r\n"})]
        hosts = ["evil.example", f"evil.example:{port}", f"127.attacker.example:{port}",
                 f"127.0.0.1.evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port + 1}",
                 f"0.0.0.0:{port}", f"localhost.evil.example:{port}", "", f"127.1:{port}"]
        origins = ["http://evil.example", "null", f"https://127.0.0.1:{port}",
                   f"http://127.0.0.1.evil.example:{port}", f"http://127.0.0.1:{port + 1}"]
        upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://evil.example\r\n"
        bad = ([("/", {"host": h}) for h in hosts]
               + [("/", {"fields": f"Origin: {o}\r\n"}) for o in origins]
               + [("/.bespoke/events", {"fields": f"Origin: {o}\r\n"}) for o in origins[:2]]
               + [("/.bespoke/events", {"host": hosts[2]}), ("/", {"fields": upgrade})]
               + [("/", {"host": "e.example", "fields": "Origin: http://e.example\r\n"})])
        methods = ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"]
        paths = ["/../bespoke.yaml", "/%2e%2e/bespoke.yaml", "/..%2fbespoke.yaml", "/..\\x",
                 "/%2e%2e%5cbespoke.yaml", "//etc/passwd", "/link", "/up/profiles/mara-lindqvist.yaml",
                 "/loop", "/pipe.txt", "/.gitignore", "/%00", "/mara-lindqvist/%2e%2e/index.html"]
        for target, options in good:
            code, answer = status(port, target, **options)
            assert code == 200, (target, options, code)
            assert b"nosniff" in answer and b"Content-Security-Policy: default-src 'none'" in answer
        for target, options in bad:
            assert status(port, target, **options)[0] == 400, (target, options)
        for method in methods:
            assert status(port, "/", method)[0] == 405, method
        for target in paths:
            code, answer = status(port, target)
            assert code in (400, 404) and b"root:" not in answer, (target, code)
            assert b"Lindqvist" not in answer.partition(b"\r\n\r\n")[2], target
        assert len(good) + len(bad) + len(methods) + len(paths) >= 40
        addresses = {line.split()[1] for name in ("tcp", "tcp6")
                     for line in open(f"/proc/net/{name}").readlines()[1:]
                     if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"}
        loopback = {f"0100007F:{port:04X}", f"00000000000000000000000001000000:{port:04X}"}
        assert addresses and addresses <= loopback, addresses


def check_serve_survives_bad_clients(folder):
    here = tree(folder)
    bespoke(here, "build", "-q")
    server, port = serving(here, "--no-build")
    good = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    host = f"Host: 127.0.0.1:{port}\r\n".encode()
    faults = [b"\r\n\r\n", b"\0" * 100 + b"\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\n" + host + b"\r\n",
              b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\n\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n",
              b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n" + host + b"\r\n", b"GET / HTTP/1.1\r\n" + host * 2 + b"\r\n",
              b"GET / HTTP/1.1\r\n" + host + b"x: y\r\n" * 200 + b"\r\n",
              b"GET / HTTP/1.1\r\n" + host + b"x: " + b"y" * 20000, b"A" * 1000000,
              b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 99999999999\r\n\r\n" + b"z" * 100000,
              b"GET / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nffffffff\r\n"]
    with server:
        for fault in faults:
            try:
                answer = ask(port, fault)
            except (ConnectionResetError, BrokenPipeError):
                answer = b"HTTP/1.1 400 gone"
            assert re.match(rb"HTTP/1.1 (4\d\d|505) ", answer), (fault[:40], answer[:40])
            assert ask(port, good).startswith(b"HTTP/1.1 200"), fault[:40]
        # 200 that say nothing, and ones that go in the middle of a word.
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
        for number, client in enumerate(slow):
            client.sendall(good[:number % len(good)])
        started = time.monotonic()
        for _ in range(20):
            assert ask(port, good).startswith(b"HTTP/1.1 200")
        assert time.monotonic() - started < 10, "idle clients hold up others"
        for client in slow:
            client.close()
        # Two requests at once are answered in turn; a client that reads nothing holds up nobody.
        lazy = socket.create_connection(("127.0.0.1", port))
        lazy.sendall(good * 500)
        twice = socket.create_connection(("127.0.0.1", port), 20)
        twice.sendall(good + good.replace(b"/ HTTP", b"/none HTTP"))
        answer = b""
        while answer.count(b"HTTP/1.1 ") < 2:
            answer += twice.recv(65536)
        assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"200", b"404"]
        assert ask(port, good).startswith(b"HTTP/1.1 200")
        # Who never ends a request is told so, and goes.
        straggler = socket.create_connection(("127.0.0.1", port), 30)
        straggler.sendall(b"GET / HT")
        assert straggler.recv(100).startswith(b"HTTP/1.1 408"), "no end to a slow request"
        for client in idle + [lazy, twice, straggler]:
            client.close()
        assert ask(port, good).startswith(b"HTTP/1.1 200")
        peak = re.search(r"VmHWM:\s+(\d+)", open(f"/proc/{server.process.pid}/status").read())
        assert int(peak[1]) < 200_000, f"{peak[1]} kB"


def check_serve_reloads_and_never_shows_half_a_page(folder):
    here = tree(folder)
    server, port = serving(here)
    profile = here / "content/profiles/mara-lindqvist.yaml"
    text = profile.read_text()
    page = "/mara-lindqvist/general/resume-ats.html"
    with server:
        server.wait_for(lambda: "documents:" in server.said(), "the first build", 120)
        events = socket.create_connection(("127.0.0.1", port), 60)
        events.sendall(f"GET /.bespoke/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
        def event():
            received = b""
            while not re.search(rb"data: .*\n\n", received):
                received += events.recv(4096)
            return re.findall(rb"data: (.*)\n\n", received)[-1]
        before = event()
        seen = set()
        for number in range(20):
            profile.write_text(text.replace("Cut cloud cost", f"Edition {number}"))
            for _ in range(10):
                code, answer = status(port, page)
                body = answer.partition(b"\r\n\r\n")[2]
                assert code == 200 and body.startswith(b"<!DOCTYPE html>"), body[:60]
                assert body.rstrip().endswith(b"</html>"), body[-60:]
                assert body.count(b"new EventSource(") == 1
                found = re.search(rb"Edition (\d+)", body)
                seen.add(found and found[1])
                code, answer = status(port, page.replace(".html", ".pdf"))
                assert code == 200 and answer.rstrip().endswith(b"%%EOF")
        after = event()
        assert after != before
        server.wait_for(lambda: b"Edition 19" in status(port, page)[1], "the last edition")

"""The server of out/: whom it answers, with what, and what clients can do to it."""
import os, re, signal, socket, struct, subprocess, tempfile, time

from tree import BESPOKE, Count, build, environment, make, write

PAGE = "/p0/general/resume-plain.html"
SECRET = "no-one-outside-may-read-this"


class Server:
    """`bespoke serve` on a free port; ends with the block."""

    def __init__(self, folder, *arguments):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [BESPOKE, "serve", "--port", "0", *arguments], cwd=folder, env=environment(), text=True,
            stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline()
        assert line.startswith("http://127.0.0.1:"), line + self.said()
        self.port = int(line.strip().rstrip("/").rsplit(":", 1)[1])
        self.host = f"Host: 127.0.0.1:{self.port}\r\n".encode()
        self.good = b"GET / HTTP/1.1\r\n" + self.host + b"\r\n"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.code = self.process.wait(30)

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def connect(self, timeout=30, address="127.0.0.1"):
        return socket.create_connection((address, self.port), timeout)

    def ask(self, data, address="127.0.0.1"):
        """Sends bytes; gives what comes back until the answer is whole or the server has gone."""
        with self.connect(address=address) as client:
            try:
                client.sendall(data)
                return answer(client, data.startswith(b"HEAD"))
            except (ConnectionResetError, BrokenPipeError):
                return b""

    def get(self, target, method="GET", host=None, fields="", address="127.0.0.1"):
        host = f"127.0.0.1:{self.port}" if host is None else host
        head = f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n"
        return self.ask(head.encode("latin-1"), address)

    def is_well(self):
        started = time.monotonic()
        return status(self.ask(self.good)) == 200 and time.monotonic() - started < 5

    def peak(self):
        """Most memory held, in MB."""
        text = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(r"VmHWM:\s+(\d+)", text)[1]) / 1024


def answer(client, is_head=False):
    """One answer; of a stream of events, its head and first event."""
    received = b""
    while True:
        head, end, body = received.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if end and (is_head or b"event-stream" in head and b"data: " in body
                    or length and len(body) >= int(length[1])):
            return received
        more = client.recv(65536)
        if not more:
            return received
        received += more


def status(answer):
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(found[1]) if found else 0


def served_tree(work):
    here = make(work / "tree", jobs=1)
    build(here)
    write(here / "secret.txt", SECRET)
    write(here / "out/p0/page.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    write(here / "out/p0/code.js", "alert(1)")
    for link, target in (("link.txt", here / "secret.txt"), ("up", ".."), ("loop", "loop"),
                         ("passwd", "/etc/passwd"), ("p0/deep.txt", "../../secret.txt")):
        (here / "out" / link).symlink_to(target)
    os.mkfifo(here / "out/pipe.txt")
    return here


def requests(port):
    """Name, what to ask, and the statuses that are right."""
    own = f"127.0.0.1:{port}"
    hosts = ["evil.example", f"evil.example:{port}", f"127.attacker.example:{port}",
             f"127.0.0.1.attacker.example:{port}", f"localhost.attacker.example:{port}", "127.0.0.1",
             f"127.0.0.1:{port + 1}", f"127.0.0.1:{port}0", f"0.0.0.0:{port}", f"127.0.0.2:{port}",
             f"127.1:{port}", f"2130706433:{port}", f"[::]:{port}", f"localhost.:{port}",
             f"user@{own}", f"{own}, evil.example", f"{own}@evil.example", "", f"{own}.evil.example"]
    origins = ["http://evil.example", f"http://evil.example:{port}", "null", "", "file://",
               f"https://{own}", f"http://127.0.0.1:{port + 1}", "http://127.0.0.1",
               f"http://127.attacker.example:{port}", f"http://{own}.evil.example",
               f"http://{own}@evil.example", f"http://{own}/"]
    upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    for target in ("/", PAGE, "/.bespoke/events"):
        for host in (own, f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
            yield f"own name {host} {target}", dict(target=target, host=host), {200}
        for origin in (f"http://{own}", f"http://localhost:{port}", f"http://[::1]:{port}"):
            yield f"own origin {origin} {target}", dict(
                target=target, fields=f"Origin: {origin}\r\n"), {200}
        for host in hosts:
            yield f"host {host!r} {target}", dict(target=target, host=host), {400}
        for origin in origins:
            yield f"origin {origin!r} {target}", dict(
                target=target, fields=f"Origin: {origin}\r\n"), {400}
        yield f"origin equal to a foreign host {target}", dict(
            target=target, host="e.example", fields="Origin: http://e.example\r\n"), {400}
        yield f"two origins {target}", dict(
            target=target, fields=f"Origin: http://{own}\r\nOrigin: http://e.example\r\n"), {400}
        yield f"two hosts {target}", dict(target=target, fields="Host: e.example\r\n"), {400}
        yield f"websocket of another site {target}", dict(
            target=target, fields=upgrade + "Origin: http://e.example\r\n"), {400}
        yield f"picture of another site {target}", dict(
            target=target, fields="Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n"), {400}
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND"):
            yield f"{method} {target}", dict(target=target, method=method), {405}
        yield f"HEAD {target}", dict(target=target, method="HEAD"), {200}
        yield f"over ::1 {target}", dict(target=target, address="::1", host=f"[::1]:{port}"), {200}
    yield "websocket of our own page", dict(
        target="/", fields=upgrade + f"Origin: http://{own}\r\n"), {200}
    for path in ("/../secret.txt", "/p0/../../secret.txt", "/%2e%2e/secret.txt", "/.%2e/secret.txt",
                 "/%2E%2E%2Fsecret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", "/..\\secret.txt",
                 "/%252e%252e/secret.txt", "/%c0%ae%c0%ae/secret.txt", "/..;/secret.txt",
                 "//etc/passwd", "///etc/passwd", "/%2fetc/passwd", "/etc/passwd%00.html",
                 "/p0/%00", "/%", "/%zz", "/%ff", "/a%0d%0aSet-Cookie:%20x", "/./index.html",
                 f"http://{own}/", "*", "index.html", "/index.html#x", "/link.txt", "/up/secret.txt",
                 "/up/", "/loop", "/passwd", "/p0/deep.txt", "/pipe.txt", "/.gitignore",
                 "/.bespoke/log", "/.bespoke/", "/.git/config", "/none", PAGE + "/", PAGE + "/x",
                 "/~root", "/secret.txt", "/p0/general/.bespoke~1", "/?../../secret.txt"):
        expected = {200} if path.startswith("/?") else {400, 404}
        yield f"path {path}", dict(target=path), expected


def policy_faults(reply, target):
    head = reply.partition(b"\r\n\r\n")[0].decode("latin-1").lower()
    for field in ("content-security-policy: default-src 'none'", "x-content-type-options: nosniff",
                  "cache-control: no-store", "cross-origin-resource-policy: same-origin",
                  "content-type: "):
        if field not in head:
            return f"{target}: no {field}"
    return f"{target}: {head}" if "access-control-allow" in head or "set-cookie" in head else None


def f8(work, clean):
    """Who is answered, for what, and what an answer allows."""
    count = Count("F8", "requests")
    here = served_tree(work)
    with Server(here, "--no-build") as server:
        for name, question, expected in requests(server.port):
            reply = server.get(**question)
            body = reply.partition(b"\r\n\r\n")[2]
            got = status(reply)
            has_body = question.get("method") == "HEAD" and body
            is_told = SECRET.encode() in reply or b"root:" in reply
            count.add(
                answered=None if got in expected else f"{name}: {got}",
                leaked=f"{name}: {body[:80]}" if is_told or has_body else None,
                open=policy_faults(reply, name))
        for target, kind in ((PAGE.replace("html", "pdf"), "application/pdf"),
                             (PAGE.replace("html", "txt"), "text/plain; charset=utf-8"),
                             (PAGE.replace("html", "json"), "application/json"),
                             ("/p0/code.js", "application/octet-stream"),
                             ("/p0/page.svg", "image/svg+xml"), ("/p0/", "text/html; charset=utf-8")):
            reply = server.get(target)
            fine = status(reply) == 200 and f"Content-Type: {kind}\r\n".encode() in reply
            count.add(answered=None if fine else f"{target}: {reply[:200]}",
                      open=policy_faults(reply, target))
        addresses = {line.split()[1] for name in ("tcp", "tcp6")
                     for line in open(f"/proc/net/{name}").readlines()[1:]
                     if line.split()[1].endswith(f":{server.port:04X}") and line.split()[3] == "0A"}
        loopback = {f"0100007F:{server.port:04X}", f"{'0' * 24}01000000:{server.port:04X}"}
        count.add(bound=None if addresses and addresses <= loopback else str(addresses))
        for address in own_addresses():
            count.add(bound=None if refuses(address, server.port) else f"answers at {address}")
    return count.report("answered", "leaked", "open", "bound")


def own_addresses():
    """The address of this machine that others can reach, if there is one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return {probe.getsockname()[0]} - {"127.0.0.1"}
        except OSError:
            return set()


def refuses(address, port):
    try:
        socket.create_connection((address, port), 2).close()
        return False
    except OSError:
        return True


def malformed(server):
    host = server.host
    get = b"GET / HTTP/1.1\r\n" + host
    return {
        "empty lines": b"\r\n\r\n", "zeros": b"\0" * 100 + b"\r\n\r\n", "no version": b"GET /\r\n\r\n",
        "version 9": b"GET / HTTP/9.9\r\n" + host + b"\r\n", "no host": b"GET / HTTP/1.1\r\n\r\n",
        "bare line feeds": b"GET / HTTP/1.1\n" + host.strip() + b"\n\n",
        "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n",
        "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "long target": b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n" + host + b"\r\n",
        "many fields": get + b"x: y\r\n" * 200 + b"\r\n", "long field": get + b"x: " + b"y" * 20000,
        "a megabyte of A": b"A" * 1_000_000, "folded field": get + b" x\r\n\r\n",
        "space before colon": get + b"x : y\r\n\r\n", "control in target":
        b"GET /\x07 HTTP/1.1\r\n" + host + b"\r\n",
        "huge body": b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 99999999999\r\n\r\n" + b"z" * 99999,
        "chunked body": get + b"Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
        "two lengths": get + b"Content-Length: 0\r\nContent-Length: 9\r\n\r\n",
        "negative length": get + b"Content-Length: -1\r\n\r\n",
    }


def slow(server):
    """Clients that take their time; each gives None or what went wrong."""
    def byte_by_byte():
        with server.connect() as client:
            for byte in server.good:
                client.sendall(bytes([byte]))
                time.sleep(0.01)
            return status(answer(client)) == 200

    def never_ends():
        with server.connect() as client:
            client.sendall(b"GET / HT")
            return client.recv(100).startswith(b"HTTP/1.1 408")

    def drips():
        # A byte now and then keeps nobody's place for ever.
        with server.connect() as client:
            end = time.monotonic() + 20
            while time.monotonic() < end:
                try:
                    client.sendall(b"G" if end - time.monotonic() > 19.5 else b"x")
                except OSError:
                    return True
                time.sleep(0.5)
        return False

    def reads_nothing():
        lazy = server.connect()
        lazy.sendall(server.good * 500)
        fine = server.is_well()
        lazy.close()
        return fine

    def hangs_up_unread():
        for _ in range(50):
            client = server.connect()
            client.sendall(server.good)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
        return True

    def half_closes():
        with server.connect() as client:
            client.sendall(server.good)
            client.shutdown(socket.SHUT_WR)
            return status(answer(client)) == 200

    return {f.__name__.replace("_", " "): f for f in (
        byte_by_byte, never_ends, drips, reads_nothing, hangs_up_unread, half_closes)}


def many(server):
    """Many clients at once."""
    def idle(number):
        clients = [server.connect() for _ in range(number)]
        fine = all(server.is_well() for _ in range(20))
        for client in clients:
            client.close()
        return fine

    def half_words():
        clients = [server.connect() for _ in range(50)]
        for number, client in enumerate(clients):
            client.sendall(server.good[:number % len(server.good)])
        fine = server.is_well()
        for client in clients:
            client.close()
        return fine

    def streams():
        events = b"GET /.bespoke/events HTTP/1.1\r\n" + server.host + b"\r\n"
        clients = [server.connect() for _ in range(150)]
        got = []
        for client in clients:
            client.sendall(events)
            got.append(status(answer(client)))
        fine = set(got) == {200, 503} and got.count(200) >= 100 and server.is_well()
        for client in clients:
            client.close()
        return fine

    def pipelined():
        with server.connect() as client:
            client.sendall(server.good * 20 + server.good.replace(b"/ HTTP", b"/none HTTP"))
            received = b""
            while received.count(b"HTTP/1.1 ") < 21:
                received += client.recv(65536)
            return re.findall(rb"HTTP/1.1 (\d+)", received) == [b"200"] * 20 + [b"404"]

    return {"200 idle": lambda: idle(200), "700 idle": lambda: idle(700), "half words": half_words,
            "150 event streams": streams, "21 requests at once": pipelined}


def moved(server, here):
    """The folder goes, comes, and changes while it is served."""
    out, aside = here / "out", here / "aside"

    def gone():
        out.rename(aside)
        fine = status(server.ask(server.good)) == 404
        aside.rename(out)
        return fine and server.is_well()

    def replaced_by_a_link():
        out.rename(aside)
        out.symlink_to("/etc")
        reply = server.get("/passwd")
        out.unlink()
        aside.rename(out)
        return b"root:" not in reply and server.is_well()

    return {"out goes": gone, "out is a link": replaced_by_a_link}


def f9(work, clean):
    """Slow, huge, malformed, many; and pages while they are built."""
    count = Count("F9", "clients and reloads")
    here = served_tree(work)
    with Server(here, "--no-build") as server:
        for name, data in malformed(server).items():
            got = status(server.ask(data))
            # Who sends on after an answer may find the line cut before it is read.
            fine = 400 <= got < 500 or got == 505 or got == 0 and len(data) > 90_000
            count.add(answered=None if fine else f"{name}: {got}",
                      held=None if server.is_well() else name)
        for name, client in {**slow(server), **many(server), **moved(server, here)}.items():
            try:
                fine = client()
            except OSError as error:
                fine, name = False, f"{name}: {error}"
            count.add(answered=None if fine else name, held=None if server.is_well() else name)
        count.add(memory=None if server.peak() < 200 else f"{server.peak():.0f} MB")
    count.check(server.code == 0, "ended", server.said())
    reloads(here, count)
    return count.report("answered", "held", "half", "stale", "memory", "ended")


def reloads(here, count):
    """A page that is asked for while it is built is the old one or the new one."""
    profile = here / "content/profiles/p0.yaml"
    text = profile.read_text()
    with Server(here) as server:
        events = server.connect(60)
        events.sendall(b"GET /.bespoke/events HTTP/1.1\r\n" + server.host + b"\r\n")
        last = re.findall(rb"data: (.*)\n\n", answer(events))[-1]
        for edition in range(20):
            mark = f"edition {edition} of it".encode()
            profile.write_text(text.replace("systems that last", mark.decode()))
            end, half, seen = time.monotonic() + 30, None, False
            while not seen and time.monotonic() < end:
                half = half or half_of(server)
                seen = mark in server.get(PAGE)
            told = re.findall(rb"data: (.*)\n\n", events.recv(65536)) if seen else []
            is_told = bool(told) and told[-1] != last
            last = told[-1] if told else last
            count.add(half=half, stale=None if seen and is_told else f"edition {edition}: {server.said()[-300:]}")
        events.close()
    count.check(server.code == 0, "ended", server.said())


def half_of(server):
    """What is wrong with a page and its PDF as they are just now."""
    page = server.get(PAGE).partition(b"\r\n\r\n")[2]
    if page and not (page.startswith(b"<!DOCTYPE html>") and page.rstrip().endswith(b"</html>")
                     and page.count(b"new EventSource(") == 1):
        return f"page: {page[:60]} … {page[-60:]}"
    paper = server.get(PAGE.replace("html", "pdf")).partition(b"\r\n\r\n")[2]
    if not (paper.startswith(b"%PDF-") and paper.rstrip().endswith(b"%%EOF")):
        return f"PDF: {paper[:60]} … {paper[-60:]}"
    return None

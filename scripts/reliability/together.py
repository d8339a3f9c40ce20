"""Several programs at once in one tree, locks of the dead, locks that can't be had (A13)."""
import os, random, shutil, signal, subprocess, time

from kills import States
from tree import BESPOKE, Count, build, difference, digest, environment, write


def a13(work, clean, runs=200):
    """Two to eight builds at once; build, serve and watch at once; locks of the dead; no lock."""
    count = Count("A13", "builds, watch and serve at once in one tree")
    tree = States(work / "a13", clean, number=8)
    chance = random.Random(5)
    shares = {crowd: 0.6, company: 0.2, dead_lock: 0.1, no_lock: 0.1}
    programs = 0
    for part, share in shares.items():
        for _ in range(round(runs * share)):
            tree.enter(chance.choice(tree.states))
            programs += part(count, tree, chance)
            count.total += 1
            found, expected = digest(tree.folder), tree.known[tree.current]
            count.check(found == expected, "differs",
                        f"{part.__name__}: {difference(expected, found)}")
    count.what += f" ({programs} programs)"
    return count.report("differs", "failed", "deadlock", "not refused")


def start(tree, *words):
    return subprocess.Popen([BESPOKE, *words], cwd=tree.folder, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, env=environment())


def ended(count, process, at, *codes):
    try:
        _, talk = process.communicate(timeout=120)
        count.check(process.returncode in (0, *codes), "failed",
                    f"{at}: {process.returncode} {talk.decode()[-500:]}")
    except subprocess.TimeoutExpired:
        process.kill()
        count.check(False, "deadlock", at)


def crowd(count, tree, chance):
    """Builds at once, of which one may be killed."""
    processes = [start(tree, "build", "-q", "-j1") for _ in range(chance.randint(2, 8))]
    if chance.random() < 0.3:
        time.sleep(chance.random() * 0.1)
        chance.choice(processes).kill()
    for process in processes:
        ended(count, process, f"{len(processes)} builds", -9)
    if all(p.returncode == -9 for p in processes):
        build(tree.folder)
    return len(processes)


def company(count, tree, chance):
    """A watch and a serve that rebuild by themselves, edits, and builds of one's own."""
    helpers = [start(tree, "watch", "-q"), start(tree, "serve", "-q", "--port", "0")]
    number = len(helpers)
    for _ in range(3):
        time.sleep(chance.random() * 0.3)
        tree.enter(chance.choice(tree.states))
        ended(count, start(tree, "build", "-q"), "build beside watch and serve")
        number += 1
    for helper in helpers:
        helper.send_signal(chance.choice([signal.SIGINT, signal.SIGTERM, signal.SIGKILL]))
    for helper in helpers:
        ended(count, helper, "watch and serve", 128 + signal.SIGINT, 128 + signal.SIGTERM,
              -signal.SIGINT, -signal.SIGTERM, -9)
    ended(count, start(tree, "build", "-q"), "build after watch and serve")
    return number + 1


def dead_lock(count, tree, chance):
    """The lock file of a process that is no more, with its number or anything in it."""
    lock = tree.folder / ".bespoke/lock"
    write(lock, chance.choice([b"4194303\n", b"", b"\0" * 64, b"locked by host:1"]))
    holder = start(tree, "build", "-q", "-f")
    time.sleep(chance.random() * 0.1)
    holder.kill()
    holder.wait()
    ended(count, start(tree, "build", "-q"), "build after a dead holder")
    return 2


def no_lock(count, tree, chance):
    """A file system that has no locks: refused with the reason, nothing changed, later right."""
    before = digest(tree.folder)
    error = chance.choice(["ENOLCK", "EOPNOTSUPP", "EIO", "EINVAL"])
    # Something to do, so that the front does not answer.
    done = build(tree.folder, "-f", wrapper=[
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=flock", "-e",
        f"inject=flock:error={error}"])
    count.check(done.returncode == 1 and "lock" in done.stderr, "not refused",
                f"{error}: {done.returncode} {done.stderr[-300:]}")
    count.check(digest(tree.folder) == before, "differs", f"{error}: changed without a lock")
    ended(count, start(tree, "build", "-q"), "build once there are locks")
    return 2

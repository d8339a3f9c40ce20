#!/usr/bin/env python3
"""A rewriter for tests: reads the prompt, answers in the manner that its argument names.

    rewriter.py MODE [LOG]

With a LOG each call adds a line to it: what it saw of the prompt, its arguments and its
environment.
"""
import json, os, subprocess, sys, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

VERBS = {"Built": "Developed", "Wrote": "Authored", "Cut": "Reduced", "Led": "Headed",
         "Moved": "Migrated", "Reduced": "Lowered", "Trained": "Taught", "Developed": "Built"}


def honest(text):
    first, _, rest = text.partition(" ")
    return VERBS.get(first, first) + " " + rest


def answer(texts):
    return json.dumps({"texts": texts, "model": "fake-1", "total_cost_usd": 0.25,
                       "usage": {"input_tokens": 100, "output_tokens": 50}}, ensure_ascii=False)


def main():
    mode = sys.argv[1]
    raw = sys.stdin.buffer.read() if mode != "deaf" else b"{}"
    if len(sys.argv) > 2:
        with open(sys.argv[2], "a") as log:
            log.write(json.dumps({"prompt": raw.decode(), "arguments": sys.argv,
                                  "environment": dict(os.environ), "cwd": os.getcwd()}) + "\n")
    prompt = json.loads(raw)
    texts = prompt.get("texts", [])
    rewritten = [{"id": t["id"], "text": honest(t["text"])} for t in texts]
    out = sys.stdout.buffer
    if mode == "honest":
        out.write(answer(rewritten).encode())
    elif mode == "fenced":
        out.write(f"Sure! Here it is:\n```json\n{answer(rewritten)}\n```\nAnything else?".encode())
    elif mode == "envelope":
        out.write(json.dumps({"type": "result", "result": answer(rewritten), "model": "fake-2",
                              "total_cost_usd": 0.5, "usage": {"input_tokens": 7,
                                                               "output_tokens": 3}}).encode())
    elif mode == "injected":
        # Does what the posting orders: the skill that follows "ADD:" goes into every text.
        wanted = [line.split("ADD:")[1].strip() for r in prompt["posting"]["requirements"]
                  for line in [r["text"]] if "ADD:" in line] or ["COBOL"]
        out.write(answer([{"id": t["id"], "text": t["text"] + " with " + wanted[0]}
                          for t in texts]).encode())
    elif mode == "skills":
        # Takes what the posting asks for.
        asked = [r["text"] for r in prompt["posting"]["requirements"]] or ["Kubernetes"]
        out.write(answer([{"id": t["id"], "text": t["text"].rstrip(".") + ", " + asked[i % len(asked)]}
                          for i, t in enumerate(texts)]).encode())
    elif mode == "lying":
        out.write(answer([{"id": t["id"], "text": t["text"] + " at Google, saving $5 million"}
                          for t in texts]).encode())
    elif mode == "slow":
        time.sleep(60)
    elif mode == "deaf":
        time.sleep(60)
    elif mode == "forking":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
        out.write(answer(rewritten).encode())
    elif mode == "stubborn":
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(60)
    elif mode == "crashing":
        os.abort()
    elif mode == "failing":
        sys.stderr.write("no credit left\n" * 20000)
        out.write(b"half an ans")
        sys.exit(3)
    elif mode == "endless":
        while True:
            out.write(b"x" * 65536)
    elif mode == "raw":
        out.write(open(os.environ["REPLY"], "rb").read())
    out.flush()


main()

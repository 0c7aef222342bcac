"""What the adapters of other engines share: rows, words, and the conversation with the bench.

An adapter is started with a folder of its own. It reads requests from standard input, one JSON object a line, and
answers each with one line: {"load": FILE} fills the folder from rows and answers {"seconds", "steps", "bytes"}; {"open": null}
makes ready to search and answers {}; {"ask": [{"mode", "words"}]} answers {"answers": [{"micros", "total", "keys"}]}.
`bytes` is what it takes
on the disk where that is not the folder; `total` is null where the engine has nothing to search for. At the end of standard input it closes what it opened.
"""
import json
import re
import signal
import sys
import time
from pathlib import Path

# Hits of an answer.
SIZE = 10
# What a word counts in each field.
WEIGHTS = {"title": 3, "decision": 2, "description": 1, "rest": 1}
WORD = re.compile(r"\w+")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
MEANT = {"n": "\n", "r": "\r", "t": "\t"}


def words_of(words):
    """The words of a question as an engine without a parser of its own wants them."""
    return [found.lower() for word in words for found in WORD.findall(word)]


def unescaped(value):
    """A value of PostgreSQL's text format for COPY, in which the rows are written."""
    if "\\" not in value:
        return value
    return ESCAPED.sub(lambda found: MEANT.get(found[1], found[1]), value)


def rows(path):
    """Rows in memory, (key, title, decision, description, rest): what it takes to read them is not loading."""
    with open(path, encoding="utf-8", newline="\n") as file:
        split = (line.rstrip("\n").split("\t") for line in file)
        return [(int(key), *map(unescaped, texts)) for key, *texts in split]


class Steps:
    """Times the steps of loading."""

    def __init__(self):
        self.steps = []

    def take(self, name, step):
        start = time.perf_counter()
        result = step()
        self.steps.append([name, time.perf_counter() - start])
        return result

    def answer(self, uncounted=()):
        """`uncounted` steps are told, and are no part of the sum."""
        seconds = sum(seconds for name, seconds in self.steps if name not in uncounted)
        return {"seconds": seconds, "steps": self.steps}


def asked(engine, question):
    """One question. `prepare` makes of it what `ask` is timed with, or None where nothing is left to search for."""
    prepared = engine.prepare(question["mode"], question["words"])
    if prepared is None:
        return {"micros": 0.0, "total": None, "keys": []}
    start = time.perf_counter()
    total, keys = engine.ask(prepared)
    micros = (time.perf_counter() - start) * 1e6
    return {"micros": micros, "total": total, "keys": keys}


def answer(engine, request):
    if "load" in request:
        return engine.load(Path(request["load"]))
    if "open" in request:
        engine.open()
        return {}
    return {"answers": [asked(engine, question) for question in request["ask"]]}


def serve(engine):
    # Ended from outside, it still stops what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        for line in sys.stdin:
            print(json.dumps(answer(engine, json.loads(line))), flush=True)
    finally:
        engine.close()

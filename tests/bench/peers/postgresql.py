#!/usr/bin/python3
"""PostgreSQL: the configuration `swedish` (Snowball's stemmer and a list of stop words), GIN, `ts_rank`.

A cluster of its own in the folder, reached by a socket alone. Settings are those it comes with but for memory.
"""
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2
from adapter import SIZE, Steps, serve

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
SETTINGS = {"shared_buffers": "2GB", "maintenance_work_mem": "1GB"}
# A, B, C and D count 1, 0.4, 0.2 and 0.1.
FIELDS = {"title": "A", "decision": "B", "description": "C", "rest": "D"}
MADE = {
    "all": "plainto_tsquery('swedish', %(words)s)",
    "phrase": "phraseto_tsquery('swedish', %(words)s)",
    "prefix": "to_tsquery('swedish', %(words)s)",
}


class Postgresql:
    def __init__(self, folder):
        self.data = folder / "data"
        self.sockets = None
        self.connection = None
        # The server refuses to run as root.
        self.who = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        self.run_as = ["runuser", "-u", self.who, "--"] if os.getuid() == 0 else []
        if self.run_as:
            shutil.chown(folder, self.who)

    def run(self, program, *arguments):
        command = [*self.run_as, PROGRAMS / program, "-D", self.data, *arguments]
        done = subprocess.run([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd="/")
        if done.returncode != 0:
            log = self.data / "log"
            told = log.read_text() if log.exists() else ""
            raise RuntimeError(f"{program}: {done.stderr}{told}")

    def start(self):
        # A path to a socket may be 107 bytes long.
        self.sockets = tempfile.mkdtemp(prefix="pg-")
        shutil.chown(self.sockets, self.who)
        options = [f"-k {self.sockets}", "-c listen_addresses=''"]
        options += [f"-c {name}={value}" for name, value in SETTINGS.items()]
        self.run("pg_ctl", "-w", "-l", self.data / "log", "-o", " ".join(options), "start")
        self.connection = psycopg2.connect(host=self.sockets, user=self.who, dbname="postgres")
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()

    def load(self, path):
        self.run("initdb", "-E", "UTF8", "--no-locale", "-A", "trust", "-U", self.who)
        self.start()
        steps = Steps()
        steps.take("copy", lambda: self.copy(path))
        steps.take("index", lambda: self.cursor.execute("CREATE INDEX ON paragraphs USING gin (words)"))
        steps.take("vacuum", lambda: self.cursor.execute("VACUUM ANALYZE paragraphs"))
        # The folder holds its log of changes beside, up to a gigabyte whatever is loaded.
        self.cursor.execute("SELECT pg_total_relation_size('paragraphs')")
        size = self.cursor.fetchone()[0]
        self.close()
        return {**steps.answer(), "bytes": size}

    def copy(self, path):
        texts = ", ".join(f"{field} text NOT NULL" for field in FIELDS)
        words = " || ".join(
            f"setweight(to_tsvector('swedish', {field}), '{weight}')" for field, weight in FIELDS.items()
        )
        self.cursor.execute(
            f"CREATE TABLE paragraphs (key integer PRIMARY KEY, {texts}, words tsvector GENERATED ALWAYS AS ({words}) STORED)"
        )
        with open(path, "rb") as file:
            self.cursor.copy_expert(f"COPY paragraphs (key, {', '.join(FIELDS)}) FROM STDIN", file, 1 << 20)

    def open(self):
        self.start()

    def prepare(self, mode, words):
        text = " ".join(words)
        if mode == "prefix":
            text = "'" + text.replace("\\", "\\\\").replace("'", "''") + "':*"
        # Nothing is left of stop words.
        self.cursor.execute(f"SELECT numnode({MADE[mode]})", {"words": text})
        return (MADE[mode], text) if self.cursor.fetchone()[0] else None

    def ask(self, prepared):
        made, text = prepared
        self.cursor.execute(
            f"SELECT key, count(*) OVER () FROM (SELECT key, ts_rank(words, {made}) AS rank FROM paragraphs"
            f" WHERE words @@ {made} OFFSET 0) found ORDER BY rank DESC LIMIT {SIZE}",
            {"words": text},
        )
        found = self.cursor.fetchall()
        return (found[0][1] if found else 0), [key for key, _ in found]

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None
        if self.sockets:
            self.run("pg_ctl", "-m", "fast", "-w", "stop")
            shutil.rmtree(self.sockets, ignore_errors=True)
            self.sockets = None


if __name__ == "__main__":
    serve(Postgresql(Path(sys.argv[1])))

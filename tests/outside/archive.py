"""One server over the samples, shared by every test of a run, and what the tests ask it with."""

import atexit
import json
import os
import re
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The program: where the variable says, otherwise where `cargo test --workspace --no-run` puts it.
PROGRAM = os.environ.get("PARAGRAF") or str(
    Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target") / "debug" / "paragraf")

# Under this address the world knows the archive: what is handed out names it, wherever the server listens.
BASE_URL = "https://arkiv.example.org"

SETTINGS = f"""[server]
base_url = "{BASE_URL}"
operator = "Föreningen Öppna protokoll"
contact = "arkivet@example.org"
indexable = true
connections_per_address = 500
"""


class Site:
    """An archive of the samples in a folder of its own, and a server over it."""

    def __init__(self, paths=(ROOT / "data/samples",)):
        self.folder = Path(tempfile.mkdtemp(prefix="paragraf-outside-"))
        (self.folder / "paragraf.toml").write_text(SETTINGS, encoding="utf-8")
        self.run("ingest", *map(str, paths))
        self.server = subprocess.Popen(
            [*self.command("serve"), "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        atexit.register(self.close)
        self.address = self._greeting()

    def command(self, *words):
        """A command of the program over this archive."""
        return [PROGRAM, "--config", str(self.folder / "paragraf.toml"), "--data", str(self.folder / "data"),
                "--index", str(self.folder / "index"), *words]

    def run(self, *words, status=0):
        """Runs a command and gives what it printed."""
        done = subprocess.run(self.command(*words), capture_output=True, text=True, check=False)
        assert done.returncode == status, f"paragraf {' '.join(words)}\n{done.stdout}{done.stderr}"
        return done.stdout

    def open(self, path, **parameters):
        """Opens an address of the server; `parameters` may hold lists."""
        query = urllib.parse.urlencode(parameters, doseq=True)
        return urllib.request.urlopen(f"{self.address}{path}{'?' + query if query else ''}", timeout=60)

    def get(self, path, **parameters):
        """The bytes at an address."""
        with self.open(path, **parameters) as answer:
            return answer.read()

    def json(self, path, **parameters):
        """What the JSON at an address says."""
        return json.loads(self.get(path, **parameters))

    def status_of(self, path):
        """Only the status at an address, errors too."""
        try:
            with self.open(path) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def close(self):
        """Stops the server and removes everything."""
        if self.server.poll() is None:
            self.server.terminate()
            self.server.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _greeting(self):
        for line in self.server.stdout:
            address = re.search(r"http://127\.0\.0\.1:\d+", line)
            if address:
                return address.group()
        raise AssertionError("the server ended before it said where it listens")


_shared = None


def shared():
    """The one server that tests use which change nothing."""
    global _shared
    if _shared is None:
        _shared = Site()
    return _shared

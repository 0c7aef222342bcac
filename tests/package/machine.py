"""A clean Debian in a folder, booted with its own systemd, and what the tests ask of it."""

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Made once; every run boots a copy.
PRISTINE = ROOT / "target/package-root"

# Nothing here takes so long; it only keeps a broken test from waiting for ever.
EVER = 180

SERVER = "http://127.0.0.1:8080"


def release():
    """The release of Debian that this machine has."""
    for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines():
        if line.startswith("VERSION_CODENAME="):
            return line.partition("=")[2].strip('"')
    raise AssertionError("not a Debian")


def checked(words, **how):
    """Runs a command that must succeed, and gives what it printed."""
    done = subprocess.run(words, capture_output=True, text=True, check=False, **how)
    assert done.returncode == 0, f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}"
    return done.stdout


def pristine():
    """Debian as it is before anything is installed, with systemd to boot it."""
    if not (PRISTINE / "made").exists():
        shutil.rmtree(PRISTINE, ignore_errors=True)
        PRISTINE.mkdir(parents=True)
        checked(["debootstrap", "--variant=minbase", "--include=systemd,systemd-sysv,dbus,ca-certificates",
                 release(), PRISTINE / "root"])
        (PRISTINE / "made").touch()
    return PRISTINE / "root"


class Machine:
    """A copy of the clean root. It runs from `boot` to `close`."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="paragraf-package-"))
        self.root = self.folder / "root"
        checked(["cp", "--archive", "--reflink=auto", pristine(), self.root])
        self.log = open(self.folder / "log", "w+b")  # pylint: disable=consider-using-with
        self.process = None
        self.leader = None

    def boot(self):
        """Starts systemd in there; its network is its own and leads nowhere."""
        self.process = subprocess.Popen(
            ["systemd-nspawn", "--quiet", "--directory", self.root, "--boot", "--register=no", "--keep-unit",
             "--private-network", "--console=pipe"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.wait("the machine boots", self._find_leader)
        self.wait("systemd is up", lambda: self.does("systemctl", "is-system-running") in ("running", "degraded"))

    def _find_leader(self):
        assert self.process.poll() is None, f"it does not boot: {self.said()}"
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        self.leader = (children.split() or [None])[0]
        return self.leader and Path(f"/proc/{self.leader}/comm").read_text(encoding="ascii").startswith("systemd")

    def said(self):
        """What the machine wrote to its console."""
        self.log.flush()
        return Path(self.log.name).read_text(encoding="utf-8", errors="replace")

    def command(self, *words):
        """A command as root of the running machine."""
        return ["nsenter", "--target", str(self.leader), "--all", "env", "--ignore-environment",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin", *map(str, words)]

    def runs(self, *words):
        """Runs it, and gives what it printed; it must succeed."""
        return checked(self.command(*words))

    def does(self, *words):
        """What it printed, whether or not it succeeds."""
        return subprocess.run(self.command(*words), capture_output=True, text=True, check=False).stdout.strip()

    def paragraf(self, *words):
        """A command of the program as the operator's document says."""
        return self.runs("runuser", "-u", "paragraf", "--", "paragraf", "--config", "/etc/paragraf/paragraf.toml", *words)

    def installs(self, *words):
        """`apt-get`, with the network of this machine and the root of that one."""
        mounts = "mount --bind /proc $0/proc && mount --rbind /dev $0/dev" if self.leader is None else "true"
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes", "--no-install-recommends", *words]
        if self.leader is None:
            shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
            return checked(["unshare", "--mount", "bash", "-c", f'{mounts} && exec chroot "$0" "$@"',
                            str(self.root), *map(str, apt)])
        return self.runs(*apt)

    def show(self, unit, name):
        """A property of a unit."""
        return self.runs("systemctl", "show", unit, "--property", name, "--value").strip()

    def is_active(self, unit):
        """Whether the unit runs."""
        return self.does("systemctl", "is-active", unit) == "active"

    def get(self, path, **parameters):
        """What curl gets from the server, asked inside."""
        query = urllib.parse.urlencode(parameters)
        address = f"{SERVER}{path}{'?' + query if query else ''}"
        return checked(["nsenter", "--target", self.leader, "--net", "curl", "--silent", "--show-error", "--fail",
                        "--max-time", "60", address])

    def total(self, **parameters):
        """How many hits a search has."""
        return json.loads(self.get("/api/v1/search", **parameters))["total"]

    @staticmethod
    def wait(what, until):
        """Waits until it is so."""
        end = time.monotonic() + EVER
        while True:
            try:
                if until():
                    return
            except AssertionError:
                if time.monotonic() > end:
                    raise
            assert time.monotonic() < end, f"in vain: {what}"
            time.sleep(0.2)

    def close(self):
        """Switches it off and removes it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        if not os.environ.get("KEEP"):
            shutil.rmtree(self.folder)

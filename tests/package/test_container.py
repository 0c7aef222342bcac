"""The container's recipe, followed step by step in a clean root: no engine runs here, so this shows that the steps work and
that what they leave serves, not that an engine reads them as we do. Building the program is left out: the tests have."""

import json
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from machine import EVER, ROOT, Machine, checked, pristine

PROGRAM = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target") / "debug/paragraf"


def stage(name):
    """The instructions of a stage: name and what follows."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = re.sub(r"\\\n\s*", "", text)
    found = re.search(rf"^FROM \S+ AS {name}\n(.*?)(?=^FROM |\Z)", text, re.MULTILINE | re.DOTALL).group(1)
    return [tuple(line.split(None, 1)) for line in found.splitlines() if line]


class Container(unittest.TestCase):
    """What `docker build` and `docker run --read-only` do."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="paragraf-container-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.root = cls.folder / "root"
        checked(["cp", "--archive", "--reflink=auto", pristine(), cls.root])
        shutil.copy("/etc/resolv.conf", cls.root / "etc/resolv.conf")
        cls.environment, cls.last = {}, {}
        for name, rest in stage("base"):
            if name == "ENV":
                cls.environment.update(pair.split("=", 1) for pair in shlex.split(rest))
            elif name == "RUN":
                checked(["unshare", "--mount", "bash", "-c", 'mount --bind /proc $0/proc && mount --rbind /dev $0/dev && '
                         'exec chroot "$0" sh -c "$1"', cls.root, rest])
            elif name == "COPY":
                *files, place = [word for word in rest.split() if not word.startswith("--")]
                for file in files:
                    target = cls.root / place.lstrip("/")
                    if place.endswith("/"):
                        target = target / Path(file).name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(PROGRAM if "--from=build" in rest else ROOT / file, target)
            else:
                cls.last[name] = rest

    def command(self, *words):
        """What the engine starts: as the recipe's user, with its environment alone, on a root that cannot be written."""
        user = self.last["USER"]
        variables = [f"{name}={value}" for name, value in self.environment.items()]
        mounts = ("ip link set lo up && mount --bind $0 $0 && mount -t proc proc $0/proc && "
                  "mount --bind $0/data $0/data && mount --bind $0/index $0/index && mount -o remount,bind,ro $0")
        return ["bash", "-c", f'{mounts} && exec chroot --userspec={user} "$0" "$@"', str(self.root),
                "env", "--ignore-environment", "--chdir", self.last["WORKDIR"], "PATH=/usr/local/bin:/usr/bin:/bin",
                *variables, *json.loads(self.last["ENTRYPOINT"]), *words]

    def test_what_the_recipe_leaves_reads_in_and_serves_as_nobody_on_a_root_that_cannot_be_written(self):
        shutil.copytree(ROOT / "data/samples", self.root / "incoming")
        alone = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"]
        said = checked([*alone, *self.command("ingest", "/incoming")])
        self.assertRegex(said, r"^\d+ files: \d+ new with \d+ paragraphs")
        self.assertFalse((self.root / "data/archive.db").stat().st_uid == 0)
        server = subprocess.Popen([*alone, *self.command(*json.loads(self.last["CMD"]))],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
            Machine.wait("it starts", lambda: children.read_text(encoding="ascii").split())
            leader = children.read_text(encoding="ascii").split()[0]
            inside = ["nsenter", "--target", leader, "--net"]
            checkup = json.loads(re.search(r"CMD (\[.*\])", self.last["HEALTHCHECK"]).group(1))
            self.assertEqual(checkup, ["paragraf", "health"])
            health = [*inside, "env", "--ignore-environment",
                      *(f"{name}={value}" for name, value in self.environment.items()), PROGRAM, "health"]
            Machine.wait("it is well", lambda: checked(health) == "ready\n")
            found = json.loads(checked([*inside, "curl", "--silent", "http://127.0.0.1:8080/api/v1/search?q=beslut"]))
            self.assertGreater(found["total"], 0)
            # As `docker stop` does.
            os.kill(int(leader), 15)
            self.assertEqual(server.wait(timeout=EVER), 0)
        finally:
            server.kill()
            server.wait()
            server.stdout.close()


if __name__ == "__main__":
    unittest.main()

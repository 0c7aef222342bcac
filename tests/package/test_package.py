"""The Debian package on a clean machine: installed, started, read into, asked, upgraded, purged. The tests follow one
another on one machine, in the order of their names."""

import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

from machine import ROOT, Machine, checked

PACKAGE = Path(os.environ["PACKAGE"])
SAMPLES = [path for path in (ROOT / "data/samples").rglob("*") if path.is_file() and path.suffix != ".toml"]
UNITS = ("paragraf.service", "paragraf-watch.service")


class Package(unittest.TestCase):
    """One machine from its first boot to the purge."""

    @classmethod
    def setUpClass(cls):
        cls.machine = Machine()
        cls.addClassCleanup(cls.machine.close)
        shutil.copy(PACKAGE, cls.machine.root / "root/paragraf.deb")
        # Downloads what the package needs; the package itself is installed on the running machine.
        cls.machine.installs("update")
        depends = checked(["dpkg-deb", "--field", PACKAGE, "Depends"])
        cls.names = re.findall(r"(?:^|, )([a-z0-9-]+)", depends)
        cls.machine.installs("install", *cls.names)
        cls.machine.boot()

    def paragraphs(self):
        """How many can be found."""
        return self.machine.total(size=1)

    def test_01_lintian_finds_nothing_but_the_symbols_of_a_development_build(self):
        done = subprocess.run(["lintian", "--allow-root", "--tag-display-limit", "0", PACKAGE],
                              capture_output=True, text=True, check=False)
        found = [line for line in done.stdout.splitlines() if "unstripped-binary-or-object" not in line]
        self.assertEqual(found, [])

    def test_02_it_installs_and_both_services_run(self):
        self.machine.installs("install", "/root/paragraf.deb")
        for unit in UNITS:
            self.machine.wait(f"{unit} runs", lambda unit=unit: self.machine.is_active(unit))
            self.assertEqual(self.machine.show(unit, "User"), "paragraf")
            self.assertEqual(self.machine.does("systemctl", "is-enabled", unit), "enabled")
        self.assertRegex(self.machine.show(UNITS[0], "StatusText"), r"^listens on 127\.0\.0\.1:8080$")
        self.assertRegex(self.machine.show(UNITS[1], "StatusText"), r"^watching")
        self.assertEqual(self.machine.get("/readyz"), "ok\n")
        self.assertIn("Paragraf", self.machine.get("/"))
        self.assertEqual(self.machine.runs("paragraf", "health").strip(), "ready")

    def test_03_the_units_are_right_and_fenced_in(self):
        self.machine.runs("systemd-analyze", "verify", "--man=no", *UNITS)
        for unit, most in zip(UNITS, (1.2, 0.4)):
            said = self.machine.runs("systemd-analyze", "security", "--no-pager", unit)
            exposure = float(re.search(r"Overall exposure level for \S+: ([0-9.]+)", said).group(1))
            print(f"{unit}: exposure {exposure}")
            self.assertLessEqual(exposure, most)

    def test_04_what_a_member_of_the_group_puts_into_incoming_is_found(self):
        self.machine.runs("useradd", "--create-home", "--groups", "paragraf", "anna")
        incoming = self.machine.root / "var/lib/paragraf/incoming"
        shutil.copytree(ROOT / "data/samples", self.machine.root / "home/anna/samples")
        self.machine.runs("chown", "-R", "anna:", "/home/anna")
        self.machine.runs("runuser", "-u", "anna", "--", "sh", "-c",
                          "umask 027 && cp -r /home/anna/samples/* /var/lib/paragraf/incoming/")
        self.assertEqual(len(list(incoming.iterdir())), len(list((ROOT / "data/samples").iterdir())))
        # Told when what was read in can be found.
        told = f"documents read in since the start: {len(SAMPLES)}"
        self.machine.wait("the samples are read in", lambda: told in self.machine.show(UNITS[1], "StatusText"))
        self.assertIn(f'paragraf_documents{{status="indexed"}} {len(SAMPLES)}\n', self.machine.get("/metrics"))
        self.machine.wait("the server shows them", lambda: self.paragraphs() > 0)
        status = self.machine.paragraf("status")
        self.assertNotIn("could not be read", status)
        self.assertGreater(self.machine.total(q="beslut"), 0)
        log = self.machine.runs("journalctl", "--unit", UNITS[1], "--output", "cat")
        self.assertRegex(log, r"incoming/\S+: new, paragraphs: \d+")

    def test_05_a_document_that_is_no_document_is_told_and_ends_nothing(self):
        before = self.paragraphs()
        self.machine.runs("sh", "-c", "echo '%PDF-1.7 trasig' >/var/lib/paragraf/incoming/trasig.pdf")
        self.machine.wait("the failure is told", lambda: "trasig.pdf: " in self.machine.runs(
            "journalctl", "--unit", UNITS[1], "--output", "cat"))
        self.assertEqual(self.paragraphs(), before)
        self.assertTrue(self.machine.is_active(UNITS[1]))

    def test_06_the_service_can_neither_write_elsewhere_nor_reach_anybody(self):
        main = self.machine.show(UNITS[1], "MainPID")
        # Where the service is, and as root at that.
        inside = self.machine.command("nsenter", "--target", main, "--mount", "--net")
        for place in ("/etc/x", "/usr/x", "/var/lib/paragraf/incoming/x"):
            done = subprocess.run([*inside, "touch", place], capture_output=True, text=True, check=False)
            self.assertIn("Read-only file system", done.stderr, place)
        checked([*inside, "touch", "/var/lib/paragraf/data/x"])
        links = checked([*inside, "cat", "/proc/self/net/dev"])
        self.assertEqual(re.findall(r"^\s*(\w+):", links, re.MULTILINE), ["lo"])

    def test_07_stopping_and_starting_is_clean(self):
        before = self.paragraphs()
        for unit in UNITS:
            self.machine.runs("systemctl", "stop", unit)
            log = self.machine.runs("journalctl", "--unit", unit, "--output", "cat", "--lines", "20")
            self.assertEqual(self.machine.show(unit, "Result"), "success", log)
            self.assertEqual(self.machine.show(unit, "ExecMainStatus"), "0", f"{unit}: {log}")
            self.machine.runs("systemctl", "start", unit)
        self.assertEqual(self.paragraphs(), before)

    def test_08_a_server_that_does_not_answer_is_started_anew(self):
        self.machine.runs("mkdir", "-p", "/run/systemd/system/paragraf.service.d")
        self.machine.runs("sh", "-c", "printf '[Service]\\nWatchdogSec=3\\n' "
                          "> /run/systemd/system/paragraf.service.d/soon.conf")
        self.machine.runs("systemctl", "daemon-reload")
        self.machine.runs("systemctl", "restart", UNITS[0])
        main = self.machine.show(UNITS[0], "MainPID")
        self.machine.runs("systemctl", "kill", "--kill-who=main", "--signal=STOP", UNITS[0])
        self.machine.wait("it is started anew", lambda: self.machine.show(UNITS[0], "NRestarts") == "1")
        self.machine.wait("it answers", lambda: self.machine.get("/readyz") == "ok\n")
        self.assertNotEqual(self.machine.show(UNITS[0], "MainPID"), main)
        self.machine.runs("rm", "-r", "/run/systemd/system/paragraf.service.d")
        self.machine.runs("systemctl", "daemon-reload")

    def test_09_a_deleted_index_is_made_anew_before_the_server_listens(self):
        before = self.paragraphs()
        self.machine.runs("systemctl", "stop", *UNITS)
        self.machine.runs("sh", "-c", "rm -rf /var/lib/paragraf/index/*")
        self.machine.runs("systemctl", "start", *UNITS)
        self.assertEqual(self.paragraphs(), before)

    def test_10_a_backup_is_restored_to_the_same_answers(self):
        before = self.machine.get("/api/v1/search", q="beslut", sort="oldest")
        # As the guide has it: where it says, by the command that it says.
        guide = (ROOT / "docs/operate.md").read_text(encoding="utf-8")
        told = re.search(r"^runuser .* backup (\S+)$", guide, re.MULTILINE)
        kept = told.group(1).replace("$(date +%F)", "2026-11-29")
        self.machine.paragraf("backup", kept)
        self.machine.runs("systemctl", "stop", *UNITS)
        self.machine.runs("sh", "-c", "mv /var/lib/paragraf/data /root/data && rm -rf /var/lib/paragraf/index/*")
        self.machine.runs("systemd-tmpfiles", "--create", "paragraf.conf")
        self.machine.paragraf("restore", kept)
        self.machine.runs("systemctl", "start", *UNITS)
        ids = re.findall(r'"id":"([^"]+)"', before)
        self.assertTrue(ids)
        self.assertEqual(re.findall(r'"id":"([^"]+)"', self.machine.get("/api/v1/search", q="beslut", sort="oldest")), ids)

    def test_11_an_upgrade_keeps_settings_and_archive(self):
        before = self.paragraphs()
        self.machine.runs("sh", "-c", "sed -i 's/^#operator.*/operator = \"Tallnäs kommun\"/' /etc/paragraf/paragraf.toml")
        newer = self.machine.folder / "newer"
        checked(["dpkg-deb", "--raw-extract", PACKAGE, newer])
        control = newer / "DEBIAN/control"
        text = control.read_text(encoding="utf-8")
        control.write_text(re.sub(r"^Version: .*$", "Version: 9.0.0-1", text, flags=re.MULTILINE), encoding="utf-8")
        checked(["dpkg-deb", "--build", "-Znone", newer, self.machine.root / "root/newer.deb"])
        main = self.machine.show(UNITS[0], "MainPID")
        self.machine.installs("install", "/root/newer.deb")
        self.machine.wait("it answers", lambda: self.machine.get("/readyz") == "ok\n")
        self.assertNotEqual(self.machine.show(UNITS[0], "MainPID"), main, "it runs the new program")
        self.assertEqual(self.paragraphs(), before)
        self.assertIn("Tallnäs kommun", self.machine.get("/om"))

    def test_12_a_mistake_in_the_settings_is_told_and_not_tried_again_and_again(self):
        settings = "/etc/paragraf/paragraf.toml"
        self.machine.runs("cp", settings, "/root/settings")
        self.machine.runs("sh", "-c", f"echo 'port = 1' >>{settings}")
        self.assertNotEqual(self.machine.does("systemctl", "restart", UNITS[0]), None)
        self.machine.wait("it has given up", lambda: self.machine.does("systemctl", "is-failed", UNITS[0]) == "failed")
        log = self.machine.runs("journalctl", "--unit", UNITS[0], "--output", "cat", "--lines", "20")
        self.assertIn("the settings in /etc/paragraf/paragraf.toml do not read", log)
        self.machine.runs("cp", "/root/settings", settings)
        self.machine.runs("systemctl", "restart", UNITS[0])

    def test_13_a_purge_leaves_the_archive_and_nothing_else(self):
        self.machine.installs("purge", "paragraf")
        for unit in UNITS:
            self.assertFalse(self.machine.is_active(unit))
        root = self.machine.root
        for gone in ("usr/bin/paragraf", "etc/paragraf", "usr/lib/systemd/system/paragraf.service",
                     "usr/share/doc/paragraf", "var/lib/paragraf/index",
                     "etc/systemd/system/multi-user.target.wants/paragraf.service"):
            self.assertFalse((root / gone).exists() or (root / gone).is_symlink(), gone)
        self.assertTrue((root / "var/lib/paragraf/data/archive.db").exists())
        self.assertTrue(any((root / "var/lib/paragraf/incoming").iterdir()))


if __name__ == "__main__":
    unittest.main()

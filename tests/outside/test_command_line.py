"""What shells, terminals and readers of manual pages make of the command line."""

import fcntl
import json
import os
import pty
import re
import shutil
import struct
import subprocess
import tempfile
import termios
import tomllib
import unicodedata
import unittest
from pathlib import Path

from archive import PROGRAM, ROOT

COMMANDS = re.compile(r"^ {2}([a-z]+) +\S", re.MULTILINE)

# What no terminal shows: colours, and what a bar does to its line.
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def paragraf(*words, folder=None, **variables):
    """Runs a command and gives what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARAGRAF_")}
    done = subprocess.run([PROGRAM, *words], cwd=folder, env={**environment, **variables},
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"paragraf {' '.join(words)}\n{done.stdout}{done.stderr}"
    return done.stdout


def on_terminal(*words, columns, folder, **variables):
    """Runs a command on a terminal of so many columns and gives all that came there."""
    command = [PROGRAM, *words]
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        for name in ("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
            os.environ.pop(name, None)
        os.environ.update({"TERM": "xterm-256color", **variables})
        os.execv(command[0], command)
    came = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        came += part
    os.close(terminal)
    _, status = os.waitpid(process, 0)
    return came.decode().replace("\r\n", "\n"), os.waitstatus_to_exitcode(status)


def width(line):
    """Columns that a line takes."""
    letters = ESCAPES.sub("", line)
    wide = sum(1 for letter in letters if unicodedata.east_asian_width(letter) in "WF")
    return sum(1 for letter in letters if not unicodedata.combining(letter)) + wide


def commands():
    """The names of all commands, as help tells them."""
    return [name for name in COMMANDS.findall(paragraf("--help")) if name != "help"]


class WithArchive(unittest.TestCase):
    """An archive of the samples in a folder that commands are given in."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="paragraf-hand-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        paragraf("ingest", str(ROOT / "data/samples"), folder=cls.folder)


class Terminals(WithArchive):
    def test_tables_fit_the_terminal(self):
        for columns in (72, 80, 100, 132):
            for words in (["status"], ["findings"], ["config"], ["search", "--size", "10", "kommunen"],
                          ["findings", "--severity", "info", "--size", "20"],
                          ["analyze", "skolskjutsar"]):
                came, status = on_terminal(*words, columns=columns, folder=self.folder)
                self.assertEqual(status, 0, came)
                # Of tables; sentences are broken by the terminal. Ids and keys are for copying and are never cut.
                lines = [line for line in came.split("\n")
                         if "  " in line and "/" not in line and "_" not in line]
                widest = max(lines, key=width)
                self.assertLessEqual(width(widest), columns, f"{words}: {widest!r}")

    def test_what_matches_stands_out_and_nothing_does_where_colour_is_unwanted(self):
        came, _ = on_terminal("search", "skolskjuts", columns=80, folder=self.folder)
        self.assertRegex(came, "\x1b\\[1m\x1b\\[33m[Ss]kolskjuts")
        # On a build server too.
        for unwanted in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CLICOLOR": "0"},
                         {"NO_COLOR": "1", "CI": "true"}, {"TERM": "dumb", "CI": "true"}):
            came, _ = on_terminal("search", "skolskjuts", columns=80, folder=self.folder, **unwanted)
            self.assertNotIn("\x1b", came, unwanted)
        came, _ = on_terminal("search", "--color", "never", "skolskjuts", columns=80, folder=self.folder)
        self.assertNotIn("\x1b", came)

    def test_long_commands_show_a_bar_and_take_it_away(self):
        for words in (["verify"], ["rebuild"], ["backup", "bar.zip"],
                      ["--data", "new", "--index", "new-index", "restore", "bar.zip"]):
            came, status = on_terminal(*words, columns=80, folder=self.folder)
            self.assertEqual(status, 0, came)
            bars = [part for part in re.split(r"[\r\n]", came) if re.search(r"\[[=> ]{24}\] [\d,]+/[\d,]+", part)]
            self.assertTrue(bars, f"{words}: {came!r}")
            # The line of the bar is cleared before the answer begins.
            last = came.rindex(bars[-1].strip()) + len(bars[-1].strip())
            self.assertRegex(came[last:], "\x1b\\[[0-9]*[KJ]")
        came, _ = on_terminal("verify", columns=80, folder=self.folder, TERM="dumb")
        self.assertNotIn("[=", came)


class Shells(unittest.TestCase):
    def complete_in_bash(self, *words):
        """What bash offers for the last word."""
        script = """
            source "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            [ $COMP_CWORD -gt 0 ] && previous=${COMP_WORDS[COMP_CWORD-1]}
            complete -p paragraf | grep -q -- '-F _paragraf' || exit 9
            _paragraf paragraf "${COMP_WORDS[COMP_CWORD]}" "$previous"
            printf '%s\\n' "${COMPREPLY[@]}"
        """
        with tempfile.NamedTemporaryFile("w", suffix=".bash") as file:
            file.write(paragraf("completions", "bash"))
            file.flush()
            done = subprocess.run(["bash", "-c", script, "bash", file.name, "paragraf", *words],
                                  capture_output=True, text=True, check=True, cwd=ROOT)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_bash_completes_commands_options_values_and_files(self):
        self.assertEqual(set(self.complete_in_bash("se")), {"search", "serve"})
        self.assertEqual(set(self.complete_in_bash("")) & set(commands()), set(commands()))
        self.assertIn("--municipality", self.complete_in_bash("search", "--mu"))
        self.assertEqual(self.complete_in_bash("search", "--format", ""), ["text", "json"])
        self.assertEqual(self.complete_in_bash("completions", "z"), ["zsh"])
        self.assertEqual(self.complete_in_bash("search", "--sort", "n"), ["newest"])
        self.assertIn("rejected", self.complete_in_bash("search", "--outcome", "re"))

    def test_a_person_at_bash_gets_files_by_the_tabulator(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "protokoll.pdf").write_bytes(b"")
            Path(folder, "rc").write_text(f"PS1='> '\n{paragraf('completions', 'bash')}", encoding="utf-8")
            process, terminal = pty.fork()
            if process == 0:
                os.chdir(folder)
                os.execvp("bash", ["bash", "--noprofile", "--rcfile", "rc", "-i"])
            os.write(terminal, b"paragraf parse prot\t\nexit\n")
            came = b""
            while True:
                try:
                    part = os.read(terminal, 65536)
                except OSError:
                    break
                if not part:
                    break
                came += part
            os.close(terminal)
            os.waitpid(process, 0)
        self.assertIn("paragraf parse protokoll.pdf", came.decode())

    def test_shells_read_their_completions(self):
        for shell, check in (("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "--no-execute"])):
            script = paragraf("completions", shell)
            for command in commands():
                self.assertIn(command, script, shell)
            with tempfile.NamedTemporaryFile("w") as file:
                file.write(script)
                file.flush()
                done = subprocess.run([*check, file.name], capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), shell)

    def test_fish_completes_commands(self):
        with tempfile.NamedTemporaryFile("w", suffix=".fish") as file:
            file.write(paragraf("completions", "fish"))
            file.flush()
            done = subprocess.run(["fish", "-c", f"source {file.name}; complete -C 'paragraf find'"],
                                  capture_output=True, text=True, check=True)
        self.assertTrue(done.stdout.startswith("findings\t"), done.stdout)


class Manual(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="paragraf-man-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        paragraf("man", str(cls.folder))
        cls.pages = sorted(cls.folder.glob("*.1"))

    def test_there_is_a_page_for_each_command(self):
        names = {page.stem for page in self.pages}
        self.assertEqual(names, {"paragraf"} | {f"paragraf-{command}" for command in commands()})

    def test_groff_and_mandoc_find_nothing_wrong(self):
        for page in self.pages:
            done = subprocess.run(["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z", str(page)],
                                  capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""), page.name)
            done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(page)],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.stdout, "", page.name)

    def test_every_page_has_the_sections_that_a_reader_looks_for(self):
        for page in self.pages:
            done = subprocess.run(["man", "-P", "cat", "-l", str(page)], capture_output=True, text=True, check=True,
                                  env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "TERM": "dumb"})
            text = re.sub(".\b", "", done.stdout)
            for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES",
                            "EXAMPLES", "SEE ALSO"):
                self.assertRegex(text, f"(?m)^{section}$", page.name)
            self.assertRegex(text, rf"(?m)^ +{page.stem} +- +\S", page.name)


class Settings(unittest.TestCase):
    def test_the_example_is_toml_with_every_setting(self):
        example = paragraf("config", "--example")
        tomllib.loads(example)
        bare = re.sub(r"(?m)^#(?! )", "", example)
        read = tomllib.loads(bare)
        keys = {key for key, value in read.items() if not isinstance(value, dict)}
        keys |= {f"{section}.{key}" for section, value in read.items() if isinstance(value, dict) for key in value}
        listed = json.loads(paragraf("config", "--format", "json", folder=tempfile.gettempdir()))["settings"]
        self.assertEqual(keys, {setting["key"] for setting in listed})


if __name__ == "__main__":
    unittest.main()

"""What docs/operate.md tells operators to do, done: proxies before the server, Prometheus over its figures, the program
laid out by `make install`, the container's recipe."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

import archive

DOCUMENT = (archive.ROOT / "docs/operate.md").read_text(encoding="utf-8")

# Nothing here takes so long; it only keeps a broken test from waiting for ever.
EVER = 60


def block(language, beginning=""):
    """The document's block of code in a language that begins so."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    return next(text for text in blocks if text.startswith(beginning))


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *_):
        return None


class Proxy:
    """A proxy of the document before the server, with a certificate of its own making."""

    @classmethod
    def setUpClass(cls):
        cls.site = archive.shared()
        cls.folder = Path(tempfile.mkdtemp(prefix="paragraf-proxy-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.plain, cls.secure = free_port(), free_port()
        with open(cls.folder / "log", "wb") as log:
            cls.process = subprocess.Popen(cls.command(), stdout=log, stderr=log, cwd=cls.folder,
                                           env={**os.environ, "XDG_DATA_HOME": str(cls.folder),
                                                "XDG_CONFIG_HOME": str(cls.folder)})
        cls.addClassCleanup(cls.stop)
        end = time.monotonic() + EVER
        while True:
            try:
                cls.ask("/robots.txt")
                return
            except (urllib.error.URLError, ConnectionError, ssl.SSLError):
                said = (cls.folder / "log").read_text(encoding="utf-8", errors="replace")
                if cls.process.poll() is not None or time.monotonic() > end:
                    raise AssertionError(said) from None
                time.sleep(0.1)

    @classmethod
    def stop(cls):
        """Ends the proxy."""
        cls.process.terminate()
        cls.process.wait(timeout=EVER)

    @classmethod
    def ask(cls, path, **headers):
        """Opens an address of the proxy, whatever its certificate says."""
        trusting = ssl._create_unverified_context()  # pylint: disable=protected-access
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trusting), NoRedirect)
        request = urllib.request.Request(f"https://localhost:{cls.secure}{path}", headers=headers)
        return opener.open(request, timeout=EVER)

    def status(self, path):
        """Only the status."""
        try:
            with self.ask(path) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def test_pages_and_searches_come_through_with_the_servers_headers_and_hsts(self):
        for path in ("/", "/sok?q=beslut", "/api/v1/search?q=beslut"):
            with self.ask(path) as answer:
                self.assertEqual(answer.status, 200)
                self.assertEqual(answer.headers["strict-transport-security"], "max-age=63072000")
                self.assertIn("default-src 'none'", answer.headers["content-security-policy"])
                self.assertTrue(answer.read())

    def test_compressed_answers_stay_compressed(self):
        with self.ask("/sok?q=beslut", **{"Accept-Encoding": "gzip"}) as answer:
            self.assertEqual(answer.headers["content-encoding"], "gzip")

    def test_what_is_for_the_operator_stays_inside(self):
        for path in ("/metrics", "/healthz", "/readyz"):
            self.assertEqual(self.status(path), 404, path)
            self.assertEqual(self.site.status_of(path), 200, path)

    def test_an_export_comes_through_whole_and_as_it_is_made(self):
        whole = self.site.get("/api/v1/export", format="jsonl")
        with self.ask("/api/v1/export?format=jsonl") as answer:
            self.assertIsNone(answer.headers["content-length"], "it is not kept back until it is whole")
            self.assertEqual(answer.read(), whole)

    def test_links_name_the_public_address_and_not_the_proxys(self):
        with self.ask("/api/v1/feed.atom?q=beslut", **{"X-Forwarded-Host": "evil.example"}) as answer:
            text = answer.read().decode()
        self.assertIn(archive.BASE_URL, text)
        self.assertNotIn("evil.example", text)
        self.assertNotIn(f"localhost:{self.secure}", text)


class Nginx(Proxy, unittest.TestCase):
    """As the document sets it up."""

    @classmethod
    def command(cls):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-keyout", cls.folder / "privkey.pem", "-out", cls.folder / "fullchain.pem"],
                       check=True, capture_output=True)
        (cls.folder / "paragraf-proxy.conf").write_text(block("nginx", "proxy_http_version"), encoding="utf-8")
        text = block("nginx", "limit_req_zone")
        changes = (
            ("/etc/letsencrypt/live/protokoll.example.se", str(cls.folder)),
            ("/etc/nginx/paragraf-proxy.conf", str(cls.folder / "paragraf-proxy.conf")),
            ("http://127.0.0.1:8080", cls.site.address),
            ("    listen 443 ssl http2;\n    listen [::]:443 ssl http2;\n", f"    listen 127.0.0.1:{cls.secure} ssl http2;\n"),
            ("    listen 80;\n    listen [::]:80;\n", f"    listen 127.0.0.1:{cls.plain};\n"),
        )
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        (cls.folder / "nginx.conf").write_text(
            f"daemon off;\npid {cls.folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n"
            + "".join(f"{kind}_temp_path {cls.folder}/{kind};\n"
                      for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
            + text + "}\n", encoding="utf-8")
        return ["nginx", "-p", cls.folder, "-c", cls.folder / "nginx.conf"]

    def test_plain_http_leads_to_the_secure_address(self):
        opener = urllib.request.build_opener(NoRedirect)
        request = urllib.request.Request(f"http://127.0.0.1:{self.plain}/sok?q=x",
                                         headers={"Host": "protokoll.example.se"})
        with self.assertRaises(urllib.error.HTTPError) as led:
            opener.open(request, timeout=EVER)
        self.assertEqual(led.exception.code, 301)
        self.assertEqual(led.exception.headers["location"], "https://protokoll.example.se/sok?q=x")


class Caddy(Proxy, unittest.TestCase):
    """As the document sets it up."""

    @classmethod
    def command(cls):
        text = block("caddy")
        changes = (
            ("protokoll.example.se {", "localhost {\n\ttls internal"),
            ("127.0.0.1:8080", cls.site.address.removeprefix("http://")),
        )
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        options = f"{{\n\tadmin off\n\tskip_install_trust\n\thttp_port {cls.plain}\n\thttps_port {cls.secure}\n}}\n"
        (cls.folder / "Caddyfile").write_text(options + text, encoding="utf-8")
        return ["caddy", "run", "--config", cls.folder / "Caddyfile", "--adapter", "caddyfile"]


class Prometheus(unittest.TestCase):
    """What watches the server understands it."""

    def test_the_python_client_reads_every_figure(self):
        site = archive.shared()
        site.get("/sok", q="beslut")
        text = site.get("/metrics").decode()
        families = {family.name: family for family in text_string_to_metric_families(text)}
        documents = {sample.labels["status"]: sample.value for sample in families["paragraf_documents"].samples}
        self.assertGreater(documents["indexed"], 10)
        self.assertEqual(documents["failed"], 0)
        self.assertGreater(families["process_resident_memory_bytes"].samples[0].value, 1e6)
        self.assertLess(abs(time.time() - families["process_start_time_seconds"].samples[0].value), 3600)
        self.assertEqual(families["paragraf_answer_seconds"].type, "histogram")

    def test_promtool_finds_nothing_to_say_about_the_figures(self):
        text = archive.shared().get("/metrics")
        done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_promtool_takes_the_rules_and_every_metric_in_them_is_there(self):
        rules = block("yaml")
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
            file.write(rules)
            file.flush()
            done = subprocess.run(["promtool", "check", "rules", file.name], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        site = archive.shared()
        site.status_of("/api/v1/nowhere")
        told = site.get("/metrics").decode()
        for name in re.findall(r"\b((?:paragraf|process)_[a-z_]+)", rules):
            self.assertIn(f"\n{name}", told)


class Installed(unittest.TestCase):
    """`make install` into an empty folder, as whoever makes a package does it."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="paragraf-install-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def make(self, target, prefix):
        """One of the Makefile's targets, with the program that the tests have built."""
        done = subprocess.run(["make", "--silent", target, f"DESTDIR={self.folder}", f"PREFIX={prefix}"],
                              cwd=archive.ROOT, env={**os.environ, "BINARY": archive.PROGRAM},
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def files(self):
        """Everything that lies there."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())

    def test_everything_lies_where_systems_look_for_it_and_the_units_name_it(self):
        self.make("install", "/opt/paragraf")
        files = self.files()
        below = "opt/paragraf"
        for name in (f"{below}/bin/paragraf", f"{below}/share/man/man1/paragraf.1", f"{below}/share/man/man1/paragraf-watch.1",
                     f"{below}/share/bash-completion/completions/paragraf", f"{below}/lib/sysusers.d/paragraf.conf",
                     f"{below}/lib/tmpfiles.d/paragraf.conf", f"{below}/share/doc/paragraf/operate.md",
                     f"{below}/share/doc/paragraf/LICENSE-MIT", "etc/paragraf/paragraf.toml"):
            self.assertIn(name, files)
        for unit in ("paragraf", "paragraf-watch"):
            text = (self.folder / below / f"lib/systemd/system/{unit}.service").read_text(encoding="utf-8")
            self.assertIn("ExecStart=/opt/paragraf/bin/paragraf ", text)
            self.assertIn("file:/opt/paragraf/share/doc/paragraf/operate.md", text)
            self.assertNotRegex(text, r"@[a-z]+@")

    def test_every_link_of_a_document_leads_to_what_is_laid_out_beside_it(self):
        self.make("install", "/usr/local")
        documents = self.folder / "usr/local/share/doc/paragraf"
        texts = sorted(documents.glob("*.md"))
        self.assertIn("operate.md", [text.name for text in texts])
        for text in texts:
            for target in re.findall(r"\]\(([^)\s]+)\)", text.read_text(encoding="utf-8")):
                if "://" in target or target.startswith(("#", "mailto:")):
                    continue
                self.assertTrue((documents / target.split("#")[0]).is_file(), f"{text.name}: {target}")
            self.assertNotRegex(text.read_text(encoding="utf-8"), r"\bdocs/[A-Za-z]+\.md", text.name)

    def test_the_folder_that_the_guide_backs_up_to_is_made_for_the_account(self):
        self.make("install", "/usr/local")
        folders = (self.folder / "usr/local/lib/tmpfiles.d/paragraf.conf").read_text(encoding="utf-8")
        kept = re.search(r"^runuser -u paragraf .* backup (\S+)/[^/]+$", DOCUMENT, re.MULTILINE).group(1)
        self.assertRegex(folders, rf"(?m)^d\s+{kept}\s+0750\s+paragraf\s+paragraf\s")

    def test_systemd_reads_the_unit_that_follows_another_archive(self):
        self.make("install", "/usr/local")
        unit = self.folder / "paragraf-mirror.service"
        text = block("ini", "# /etc/systemd/system/paragraf-mirror.service")
        self.assertIn("ExecStart=/usr/bin/paragraf mirror ", text)
        unit.write_text(text.replace("/usr/bin/paragraf", str(self.folder / "usr/local/bin/paragraf")), encoding="utf-8")
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False)
        said = [line for line in (done.stdout + done.stderr).splitlines() if unit.name in line]
        self.assertEqual(said, [])
        words = re.search(r"^ExecStart=\S+ (.*)$", text, re.MULTILINE).group(1).split()
        # Understood so far that it looks for the archive there, which is none.
        words[1] = "http://127.0.0.1:1"
        done = subprocess.run([archive.PROGRAM, "--data", self.folder / "d", "--index", self.folder / "i", *words[:2]],
                              capture_output=True, text=True, check=False)
        self.assertNotEqual(done.returncode, 2, done.stderr)

    def test_the_settings_that_are_laid_out_are_understood_and_so_is_every_example_in_them(self):
        self.make("install", "/usr/local")
        settings = self.folder / "etc/paragraf/paragraf.toml"
        examples = self.folder / "examples.toml"
        text = settings.read_text(encoding="utf-8").replace("/var/lib/paragraf", str(self.folder / "var"))
        settings.write_text(text, encoding="utf-8")
        examples.write_text(re.sub(r"^#(?=[a-z_]+ = )", "", text, flags=re.MULTILINE), encoding="utf-8")
        self.assertGreater(examples.read_text(encoding="utf-8").count(" = "), 15)
        for file in (settings, examples):
            done = subprocess.run([self.folder / "usr/local/bin/paragraf", "--config", file, "ingest", "--ocr=false",
                                   archive.ROOT / "data/samples/ekvalla"], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_installing_again_keeps_settings_and_uninstalling_leaves_nothing_else(self):
        self.make("install", "/usr/local")
        settings = self.folder / "etc/paragraf/paragraf.toml"
        settings.write_text("# mine\n", encoding="utf-8")
        self.make("install", "/usr/local")
        self.assertEqual(settings.read_text(encoding="utf-8"), "# mine\n")
        self.make("uninstall", "/usr/local")
        self.assertEqual(self.files(), ["etc/paragraf/paragraf.toml"])


class Container(unittest.TestCase):
    """The recipe is read by a program that knows recipes: no engine runs here."""

    def test_hadolint_finds_nothing_to_say(self):
        hadolint = Path(sys.executable).with_name("hadolint")
        done = subprocess.run([hadolint, archive.ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_a_container_without_a_server_is_not_asked_for_its_health(self):
        runs = [line.replace("\\\n", " ") for line in re.findall(r"^docker run (?:.*\\\n)*.*$", DOCUMENT, re.MULTILINE)]
        self.assertEqual(len(runs), 2)
        for run in runs:
            self.assertEqual("paragraf watch" in run, "--no-healthcheck" in run, run)


if __name__ == "__main__":
    unittest.main()

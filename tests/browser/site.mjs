// One server over the samples and one browser, shared by all tests; and visits that tell what went wrong in them.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The program: where the variable says, otherwise where `cargo build` puts it. */
const PROGRAM = process.env.PARAGRAF
  ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug", "paragraf");

/** Where a browser may lie. */
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** No picture, font or name from elsewhere, and no sandbox, which root has not got. */
const BROWSER_OPTIONS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];

/** A phone, as wide as most. */
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const DESKTOP = { viewport: { width: 1280, height: 800 } };

/** A paragraph that is withdrawn, so that its address answers 410. */
const WITHDRAWN = "ekvalla/kultur-och-fritidsnamnden/2023-11-08/51";

let folder;
let server;
let browser;

export const site = { address: "" };

/** Reads the samples in, starts the server on a free port, and the browser. */
export async function open() {
  assert.ok(existsSync(PROGRAM), `no program at ${PROGRAM}; build it with \`cargo build --workspace --bin paragraf\``);
  folder = mkdtempSync(join(tmpdir(), "paragraf-browser-"));
  const settings = join(folder, "paragraf.toml");
  writeFileSync(settings, SETTINGS);
  const common = ["--config", settings, "--data", join(folder, "data"), "--index", join(folder, "index")];
  run([...common, "ingest", join(ROOT, "data/samples")]);
  // One of these files cannot be read, which is no success.
  run([...common, "ingest", join(ROOT, "tests/browser/minutes")], 1);
  run([...common, "withdraw", WITHDRAWN, "--reason", "Prövas på nytt", "--by", "arkivarien"]);
  site.withdrawn = `/${WITHDRAWN}`;

  server = spawn(PROGRAM, [...common, "serve", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  site.address = await greeting(server);
  browser = await chromium.launch({ executablePath: executable(), args: BROWSER_OPTIONS });
}

const SETTINGS = `[server]
base_url = "https://arkiv.example.org"
operator = "Föreningen Öppna protokoll"
contact = "arkivet@example.org"
legal_basis = "Uppgift av allmänt intresse, artikel 6.1 e i dataskyddsförordningen"
indexable = true
connections_per_address = 500
`;

function run(words, status = 0) {
  const done = spawnSync(PROGRAM, words, { encoding: "utf8" });
  assert.equal(done.status, status, `paragraf ${words.join(" ")}\n${done.stdout}${done.stderr}`);
}

/** The address that the server says it listens on. */
function greeting(child) {
  return new Promise((resolve, reject) => {
    let told = "";
    child.stderr.on("data", (piece) => { told += piece; });
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = line.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (address) resolve(address[0]);
    });
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${told}`)));
  });
}

function executable() {
  const found = [process.env.CHROMIUM, ...BROWSERS].find((path) => path && existsSync(path));
  assert.ok(found, "no Chromium; run tests/browser/install.sh");
  return found;
}

/** Stops what was started and leaves nothing behind. */
export async function close() {
  await browser?.close();
  if (server && server.exitCode === null) {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  }
  if (folder) rmSync(folder, { recursive: true, force: true });
}

/**
 * A visit by somebody who has never been here. Afterwards: nothing was asked of another host, nothing was refused by
 * the content policy, no script failed, and no answer was the server's fault. `statuses`: error answers that belong to
 * the visit; `expected`: what the console may say besides.
 */
export async function visit(options, walk) {
  const { statuses = [], expected = [], ...others } = options;
  const context = await browser.newContext({ locale: "sv-SE", baseURL: site.address, ...DESKTOP, ...others });
  context.setDefaultTimeout(10_000);
  const troubles = [];
  watch(context, troubles, statuses, expected);
  try {
    const page = await context.newPage();
    const result = await walk(page, context);
    assert.deepEqual(troubles, []);
    return result;
  } finally {
    await context.close();
  }
}

function watch(context, troubles, statuses, expected) {
  const isOwn = (address) => address.startsWith(`${site.address}/`) || address.startsWith("data:");
  context.on("request", (request) => {
    if (!isOwn(request.url())) troubles.push(`asked another host: ${request.url()}`);
  });
  context.on("response", (response) => {
    const status = response.status();
    if (status >= 400 && !statuses.includes(status)) troubles.push(`${status} from ${response.url()}`);
  });
  context.on("console", (message) => {
    const told = message.text();
    const isExpected = statuses.some((status) => told.includes(`status of ${status}`))
      || expected.some((pattern) => pattern.test(told));
    if (message.type() === "error" && !isExpected) troubles.push(`console: ${told} (${message.location().url})`);
  });
  context.on("weberror", (error) => troubles.push(`script: ${error.error().stack}`));
}

/** What has the focus, as a person would name it. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const text = element.labels?.[0]?.textContent ?? element.getAttribute("aria-label") ?? element.textContent;
    return `${element.localName}: ${text.replace(/\s+/g, " ").trim()}`;
  });
}

/** Whether a person sees where the focus is: an outline of at least two pixels, on the screen. */
export function showsFocus(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body) return false;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return isOutlined && isOnScreen && box.width > 0 && box.height > 0;
  });
}

/** The text of what a selector finds, in one line. */
export async function textOf(page, selector) {
  const text = await page.locator(selector).first().textContent();
  return text.replace(/\s+/g, " ").trim();
}

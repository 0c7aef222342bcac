// Pictures of every page: on a desktop, on a phone and in the dark. `node screens.mjs [FOLDER]`; docs/screens where
// none is named, with a list of them.

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { PAGES, addressOf, statusesOf } from "./pages.mjs";
import { DESKTOP, PHONE, ROOT, close, open, visit } from "./site.mjs";

const VIEWS = [
  { view: "desktop", most: 2400, options: { ...DESKTOP, colorScheme: "light" } },
  { view: "phone", most: 3000, options: { ...PHONE, deviceScaleFactor: 1, colorScheme: "light" } },
  { view: "dark", most: 2400, options: { ...DESKTOP, colorScheme: "dark" } },
];

const folder = process.argv[2] ?? join(ROOT, "docs/screens");

/** The whole page, down to where it is long enough. */
async function picture(page, file, most) {
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight,
  }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, most) };
  await page.screenshot({ path: file, clip, fullPage: true, animations: "disabled", caret: "hide" });
}

/** With a palette of few colours, which paper and ink do with. */
function makeSmall(files) {
  const done = spawnSync("pngquant", ["32", "--force", "--strip", "--ext", ".png", "--", ...files], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`pngquant: ${done.error ?? done.stderr}`);
}

function list() {
  const rows = PAGES.map((kind) => `| ${kind.name} | ${VIEWS.map(({ view }) => `[${view}](${kind.name}-${view}.png)`).join(" | ")} |`);
  return `# Screens

Every kind of page over the sample minutes, made by \`make screens\`: on a desktop (1280 pixels), on a phone (390) and in
the dark. Long pages are cut.

| page | desktop | phone | dark |
|---|---|---|---|
${rows.join("\n")}
`;
}

await open();
try {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = [];
  for (const { view, most, options } of VIEWS) {
    for (const kind of PAGES) {
      await visit({ ...options, statuses: statusesOf(kind) }, async (page) => {
        await page.goto(await addressOf(kind));
        const file = join(folder, `${kind.name}-${view}.png`);
        await picture(page, file, most);
        files.push(file);
      });
    }
  }
  makeSmall(files);
  writeFileSync(join(folder, "README.md"), list());
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(`${files.length} pictures in ${folder}, ${Math.round(bytes / 1024)} kB`);
} finally {
  await close();
}

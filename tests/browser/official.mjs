// The official: a list of case numbers in every spelling, and what the archive has not got.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe } from "node:test";

import { heading, link, searchField, story } from "./hands.mjs";

/** Forty lines of a list as it comes out of a spreadsheet: found, unknown and ambiguous. */
const PASTED = [
  "BUN 2023/112", "ks-2023-00201", "dnr 2023-112", "Ks 640/2022", "STK 2023/574", "RS 2025/12", "2019/187",
  ...Array.from({ length: 33 }, (_, place) => `KS 1999/${place + 1}`),
];

// One at a time: the clipboard is the browser's.
describe("the official", () => {
  for (const typed of ["bun-2023-00112", "BUN 2023/112", "Dnr Bun 112/2023"]) {
    story(`types ${typed} and is on the case's page`, async (page, hands) => {
      await page.goto("/");
      await hands.type(searchField(page), typed);
      await hands.send(searchField(page));
      await heading(page, /Förskolan Gläntan/);
      assert.equal(new URL(page.url()).pathname, "/arende/ekvalla/bun-2023-112");
    });
  }

  story("looks up forty numbers at once, copies the table and takes it as a file", async (page, hands, { hasScript }) => {
    await page.goto("/");
    await hands.press(page.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Slå upp ärenden" }));
    await heading(page, /många ärenden/);
    const list = page.getByLabel("Ärendenummer");
    await hands.type(list, PASTED.join("\n"));
    await hands.press(page.getByRole("button", { name: "Slå upp" }));
    const rows = page.locator("table tbody tr[id]");
    await rows.nth(39).waitFor();
    assert.equal(await rows.count(), 40);
    const answers = await rows.locator(".stamp").allTextContents();
    const count = (word) => answers.filter((answer) => answer.trim() === word).length;
    assert.deepEqual([count("Hittat"), count("Flertydigt"), count("Finns inte")], [6, 1, 33]);
    const [download] = await Promise.all([
      page.waitForEvent("download"), hands.press(page.getByRole("button", { name: "Hämta för Excel" })),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
    assert.ok(lines.length >= 41 && lines[1].startsWith("1;BUN 2023/112;Hittat;"), lines.slice(0, 2).join("\n"));
    if (hasScript) {
      await hands.press(page.getByRole("button", { name: "Kopiera tabellen" }));
      await page.getByRole("button", { name: "Kopierat" }).waitFor();
      const copied = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/);
      assert.equal(copied.length, await page.locator("table tr").count());
      assert.match(copied[1], /^BUN 2023\/112\tHittat\t/);
    }
    await hands.press(page.getByRole("link", { name: "BUN 2023/112" }).first());
    await heading(page, /Förskolan Gläntan/);
  }, { permissions: ["clipboard-read", "clipboard-write"] });

  story("sees what is missing and what could not be read", async (page, hands) => {
    await page.goto("/");
    await hands.press(page.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Täckning" }));
    await heading(page, /täcker/);
    const main = page.getByRole("main");
    await main.getByRole("heading", { name: "Ekvalla kommun" }).waitFor();
    await hands.press(main.getByText("Visa filerna").first());
    await link(page, "protokoll_avbrutet.pdf").waitFor();
    assert.match(await main.textContent(), /Filen är skadad|går inte att läsa|skadad/i);
  });
});

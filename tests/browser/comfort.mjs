// What the script adds to the real pages; script.mjs tries each part of it by itself.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { faultsOf, standingOut } from "./faults.mjs";
import { counted, heading, searchField } from "./hands.mjs";
import { DESKTOP, PHONE, focused, textOf, visit } from "./site.mjs";

describe("comfort", () => {
  test("a word is completed by keyboard and searched for", () => visit({}, async (page) => {
    await page.goto("/");
    await searchField(page).pressSequentially("skolskj");
    await page.getByRole("option", { name: /^skolskjuts ord/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/sok?q=skolskjuts");
    await counted(page, "4 paragrafer");
  }));

  test("a municipality among the suggestions leads to its page", () => visit(PHONE, async (page) => {
    await page.goto("/");
    await searchField(page).pressSequentially("Ekva");
    await page.getByRole("option", { name: /^Ekvalla kommun/ }).tap();
    await heading(page, /Ekvalla kommun/);
  }));

  for (const [how, options] of [
    ["light", { ...DESKTOP, colorScheme: "light" }],
    ["dark", { ...DESKTOP, colorScheme: "dark" }],
    ["narrow", { viewport: { width: 320, height: 800 } }],
  ]) {
    test(`the open list of suggestions has no fault (${how})`, () => visit(options, async (page) => {
      await page.goto("/");
      await searchField(page).pressSequentially("skol");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
      const faults = await faultsOf(page);
      assert.equal(faults.length, 0, faults.join("\n"));
      assert.deepEqual(await standingOut(page), []);
      const button = page.getByRole("main").getByRole("button", { name: "Sök" });
      assert.ok(await button.isVisible());
    }));
  }

  test("a list pasted into the field of the start page is looked up", () => visit(
    { permissions: ["clipboard-read", "clipboard-write"] },
    async (page) => {
      await page.goto("/");
      await page.evaluate(() => navigator.clipboard.writeText("BUN 2023/112\nKS 1999/1\n"));
      await searchField(page).focus();
      await page.keyboard.press("Control+V");
      await heading(page, /många ärenden/);
      await page.getByRole("row", { name: /BUN 2023\/112.*Hittat/ }).waitFor();
      await page.getByRole("row", { name: /KS 1999\/1.*Finns inte/ }).waitFor();
    },
  ));

  test("a search is narrowed, widened and gone back to without a reload", () => visit({}, async (page) => {
    await page.goto("/sok?q=motion");
    await page.evaluate(() => { window.sameVisit = true; });
    const facets = page.getByRole("complementary");
    await facets.getByRole("link", { name: /^Kommunfullmäktige/ }).press("Enter");
    await counted(page, "12 paragrafer");
    await page.waitForFunction(() => /^Kommunfullmäktige/.test(document.activeElement.textContent.trim()));
    await facets.getByRole("link", { name: /^avslaget/ }).press("Enter");
    await counted(page, "3 paragrafer");
    assert.match(await focused(page), /avslaget/);
    assert.match(await page.title(), /3.paragrafer/);
    await page.goBack();
    await counted(page, "12 paragrafer");
    await page.goBack();
    await counted(page, "19 paragrafer");
    assert.ok(await page.evaluate(() => window.sameVisit));
    const faults = await faultsOf(page);
    assert.equal(faults.length, 0, faults.join("\n"));
  }));

  test("another word is searched for without a reload, and its count is what is read next", () => visit({}, async (page) => {
    await page.goto("/sok?q=motion");
    await page.evaluate(() => { window.sameVisit = true; });
    await searchField(page).fill("skolskjuts");
    await searchField(page).press("Enter");
    await counted(page, "4 paragrafer");
    await page.waitForFunction(() => document.activeElement.matches("[data-result]"));
    assert.match(await focused(page), /4 paragrafer/);
    assert.ok(await page.evaluate(() => window.sameVisit));
  }));

  test("another search is counted without a reload, and its tables can be copied", () => visit({}, async (page) => {
    await page.goto("/statistik?q=skola");
    await page.evaluate(() => { window.sameVisit = true; });
    await page.getByRole("main").getByRole("searchbox").or(page.getByRole("main").getByRole("combobox")).first().fill("motion");
    await page.getByRole("button", { name: "Räkna" }).click();
    await counted(page, "19 paragrafer, 2019–2025");
    assert.match(await textOf(page, ".tab"), /Träffar på ”motion”/);
    assert.ok(await page.evaluate(() => window.sameVisit));
    assert.ok(await page.getByRole("button", { name: "Kopiera tabellen" }).first().isVisible());
    await page.goBack();
    await counted(page, "28 paragrafer, 2019–2025");
  }));
});

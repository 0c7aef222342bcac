// The researcher: counts over any search, the hits as a file, and what both are worth.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe } from "node:test";

import { counted, heading, link, story } from "./hands.mjs";
import { textOf } from "./site.mjs";

describe("the researcher", () => {
  story("sees counts as charts and as tables, each leading to its hits", async (page, hands) => {
    await page.goto("/statistik?q=skola");
    await heading(page, /Statistik över ”skola”/);
    await counted(page, "28 paragrafer, 2019–2025");
    const outcomes = page.getByRole("table", { name: "Paragrafer per utfall" });
    const row = outcomes.getByRole("row", { name: /^tillstyrkt/ });
    assert.match((await row.textContent()).replace(/\s+/g, " "), /tillstyrkt ?6 ?21,4 %/);
    const years = page.getByRole("table", { name: "Paragrafer per år" });
    assert.match((await years.getByRole("row", { name: /^2023/ }).textContent()).replace(/\s+/g, " "), /2023 ?20 ?71,4 %/);
    assert.ok(await page.locator("figure svg").first().isVisible());
    await hands.press(row.getByRole("link"));
    await heading(page, /^Sökning: ”skola”/);
    await counted(page, "6 paragrafer");
  });

  story("is told what a file will hold before taking it", async (page, hands) => {
    await page.goto("/hamta?q=skola");
    await heading(page, /Hämta ”skola”/);
    assert.match(await textOf(page, "main"), /28 paragrafer, en rad för varje/);
    await hands.press(page.getByText(/^Kolumnerna: \d+/));
    await page.getByRole("main").getByText("case_numbers", { exact: false }).first().waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), hands.press(link(page, "CSV", { exact: true }))]);
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
    assert.match(lines[0], /^(\uFEFF)?id,/);
    assert.ok(lines.length >= 29, `${lines.length} lines`);
  });

  story("reads how the data came about and how often it is right", async (page, hands) => {
    await page.goto("/");
    await hands.press(page.getByRole("contentinfo").getByRole("link", { name: "Kvalitet och gränser" }));
    await heading(page, /Kvalitet/);
    assert.ok(await page.getByRole("table").count() >= 1);
    assert.match(await textOf(page, "main"), /\d+([.,]\d+)? %/);
  });
});

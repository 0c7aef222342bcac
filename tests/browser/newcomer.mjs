// The newcomer, who knows nothing of all this, and the reader who sees nothing of it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { counted, heading, link, searchField, story } from "./hands.mjs";
import { focused, showsFocus, textOf, visit } from "./site.mjs";

describe("the newcomer", { concurrency: 2 }, () => {
  story("is told what this is and tries an example that finds something", async (page, hands) => {
    await page.goto("/");
    await heading(page, "Vad har kommunen beslutat?");
    const examples = page.getByRole("list", { name: "Prova" }).getByRole("link");
    assert.ok(await examples.count() >= 2);
    await hands.press(examples.first());
    await page.getByRole("heading", { level: 1, name: /^Sökning: / }).waitFor();
    assert.ok(await page.locator(".entry").count() >= 1);
  });

  story("misspells a word and is understood", async (page, hands) => {
    await page.goto("/sok");
    await hands.type(searchField(page), "skolskuts");
    await hands.send(searchField(page));
    await counted(page, "4 paragrafer");
    await hands.press(link(page, "skolskjuts", { exact: true }).first());
    await heading(page, /^Sökning: ”skolskjuts”/);
    await counted(page, "4 paragrafer");
  });

  story("finds nothing and is helped on", async (page, hands) => {
    await page.goto("/sok");
    await hands.type(searchField(page), "qwxzy");
    await hands.send(searchField(page));
    await counted(page, "0 paragrafer");
    await hands.press(link(page, /vad arkivet täcker/));
    await heading(page, /täcker/);
  });

  for (const [address, status, title] of [
    ["/finns-inte", 404, /finns inte|hittades inte/i],
    ["/sok?fran=igar", 400, /går inte|gick inte|fel/i],
    ["/ekvalla/kommunstyrelsen/2023-13-45/1", 404, /finns inte/i],
  ]) {
    test(`reads in plain Swedish what is wrong with ${address}`, () => visit({ statuses: [status] }, async (page) => {
      const answer = await page.goto(address);
      assert.equal(answer.status(), status);
      assert.match(await textOf(page, "h1"), title);
      await link(page, "Till startsidan").click();
      await heading(page, "Vad har kommunen beslutat?");
    }));
  }
});

describe("the blind reader", () => {
  test("skips to the content with the first key", () => visit({}, async (page) => {
    await page.goto("/sok?q=skolskjuts");
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "a: Hoppa till innehållet");
    assert.ok(await showsFocus(page));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
  }));

  test("hears headings in order, and landmarks with names", () => visit({}, async (page) => {
    for (const address of ["/", "/sok?q=skolskjuts", "/ekvalla/kommunfullmaktige/2023-11-27/118", "/arende/ekvalla/bun-2023-112"]) {
      await page.goto(address);
      const levels = await page.locator("h1, h2, h3, h4").evaluateAll((all) => all.map((one) => Number(one.localName[1])));
      assert.equal(levels[0], 1, address);
      assert.equal(levels.filter((level) => level === 1).length, 1, address);
      levels.slice(1).forEach((level, place) => assert.ok(level <= levels[place] + 1, `${address}: h${levels[place]} then h${level}`));
      const unnamed = await page.locator("nav, aside").evaluateAll((all) => all.filter((one) => !one.ariaLabel && !one.getAttribute("aria-labelledby")).length);
      assert.equal(unnamed, 0, address);
      assert.equal(await page.locator("main").count(), 1, address);
      assert.equal(await page.locator("html").getAttribute("lang"), "sv");
    }
  }));
});

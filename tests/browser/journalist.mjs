// The journalist: what was decided about the preschool, by whom, and where does it stand?

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { counted, heading, link, searchField, story } from "./hands.mjs";
import { textOf, visit } from "./site.mjs";

// One at a time: the clipboard is the browser's.
describe("the journalist", () => {
  story("narrows a search and sees what was decided", async (page, hands) => {
    await page.goto("/");
    await hands.type(searchField(page), "Gläntan");
    await hands.send(searchField(page));
    await counted(page, "7 paragrafer");
    assert.ok(await page.locator("main mark", { hasText: "Gläntan" }).count() >= 7);

    const facets = page.getByRole("complementary");
    await hands.press(facets.getByRole("link", { name: /^Kommunstyrelsen/ }));
    await counted(page, "3 paragrafer");
    await hands.press(link(page, /^Ta bort .*Kommunstyrelsen/));
    await counted(page, "7 paragrafer");
    await hands.press(facets.getByRole("link", { name: /^Kommunfullmäktige/ }));
    await counted(page, "1 paragraf");
    await hands.press(link(page, /Förskolan Gläntan i Näverbro/).first());

    await heading(page, /Förskolan Gläntan i Näverbro/);
    assert.equal(await textOf(page, "article h2"), "Beslut");
  });

  story("sees where the decision differs from the proposal, who voted how, and the source", async (page, hands, { hasScript }) => {
    await page.goto("/ekvalla/kommunfullmaktige/2023-11-27/121");
    assert.match(await textOf(page, "ins:has-text('ändringen')"), /med ändringen att gränsen/);
    const beside = page.locator(".beside > div");
    const [decision, proposal] = [await beside.nth(0).boundingBox(), await beside.nth(1).boundingBox()];
    const isWide = page.viewportSize().width > 1000;
    assert.ok(isWide ? proposal.x >= decision.x + decision.width : proposal.y >= decision.y + decision.height);

    await page.goto("/ekvalla/kommunfullmaktige/2023-11-27/118");
    const figures = await page.locator("table tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()).join(" ")));
    assert.ok(figures.some((row) => row.startsWith("Ja 22 bifall")) && figures.some((row) => row.startsWith("Nej 18 ")), figures.join("|"));
    assert.ok(figures.includes("S 13 0 0") && figures.includes("SD 0 7 0"), figures.join("|"));
    assert.ok(await page.getByRole("img", { name: /22/ }).first().isVisible());
    await hands.press(page.getByText("Så röstade var och en (41)"));
    await page.getByRole("cell", { name: "Gösta Wallentin" }).first().waitFor();

    const buttons = page.getByRole("button", { name: "Kopiera hänvisningen" });
    assert.equal(await buttons.count(), hasScript ? 1 : 0);
    const cited = "Kommunfullmäktige i Ekvalla kommun, 2023-11-27, § 118 (dnr Bun 112/2023). https://arkiv.example.org/ekvalla/kommunfullmaktige/2023-11-27/118 (källfilens SHA-256: ";
    const text = await textOf(page, ".cite");
    assert.ok(text.startsWith(cited) && /[0-9a-f]{64}\)$/.test(text), text);
    if (hasScript) {
      await hands.press(buttons);
      await page.getByRole("button", { name: "Kopierat" }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await textOf(page, ".cite"));
    }
  }, { permissions: ["clipboard-read", "clipboard-write"] });

  story("presses a year, an outcome and “only in the decision”", async (page, hands) => {
    await page.goto("/sok?q=motion");
    await counted(page, "19 paragrafer");
    const years = page.getByRole("group", { name: "Träffar per år" }).getByRole("link");
    assert.deepEqual(await years.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label").replace(/\s/g, " "))), [
      "2019: 2 paragrafer", "2020: 2 paragrafer", "2023: 5 paragrafer", "2024: 5 paragrafer", "2025: 5 paragrafer",
    ]);
    await hands.press(years.nth(3));
    await counted(page, "5 paragrafer");
    await hands.press(page.getByRole("complementary").getByRole("link", { name: /^avslaget/ }));
    await counted(page, "1 paragraf");
    assert.match(await textOf(page, ".entry h3"), /avgiftsfri parkering/);
    await hands.press(link(page, /^Ta bort .*avslaget/));
    await counted(page, "5 paragrafer");

    await hands.press(page.getByText("Sök i en viss del eller tid"));
    await hands.choose(page.getByLabel("Sök orden bara i"), "Beslutet");
    await hands.send(searchField(page));
    await page.getByRole("link", { name: /^Ta bort .*Beslutet/i }).waitFor();
    const from = await page.locator(".entry .excerpt .from").allTextContents();
    assert.ok(from.length > 0 && from.every((zone) => zone === "Beslut"), from.join());
  });

  story("follows the case through the bodies", async (page, hands) => {
    await page.goto("/ekvalla/kommunfullmaktige/2023-11-27/118");
    await hands.press(link(page, "Bun 112/2023").first());
    await heading(page, /Förskolan Gläntan/);
    const steps = await page.locator(".timeline .entry time").evaluateAll((all) => all.map((one) => one.dateTime));
    const dates = ["2023-03-21", "2023-05-16", "2023-09-19", "2023-10-17", "2023-11-27"];
    assert.deepEqual([...steps].sort(), dates);
    await hands.press(link(page, /^§ 88 /));
    await heading(page, /Förskolan Gläntan/);
    assert.match(await textOf(page, ".where"), /Kommunstyrelsen, 16 maj 2023/);
  });

  test("opens the original in the browser, at the page where the paragraph stands", () => visit({}, async (page, context) => {
    await page.goto("/ekvalla/kommunfullmaktige/2023-11-27/118");
    const address = await link(page, /sidan \d/).first().getAttribute("href");
    assert.match(address, /^\/originalfil\/[0-9a-f]{64}#page=6$/);
    const answer = await context.request.get(address);
    assert.equal(answer.headers()["content-type"], "application/pdf");
    assert.match(answer.headers()["content-disposition"], /^inline/);
    assert.equal((await answer.body()).subarray(0, 5).toString(), "%PDF-");
  }));

  story("types two words that no paragraph has both of, and goes on to what can be counted", async (page, hands) => {
    await page.goto("/");
    await hands.type(searchField(page), "skolskjuts friskola");
    await hands.send(searchField(page));
    await counted(page, "5 paragrafer, där inte alla ord behöver finnas");
    assert.match(await textOf(page, ".summary"), /^I Ekvalla kommun, 3 organ, 2023\. Utfall: /);
    assert.equal(await page.getByRole("group", { name: "Träffar per år" }).getByRole("link").count(), 1);
    assert.equal(await link(page, "Diagram och tabeller").count(), 0);
    await hands.press(link(page, "Sök efter något av orden"));
    await counted(page, "5 paragrafer");
    await hands.press(link(page, "Diagram och tabeller").first());
    await heading(page, /Statistik över/);
    await page.getByText("5 paragrafer, 2023").first().waitFor();
  });

  test("finds the feed of a search, which tells of the same paragraphs", () => visit({}, async (page, context) => {
    await page.goto("/sok?q=Gläntan");
    const feed = await link(page, /Följ sökningen/).getAttribute("href");
    const inHead = await page.locator("link[rel=alternate][type='application/atom+xml']").first().getAttribute("href");
    assert.equal(inHead.replace("https://arkiv.example.org", ""), feed);
    const answer = await context.request.get(feed.replace("https://arkiv.example.org", ""));
    assert.match(answer.headers()["content-type"], /^application\/atom\+xml/);
    assert.equal((await answer.text()).match(/<entry>/g).length, 7);
  }));

  test("sends a colleague the address, which holds the whole search", () => visit({}, async (page) => {
    await page.goto("/");
    await searchField(page).fill("Gläntan");
    await searchField(page).press("Enter");
    await counted(page, "7 paragrafer");
    await page.getByRole("complementary").getByRole("link", { name: /^Kommunstyrelsen/ }).click();
    await counted(page, "3 paragrafer");
    const sent = page.url();
    const titles = (other) => other.locator(".entry h3").allTextContents();
    const seen = await titles(page);
    await visit({}, async (colleague) => {
      await colleague.goto(sent);
      await counted(colleague, "3 paragrafer");
      assert.equal(await searchField(colleague).inputValue(), "Gläntan");
      assert.deepEqual(await titles(colleague), seen);
    });
  }));
});

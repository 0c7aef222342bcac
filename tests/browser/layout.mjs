// Every kind of page at 320 pixels, with the text spacing of WCAG 1.4.12, and on paper.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { standingOut } from "./faults.mjs";
import { PAGES, addressOf, statusesOf, unfold } from "./pages.mjs";
import { visit } from "./site.mjs";

/** Text that is cut because its box cannot grow. */
function cutOff(page) {
  return page.evaluate(() => {
    const holdsText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const isCut = (element) => {
      const style = getComputedStyle(element);
      const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
      return (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
        || (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
    };
    const all = [...document.body.querySelectorAll("*")].filter((element) => element.closest(".unseen, .skip, svg") === null);
    return all.filter((element) => element.checkVisibility() && holdsText(element) && isCut(element))
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

/** As a reader's own style sheet would; the content policy allows no <style>. */
async function spaceOut(page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

describe("at 320 pixels, which is 1280 at 400 %, nothing scrolls sideways", { concurrency: 2 }, () => {
  for (const kind of PAGES) {
    test(kind.name, () => visit(
      { viewport: { width: 320, height: 800 }, statuses: statusesOf(kind) },
      async (page) => {
        await page.goto(await addressOf(kind));
        await unfold(page);
        assert.deepEqual(await standingOut(page), []);
        await page.setViewportSize({ width: 320, height: 256 });
        assert.deepEqual(await standingOut(page), []);
      },
    ));
  }
});

describe("with the text spaced out nothing is cut or pushed off the page", { concurrency: 2 }, () => {
  for (const kind of PAGES) {
    test(kind.name, () => visit({ statuses: statusesOf(kind) }, async (page) => {
      await page.goto(await addressOf(kind));
      await unfold(page);
      await spaceOut(page);
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await cutOff(page), [], `at ${width}`);
        assert.deepEqual(await standingOut(page), [], `at ${width}`);
      }
    }));
  }
});

describe("on paper", () => {
  test("a paragraph is a document: its text and source, and nothing to click", () => visit({}, async (page) => {
    await page.goto("/ekvalla/kommunfullmaktige/2023-11-27/118");
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".masthead nav", ".neighbours", "form", "button", ".skip", "footer"]) {
      const seen = await page.locator(hidden).evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML));
      assert.deepEqual(seen, [], hidden);
    }
    for (const shown of ["h1", ".decision", ".source"]) assert.ok(await page.locator(shown).first().isVisible(), shown);
    const paper = await page.pdf({ format: "A4" });
    assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
  }));

  test("a dark screen gives black on white all the same", () => visit({ colorScheme: "dark" }, async (page) => {
    await page.goto("/ekvalla/kommunfullmaktige/2023-11-27/118");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const colours = await page.evaluate(() => {
      const grounds = [];
      for (let around = document.querySelector("h1"); around; around = around.parentElement) {
        grounds.push(getComputedStyle(around).backgroundColor);
      }
      return [getComputedStyle(document.querySelector("h1")).color, ...new Set(grounds)];
    });
    const isPaper = (colour) => ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(colour);
    assert.equal(colours[0], "rgb(0, 0, 0)");
    assert.ok(colours.slice(1).every(isPaper), colours.join());
  }));
});

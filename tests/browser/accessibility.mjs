// Every kind of page, light and dark, on a desktop and on a phone: axe-core finds nothing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";

import { PAGES, addressOf, statusesOf, unfold } from "./pages.mjs";
import { DESKTOP, PHONE, visit } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** What axe-core finds, one line each with where it stands. */
export async function faultsOf(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
  }), RULES);
  return violations.map((fault) => {
    const places = fault.nodes.map((node) => `${node.html.slice(0, 150)} – ${node.failureSummary.replace(/\s+/g, " ")}`);
    return `${fault.impact}: ${fault.id}: ${fault.help}\n    ${places.join("\n    ")}`;
  });
}

for (const [device, options] of [["a desktop", DESKTOP], ["a phone", PHONE]]) {
  for (const colorScheme of ["light", "dark"]) {
    describe(`axe-core on ${device}, ${colorScheme}`, { concurrency: 2 }, () => {
      for (const kind of PAGES) {
        test(`finds nothing on ${kind.name}`, () => visit(
          { ...options, colorScheme, statuses: statusesOf(kind) },
          async (page) => {
            const answer = await page.goto(await addressOf(kind));
            assert.equal(answer.status(), kind.status ?? 200);
            await unfold(page);
            const faults = await faultsOf(page);
            assert.equal(faults.length, 0, faults.join("\n"));
          },
        ));
      }
    });
  }
}

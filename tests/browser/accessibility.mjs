// Every kind of page, light and dark, on a desktop and on a phone: axe-core finds nothing.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { faultsOf } from "./faults.mjs";
import { PAGES, addressOf, statusesOf, unfold } from "./pages.mjs";
import { DESKTOP, PHONE, visit } from "./site.mjs";

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

// What a page weighs on a cold cache. Sizes are held to a limit; times are only told (see measure.mjs).

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { weigh } from "./scales.mjs";
import { visit } from "./site.mjs";

describe("on a cold cache", () => {
  for (const [what, address, most] of [
    ["the first page weighs less than 60 kB", "/", 60_000],
    ["twenty hits weigh less than 150 kB", "/sok", 150_000],
  ]) {
    test(what, (context) => visit({}, async (page) => {
      const { parts, total } = await weigh(page, address);
      context.diagnostic(`${address}: ${total} bytes (${parts.map(([path, bytes]) => `${path} ${bytes}`).join(", ")})`);
      assert.ok(total < most, `${total} bytes`);
      if (address === "/sok") assert.equal(await page.locator(".entry").count(), 20);
    }));
  }
});

// The official: a list of case numbers in every spelling, and what the archive has not got.

import assert from "node:assert/strict";
import { describe } from "node:test";

import { heading, link, story } from "./hands.mjs";

/** Forty lines of a list as it comes out of a spreadsheet: found, unknown and ambiguous. */
const PASTED = [
  "BUN 2023/112", "ks-2023-00201", "dnr 2023-112", "Ks 640/2022", "STK 2023/574", "RS 2025/12", "2019/187",
  ...Array.from({ length: 33 }, (_, place) => `KS 1999/${place + 1}`),
];

describe("the official", { concurrency: 2 }, () => {
  story("looks up forty numbers at once", async (page, hands) => {
    await page.goto("/");
    await hands.press(page.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Slå upp ärenden" }));
    await heading(page, /många ärenden/);
    const list = page.getByLabel("Ärendenummer");
    await hands.type(list, PASTED.join("\n"));
    await hands.press(page.getByRole("button", { name: "Slå upp" }));
    const rows = page.locator("table tbody tr");
    await rows.nth(39).waitFor();
    assert.equal(await rows.count(), 40);
    const answers = await rows.locator(".stamp").allTextContents();
    const count = (word) => answers.filter((answer) => answer.trim() === word).length;
    assert.deepEqual([count("Hittat"), count("Flertydigt"), count("Finns inte")], [6, 1, 33]);
    await hands.press(page.getByRole("link", { name: /2023\/112|112\/2023/ }).first());
    await heading(page, /Förskolan Gläntan/);
  });

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

// What a page weighs.

import { site } from "./site.mjs";

/** Bytes of everything that the page fetches, as they are before any compression; the icon, which may not be. */
export async function weigh(page, address) {
  const answers = [];
  page.on("response", (response) => answers.push(response));
  await page.goto(address, { waitUntil: "load" });
  const icon = await page.locator("link[rel=icon]").getAttribute("href");
  const parts = await Promise.all(answers.map(async (answer) => [new URL(answer.url()).pathname, (await answer.body()).length]));
  if (!parts.some(([path]) => path === icon)) {
    const answer = await fetch(site.address + icon);
    parts.push([icon, (await answer.arrayBuffer()).byteLength]);
  }
  return { parts, total: parts.reduce((sum, [, bytes]) => sum + bytes, 0) };
}

// What can be wrong with a page as it stands: what axe-core finds, and what is wider than the window.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

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

/** What stands out to the right of the window and outside of every region that scrolls by itself. */
export function standingOut(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrollsByItself = (element) => {
      const region = element.closest("[tabindex='0'][role=region]");
      return region !== null && getComputedStyle(region).overflowX === "auto";
    };
    const isUnseen = (element) => element.closest(".unseen, .skip") !== null;
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > width + 1 && !isUnseen(element) && !scrollsByItself(element);
    });
    const faults = wide.map((element) => element.outerHTML.slice(0, 120));
    const scrolled = document.scrollingElement.scrollWidth;
    return scrolled > width ? [`the page is ${scrolled} wide in ${width}`, ...faults] : faults;
  });
}

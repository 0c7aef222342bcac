// What the pages weigh and how long they take on a cold cache, as a table for docs/QUALITY.md.
// `node measure.mjs [TIMES]`: the median of so many visits, 20 where it is not said.

import { PAGES, addressOf, statusesOf } from "./pages.mjs";
import { weigh } from "./scales.mjs";
import { close, open, visit } from "./site.mjs";

const times = Number(process.argv[2] ?? 20);

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** Milliseconds from the start of the visit: the first byte, what is to be read is there, everything is. */
function timing(page) {
  return page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation");
    return [entry.responseStart, entry.domContentLoadedEventEnd, entry.loadEventEnd];
  });
}

await open();
try {
  // The server's own first time is nobody's cold cache.
  await visit({}, (page) => page.goto("/sok?q=skolskjuts"));
  console.log("| page | whole (kB) | of it HTML (kB) | first byte (ms) | readable (ms) | whole (ms) |");
  console.log("|---|---|---|---|---|---|");
  for (const kind of PAGES) {
    const address = await addressOf(kind);
    const runs = [];
    let weight;
    for (let time = 0; time < times; time += 1) {
      await visit({ statuses: statusesOf(kind) }, async (page) => {
        weight = await weigh(page, address);
        runs.push(await timing(page));
      });
    }
    const html = weight.parts[0][1];
    const figures = [0, 1, 2].map((place) => Math.round(median(runs.map((run) => run[place]))));
    const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
    console.log(`| ${kind.name} | ${kilobytes(weight.total)} | ${kilobytes(html)} | ${figures.join(" | ")} |`);
  }
} finally {
  await close();
}

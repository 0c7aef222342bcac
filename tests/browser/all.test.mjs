// Every browser test in one process: one server and one browser serve them all.

import { after } from "node:test";

import { close, open } from "./site.mjs";

after(close);
await open();

const STORIES = ["journalist", "official", "researcher", "newcomer"];
const CHECKS = ["script", "comfort", "accessibility", "layout", "weight"];
// `SUITES=journalist,layout` runs these alone.
const wanted = process.env.SUITES?.split(",") ?? [...STORIES, ...CHECKS];
for (const suite of wanted) await import(`./${suite}.mjs`);

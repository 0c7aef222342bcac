// Every kind of page, by a name that also names its picture in docs/screens.

import { site } from "./site.mjs";

/** `address` may be worked out from what is held; `status` is 200 where it is not said. */
export const PAGES = [
  { name: "start", address: "/" },
  { name: "sok-tom", address: "/sok" },
  { name: "sok", address: "/sok?q=skolskjuts" },
  { name: "sok-utan-traff", address: "/sok?q=qwxzy" },
  { name: "arenden", address: "/arenden" },
  { name: "arenden-svar", address: "/arenden?nummer=BUN+2023%2F112%0Aks-2023-00201%0A2023-112%0AKS+1999%2F1" },
  { name: "arende", address: "/arende/ekvalla/bun-2023-112" },
  { name: "arende-val", address: "/arende/ekvalla/2023-112" },
  { name: "kommun", address: "/ekvalla" },
  { name: "organ", address: "/ekvalla/kommunstyrelsen" },
  { name: "sammantrade", address: "/ekvalla/kommunfullmaktige/2023-11-27" },
  { name: "paragraf", address: "/ekvalla/kommunfullmaktige/2023-11-27/118" },
  { name: "paragraf-ur-sokning", address: "/ekvalla/kommunfullmaktige/2023-11-27/121?q=skolskjuts" },
  { name: "paragraf-dold-uppgift", address: "/ekvalla/kultur-och-fritidsnamnden/2023-10-04/42" },
  { name: "tackning", address: "/tackning" },
  { name: "statistik", address: "/statistik?q=skola" },
  { name: "hamta", address: "/hamta?q=skola" },
  { name: "kvalitet", address: "/kvalitet" },
  { name: "tillganglighet", address: "/tillganglighet" },
  { name: "iakttagelser", address: "/iakttagelser" },
  { name: "hjalp", address: "/hjalp" },
  { name: "api", address: "/api" },
  { name: "recept", address: "/api/recept" },
  { name: "om", address: "/om" },
  { name: "saknas", address: "/finns-inte", status: 404 },
  { name: "fel-i-fragan", address: "/sok?fran=igar", status: 400 },
  { name: "tillbakadragen", address: () => site.withdrawn, status: 410 },
  { name: "original-lamnas-inte-ut", address: withheldOriginal, status: 403 },
];

/** The file with a personal number in it. */
async function withheldOriginal() {
  const answer = await fetch(`${site.address}/api/v1/paragraphs/ekvalla/kultur-och-fritidsnamnden/2023-10-04/42`);
  const { source } = await answer.json();
  return `/originalfil/${source.sha256}`;
}

export async function addressOf(page) {
  return typeof page.address === "function" ? page.address() : page.address;
}

/** Error answers that belong to the page. */
export const statusesOf = (page) => (page.status ? [page.status] : []);

/** Opens what is folded, so that it is looked at too. */
export async function unfold(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
}

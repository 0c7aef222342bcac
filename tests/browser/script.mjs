// The script by itself, on small pages made here with the hooks that it reads, under the server's own content policy.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";

import { PHONE, ROOT, site, textOf, visit } from "./site.mjs";

const SCRIPT = join(ROOT, "crates/web/assets/paragraf.js");

/** Answers at our own address: the path (with the question, where that matters) and what stands there. */
async function serve(page, answers) {
  const policy = (await fetch(site.address)).headers.get("content-security-policy");
  // Of the whole context: another tab is answered like the first.
  await page.context().route("**/*", async (route) => {
    const { pathname, search } = new URL(route.request().url());
    if (pathname === "/static/prov.js") {
      return route.fulfill({ contentType: "text/javascript", body: readFileSync(SCRIPT, "utf8") });
    }
    const answer = answers[pathname + search] ?? answers[pathname] ?? html("<h1>Sidan</h1>");
    if (typeof answer === "function") return answer(route);
    return route.fulfill({
      contentType: "text/html; charset=utf-8",
      headers: { "content-security-policy": policy },
      body: answer,
    });
  });
}

function html(content, { title = "Prov", head = "" } = {}) {
  return `<!doctype html><html lang="sv"><head><title>${title}</title>${head}
<script src="/static/prov.js" defer></script></head><body>${content}</body></html>`;
}

const json = (value) => (route) => route.fulfill({ contentType: "application/json", body: JSON.stringify(value) });

const voice = (page) => page.locator("#meddelanden");

async function hear(page, message) {
  await page.waitForFunction((wanted) => document.getElementById("meddelanden").textContent === wanted, message);
}

describe("suggestions while typing", () => {
  const FIELD = `<form action="/sok"><div class="line"><label for="q">Sök</label>
<input type="search" id="q" name="q" data-suggest><button>Sök</button></div></form>`;
  const SUGGESTIONS = [
    { kind: "word", text: "skolskjuts", label: "skolskjuts", count: 1234, url: "/sok?q=skolskjuts" },
    { kind: "case", text: "KS 2020/596", label: "KS 2020/596", count: 1, url: "/arende/kvarnasa/ks-2020-596" },
    { kind: "officer", text: "Eva Prov", label: "Eva Prov", count: null, url: "/sok?handlaggare=Eva+Prov" },
    { kind: "body", text: "Kommunstyrelsen", label: "Kommunstyrelsen", count: 7, url: "/sok?organ=kommunstyrelsen" },
    { kind: "municipality", text: "Region Älvmark", label: "Region Älvmark", count: 2, url: "/region-alvmark" },
    { kind: "title", text: "Skolskjutsreglemente", label: "Skolskjutsreglemente", count: 1, url: "/a/b/2020-01-01/1" },
  ];
  const options = (page) => page.locator("[role=option]");

  async function onField(answers, walk, visitor = {}) {
    await visit(visitor, async (page) => {
      await serve(page, { "/": html(FIELD), "/sok": html("<h1>Träffar</h1>"), "/api/v1/suggest": json({ suggestions: SUGGESTIONS }), ...answers });
      await page.goto("/");
      await walk(page, page.locator("#q"));
    });
  }

  async function typed(page, field, text = "sk") {
    await field.pressSequentially(text);
    await options(page).first().waitFor();
  }

  const active = (page) => page.evaluate(() => {
    const chosen = document.getElementById(document.activeElement.getAttribute("aria-activedescendant"));
    const selected = [...document.querySelectorAll("[aria-selected=true]")];
    return selected.length === (chosen ? 1 : 0) && selected[0] === (chosen ?? undefined)
      ? chosen?.querySelector(".suggestion-label").textContent ?? null
      : `${selected.length} selected`;
  });

  test("are told with kind and count, and how many they are is said", () => onField({}, async (page, field) => {
    assert.equal(await options(page).count(), 0);
    await typed(page, field);
    const told = await options(page).evaluateAll((all) => all.map((one) => one.textContent.replace(/\s+/g, " ")));
    assert.deepEqual(told, [
      "skolskjuts ord 1 234 paragrafer",
      "KS 2020/596 ärende 1 paragraf",
      "Eva Prov handläggare",
      "Kommunstyrelsen organ 7 paragrafer",
      "Region Älvmark region 2 paragrafer",
      "Skolskjutsreglemente rubrik 1 paragraf",
    ]);
    await hear(page, "6 förslag");
  }));

  test("do not come when the page opens, at a single letter, or from what stood in the field", () => onField({
    "/": html(FIELD.replace("data-suggest", "data-suggest value=\"skolskjuts\"")),
    "/api/v1/suggest": (route) => { asked += 1; return json({ suggestions: SUGGESTIONS })(route); },
  }, async (page, field) => {
    await field.focus();
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    await field.fill("s");
    await field.fill("");
    // What is asked for has been asked for once the next, wanted question is answered.
    const before = asked;
    await typed(page, field);
    assert.equal(before, 0);
    assert.equal(asked, 1);
  }));
  let asked = 0;

  test("are a combobox of one field and one list", () => onField({}, async (page, field) => {
    assert.equal(await field.getAttribute("role"), "combobox");
    assert.equal(await field.getAttribute("aria-autocomplete"), "list");
    await typed(page, field);
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    const list = page.locator(`#${await field.getAttribute("aria-controls")}`);
    assert.equal(await list.getAttribute("role"), "listbox");
    assert.equal(await list.getAttribute("aria-label"), "Förslag");
    assert.ok(await list.isVisible());
  }));

  test("are walked by the arrows, Home and End, around by way of the field", () => onField({}, async (page, field) => {
    await typed(page, field);
    const walk = [
      ["ArrowDown", "skolskjuts"], ["ArrowDown", "KS 2020/596"], ["ArrowUp", "skolskjuts"], ["ArrowUp", null],
      ["ArrowUp", "Skolskjutsreglemente"], ["ArrowDown", null], ["ArrowDown", "skolskjuts"],
      ["End", "Skolskjutsreglemente"], ["Home", "skolskjuts"],
    ];
    for (const [key, wanted] of walk) {
      await page.keyboard.press(key);
      assert.equal(await active(page), wanted, key);
    }
  }));

  test("close at Escape, which leaves what was typed, and come again at an arrow", () => onField({}, async (page, field) => {
    await typed(page, field);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    assert.equal(await field.getAttribute("aria-activedescendant"), null);
    assert.equal(await options(page).count(), 0);
    assert.equal(await field.inputValue(), "sk");
    await page.keyboard.press("ArrowDown");
    await options(page).first().waitFor();
  }));

  test("close when the Tab key goes on, which chooses nothing", () => onField({}, async (page, field) => {
    await typed(page, field);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    assert.equal(await options(page).count(), 0);
    assert.equal(await field.inputValue(), "sk");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "button");
  }));

  test("leave Enter alone where none is chosen", () => onField({}, async (page, field) => {
    await typed(page, field);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/sok?q=sk");
  }));

  test("search for the word that is chosen", () => onField({}, async (page, field) => {
    await typed(page, field, "skol");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/sok?q=skolskjuts");
  }));

  test("go to the case that is clicked", () => onField({}, async (page, field) => {
    await typed(page, field);
    await options(page).nth(1).click();
    await page.waitForURL("**/arende/kvarnasa/ks-2020-596");
  }));

  test("go to the region that is touched", () => onField({}, async (page, field) => {
    await field.tap();
    await typed(page, field);
    await options(page).nth(4).tap();
    await page.waitForURL("**/region-alvmark");
  }, PHONE));

  test("are of what stands in the field, however late the answer to less comes", () => {
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    const word = (text) => json({ suggestions: [{ kind: "word", text, label: text, count: 1, url: "/" }] });
    return onField({
      "/api/v1/suggest?q=sk": async (route) => { await held; await word("för sen")(route).catch(() => {}); },
      "/api/v1/suggest?q=skola": word("skola"),
    }, async (page, field) => {
      const first = page.waitForRequest("**/suggest?q=sk");
      await field.pressSequentially("sk");
      await first;
      await typed(page, field, "ola");
      release();
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.equal(await textOf(page, ".suggestion-label"), "skola");
      assert.equal(await options(page).count(), 1);
    });
  });

  test("stay away where the server has none to give, and the search goes on", () => onField({
    "/api/v1/suggest": (route) => route.fulfill({ status: 503 }),
  }, async (page, field) => {
    const answered = page.waitForResponse("**/suggest?*");
    await field.pressSequentially("skol");
    await answered;
    await page.keyboard.press("Enter");
    await page.waitForURL("**/sok?q=skol");
  }, { statuses: [503] }));
});

describe("a pasted list", () => {
  const FIELD = "<form action=\"/sok\"><label for=\"q\">Sök</label><input type=\"search\" id=\"q\" name=\"q\" data-suggest></form>";

  async function paste(text, walk) {
    await visit({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
      await serve(page, { "/": html(FIELD), "/arenden": html("<h1>Ärenden</h1>"), "/api/v1/suggest": json({ suggestions: [] }) });
      await page.goto("/");
      await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
      await page.locator("#q").focus();
      await walk(page);
    });
  }

  test("of case numbers is looked up, each on its line", () => paste("KS 2020/596\r\n\r\nks-2021-00042\n", async (page) => {
    const asked = page.waitForRequest("**/arenden");
    await page.keyboard.press("Control+V");
    const request = await asked;
    assert.equal(request.method(), "POST");
    assert.deepEqual([...new URLSearchParams(request.postData())], [["nummer", "KS 2020/596\r\nks-2021-00042"]]);
    await page.waitForURL("**/arenden");
  }));

  for (const text of ["KS 2020/596", "KS 2020/596\n", "skolskjuts till\nfristående skola"]) {
    test(`is none: ${JSON.stringify(text)} stays in the field`, () => paste(text, async (page) => {
      await page.keyboard.press("Control+V");
      const value = await page.locator("#q").inputValue();
      assert.equal(value.replace(/\s+/g, " ").trim(), text.replace(/\s+/g, " ").trim());
      assert.equal(new URL(page.url()).pathname, "/");
    }));
  }
});

describe("copy buttons", () => {
  const CONTENT = `<p id="citat">Kvarnåsa kommun,
  <b>Kommunstyrelsen</b> § 1</p>
<p><button data-copy="citat" hidden>Kopiera hänvisningen</button></p>
<p><code id="adress" data-copy-text="https://arkiv.example.org/a">/a</code> <button data-copy="adress" hidden>Kopiera adressen</button></p>
<table id="svar"><thead><tr><th>Nummer</th><th colspan="2">Ärende</th></tr></thead>
<tbody><tr><th>KS 1/20</th><td><p>KS 2020/1</p><p>SN 2020/1</p></td><td>-5</td></tr>
<tr><td>=1+1</td><td>- nej</td><td> två
rader </td></tr></tbody></table>
<p><button data-copy-table="svar" hidden>Kopiera tabellen</button></p>
<label for="ruta">Ruta</label><textarea id="ruta"></textarea>`;
  const TABLE = "Nummer\tÄrende\t\nKS 1/20\tKS 2020/1; SN 2020/1\t-5\n'=1+1\t'- nej\ttvå rader";

  async function onPage(walk, { prepare, ...visitor } = {}) {
    await visit(visitor, async (page) => {
      if (prepare) await page.addInitScript(prepare);
      await serve(page, { "/": html(CONTENT) });
      await page.goto("/");
      await walk(page);
    });
  }

  const withClipboard = { permissions: ["clipboard-read", "clipboard-write"] };
  /** As on a page over plain HTTP. */
  const withoutClipboard = { prepare: () => Object.defineProperty(navigator, "clipboard", { value: undefined }) };
  const click = (page, name) => page.getByRole("button", { name }).click();

  async function pasted(page) {
    await page.locator("#ruta").fill("");
    await page.locator("#ruta").focus();
    await page.keyboard.press("Control+V");
    return page.locator("#ruta").inputValue();
  }

  for (const [how, visitor] of [["the clipboard", withClipboard], ["a page without one", withoutClipboard]]) {
    test(`copy a text, an address and a table by ${how}`, () => onPage(async (page) => {
      await click(page, "Kopiera hänvisningen");
      await hear(page, "Kopierat");
      assert.equal(await pasted(page), "Kvarnåsa kommun, Kommunstyrelsen § 1");
      await click(page, "Kopiera adressen");
      await page.getByRole("button", { name: "Kopierat" }).nth(1).waitFor();
      assert.equal(await pasted(page), "https://arkiv.example.org/a");
      await click(page, "Kopiera tabellen");
      await page.getByRole("button", { name: "Kopierat" }).nth(2).waitFor();
      assert.equal(await pasted(page), TABLE);
    }, visitor));
  }

  test("say so for two seconds", () => onPage(async (page) => {
    await page.clock.install();
    await page.reload();
    // From here on time goes only where it is told to.
    await page.clock.pauseAt(Date.now() + 60_000);
    const button = page.locator("button[data-copy=citat]");
    await button.click();
    await page.getByText("Kopierat", { exact: true }).first().waitFor();
    await button.click();
    await page.clock.runFor(1900);
    assert.equal(await button.textContent(), "Kopierat");
    assert.equal(await voice(page).textContent(), "Kopierat");
    await page.clock.runFor(200);
    assert.equal(await button.textContent(), "Kopiera hänvisningen");
  }, withClipboard));

  test("keep the focus", () => onPage(async (page) => {
    await page.locator("button[data-copy=citat]").press("Enter");
    await hear(page, "Kopierat");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.copy), "citat");
  }, withoutClipboard));

  test("mark the text where nothing can be copied", () => onPage(async (page) => {
    await click(page, "Kopiera hänvisningen");
    await hear(page, "Markerat: kopiera själv");
    const marked = await page.evaluate(() => getSelection().toString());
    assert.match(marked, /^Kvarnåsa kommun,\s+Kommunstyrelsen § 1$/);
  }, {
    prepare: () => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.execCommand = () => false;
    },
  }));

  test("are not there without a script", () => onPage(async (page) => {
    assert.equal(await page.getByRole("button").count(), 0);
  }, { javaScriptEnabled: false }));
});

describe("narrowing without a reload", () => {
  const STYLE = "<link rel=\"stylesheet\" href=\"/static/a.css\">";
  const ALL = {
    title: "skola – 12 paragrafer",
    head: `${STYLE}<link rel="canonical" href="https://arkiv.example.org/sok?q=skola">`,
  };
  const NARROWED = {
    title: "skola – 3 paragrafer",
    head: `${STYLE}<link rel="canonical" href="https://arkiv.example.org/sok?q=skola&amp;ar=2020"><meta name="robots" content="noindex">`,
  };

  function results({ counted, facets, more = "" }) {
    return `<header><a href="/sok?q=utanför">Utanför</a></header>
<main data-live class="sheet"><form action="/sok"><label for="q">Sök</label><input id="q" name="q" value="skola">
<label for="fran">Från</label><input id="fran" name="fran"><button>Sök</button></form>
<h2 data-result tabindex="-1"><span role="status">${counted}</span></h2>
<details><summary>Fler val</summary>Innehåll</details>
<section><h3>År</h3><ul>${facets}</ul></section>${more}
<p><a href="/om">Om</a> <a href="#q">Till fältet</a> <a href="/sok?q=skolskjuts">Skolskjuts</a> <a href="/sok?q=skola&amp;fil=1" download>Fil</a></p></main>`;
  }
  const FIRST = results({
    counted: "12 paragrafer",
    facets: `<li><a href="/sok?q=skola&amp;ar=2020"><span>2020</span> <span class="count">3</span></a></li>
<li><a href="/sok?q=skola&amp;ar=2021"><span>2021</span> <span class="count">9</span></a></li>`,
    more: "<nav><a rel=\"next\" href=\"/sok?q=skola&amp;sida=2\">Nästa sida</a></nav>",
  });
  const SECOND = results({
    counted: "3 paragrafer",
    facets: `<li><a href="/sok?q=skola"><span>2020</span> <span class="count">3</span></a></li>`,
    more: "<ul><li><a href=\"/sok?q=skola\">Ta bort 2020</a></li></ul>",
  });
  const PAGES = {
    "/sok?q=skola": html(FIRST, ALL),
    "/sok?q=skola&ar=2020": html(SECOND, NARROWED),
    "/sok?q=skola&ar=2021": html(results({ counted: "9 paragrafer", facets: "" }), ALL),
    "/sok?q=skola&sida=2": html(results({ counted: "12 paragrafer", facets: "", more: "<nav><a href=\"/sok?q=skola\">Nästa sida</a></nav>" }), ALL),
  };

  async function onResults(answers, walk, visitor = {}) {
    await visit(visitor, async (page, context) => {
      await serve(page, { ...PAGES, ...answers });
      await page.goto("/sok?q=skola");
      await page.evaluate(() => { window.sameVisit = true; });
      await walk(page, context);
    });
  }

  const isSameVisit = (page) => page.evaluate(() => window.sameVisit === true);
  const counted = (page, text) => page.locator("main [role=status]", { hasText: text }).waitFor();
  const link = (page, name) => page.locator("main").getByRole("link", { name });
  const focus = (page) => page.evaluate(() => document.activeElement.textContent.replace(/\s+/g, " ").trim());

  test("changes the answer, the address and the head, and says the count", () => onResults({}, async (page) => {
    await link(page, "2020").click();
    await counted(page, "3 paragrafer");
    await hear(page, "3 paragrafer");
    assert.ok(await isSameVisit(page));
    assert.ok(page.url().endsWith("/sok?q=skola&ar=2020"));
    assert.equal(await page.title(), "skola – 3 paragrafer");
    const head = await page.evaluate(() => [
      ...document.head.querySelectorAll("link[rel=canonical], meta[name=robots]"),
    ].map((one) => one.getAttribute("href") ?? one.content));
    assert.deepEqual(head, ["https://arkiv.example.org/sok?q=skola&ar=2020", "noindex"]);
    assert.equal(await page.locator("[data-live]").getAttribute("aria-busy"), null);
  }));

  test("goes back and forward through the answers", () => onResults({}, async (page) => {
    await link(page, "2020").click();
    await counted(page, "3 paragrafer");
    await page.goBack();
    await counted(page, "12 paragrafer");
    assert.equal(await page.title(), "skola – 12 paragrafer");
    assert.equal(await page.locator("meta[name=robots]").count(), 0);
    await page.goForward();
    await counted(page, "3 paragrafer");
    assert.ok(await isSameVisit(page));
  }));

  test("leaves the focus on what was clicked, though its count has changed", () => onResults({}, async (page) => {
    await link(page, "2020").focus();
    await page.keyboard.press("Enter");
    await counted(page, "3 paragrafer");
    await page.waitForFunction(() => document.activeElement.localName === "a");
    assert.equal(await focus(page), "2020 3");
  }));

  test("knows the same word under another heading for another link", () => {
    const lists = (counted, other) => results({
      counted,
      facets: "",
      more: `<section><h3>Inkommet</h3><ul><li><a href="/sok?q=skola&amp;in=2020">2020</a></li></ul></section>
<section><h3>Beslutat</h3><ul><li><a href="/sok?q=skola${other}">2020</a></li></ul></section>`,
    });
    return onResults({
      "/sok?q=skola": html(lists("12 paragrafer", "&amp;ar=2020"), ALL),
      "/sok?q=skola&ar=2020": html(lists("3 paragrafer", ""), ALL),
    }, async (page) => {
      await link(page, "2020").last().click();
      await counted(page, "3 paragrafer");
      await page.waitForFunction(() => document.activeElement.localName === "a");
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "/sok?q=skola");
    });
  });

  test("puts the focus on the heading where what was clicked is gone", () => onResults({}, async (page) => {
    await link(page, "2020").click();
    await link(page, "Ta bort 2020").click();
    await counted(page, "12 paragrafer");
    await page.waitForFunction(() => document.activeElement.localName === "h2");
    assert.equal(await focus(page), "12 paragrafer");
  }));

  test("reads the next page from its top, though it has the same link", () => onResults({}, async (page) => {
    await link(page, "Nästa sida").click();
    await page.waitForURL("**&sida=2");
    await page.waitForFunction(() => document.activeElement.localName === "h2");
  }));

  test("sends the form without what is empty", () => onResults({}, async (page) => {
    await page.locator("#q").press("Enter");
    await page.waitForFunction(() => document.activeElement.localName === "h2");
    assert.ok(page.url().endsWith("/sok?q=skola"));
    assert.ok(await isSameVisit(page));
  }));

  test("keeps open what was open", () => onResults({}, async (page) => {
    await page.locator("summary").click();
    await link(page, "2020").click();
    await counted(page, "3 paragrafer");
    assert.ok(await page.locator("details").evaluate((fold) => fold.open));
  }));

  test("comes back to where the page was scrolled to", () => onResults({
    "/sok?q=skola": html(`${FIRST}<div id="lång"></div>`, ALL).replace("<ul>", `<ul>${"<li>rad</li>".repeat(200)}`),
  }, async (page) => {
    await link(page, "2020").scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    assert.ok(before > 1000);
    await link(page, "2020").click();
    await counted(page, "3 paragrafer");
    await page.goBack();
    await counted(page, "12 paragrafer");
    await page.waitForFunction((wanted) => Math.abs(scrollY - wanted) < 2, before);
  }));

  test("says that it is busy while the answer is awaited", () => {
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    return onResults({
      "/sok?q=skola&ar=2020": async (route) => {
        await held;
        return route.fulfill({ contentType: "text/html; charset=utf-8", body: PAGES["/sok?q=skola&ar=2020"] });
      },
    }, async (page) => {
      await link(page, "2020").click();
      assert.equal(await page.locator("[data-live]").getAttribute("aria-busy"), "true");
      release();
      await counted(page, "3 paragrafer");
    });
  });

  test("shows the last answer asked for, however late an earlier one comes", () => {
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    return onResults({
      "/sok?q=skola&ar=2020": async (route) => {
        await held;
        await route.fulfill({ contentType: "text/html; charset=utf-8", body: PAGES["/sok?q=skola&ar=2020"] }).catch(() => {});
      },
    }, async (page) => {
      await link(page, "2020").click();
      await link(page, "2021").click();
      await counted(page, "9 paragrafer");
      release();
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.equal(await textOf(page, "main [role=status]"), "9 paragrafer");
      assert.ok(page.url().endsWith("ar=2021"));
    });
  });

  test("leaves a click that wants another tab to the browser", () => onResults({}, async (page, context) => {
    const opened = context.waitForEvent("page");
    // The new tab may ask before its requests can be caught, so that the server itself answers: it knows this one.
    await link(page, "Skolskjuts").click({ modifiers: ["Control"] });
    await opened;
    assert.equal(await textOf(page, "main [role=status]"), "12 paragrafer");
    assert.ok(page.url().endsWith("/sok?q=skola"));
  }));

  for (const [what, answer] of [
    ["an error", (route) => route.fulfill({ status: 500, contentType: "text/html", body: "<h1>Fel</h1>" })],
    ["a page of another kind", html("<h1>Fel</h1>")],
    ["another style sheet", html(SECOND, { head: "<link rel=\"stylesheet\" href=\"/static/b.css\">" })],
    ["no answer", (route) => route.request().resourceType() === "fetch"
      ? route.abort() : route.fulfill({ contentType: "text/html", body: "<h1>Fel</h1>" })],
  ]) {
    test(`becomes an ordinary visit at ${what}`, () => onResults({ "/sok?q=skola&ar=2020": answer }, async (page) => {
      await link(page, "2020").click();
      await page.waitForFunction(() => window.sameVisit === undefined);
      assert.ok(page.url().endsWith("ar=2020"));
    }, { statuses: [500], expected: [/ERR_FAILED/] }));
  }

  for (const name of ["Om", "Utanför"]) {
    test(`leaves “${name}” to the browser, which leads elsewhere`, () => onResults({
      "/om": html("<h1>Om</h1>"), "/sok?q=utanf%C3%B6r": html("<h1>Om</h1>"),
    }, async (page) => {
      await page.getByRole("link", { name }).click();
      await page.waitForFunction(() => window.sameVisit === undefined);
    }));
  }

  test("leaves a place on the page to the browser", () => onResults({}, async (page) => {
    await link(page, "Till fältet").click();
    await page.waitForURL("**#q");
    await page.goBack();
    assert.ok(await isSameVisit(page));
    assert.equal(await textOf(page, "main [role=status]"), "12 paragrafer");
  }));
});

test("the script is at most 20 kB", () => {
  const size = readFileSync(SCRIPT).length;
  assert.ok(size <= 20_000, `${size} bytes`);
});

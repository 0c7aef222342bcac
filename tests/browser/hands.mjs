// The four ways in which a person drives the pages. A story is written once and walked in each.

import assert from "node:assert/strict";
import { test } from "node:test";

import { DESKTOP, PHONE, focused, showsFocus, visit } from "./site.mjs";

/** More steps with the Tab key than the longest way on any page of a story. */
const MOST_STEPS = 150;

/** Where a person would aim: at the middle of its largest part, which nothing may cover. */
async function placeOf(target) {
  await target.scrollIntoViewIfNeeded();
  const place = await target.evaluate((element) => {
    const parts = [...element.getClientRects()];
    const largest = parts.reduce((best, part) => (part.width * part.height > best.width * best.height ? part : best));
    const [x, y] = [largest.x + largest.width / 2, largest.y + largest.height / 2];
    const over = document.elementFromPoint(x, y);
    return { x, y, over: element.contains(over) ? null : over?.outerHTML.slice(0, 200) };
  });
  assert.equal(place.over, null, `something lies over ${target}`);
  return place;
}

class Mouse {
  constructor(page) {
    this.page = page;
  }

  /** Presses a link, a button or the head of a fold. */
  async press(target) {
    const { x, y } = await placeOf(target);
    await this.page.mouse.click(x, y);
  }

  async type(field, text) {
    await field.click();
    await field.fill(text);
  }

  async choose(list, label) {
    await list.selectOption({ label });
  }

  /** Sends the form that the field stands in. */
  async send(field) {
    await this.press(field.locator("xpath=ancestor::form[1]").getByRole("button").first());
  }
}

class Touch extends Mouse {
  async press(target) {
    const { x, y } = await placeOf(target);
    await this.page.touchscreen.tap(x, y);
  }

  async type(field, text) {
    await field.tap();
    await field.fill(text);
  }
}

class Keyboard extends Mouse {
  async press(target) {
    await this.reach(target);
    await this.page.keyboard.press("Enter");
  }

  async type(field, text) {
    await this.reach(field);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }

  async choose(list, label) {
    await this.reach(list);
    await this.page.keyboard.type(label);
  }

  async send(field) {
    await this.reach(field);
    await this.page.keyboard.press("Enter");
  }

  /** Goes on with the Tab key to the target; at each step a person sees where the focus is. */
  async reach(target) {
    await target.waitFor();
    const isThere = () => target.evaluate((element) => element === document.activeElement);
    const passed = [];
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await isThere()) return;
      await this.page.keyboard.press("Tab");
      const name = await focused(this.page);
      passed.push(name);
      // Between the last and the first element the focus is the browser's own.
      const hasLeft = await this.page.evaluate(() => document.activeElement === document.body);
      assert.ok(hasLeft || await showsFocus(this.page), `nothing shows that the focus is on “${name}”`);
    }
    assert.fail(`the Tab key does not reach ${target}; it passed\n${passed.join("\n")}`);
  }
}

const WAYS = [
  ["by mouse", Mouse, DESKTOP],
  ["by keyboard alone", Keyboard, DESKTOP],
  ["without JavaScript", Mouse, { ...DESKTOP, javaScriptEnabled: false }],
  ["on a phone", Touch, PHONE],
];

/** Walks a story in all four ways. `walk` is given the page, the hands and the context. */
export function story(title, walk, visitor = {}) {
  for (const [how, Hands, options] of WAYS) {
    test(`${title}, ${how}`, () => visit({ ...options, ...visitor }, async (page, context) => {
      await walk(page, new Hands(page), { context, hasScript: options.javaScriptEnabled !== false });
    }));
  }
}

/** The field that every search is typed into. */
export const searchField = (page) => page.getByRole("main").getByLabel(/^(Sök bland besluten|Vad vill du veta\?)$/);

/** A link or button by its name, within the page's own content. */
export const link = (page, name, others = {}) => page.getByRole("main").getByRole("link", { name, ...others });

/** Waits for the page's heading. */
export async function heading(page, name) {
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Waits until so many are found. */
export async function counted(page, text) {
  await page.locator("[role=status]", { hasText: text }).first().waitFor();
}

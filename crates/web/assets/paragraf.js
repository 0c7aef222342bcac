// Comfort on top of pages that work without it: suggestions while typing, a pasted list of case numbers, copy buttons
// and searches that narrow without a reload. Hooks are data attributes; nothing is fetched from another host.
(() => {
  "use strict";

  // One polite voice for the whole page. It must be there before it has anything to say.
  const voice = document.createElement("p");
  voice.className = "unseen";
  voice.setAttribute("role", "status");
  voice.id = "meddelanden";
  document.body.append(voice);

  function say(message) {
    voice.textContent = "";
    // The same words twice in a row are said twice only if the text was gone in between.
    setTimeout(() => { voice.textContent = message; }, 50);
  }

  const oneLine = (text) => text.replace(/\s+/g, " ").trim();

  // Suggestions while typing: an editable combobox with a list (ARIA 1.2).

  const FEWEST_LETTERS = 2;
  const PAUSE = 120;
  const KINDS = {
    word: "ord", case: "ärende", officer: "handläggare", body: "organ", municipality: "kommun", title: "rubrik",
  };
  let lists = 0;

  function suggestOn(field) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = `forslag-${++lists}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Förslag");
    field.after(list);
    // A search field clears itself at Escape, which here only closes the list, and may not be a combobox.
    field.type = "text";
    field.inputMode = "search";
    for (const [name, value] of [
      ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id],
      ["autocomplete", "off"], ["enterkeyhint", "search"],
    ]) field.setAttribute(name, value);

    let shown = [];
    let active = -1;
    let timer;
    let request;

    function close() {
      clearTimeout(timer);
      request?.abort();
      list.hidden = true;
      list.replaceChildren();
      shown = [];
      active = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function show(suggestions) {
      if (suggestions.length === 0) {
        close();
        return;
      }
      shown = suggestions;
      active = -1;
      list.replaceChildren(...suggestions.map((suggestion, place) => option(suggestion, `${list.id}-${place}`)));
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      field.removeAttribute("aria-activedescendant");
      say(`${suggestions.length} förslag`);
    }

    function activate(place) {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = place;
      const chosen = list.children[place];
      if (!chosen) {
        field.removeAttribute("aria-activedescendant");
        return;
      }
      chosen.setAttribute("aria-selected", "true");
      chosen.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", chosen.id);
    }

    function choose(place) {
      const suggestion = shown[place];
      close();
      if (suggestion.kind === "word") {
        field.value = suggestion.text;
        field.form.requestSubmit();
      } else {
        location.assign(suggestion.url);
      }
    }

    async function ask() {
      request?.abort();
      request = new AbortController();
      const typed = field.value;
      const address = `/api/v1/suggest?q=${encodeURIComponent(typed)}`;
      try {
        const response = await fetch(address, { signal: request.signal });
        if (!response.ok) throw new Error(response.statusText);
        const { suggestions } = await response.json();
        if (field.value === typed && document.activeElement === field) show(suggestions);
      } catch {
        // Aborted, or no answer: what was typed can be searched for all the same.
        if (field.value === typed) close();
      }
    }

    field.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (event.isComposing) return;
      if (field.value.trim().length < FEWEST_LETTERS) close();
      else timer = setTimeout(ask, PAUSE);
    });

    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const count = shown.length;
      // One place before the first and after the last is the field itself.
      const move = { ArrowDown: active + 1, ArrowUp: active < 0 ? count - 1 : active - 1 }[event.key];
      if (move !== undefined) {
        if (count > 0) activate(move < count ? move : -1);
        else if (field.value.trim().length >= FEWEST_LETTERS) ask();
        else return;
      } else if (active >= 0 && event.key === "Home") activate(0);
      else if (active >= 0 && event.key === "End") activate(count - 1);
      else if (active >= 0 && event.key === "Enter") choose(active);
      else if (count > 0 && event.key === "Escape") close();
      else return;
      event.preventDefault();
    });

    field.addEventListener("blur", close);
    field.form.addEventListener("submit", close);
    // The press would take the focus from the field, and the list would be gone before the click.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const place = [...list.children].indexOf(event.target.closest("[role=option]"));
      if (place >= 0) choose(place);
    });
  }

  function option(suggestion, id) {
    const item = document.createElement("li");
    item.className = "suggestion";
    item.id = id;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const isRegion = suggestion.kind === "municipality" && suggestion.label.startsWith("Region ");
    item.append(
      part("suggestion-label", suggestion.label), " ",
      part("suggestion-kind", isRegion ? "region" : KINDS[suggestion.kind] ?? ""),
    );
    if (suggestion.count !== null) {
      const counted = part("count", suggestion.count.toLocaleString("sv"));
      counted.append(part("unseen", suggestion.count === 1 ? " paragraf" : " paragrafer"));
      item.append(" ", counted);
    }
    return item;
  }

  function part(className, text) {
    const span = document.createElement("span");
    span.className = className;
    span.textContent = text;
    return span;
  }

  // A list of case numbers pasted where one line has room: all of them are looked up.

  function takeListsOn(field) {
    field.addEventListener("paste", (event) => {
      const lines = (event.clipboardData?.getData("text/plain") ?? "").split(/[\r\n]+/).filter((line) => line.trim());
      // A sentence cut by line ends has hardly a digit in each; a case number always has.
      if (lines.filter((line) => /\d/.test(line)).length < 2) return;
      event.preventDefault();
      const form = document.createElement("form");
      form.method = "post";
      form.action = "/arenden";
      form.hidden = true;
      const numbers = document.createElement("textarea");
      numbers.name = "nummer";
      numbers.value = lines.join("\n");
      form.append(numbers);
      document.body.append(form);
      form.submit();
    });
  }

  // Copying a citation, an address or a table.

  const HOW_LONG = 2000;

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy], button[data-copy-table]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy ?? button.dataset.copyTable);
    if (!source) return;
    const text = button.dataset.copyTable
      ? tabSeparated(source)
      : button.dataset.copyText ?? source.dataset.copyText ?? asItReads(source);
    if (await copy(text)) {
      tell(button, "Kopierat");
    } else {
      getSelection().selectAllChildren(source);
      tell(button, "Markerat: kopiera själv");
    }
  });

  // A program keeps its lines.
  function asItReads(source) {
    return source.matches("pre") ? source.textContent : oneLine(source.textContent);
  }

  function tell(button, message) {
    const told = button.dataset.label;
    if (told === undefined) button.dataset.label = button.textContent;
    button.textContent = message;
    say(message);
    clearTimeout(button.copied);
    button.copied = setTimeout(() => {
      button.textContent = button.dataset.label;
      delete button.dataset.label;
    }, HOW_LONG);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not given to pages over plain HTTP.
    }
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.className = "unseen";
    area.readOnly = true;
    area.value = text;
    document.body.append(area);
    area.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      // The person copies what is selected instead.
    }
    area.remove();
    before?.focus({ preventScroll: true });
    return done;
  }

  function tabSeparated(table) {
    const rows = [...table.rows].map((row) => [...row.cells].flatMap((cell) => {
      const several = [...cell.querySelectorAll("p, li")];
      const text = (several.length > 0 ? several : [cell]).map((one) => oneLine(one.textContent)).join("; ");
      // As in the CSV files: no spreadsheet reads a cell as a formula.
      const plain = /^[=+@]|^-\D/.test(text) ? `'${text}` : text;
      return [plain, ...Array(cell.colSpan - 1).fill("")];
    }));
    return rows.map((cells) => cells.join("\t")).join("\r\n");
  }

  // Narrowing without a reload: links and forms of the live part that lead to the same page with another question.

  const HEAD = "title, link[rel=canonical], link[rel=alternate], meta[name=robots], meta[name=description], " +
    "meta[property], script[type='application/ld+json']";
  const live = document.querySelector("[data-live]");
  let loading;
  let here = location.pathname + location.search;

  /** Shows the page at the address in the place of this one; anything odd becomes an ordinary visit. */
  async function turnTo(address, { push, then }) {
    loading?.abort();
    const own = loading = new AbortController();
    live.setAttribute("aria-busy", "true");
    let shown;
    let left;
    try {
      const response = await fetch(address, { signal: own.signal, headers: { Accept: "text/html" } });
      const page = response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
      if (own.signal.aborted) return;
      if (response.redirected) address = new URL(response.url);
      left = scrollY;
      shown = page && address.pathname === location.pathname && replaced(page);
    } catch {
      if (own.signal.aborted) return;
    }
    if (!shown) {
      // For an address of the history, the one that stands there already is asked for again.
      if (push) location.assign(address);
      else location.reload();
      return;
    }
    if (push) {
      history.replaceState({ ...history.state, scroll: left }, "");
      history.pushState({}, "", address);
    }
    here = address.pathname + address.search;
    live.removeAttribute("aria-busy");
    dress(live);
    then();
    say(oneLine((live.querySelector("[role=status]") ?? live.querySelector("[data-result]"))?.textContent ?? ""));
  }

  function replaced(page) {
    const fresh = page.querySelector("[data-live]");
    // Another style sheet or script: the server was renewed since this page was loaded.
    const made = (one) => [...one.querySelectorAll("link[rel=stylesheet], script[src]")]
      .map((file) => file.getAttribute("href") ?? file.getAttribute("src")).join();
    if (!fresh || made(page) !== made(document)) return false;
    const open = new Set([...live.querySelectorAll("details[open] > summary")].map(nameOf));
    live.className = fresh.className;
    live.replaceChildren(...fresh.childNodes);
    // The way to the page stands above it, and may name the question.
    const tab = page.querySelector(".tab");
    if (tab) document.querySelector(".tab")?.replaceWith(tab);
    for (const summary of live.querySelectorAll("details > summary")) {
      if (open.has(nameOf(summary))) summary.parentElement.open = true;
    }
    for (const old of document.head.querySelectorAll(HEAD)) old.remove();
    document.head.append(...page.head.querySelectorAll(HEAD));
    return true;
  }

  /** What tells a link or a fold from others, also when the figures in it have changed. */
  function nameOf(element) {
    const parts = [...element.childNodes].filter((child) => !child.classList?.contains("count"));
    return element.dataset.key ?? oneLine(parts.map((child) => child.textContent).join(""));
  }

  /** The heading that a link stands under: two lists may hold the same word. */
  const groupOf = (link) => link.closest("section, figure")?.querySelector("h2, h3, summary")?.textContent ?? "";

  /** Where the focus goes: to what was clicked if it is still there, otherwise to the heading of what was found. */
  function focusOn(clicked) {
    const isSame = (link) => nameOf(link) === clicked.name && groupOf(link) === clicked.group;
    const counterpart = clicked && [...live.querySelectorAll("a[href]")].find(isSame);
    const goal = counterpart ?? live.querySelector("[data-result]") ?? live;
    if (!counterpart) goal.tabIndex = -1;
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: "nearest" });
  }

  function isSamePage(address) {
    return address.origin === location.origin && address.pathname === location.pathname;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("[data-live] a[href]");
    if (!link || link.hasAttribute("download") || link.getAttribute("target")) return;
    const href = link.getAttribute("href");
    const address = new URL(href, location.href);
    if (!isSamePage(address) || href.startsWith("#")) return;
    event.preventDefault();
    // The next page of hits is read from its top.
    const isPaging = link.closest("nav") !== null;
    const clicked = isPaging ? null : { name: nameOf(link), group: groupOf(link) };
    turnTo(address, { push: true, then: () => focusOn(clicked) });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !live?.contains(form) || form.method !== "get") return;
    const address = new URL(form.getAttribute("action") ?? "", location.href);
    if (!isSamePage(address)) return;
    event.preventDefault();
    const fields = new FormData(form);
    if (event.submitter?.name) fields.append(event.submitter.name, event.submitter.value);
    // Without what was left empty, as one would write the address by hand.
    address.search = new URLSearchParams([...fields].filter(([, value]) => value !== ""));
    turnTo(address, { push: true, then: () => focusOn(null) });
  });

  addEventListener("popstate", (event) => {
    const address = new URL(location.href);
    // A place within the page, or a page that has none of this.
    if (!live || address.pathname + address.search === here) return;
    const scroll = event.state?.scroll ?? 0;
    turnTo(address, { push: false, then: () => scrollTo(0, scroll) });
  });

  // A page that comes back as it was left was left while the next one was loading.
  addEventListener("pageshow", () => live?.removeAttribute("aria-busy"));

  function dress(root) {
    for (const button of root.querySelectorAll("button[data-copy], button[data-copy-table]")) button.hidden = false;
    for (const field of root.querySelectorAll("input[data-suggest]")) {
      suggestOn(field);
      takeListsOn(field);
    }
  }

  dress(document);
})();

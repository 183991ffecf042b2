// The search page: the form, the list of results, the filters, the address and the keyboard.

import { ask } from "./answer.js";
import { Index } from "./index.js";
import { readQuery } from "./query.js";
import { add, makeItem } from "./results.js";
import { fold, isNear } from "./words.js";

const TYPING_PAUSE = 150;
const SLOW = 80; // milliseconds after which a reader is told that something is looked for
const PATIENCE = 20_000;
const EXCERPTS_AT_ONCE = 3;
const RESULTS_AT_ONCE = 20;
const ANSWERS = new Set(["county", "figure", "person", "place", "term"]);

function inTime(promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE));
  return Promise.race([promise, late]);
}

const FILTERS = {
  kind: (item) => (item.kind ? [item.kind] : []),
  part: (item) => (item.part ? [item.part] : []),
  place: (item) => (item.place ? [item.place] : []),
  year: (item) => item.years || [],
};

class SearchPage {
  constructor(form) {
    this.form = form;
    this.field = form.elements.q;
    this.list = find("results");
    this.status = find("status");
    this.help = find("help");
    this.more = find("more");
    this.filters = find("filters");
    this.words = JSON.parse(form.dataset.searchWords);
    this.language = document.documentElement.lang.toLowerCase() || "en";
    this.plural = new Intl.PluralRules(this.language);
    this.digits = new Intl.NumberFormat(`en-u-nu-${document.documentElement.dataset.digits ?? "latn"}`, { useGrouping: false });
    this.newest = 0;
    this.typing = 0;
    this.answer = null;
    this.isOpen = false;
    this.kept = readAddress(); // what the history entry says on which we stand, before anything was typed
    /** Items → what adds their excerpts, a screen before they come into view: nothing moves under a reader's finger. */ this.fills = new WeakMap();
    const onSeen = (entries) => {
      for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
        this.seen.unobserve(target);
        this.fills.get(target)();
      }
    };
    this.seen = new IntersectionObserver(onSeen, { rootMargin: "100% 0px" });
  }

  start() {
    this.field.addEventListener("input", (event) => event.isComposing || this.type());
    this.field.addEventListener("compositionend", () => this.type());
    this.field.addEventListener("focus", () => this.open().catch(() => {}));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    for (const select of this.selects()) select.addEventListener("change", () => this.choose());
    addEventListener("popstate", () => this.restore());
    document.addEventListener("keydown", (event) => this.press(event));
    find("without-script").hidden = true;
    this.form.hidden = false; // it is in a copy for the disk, where no script runs
    const examples = find("examples");
    if (examples) examples.hidden = false;
    find("start").classList.add("is-known");
    find("page").hidden = false;
    if (this.filters) this.filters.open = matchMedia("(min-width: 40rem)").matches; // on a phone results come first
    const early = this.field.value.trim(); // typed before this script was there
    if (early && early !== this.kept.get("q")) this.type();
    else this.restore();
    if (!this.field.value) this.field.focus({ preventScroll: true }); // who opens the page wants to type
  }

  /** Load the index, once; where that failed, the next to ask tries anew. */
  open() {
    const { searchRoot: root, searchIndex: folder } = this.form.dataset;
    this.index ??= Index.open(root, folder, this.language, this.words);
    this.index.then(
      () => (this.isOpen = true),
      () => (this.index = null),
    );
    return this.index;
  }

  selects() {
    return this.filters ? [...this.filters.querySelectorAll("select")] : [];
  }

  restore() {
    this.kept = readAddress();
    this.field.value = (this.kept.get("q") ?? "").slice(0, this.field.maxLength);
    return this.search(Object.fromEntries(this.kept));
  }

  type() {
    clearTimeout(this.typing);
    find("start").hidden = Boolean(this.field.value.trim());
    if (!this.isOpen && this.field.value.trim()) this.say("busy");
    this.typing = setTimeout(() => {
      history.replaceState(null, "", addressOf(new Map([["q", this.field.value.trim()]])));
      this.search();
    }, TYPING_PAUSE);
  }

  submit() {
    const query = this.field.value.trim();
    if (query !== (this.kept.get("q") ?? "")) {
      // While typing the entry was overwritten; it gets its own query back, so that "back" leads there.
      history.replaceState(null, "", addressOf(this.kept));
      this.kept = new Map([["q", query]]);
      history.pushState(null, "", addressOf(this.kept));
    }
    this.search();
  }

  choose() {
    const chosen = Object.fromEntries(this.selects().map((select) => [select.name, select.value]));
    this.kept = new Map(Object.entries({ q: this.field.value.trim(), ...chosen }));
    history.replaceState(null, "", addressOf(this.kept));
    this.show(chosen);
  }

  async search(chosen = {}) {
    clearTimeout(this.typing);
    const mine = ++this.newest;
    const query = this.field.value.trim();
    find("start").hidden = Boolean(query);
    if (!readQuery(query).length) {
      this.clear();
      if (query) this.say("none", { query });
      return;
    }
    this.list.dataset.searchState = "busy";
    const slow = setTimeout(() => mine === this.newest && this.say("busy"), SLOW);
    try {
      const index = await inTime(this.open());
      const answer = await inTime(ask(index, query));
      if (mine !== this.newest) return;
      this.answer = { ...answer, index, query };
      this.offerFilters(chosen);
      await this.show(chosen, mine);
    } catch (error) {
      if (mine !== this.newest) return;
      console.error(error);
      this.index = null;
      this.clear("done");
      this.say("failed");
      this.help.hidden = false;
    } finally {
      clearTimeout(slow);
    }
  }

  clear(state = "idle") {
    this.answer = null;
    this.list.replaceChildren();
    this.more.hidden = true;
    this.help.hidden = true;
    if (this.filters) this.filters.hidden = true;
    this.status.textContent = "";
    this.list.dataset.searchState = state;
  }

  /** Show results from one on, and a button for those that come after them. */
  async show(chosen = {}, mine = this.newest, from = 0) {
    const { index, results, terms, query } = this.answer;
    const kept = results.filter(({ item }) => Object.entries(FILTERS).every(([name, values]) => !chosen[name] || values(item).includes(chosen[name])));
    const next = from + RESULTS_AT_ONCE;
    const part = kept.slice(from, next);
    if (!from) this.seen.disconnect();
    await inTime(index.reveal(part.map(({ item }) => item)));
    const shown = part.map((result) => makeItem(index, result, terms, this.words.languages));
    if (!from && isAnswer(kept[0])) shown[0].item.className = "search-answer";
    await inTime(Promise.all(shown.slice(0, EXCERPTS_AT_ONCE).map(({ fill }) => fill())));
    if (mine !== this.newest) return;
    if (!from) this.list.replaceChildren();
    this.list.append(...shown.map(({ item }) => item));
    this.more.hidden = kept.length <= next;
    this.more.onclick = async () => {
      await this.show(chosen, mine, next);
      this.list.children[next]?.querySelector("a").focus();
    };
    for (const { item, fill } of shown.slice(EXCERPTS_AT_ONCE)) {
      this.fills.set(item, fill);
      this.seen.observe(item);
    }
    this.tell(kept.length, query);
    this.list.dataset.searchState = "done";
  }

  /** Say how many results there are, and what was asked for instead of what was typed. */
  tell(count, query) {
    const { changes, isPartial, terms } = this.answer;
    query = changes.length ? terms.map(({ text }) => text).join(" ") : query.replace(/^["“”„«»「]([^"“”„«»「」]+)["“”„«»」]$/u, "$1");
    const notes = changes.map(({ from, to }) => this.phrase("instead", { from, to: to.map((word) => this.phrase("quoted", { word })).join(this.words.and) }));
    if (isPartial) notes.push(this.words.partial);
    const counted = count ? this.phrase(this.plural.select(count), { count: this.digits.format(count), query }) : this.phrase("none", { query });
    this.status.textContent = [...notes, counted].reduce((one, next) => this.phrase("sentences", { one, next }));
    this.help.hidden = count > 0;
    if (!count) this.suggest(query);
  }

  say(key, values = {}) {
    this.status.textContent = this.phrase(key, values);
  }

  phrase(key, values) {
    return (this.words[key] ?? this.words.other ?? "").replace(/\{(\w+)\}/gu, (_, name) => values[name] ?? "");
  }

  /** Offer the names that are a letter or two from what was asked for. */
  suggest(query) {
    const place = find("near");
    const [asked, most] = [fold(query), query.length < 3 ? 0 : query.length < 8 ? 1 : 2];
    const titles = new Set(this.answer.index.items.filter(({ kind }) => ["county", "chapter", "place", "term", "person"].includes(kind)).map(({ title }) => title));
    const near = [...titles].filter((title) => isNear(asked, fold(title), most)).slice(0, 6);
    place.hidden = near.length === 0;
    const list = place.querySelector("ul");
    list.replaceChildren();
    for (const title of near) add(add(list, "li"), "a", { href: addressOf(new Map([["q", title]])), textContent: title });
  }

  /** Fill the filters with what the results have; a filter with nothing to choose from is not shown. */
  offerFilters(chosen) {
    if (!this.filters) return;
    let offered = 0;
    for (const select of this.selects()) {
      const counts = new Map();
      for (const { item } of this.answer.results) for (const value of FILTERS[select.name](item)) counts.set(value, (counts.get(value) ?? 0) + 1);
      const values = [...counts.keys()].sort((a, b) => (select.name === "year" ? a.localeCompare(b) : counts.get(b) - counts.get(a)));
      const label = (value) => (select.name === "kind" ? this.answer.index.kinds[value] : value);
      select.replaceChildren(select.options[0], ...values.map((value) => new Option(`${label(value)} (${this.digits.format(counts.get(value))})`, value)));
      select.value = counts.has(chosen[select.name]) ? chosen[select.name] : "";
      if (select.value) this.filters.open = true;
      select.closest("label").hidden = values.length < 2;
      offered += values.length > 1 ? 1 : 0;
    }
    this.filters.hidden = offered === 0;
  }

  /** The keyboard: arrows through the results, Escape back to the field and out of it. */
  press(event) {
    /** @type {HTMLElement[]} */
    const stops = [this.field, ...this.list.querySelectorAll("a")];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    if (at < 0 || next === undefined || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (next !== at) stops[next]?.focus();
    else if (this.field.value) {
      this.field.value = "";
      this.type();
    }
    if (stops[next]) event.preventDefault();
  }
}

/** Tell whether a result is what was asked for, by its name or number. */
function isAnswer(result) {
  return Boolean(result && ANSWERS.has(result.item.kind) && (result.isCalled || result.slots?.some((slot) => slot?.valued)));
}

/** @returns {any} */
function find(name) {
  return document.querySelector(`[data-search-${name}]`);
}

function readAddress() {
  const given = new URLSearchParams(location.search);
  return new Map(["q", ...Object.keys(FILTERS)].filter((name) => given.get(name)).map((name) => [name, given.get(name).trim()]));
}

function addressOf(values) {
  const url = new URL(location.href);
  url.search = new URLSearchParams([...values].filter(([, value]) => value)).toString();
  url.hash = "";
  return url.href;
}

const form = globalThis.document?.querySelector("form[data-search]");
if (form) new SearchPage(form).start();

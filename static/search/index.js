// What the search page reads: the list of items, and Pagefind's index of their text.

import { readList, readNames } from "./names.js";
import { readNumerals } from "./numbers.js";
import { cut, HAS_HAN, joinWords, normalForm, pairsOf, squash } from "./words.js";

export const TITLE = 1; // the level of a hit
export const HEADING = 2;
export const BODY = 9;
const SPAN = 1e6; // between the first positions of two pages
const MANY = 120; // of so many pages only the first place of a run is asked for

/** One language's index. */
export class Index {
  /** @type {URL} */ folder;
  root = "";
  /** @type {any} */ pagefind;
  /** What is asked of Pagefind, and its answer. @type {Map<string, Promise<Map<number, number[]>>>} */ answers = new Map();
  /** @type {any[]} */ items = [];
  /** Pages in their order: the number of the item that a page is, and how to read its text. @type {{ of: number, data?: () => Promise<any> }[]} */ pages = [];
  /** Pagefind's id of a page → the page's number. @type {Map<string, number>} */ numbers = new Map();
  /** Where each item begins. @type {number[]} */ starts = [];
  /** A name, squashed or in Han characters → numbers of items. @type {Map<string, Set<number>>} */ called = new Map();
  /** A character in another form of writing → the one that this site has. @type {Map<string, string>} */ simple = new Map();
  /** What is said of items: of how many in a list, where the lists are, and those that have been read. */
  many = 1;
  /** @type {string[]} */ paths = [];
  /** @type {Promise<any>[]} */ lists = [];
  /** What kinds of items are called. @type {Record<string, string>} */ kinds = {};
  wordList = "";
  /** Words that are not asked for: how many, what is. @type {Set<string>} */ ignored = new Set();
  /** Words that ask for a number: how many. @type {Set<string>} */ counting = new Set();
  /** Words of numbers → their value. @type {Map<string, number>} */ numerals = new Map();
  /** What the place is called that the whole site is about. */ whole = "";
  /** @type {Promise<string[]> | undefined} */ words;
  /** @type {string[] | undefined} */ titles;

  /** Open one language's index; rejects where it is missing. */
  static async open(root, folderName, language, words = { ignored: "", counting: "", numerals: "" }) {
    const index = new Index();
    index.ignored = new Set(words.ignored.split(" "));
    index.counting = new Set(words.counting.split(" "));
    index.numerals = readNumerals(words.numerals);
    index.root = root;
    index.folder = new URL(folderName, new URL(root, location.href));
    const lists = Promise.all([readList(new URL(`items-${language}.bin`, index.folder), "no-cache"), readNames(index.folder, language)]);
    const { createInstance } = await import(new URL("pagefind.js", index.folder).href);
    index.pagefind = createInstance({ basePath: index.folder.pathname, baseUrl: root, noWorker: true });
    const [items, names] = await lists;
    index.prepare(JSON.parse(items), names);
    return index;
  }

  /** Make the items from their columns, and what is looked up by name: squashed names, initials, Han names. */
  prepare(columns, { kinds, rows }) {
    [this.many, ...this.paths] = columns.told;
    this.kinds = kinds;
    this.wordList = columns.words;
    this.numbers = new Map(columns.ids.map((id, number) => [id, number]));
    this.simple = pairsOf(columns.forms);
    this.whole = columns.whole;
    const [pages, parts, events, opening] = [columns.pages, columns.parts, columns.events, columns.opening].map((numbers) => new Set(numbers));
    let [of, at, row] = [0, 0, 0];
    this.items = columns.end.map((end, number) => {
      if (pages.has(number)) {
        of = number;
        at = this.pages.length * SPAN;
        this.pages.push({ of });
      }
      const named = parts.has(number) ? { title: "" } : events.has(number) ? { title: "", kind: "event" } : rows[row++];
      const item = { ...named, at, number, of, same: parts.has(number) ? of : number, opens: opening.has(number) };
      for (const name of ["length", "names", "numbers", "years", "twin", "weight", "heads"]) item[name] = columns[name][number];
      for (const name of ["part", "place"]) item[name] = columns[name][0][columns[name][1][number]];
      at = item.end = at + end;
      return item;
    });
    this.starts = this.items.map((item) => item.at);
    for (const item of this.items) this.callItem(item);
  }

  callItem({ kind, title, names, pinyin, number }) {
    for (const name of [kind === "figure" ? "" : title, ...(names || [])]) {
      const bare = name.split(" ").filter((word, i) => i || !this.ignored.has(word)).join(" "); // the pictorial: pictorial
      for (const form of bare && bare !== name ? [name, bare] : [name]) this.call(HAS_HAN.test(form) ? joinWords(cut(normalForm(form))) : squash(form), number);
    }
    for (const one of pinyin || []) {
      const syllables = one.split(" ").map(squash);
      this.call(syllables.join(""), number);
      if (syllables.length > 1) this.call(syllables.map((syllable) => syllable[0]).join(""), number);
    }
  }

  call(name, number) {
    if (name.length < 2) return;
    if (!this.called.has(name)) this.called.set(name, new Set());
    this.called.get(name).add(number);
  }

  /** Ask Pagefind; returns number of a page → positions in it, in the order of pages. Rejects where it answers from another index. */
  search(query) {
    if (!this.answers.has(query)) this.answers.set(query, this.ask(query));
    return this.answers.get(query);
  }

  async ask(query) {
    const { results } = await this.pagefind.search(query);
    const found = results.map(({ id, words, data }) => {
      const number = this.numbers.get(id.slice(id.lastIndexOf("_") + 1));
      if (number === undefined) throw new Error(`Pagefind names ${id}, which the list of items does not have`);
      this.pages[number].data ??= data;
      return [number, words];
    });
    return new Map(found.sort(([one], [other]) => one - other));
  }

  /** Return the positions at which words stand as they do in a term; where `loose` and a word stands nowhere, of words that begin so. */
  async run(words, loose = false) {
    const groups = [];
    for (const word of words) {
      if (groups.length && word.at === groups.at(-1).at(-1).at + 1) groups.at(-1).push(word);
      else groups.push([word]);
    }
    const found = await Promise.all(groups.map((group) => this.phrase(group.map(({ word }) => word), loose)));
    return found.reduce((starts, hits, i) => starts.filter((start) => hits.includes(start + groups[i][0].at - words[0].at)));
  }

  /** Return the positions at which a run of characters stands in the titles of items, also where Pagefind tells only a page's first. */
  titled(words) {
    const run = joinWords(words);
    this.titles ??= this.items.map(({ title, heads }) => (heads[1] ? normalForm(title) : ""));
    return this.titles.flatMap((title, number) => {
      if (!title.includes(run)) return [];
      const all = cut(title);
      const first = all.findIndex((_, i) => words.every(({ word, at }, k) => all[i + k]?.word === word && all[i + k].at - all[i].at === at - words[0].at));
      return first < 0 ? [] : [this.items[number].at + this.items[number].heads[0] + all[first].at];
    });
  }

  async phrase(words, loose) {
    const text = words.map((word) => word.replace(".", "p")).join(" ");
    const exact = await this.search(`"${text}"`);
    const every = words.length > 1 && exact.size > MANY ? new Map() : await this.search(text);
    // Where no word begins so, Pagefind would answer with words that this one begins with.
    const mayGoOn = loose && !exact.size && words.length === 1 && text.length > 2 && !/\d/u.test(text);
    if (mayGoOn && (await this.vocabulary()).some((word) => word.startsWith(text))) return placesOf(every);
    // Pagefind tells a run's first place on a page, and all places of its words: where these stand side by side, it may stand again.
    const starts = new Map();
    for (const [number, [first]] of exact) {
      const places = new Set(every.get(number) ?? [first]);
      starts.set(number, [...places].filter((at) => at === first || words.every((_, i) => places.has(at + i))));
    }
    if (words.length > 1 && [...starts.values()].some((some) => some.length > 1)) await this.keepRuns(starts, exact, text.split(" "));
    return placesOf(starts);
  }

  /** Keep of the places where a run may stand those where each of its words has its own place. */
  async keepRuns(starts, exact, words) {
    const found = await Promise.all(words.map((word) => this.search(word)));
    for (const [number, some] of starts) {
      if (some.length < 2) continue;
      const places = found.map((pages) => new Set(pages.get(number)));
      const [first] = exact.get(number);
      starts.set(number, some.filter((at) => at === first || places.every((set, i) => set.has(at + i))));
    }
  }

  /** Return the words of the site. */
  vocabulary() {
    this.words ??= readList(new URL(this.wordList, this.folder)).then((text) => text.split("\n"));
    return this.words;
  }

  item(position) {
    return this.items[lastAtMost(this.starts, position)];
  }

  /** Return the level of a position: in a title, in a heading, in the text. */
  level(position) {
    const { heads, at: start } = this.item(position);
    const at = position - start;
    for (let i = 0; i < heads.length; i += 2) if (at >= heads[i] && at < heads[i] + heads[i + 1]) return i ? HEADING : TITLE;
    return BODY;
  }

  /** Read an item's text, word by word, and the headings in it. */
  async text(item) {
    const page = this.pages[Math.floor(item.at / SPAN)];
    if (!page.data) await this.run(cut(this.items[page.of].title));
    const { content, anchors } = page.data ? await page.data() : { content: "", anchors: [] };
    const [from, to] = [item.at % SPAN, item.end % SPAN];
    return { words: content.split(" ").slice(from, to), anchors: anchors.filter(({ location }) => location >= from && location < to).map((anchor) => ({ ...anchor, location: anchor.location - from })) };
  }

  /** Fill in the titles and addresses of events. */
  async reveal(items) {
    for (const item of items.filter(({ url }) => url === undefined)) [, item.title, item.url] = await this.told(item);
  }

  /** Return what is said of an item in a sentence or two, or nothing. */
  async summary(item) {
    return (await this.told(item))[0] ?? "";
  }

  async told(item) {
    const number = Math.floor(item.number / this.many);
    this.lists[number] ??= readList(new URL(this.paths[number], this.folder)).then(JSON.parse);
    return (await this.lists[number])[item.number % this.many];
  }
}

/** Return page → places in it as positions in the whole site, in their order. */
function placesOf(pages) {
  return [...pages].flatMap(([number, places]) => places.map((at) => number * SPAN + at)).sort((one, other) => one - other);
}

/** Return the place of the last value in a sorted list that is not greater. */
function lastAtMost(values, value) {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

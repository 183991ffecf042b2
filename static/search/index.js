// What the search page reads: the list of items, and Pagefind's index of their text.

import { readList, readNames } from "./names.js";
import { readNumerals } from "./numbers.js";
import { cut, HAS_HAN, inHiragana, inKatakana, joinWords, normalForm, pairsOf, plain, spellings, squash } from "./words.js";

export const TITLE = 1; // the level of a hit
const HEADING = 2;
export const BODY = 9;
const IS_KANA = /[\u3041-\u30ff]/u;
const SPAN = 1e6; // between the first positions of two pages

/** One language's index. */
export class Index {
  root = "";
  /** @type {URL} */ folder;
  language = "";
  /** @type {any} */ pagefind;
  /** Another one, to which ハ and バ are two characters. @type {any} */ exact;
  /** @type {(options: object) => any} */ create;
  /** What is asked of Pagefind → page → positions in it. @type {Map<string, Promise<Map<any, number[]>>>} */ answers = new Map();
  /** A word → its positions in the whole site. @type {Map<string, Promise<Set<number>>>} */ known = new Map();
  /** @type {any[]} */ items = [];
  /** Pages in their order: the items of each, how to read its text, and what was read. @type {{ items: any[], data?: () => Promise<any>, text?: Promise<{ words: string[], anchors: any[] }> }[]} */ pages = [];
  /** Pagefind's id of a page → the page's number. @type {Map<string, number>} */ numbers = new Map();
  /** A name, squashed or in Han characters → numbers of items. @type {Map<string, Set<number>>} */ called = new Map();
  /** A character in another form of writing → the one that this site has. @type {Map<string, string>} */ simple = new Map();
  /** The lists of what is said of items: of how many in one, where they are, and those that have been read. */
  many = 1;
  /** @type {string[]} */ paths = [];
  /** @type {Promise<any>[]} */ lists = [];
  /** What kinds of items are called. @type {Record<string, string>} */ kinds = {};
  wordList = "";
  /** What the place is called that the whole site is about. */ whole = "";
  /** @type {Promise<string[]> | undefined} */ words;

  constructor(words = { ignored: "", counting: "", who: "", comparing: [], numerals: "", sign: "." }) {
    const [ignored, counting, who] = [words.ignored, words.counting, words.who].map((text) => plain(text).split(" "));
    const comparing = words.comparing.map(plain);
    /** Words that are not asked for: how many, what is. */
    this.ignored = new Set([...ignored, ...comparing]);
    /** Words that ask for a number: how many. */
    this.counting = new Set(counting);
    /** Words that ask for a person: who. */
    this.who = new Set(who);
    /** Words that ask for one of several places: the most, which county. */
    this.comparing = new Set(comparing);
    /** What is compared in such a question, alone too: banners, counties. */
    this.compared = new Set(comparing.flatMap((phrase) => phrase.split(" ")));
    this.numerals = readNumerals(words.numerals, words.sign);
  }

  /** Open one language's index; rejects where it is missing. */
  static async open(root, folderName, language, words) {
    const index = new Index(words);
    [index.root, index.language] = [root, language];
    index.folder = new URL(folderName, new URL(root, location.href));
    const [items, names] = ["items", "names"].map((name) => fetch(new URL(`${name}-${language}.bin`, index.folder), { cache: "no-cache" }));
    const lists = Promise.all([readList(items), readNames(names)]);
    const { createInstance } = await import(new URL("pagefind.js", index.folder).href);
    index.create = (options) => createInstance({ basePath: index.folder.pathname, baseUrl: root, noWorker: true, ...options });
    index.pagefind = index.create({});
    const [columns, named] = await lists;
    index.prepare(JSON.parse(columns), named);
    return index;
  }

  /** Make the items from their columns, and what is looked up by name: squashed names, initials, Han names. */
  prepare({ told, forms, ids, words, whole, columns }, { kinds, rows }) {
    [this.many, ...this.paths] = told;
    [this.kinds, this.wordList, this.whole, this.simple] = [kinds, words, whole, pairsOf(forms)];
    this.numbers = new Map(ids.map((id, number) => [id, number]));
    let at = 0;
    this.items = rows.map((row, number) => {
      const item = { ...row, number };
      for (const name of Object.keys(columns)) item[name] = columns[name][number];
      if (item.begins) {
        at = this.pages.length * SPAN;
        this.pages.push({ items: [] });
      }
      const page = this.pages[this.pages.length - 1];
      page.items.push(item);
      [item.at, item.of] = [at, page.items[0].number];
      item.same = item.kind ? number : item.of; // a part of a page leads to the page
      at = item.end = at + item.end;
      this.callItem(item);
      return item;
    });
  }

  callItem({ kind, title, names, pinyin, number }) {
    for (const name of [kind === "figure" ? "" : title, ...(names || [])]) {
      const bare = name.split(" ").filter((word, i) => i || !this.ignored.has(word)).join(" "); // the pictorial: pictorial
      for (const form of bare && bare !== name ? [name, bare] : [name]) {
        const called = HAS_HAN.test(form) ? joinWords(cut(normalForm(form))) : squash(form);
        for (const one of new Set([called, inHiragana(called)])) this.call(one, number);
      }
    }
    for (const syllables of (pinyin || []).flatMap(spellings)) {
      this.call(syllables.join(""), number);
      if (syllables.length > 1) this.call(syllables.map((syllable) => syllable[0]).join(""), number);
    }
  }

  call(name, number) {
    if (name.length < 2) return;
    if (!this.called.has(name)) this.called.set(name, new Set());
    this.called.get(name).add(number);
  }

  /** Return the positions at which words stand as they do in a term; where `isLoose` and a word stands nowhere, of words that begin so. */
  async run(words, isLoose = false) {
    const [first, ...others] = await Promise.all(words.map(({ word }) => this.find(word, isLoose && words.length === 1)));
    return [...first].filter((start) => others.every((places, i) => places.has(start + words[i + 1].at - words[0].at)));
  }

  find(word, isLoose) {
    const key = isLoose ? `${word} …` : inHiragana(word);
    if (!this.known.has(key)) this.known.set(key, this.findAnew(word, isLoose));
    return this.known.get(key);
  }

  /** A word of kana is one character, which readers type in hiragana and in katakana. */
  async findAnew(word, isLoose) {
    const forms = [...new Set([inHiragana(word), inKatakana(word)])];
    if (forms.length < 2) return this.findForm(word, isLoose);
    const found = await Promise.all(forms.map((form) => this.findForm(form, isLoose)));
    return new Set(found.flatMap((places) => [...places]).sort((one, other) => one - other));
  }

  /** Pagefind tells of a word with quotation marks each page, and without them each place, also of words that it begins, or where there are none, that begin it. */
  async findForm(word, isLoose) {
    const text = word.replace(".", "p");
    const pages = HAS_HAN.test(word) ? null : await this.ask(`"${text}"`);
    const mayGoOn = isLoose && !pages.size && text.length > 2 && !/\d/u.test(text) && (await this.vocabulary()).some((other) => other.startsWith(text));
    if (pages && !pages.size && !mayGoOn) return new Set();
    const found = [...(await this.ask(text))].filter(([number]) => !pages?.size || pages.has(number));
    return new Set(found.flatMap(([number, places]) => places.map((at) => number * SPAN + at)));
  }

  /** Ask Pagefind; returns number of a page → positions in it, in their order. Rejects where it answers from another index. */
  async ask(query) {
    const pagefind = IS_KANA.test(query) ? (this.exact ??= this.create({ exactDiacritics: true })) : this.pagefind;
    const { results } = await pagefind.search(query);
    const found = results.map(({ id, words, data }) => {
      const number = this.numbers.get(id.slice(id.lastIndexOf("_") + 1));
      if (number === undefined) throw new Error(`Pagefind names ${id}, which the list of items does not have`);
      this.pages[number].data ??= data;
      return [number, words.sort((one, other) => one - other)];
    });
    return new Map(found.sort(([one], [other]) => one - other));
  }

  /** Return the words of the site. */
  vocabulary() {
    this.words ??= readList(fetch(new URL(this.wordList, this.folder))).then((text) => text.split("\n"));
    return this.words;
  }

  item(position) {
    return this.pages[Math.floor(position / SPAN)].items.findLast(({ at }) => at <= position);
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
    if (!page.data) await this.run(cut(page.items[0].title));
    // Each time it is asked Pagefind makes excerpts of its own, for every heading, and cuts the whole text for each of them.
    page.text ??= page.data?.().then(({ content, anchors }) => ({ words: content.split(" "), anchors }));
    const { words, anchors } = (await page.text) ?? { words: [], anchors: [] };
    const [from, to] = [item.at % SPAN, item.end % SPAN];
    return { words: words.slice(from, to), anchors: anchors.filter(({ location }) => location >= from && location < to).map((anchor) => ({ ...anchor, location: anchor.location - from })) };
  }

  /** Fill in the titles and addresses of events. */
  async reveal(items) {
    for (const item of items.filter(({ kind }) => kind === "event")) [, item.title, item.url] = await this.told(item);
  }

  /** Return what is said of an item in a sentence or two, or nothing. */
  async summary(item) {
    return (await this.told(item))[0] ?? "";
  }

  async told(item) {
    const number = Math.floor(item.number / this.many);
    this.lists[number] ??= readList(fetch(new URL(this.paths[number], this.folder))).then(JSON.parse);
    return (await this.lists[number])[item.number % this.many];
  }
}

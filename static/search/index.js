// The index that chronicle/search/ makes: small files of positions, of which a query needs a few.

import { fold, HAS_HAN, squash, stem } from "./words.js";

export const OTHER = "#"; // in a pair, a word that is not a Han character
const ALONE = "."; // in the place of a second half: a character that no other follows
export const TITLE = 1; // the level of a hit
export const HEADING = 2;
export const BODY = 9;

export class Index {
  // Columns of the same names, which prepare() fills in.
  shards = 0;
  spread = 0;
  cards = 0;
  cuts = [];
  chunks = [];

  /** Open one language's index; rejects where it is missing. */
  static async open(root, folderName, language) {
    const folder = new URL(folderName, new URL(root, location.href));
    const entry = await fetch(new URL("index.json", folder), { cache: "no-cache" });
    if (!entry.ok) throw new Error(`${entry.url}: ${entry.status}`);
    const names = await entry.json();
    const index = new Index(new URL(`${names[language]}/`, folder), root);
    index.prepare(JSON.parse(new TextDecoder().decode(await index.file("items"))));
    return index;
  }

  constructor(folder, root) {
    this.folder = folder;
    this.root = root;
    this.files = new Map();
  }

  /** Make the items from their columns, and what is looked up by name: squashed names, initials, Han names. */
  prepare(columns) {
    for (const name of ["shards", "spread", "cuts", "chunks", "cards"]) this[name] = columns[name];
    this.starts = sums(columns.at);
    this.headingStarts = sums(columns.headings[0]);
    this.headingSpans = columns.headings[1];
    this.bare = new Set(columns.titles); // headings that are the title of an item
    this.simple = new Map();
    const letters = [...columns.traditional];
    for (let i = 0; i < letters.length; i += 2) this.simple.set(letters[i], letters[i + 1]);
    this.called = new Map(); // a name, squashed or in Han characters → numbers of items
    const [pages, parts] = [new Set(columns.pages), new Set(columns.parts)];
    let of = 0;
    this.items = this.starts.map((at, number) => {
      if (pages.has(number)) of = number;
      const item = { at, number, of, same: parts.has(number) ? of : number };
      for (const name of ["title", "length", "names", "pinyin", "numbers", "years", "twin"]) item[name] = columns[name][number];
      for (const name of ["kind", "part", "place"]) item[name] = columns[name][0][columns[name][1][number]];
      return item;
    });
    for (const item of this.items) this.callItem(item);
  }

  callItem({ title, names, pinyin, number }) {
    for (const name of [title, ...(names || [])]) {
      this.call(HAS_HAN.test(name) ? [...fold(name)].filter((c) => HAS_HAN.test(c) || /\w/u.test(c)).join("") : squash(name), number);
    }
    for (const one of pinyin || []) {
      const syllables = one.split(" ").map(squash);
      this.call(syllables.join(""), number);
      if (syllables.length > 1) this.call(syllables.map((syllable) => syllable[0]).join(""), number);
    }
  }

  /** Fill in how items are shown, title and address, where that is not known yet. */
  reveal(items) {
    return Promise.all(
      items.map(async (item) => {
        if (item.url === undefined) [item.title, item.url] = await this.card("cards", item.number);
      }),
    );
  }

  async card(name, number) {
    const bytes = await this.file(`${name}-${Math.floor(number / this.cards)}`);
    bytes.list ??= JSON.parse(new TextDecoder().decode(bytes));
    return bytes.list[number % this.cards];
  }

  call(name, number) {
    if (name.length < 2) return;
    if (!this.called.has(name)) this.called.set(name, new Set());
    this.called.get(name).add(number);
  }

  file(name) {
    if (!this.files.has(name)) this.files.set(name, this.load(name));
    return this.files.get(name);
  }

  async load(name) {
    const answer = await fetch(new URL(`${name}.bin`, this.folder));
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    // A host may have unpacked the file by itself.
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** Return the positions of a key of one file of postings. */
  async postings(name, key) {
    const bytes = await this.file(name);
    bytes.heads ??= readHeads(bytes, name.startsWith("pairs"));
    const head = bytes.heads.get(key);
    if (!head) return [];
    head.positions ??= readPositions(bytes, head);
    return head.positions;
  }

  pair(key) {
    return this.postings(`pairs-${this.shardOf(key)}`, key);
  }

  shardOf(key) {
    const codes = [...key].map((character) => character.codePointAt(0));
    return (codes[0] * this.spread + (codes.at(-1) % this.spread)) % this.shards;
  }

  /** Return where a single character stands: where it begins a pair, and where nothing follows it. */
  async single(character) {
    const first = character.codePointAt(0) * this.spread;
    const numbers = Array.from({ length: this.spread }, (_, i) => (first + i) % this.shards);
    const names = [...new Set(numbers)].map((number) => `pairs-${number}`);
    const lists = await Promise.all(
      names.map(async (name) => {
        await this.postings(name, character);
        const keys = [...(await this.file(name)).heads.keys()].filter((key) => key.startsWith(character));
        return Promise.all(keys.map((key) => this.postings(name, key)));
      }),
    );
    return merge(lists.flat());
  }

  word(word) {
    const shard = lastAtMost(this.cuts, word);
    return shard < 0 ? Promise.resolve([]) : this.postings(`words-${shard}`, word);
  }

  async vocabulary() {
    if (!this.words) {
      this.words = new TextDecoder().decode(await this.file("vocabulary")).split("\n");
      this.stems = Map.groupBy ? Map.groupBy(this.words, stem) : groupBy(this.words, stem);
    }
    return this.words;
  }

  /** Return the forms of a word that stand in the text; words that begin like it where there are none. */
  async forms(word) {
    const words = await this.vocabulary();
    const forms = this.stems.get(stem(word));
    if (forms || word.length < 3 || /\d/u.test(word)) return forms ?? [];
    return words.filter((other) => other.startsWith(word)).slice(0, 40);
  }

  /** Return where a word stands in any of its forms. */
  async anyForm(word) {
    const forms = await this.forms(word);
    return merge(await Promise.all(forms.map((form) => this.word(form))));
  }

  item(position) {
    return this.items[lastAtMost(this.starts, position)];
  }

  /** Return the level of a position (in a title, in a heading, in the text), and the number of the heading that it stands under. */
  place(position) {
    const number = lastAtMost(this.headingStarts, position);
    const first = this.items[this.item(position).of].at;
    if (number < 0 || this.headingStarts[number] < first) return { level: BODY, under: -1 };
    const isInside = position < this.headingStarts[number] + this.headingSpans[number];
    const isTitle = this.bare.has(number);
    return { level: isInside ? (isTitle ? TITLE : HEADING) : BODY, under: isTitle ? -1 : number };
  }

  /** Return the anchor and the text of a heading; nothing for none. */
  heading(number) {
    return number < 0 ? Promise.resolve(["", ""]) : this.card("headings", number);
  }
}

/** Return what distances add up to. */
function sums(distances) {
  let sum = 0;
  return distances.map((distance) => (sum += distance));
}

/** Return key → where its list begins; the keys of pairs stand in groups by their first character. */
function readHeads(bytes, grouped) {
  let from = bytes.indexOf(10) + 1;
  const words = new TextDecoder().decode(bytes.subarray(0, from - 1)).split(" ");
  const keys = grouped ? words.flatMap(([first, ...rest]) => rest.map((second) => first + (second === ALONE ? "" : second))) : words;
  const heads = new Map();
  for (const key of keys) {
    heads.set(key, { from });
    from = bytes.indexOf(0, from) + 1;
  }
  return heads;
}

function readPositions(bytes, { from }) {
  const positions = [];
  for (let position = -1; bytes[from]; ) {
    let [rest, factor] = [0, 1];
    do {
      rest += (bytes[from] & 127) * factor;
      factor *= 128;
    } while (bytes[from++] > 127);
    position += rest;
    positions.push(position);
  }
  return positions;
}

/** Return the place of the last value in a sorted list that is not greater. */
export function lastAtMost(values, value) {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function groupBy(values, key) {
  const groups = new Map();
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
  return groups;
}

/** Return the values of sorted lists as one sorted list. */
export function merge(lists) {
  return lists.length === 1 ? lists[0] : [...new Set(lists.flat())].sort((a, b) => a - b);
}

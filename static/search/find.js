// From a term to where it stands, which items are called so, and what to look for instead.

import { FIGURE, makeTerm, readQuery, valueOf } from "./query.js";
import { cut, HAS_HAN, isNear, joinWords, squash } from "./words.js";

const PREFIXES = ["anti", "co", "e", "micro", "multi", "non", "pre", "re", "self"];

/** Ask for one term: where it stands in the text, and which items are called so. */
export async function findTerm(index, term) {
  const span = term.words.at(-1).at - term.words[0].at + 1;
  const isLoose = !term.han && !term.exact && !term.values.length;
  const starts = await index.run(term.words, isLoose);
  const found = { term, hits: starts.map((start) => [start, span]), named: new Map(), valued: new Set(), places: new Set() };
  const name = term.han ? joinWords(term.words) : squash(term.text);
  if (term.exact && (starts.length || !index.called.has(name))) return found;
  for (const number of index.called.get(name) ?? []) {
    found.named.set(number, 2);
    found.places.add(index.items[number].title);
    if (index.items[number].kind === "county") found.county = true;
  }
  for (const value of term.values) {
    for (const item of index.items) if (item.numbers && item.numbers.includes(value)) found.valued.add(item.number);
  }
  if (!starts.length && !found.valued.size) addRounded(index, found);
  if (isLoose) await addHyphened(index, found);
  await addOtherForms(index, found);
  if (term.han && starts.length) dropUnwritten(index, found, starts);
  return found;
}

/** Look for a number that stands nowhere as one that was rounded: 0.47 million for 468,000. */
function addRounded(index, found) {
  for (const value of found.term.values) {
    const digits = value.replace(/^[0.]+|\.|0+$/gu, "").length;
    if (digits < 2) continue;
    const isSo = (number) => Number(number).toPrecision(digits) === Number(value).toPrecision(digits);
    for (const item of index.items) if (item.numbers && item.numbers.some(isSo)) found.valued.add(item.number);
  }
}

/** Look for a word as it may be written with a hyphen: cooperative, co-operative. */
async function addHyphened(index, found) {
  const { words } = found.term;
  const prefix = words.length === 1 && PREFIXES.find((one) => words[0].word.startsWith(one) && words[0].word.length > one.length + 3);
  if (!prefix) return;
  const starts = await index.run(cut(`${prefix}-${words[0].word.slice(prefix.length)}`));
  found.hits.push(...starts.map((at) => [at, 2]));
}

/** A run finds only pages that have it: leave out what is merely called so, but for the counties, which all know by their short names. */
function dropUnwritten(index, found, starts) {
  const pages = new Set(starts.map((at) => index.item(at).of));
  for (const number of found.named.keys()) {
    const item = index.items[number];
    if (item.kind !== "county" && HAS_HAN.test(item.title) && !pages.has(item.of)) found.named.delete(number);
  }
}

/** Where an item is asked for by its name in another script, or a figure in another number system, look for its own form too. */
async function addOtherForms(index, found) {
  const forms = new Set();
  for (const [number] of found.named) {
    const item = index.items[number];
    const isOther = HAS_HAN.test(item.title) !== found.term.han;
    if (!isOther && found.hits.length) continue; // a name that no text has stands for the one that they have
    found.otherScript ||= isOther;
    const names = [item.title, ...(item.names || [])].filter((name) => name.length > 1 && item.title.includes(name) && HAS_HAN.test(name) === HAS_HAN.test(item.title));
    forms.add(names.sort((a, b) => a.length - b.length)[0]);
  }
  const valued = [...found.valued].slice(0, 5);
  await index.reveal(valued.map((number) => index.items[number]));
  for (const number of valued) {
    const figure = [...index.items[number].title.matchAll(FIGURE)].find((match) => found.term.values.includes(valueOf(match)));
    if (figure) forms.add(figure[0].trim());
  }
  for (const form of [...forms].slice(0, 6)) {
    const words = cut(form);
    if (!words.length) continue;
    const starts = await index.run(words);
    const known = new Set(found.hits.map(([at]) => at));
    found.hits.push(...starts.filter((at) => !known.has(at)).map((at) => [at, words.at(-1).at - words[0].at + 1]));
  }
}

export const isNothing = (found) => !found.hits.length && !found.named.size && !found.valued.size;

/** Join neighbouring words that together are a name: ao han qi, love supermarket. */
export function joinNames(index, terms) {
  const joined = [];
  for (let i = 0; i < terms.length; ) {
    let length = 1;
    for (let n = Math.min(8, terms.length - i); n > 1; n -= 1) {
      const some = terms.slice(i, i + n);
      if (some.every((term) => !term.exact && !term.han && !term.values.length) && index.called.has(squash(some.map((term) => term.text).join("")))) {
        length = n;
        break;
      }
    }
    const some = terms.slice(i, i + length);
    joined.push(length === 1 ? some[0] : makeTerm(some.map((term) => term.text).join(" "), cut(some.map((term) => term.text).join(" ")), false));
    i += length;
  }
  return joined;
}

/** Return what is asked for instead of a term that stands nowhere: its parts, or the nearest word; nothing where there is none. */
export async function instead(index, { term }) {
  if (term.exact || (term.values.length && term.words.filter(({ han }) => han).length < 3)) return [];
  if (!term.han) {
    const near = await nearest(index, term.text);
    return near ? readQuery(near) : [];
  }
  const asked = withoutQuestion(index, term.words);
  const parts = (await Promise.all(asked.map((words) => (words.length === 1 && asked.length > 1 ? [words] : splitRun(index, words))))).flat();
  if (!parts.length) return nearestRun(index, joinWords(term.words));
  return parts.length > 1 || (parts.length === 1 && parts[0].length < term.words.length)
    ? parts.map((words) => makeTerm(words.map(({ word }) => word).join(""), cut(words.map(({ word }) => word).join("")), false))
    : [];
}

async function nearest(index, text) {
  const word = squash(text);
  const names = [...index.called.keys()].filter((name) => !HAS_HAN.test(name));
  const begun = word.length > 2 && names.filter((name) => name.startsWith(word)).sort((a, b) => a.length - b.length)[0];
  if (begun) return begun;
  const words = await index.vocabulary();
  const long = names.filter((name) => name.length > 4);
  const alike = (other) => [...other].findIndex((letter, i) => letter !== word[i]);
  for (const most of word.length < 4 ? [] : word.length < 8 ? [1] : [1, 2]) {
    for (const list of [long, words.filter((one) => !/\d/u.test(one) && one.length > 3)]) {
      if (most > 1 && list !== long) continue;
      const near = list.filter((other) => isNear(word, other, most)).sort((a, b) => alike(b) - alike(a));
      if (near.length) return near[0];
    }
  }
  return "";
}

/** Return the names that differ from a run in one character. */
function nearestRun(index, text) {
  const near = text.length < 3 ? undefined : [...index.called.keys()].find((name) => name.length === text.length && HAS_HAN.test(name) && isNear(text, name, 1));
  return near ? readQuery(near) : [];
}

/** Cut a run where it has words that only ask: how many, what is. */
function withoutQuestion(index, words) {
  const asking = [...index.ignored].filter((word) => HAS_HAN.test(word)).sort((a, b) => b.length - a.length);
  const [text, parts] = [words.map(({ word }) => word), [[]]];
  for (let at = 0; at < words.length; ) {
    const found = asking.find((word) => text.slice(at, at + [...word].length).join("") === word);
    if (found) parts.push([]);
    else parts.at(-1).push(words[at]);
    at += found ? [...found].length : 1;
  }
  return parts.filter((part) => part.length);
}

/** Cut a run that stands nowhere into the fewest names and runs that do; what stands nowhere at all is left out. */
async function splitRun(index, words) {
  const text = words.map((word) => word.word);
  const places = [...index.called.keys()].filter((name) => HAS_HAN.test(name) && [...index.called.get(name)].some((number) => index.items[number].kind === "county"));
  const stands = async (from, to) => (await index.run(words.slice(from, to))).length > 0;
  const best = [{ cost: 0, parts: [] }];
  for (let to = 1; to <= words.length; to++) {
    best[to] = { cost: best[to - 1].cost + 3, parts: best[to - 1].parts };
    for (let from = Math.max(0, to - 12); from < to; from++) {
      const part = text.slice(from, to).join("");
      const isGlued = places.some((name) => name.length < part.length && (part.startsWith(name) || part.endsWith(name)));
      const known = index.called.has(part) ? 0.8 : to - from > 1 || !words[from].han ? 1 : 2;
      const cost = best[from].cost + known + (isGlued && known === 1 ? 0.9 : 0);
      if (cost >= best[to].cost || !(await stands(from, to))) continue;
      best[to] = { cost, parts: [...best[from].parts, words.slice(from, to)] };
    }
  }
  const { parts } = best.at(-1);
  const long = parts.filter((part) => part.length > 1 || !part[0].han);
  // Single characters say something beside one other part; by themselves, or in a long run, they would be found anywhere.
  return long.length && words.length < 5 ? parts : long;
}

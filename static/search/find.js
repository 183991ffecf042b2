// From a term to where it stands, which items are called so, and what to look for instead.

import { findNumbers, joinNumbers } from "./numbers.js";
import { makeTerm, readQuery } from "./query.js";
import { cut, HAS_HAN, inHiragana, isNear, joinWords, plain, spellings, squash } from "./words.js";

const PREFIXES = ["anti", "co", "e", "micro", "multi", "non", "pre", "re", "self"];
const TEXTS = new Set(["chapter", "county", "page", "part"]);
export const TERMS = new Set(["term", "code"]);
export const NAMES = new Set(["county", "person", "place"]); // whose names say nothing by a part of them: 牛 in 翁牛特旗, left in Bairin Left
/** @type {[RegExp, string][]} */
const SPELLINGS = [[/iz(?=[aei])/u, "is"], [/is(?=[ae])/u, "iz"], [/or(?=s?$)/u, "our"], [/our(?=s?$)/u, "or"], [/er(?=s?$)/u, "re"], [/re(?=s?$)/u, "er"], [/am(?=s?$)/u, "amme"]];
// The year before the first of a Japanese era: 昭和43年 is 1968年.
const ERAS = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 };
const ERA = /(明治|大正|昭和|平成|令和)([0-9]{1,2}|元)年/gu;
export const RARE = 3; // places of a word from which on no other spelling is looked for

/** Ask for one term, alone or among others: where it stands in the text, and which items are called so. */
export async function findTerm(index, term, isAlone = true) {
  const span = term.words.at(-1).at - term.words[0].at + 1;
  const isLoose = !term.han && !term.exact && !term.number;
  const starts = await index.run(term.words, isLoose);
  const found = { term, hits: starts.map((start) => [start, span]), named: new Set(), valued: new Set(), places: new Set(), stands: starts.length > 0 };
  const name = term.han ? inHiragana(joinWords(term.words)) : squash(term.text);
  if (term.exact && (starts.length || !index.called.has(name))) return found;
  for (const number of index.called.get(name) ?? []) {
    found.named.add(number);
    found.places.add(index.items[number].title);
    if (index.items[number].kind === "county") found.county = true;
  }
  if (term.number && !(isAlone && term.number.isSpelled && starts.length)) addFigures(index, found);
  if (isLoose) await addSpellings(index, found);
  await addOtherForms(index, found, isAlone);
  if (term.han && span === 1) found.inNames = await inCounties(index, name);
  if (term.han && starts.length) dropUnwritten(index, found, starts);
  return found;
}

/** Find the figures of a number; where it stands nowhere, those that round to it, 0.47 million for 468,000, or begin with its digits: 468. */
function addFigures(index, found) {
  const { value } = found.term.number;
  const note = (isSo) => {
    for (const item of index.items) if (item.numbers && item.numbers.some(isSo)) found.valued.add(item.number);
  };
  note((number) => number === value);
  const digits = value.replace(/^[0.]+|\.|0+$/gu, "").length;
  const rounded = (number) => Number(number).toPrecision(digits);
  if (!found.hits.length && !found.valued.size && digits > 1) note((number) => rounded(number) === rounded(value));
  const shown = (number) => number.replace(/^0?\.0*|\./u, "");
  if (!found.hits.length && !found.valued.size && digits > 2) note((number) => shown(number).startsWith(shown(value)));
}

/** Look for a word as it may be written otherwise: cooperative and co-operative, organization and organisation. */
async function addSpellings(index, found) {
  const { words } = found.term;
  if (words.length > 1) return;
  const [{ word }] = words;
  const prefix = PREFIXES.find((one) => word.startsWith(one) && word.length > one.length + 3);
  const others = prefix ? [`${prefix}-${word.slice(prefix.length)}`] : [];
  if (found.hits.length < RARE) others.push(...SPELLINGS.map(([one, other]) => word.replace(one, other)).filter((other) => other !== word));
  for (const other of others) {
    const starts = await index.run(cut(other));
    found.hits.push(...starts.map((at) => [at, cut(other).length]));
  }
}

/** A run finds only pages that have it: leave out what is merely called so, but for texts and what compares places, which are called by what readers call their subject. */
function dropUnwritten(index, found, starts) {
  const pages = new Set(starts.map((at) => index.item(at).of));
  for (const number of found.named) {
    const item = index.items[number];
    if (!TEXTS.has(item.kind) && !item.compares && HAS_HAN.test(item.title) && !pages.has(item.of)) found.named.delete(number);
  }
}

/** Return where a character is part of a county's name, and says nothing by itself: 牛 in 翁牛特旗. */
async function inCounties(index, character) {
  const names = index.items.flatMap(({ kind, title, names }) => (kind === "county" ? [title, ...(names || [])] : [])).filter((name) => name.length > 1 && HAS_HAN.test(name) && name.includes(character));
  const starts = await Promise.all(names.map(async (name) => (await index.run(cut(name))).map((at) => at + name.indexOf(character))));
  return new Set(starts.flat());
}

/** Where an item is asked for by its name in another script, or a figure in another number system, look for its own form too. */
async function addOtherForms(index, found, isAlone) {
  const forms = new Set();
  for (const number of found.named) {
    const item = index.items[number];
    const isOther = HAS_HAN.test(item.title) !== found.term.han;
    if (!isOther && found.hits.length && (isAlone || !TERMS.has(item.kind))) continue; // a name that no text has stands for the one that they have
    found.otherScript ||= isOther;
    const names = [item.title, ...(item.names || [])].filter((name) => name.length > 1 && item.title.includes(name) && HAS_HAN.test(name) === HAS_HAN.test(item.title));
    forms.add(names.sort((a, b) => a.length - b.length)[0] ?? item.title); // a name may be one character: 旗
  }
  const valued = [...found.valued].slice(0, 5);
  for (const number of valued) {
    const { title } = index.items[number];
    const words = joinNumbers(cut(title), title, index.numerals);
    const figure = findNumbers(words, index.numerals).find(({ value }) => value === found.term.number.value);
    if (figure) forms.add(title.slice(words[figure.from].from, words[figure.to - 1].to));
  }
  for (const form of [...forms].slice(0, 6)) {
    const words = cut(form);
    if (!words.length) continue;
    const starts = await index.run(words);
    const known = new Set(found.hits.map(([at]) => at));
    found.hits.push(...starts.filter((at) => !known.has(at)).map((at) => [at, words.at(-1).at - words[0].at + 1]));
  }
}

/** Tell whether a term stands nowhere; of a run with a number, what stands beside the number has to stand somewhere too. */
export function isNothing({ term, hits, named, valued, stands }) {
  const beside = term.number ? term.words.length - term.number.to + term.number.from : 0;
  return term.han && beside > 2 ? !stands : !hits.length && !named.size && !valued.size;
}

/** Join neighbouring words that together are a name: ao han qi, love supermarket. */
export function joinNames(index, terms) {
  const joined = [];
  for (let i = 0, count = 1; i < terms.length; i += count) {
    const textOf = (n) => terms.slice(i, i + n).map(({ text }) => text).join(" ");
    const other = terms.slice(i, i + 8).findIndex(({ exact, han, number }) => exact || han || number);
    count = other < 0 ? Math.min(8, terms.length - i) : Math.max(1, other);
    while (count > 1 && !index.called.has(squash(textOf(count))) && !index.ignored.has(plain(textOf(count)))) count -= 1;
    const text = count > 1 ? textOf(count) : withoutJoined(index, terms[i]);
    joined.push(text === terms[i].text ? terms[i] : makeTerm(text, cut(text), false));
  }
  return joined;
}

/** Return the text of a term without what an apostrophe joins to it, unless the whole is a name: Ningcheng's, d’habitants, dell’acqua. */
const withoutJoined = (index, { text, exact }) => (exact || index.called.has(squash(text)) ? text : text.replace(/['’]s$|^(?:[cdjlmnst]|(?:jus|lors|puis)?qu|(?:[ds]?a|de|ne|que|su)ll|un)['’](?=\p{L}\p{L})/giu, ""));

/** Return what is asked for instead of a term that stands nowhere: its parts, or the nearest word; nothing where there is none. */
export async function instead(index, { term }) {
  if (term.exact || (term.number && !term.han)) return [];
  if (!term.han) return readQuery(await nearest(index, term.text));
  const dated = term.text.replace(ERA, (_, era, year) => `${ERAS[era] + (Number(year) || 1)}年`);
  if (dated !== term.text) return readQuery(dated, index.simple, index.numerals);
  const { words, number } = term;
  const [before, after] = number ? [words.slice(0, number.from), await withoutMeasure(index, words.slice(number.to))] : [words, []];
  const asked = [...withoutQuestion(index, before), ...(number ? [words.slice(number.from, number.to)] : []), ...withoutQuestion(index, after)];
  const parts = (await Promise.all(asked.map((some) => ((asked.length > 1 && some.length === 1) || some[0] === words[number?.from] ? [some] : splitRun(index, some))))).flat();
  const terms = parts.map((words) => makeTerm(joinWords(words), cut(joinWords(words)), false, index.numerals));
  const text = joinWords(words);
  const alike = number ? "" : soundsLike(index, text) || longFor(index, text);
  if (alike) return readQuery(alike);
  const isLong = text.length > 3 && asked.length === 1;
  const isBroken = !terms.length || (isLong && parts.some((some) => some.length === 1));
  const mayBeName = isLong && !parts.some((some) => index.called.has(joinWords(some)));
  const near = number ? "" : isBroken ? nearestRun(index, text) : mayBeName ? nearestName(index, text) : "";
  if (near) return readQuery(near);
  return terms.length > 1 || (terms.length === 1 && terms[0].words.length < words.length) ? terms : [];
}

/** Leave out what is counted in, where a name stands after it, or what stands far more often without it: 1,200 个 爱心超市, 2020 年 脱贫. */
async function withoutMeasure(index, words) {
  const rest = words.slice(1);
  if (rest.length < 2 || index.called.has(joinWords(rest))) return index.called.has(joinWords(rest)) ? rest : words;
  const [whole, bare] = await Promise.all([index.run(words), index.run(rest)]);
  return bare.length > 9 * whole.length ? rest : words;
}

/** Return a name as the site writes it, if it is one word. */
const spelled = (index, name) =>
  [...(index.called.get(name) ?? [])].flatMap((number) => [index.items[number].title, ...(index.items[number].names || [])]).find((one) => squash(one) === name && !/\s/u.test(one)) ?? name;

async function nearest(index, text) {
  const word = squash(text);
  const names = [...index.called.keys()].filter((name) => !HAS_HAN.test(name));
  const begun = word.length > 2 && names.filter((name) => name.startsWith(word)).sort((a, b) => a.length - b.length)[0];
  if (begun) return spelled(index, begun);
  const words = await index.vocabulary();
  // Two words that the site writes apart: seabuckthorn.
  for (let at = 3; at < word.length - 2; at++) {
    const two = [word.slice(0, at), word.slice(at)];
    if (two.every((one) => words.includes(one)) && (await index.run(cut(two.join(" ")))).length) return `"${two.join(" ")}"`;
  }
  const long = names.filter((name) => name.length > 4);
  const sorted = (other) => [...other].sort().join("");
  const alike = (other) => [...other].findIndex((letter, i) => letter !== word[i]);
  for (const most of word.length < 4 ? [] : word.length < 8 ? [1] : [1, 2]) {
    for (const list of [long, words.filter((one) => !/\d/u.test(one) && one.length > 3)]) {
      if (most > 1 && list !== long) continue;
      // A short word with another letter is another word: goat, goal.
      const isMeant = (other) => list === long || word.length > 5 || other.length !== word.length || sorted(other) === sorted(word);
      const near = list.filter((other) => other[0] === word[0] && isNear(word, other, most) && isMeant(other)).sort((a, b) => alike(b) - alike(a));
      if (near.length) return spelled(index, near[0]);
    }
  }
  return "";
}

/** Return a name that is spoken like a text: 王忠声 for 王忠生. How a character is spoken, names with pinyin tell. */
function soundsLike(index, text) {
  const names = index.items.flatMap(({ title, pinyin }) => (pinyin || []).map((one) => ({ title, syllables: spellings(one)[0] }))).filter(({ title, syllables }) => [...title].length === syllables.length);
  const sounds = new Map(names.flatMap(({ title, syllables }) => [...title].map((c, i) => [c, syllables[i]])));
  const asked = [...text].map((c) => sounds.get(c)).join(" ");
  return names.find(({ title, syllables }) => title !== text && syllables.join(" ") === asked)?.title ?? "";
}

/** Return the name of an organisation of which a text is the short form: 中国农业银行 for 农行. The last character of both is the same. */
function longFor(index, text) {
  const short = new RegExp(`${[...text].join(".*")}$`, "u");
  return index.items.find(({ kind, title }) => kind === "organisation" && short.test(title))?.title ?? "";
}

/** Return what stands most often in names and titles and differs from a run in one character. */
function nearestRun(index, text) {
  if (text.length < 3 && index.language?.startsWith("ja")) return ""; // there 人口 and 人物 are typed as words, not by their characters
  const counts = new Map();
  for (const name of [...index.called.keys(), ...index.items.map(({ title }) => title)]) {
    for (let at = 0; HAS_HAN.test(name) && at + text.length <= name.length; at++) {
      const run = name.slice(at, at + text.length);
      if ([...run].filter((c, i) => c !== text[i]).length === 1 && (text.length > 2 || run[0] === text[0])) counts.set(run, (counts.get(run) ?? 0) + 1);
    }
  }
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a))[0] ?? "";
}

/** Return the name of a place or person that differs from a run in one character: 四道湾子镇 for 四道弯子镇. */
function nearestName(index, text) {
  const isNearly = (name) => name.length === text.length && [...name].filter((c, i) => c !== text[i]).length === 1;
  return [...index.called].find(([name, numbers]) => isNearly(name) && isNameOf(index, numbers))?.[0] ?? "";
}

/** Tell whether some items, by their numbers, have a place or a person among them. */
const isNameOf = (index, numbers) => [...(numbers ?? [])].some((number) => NAMES.has(index.items[number].kind));

/** Tell whether a run is nothing but names of places and people, one after the other: 敖汉旗白庙子村. */
export function isOfNames(index, text, isRest = false) {
  const isName = (name) => isNameOf(index, index.called.get(name));
  if (isRest && isName(text)) return true;
  return [...text].some((_, at) => at > 1 && isName(text.slice(0, at)) && isOfNames(index, text.slice(at), true));
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

/** Cut a run that stands nowhere into the fewest names and runs that do, where the browser cuts words too; what stands nowhere at all is left out. */
async function splitRun(index, words) {
  const text = words.map((word) => word.word);
  const names = [...index.called].filter(([name, numbers]) => HAS_HAN.test(name) && isNameOf(index, numbers)).map(([name]) => name);
  const stands = async (from, to) => (await index.run(words.slice(from, to))).length > 0;
  const starts = Intl.Segmenter && new Set([...new Intl.Segmenter("zh", { granularity: "word" }).segment(text.join(""))].map(({ index }) => index));
  const isBetweenWords = (at) => !starts || at === words.length || starts.has(text.slice(0, at).join("").length);
  const best = [{ cost: 0, parts: [] }];
  for (let to = 1; to <= words.length; to++) {
    best[to] = { cost: best[to - 1].cost + 3, parts: best[to - 1].parts };
    for (let from = Math.max(0, to - 12); from < to; from++) {
      const part = text.slice(from, to).join("");
      const isGlued = names.some((name) => name.length < part.length && (part.startsWith(name) || part.endsWith(name)));
      const known = index.called.has(part) ? 0.8 - part.length / 100 : to - from > 1 || !words[from].han ? 1 : 2;
      const isTorn = !isBetweenWords(from) || !isBetweenWords(to);
      const cost = best[from].cost + known + ((isGlued || isTorn) && known === 1 ? 1.9 : 0);
      if (cost >= best[to].cost || !(index.called.has(part) || (await stands(from, to)))) continue;
      best[to] = { cost, parts: [...best[from].parts, words.slice(from, to)] };
    }
  }
  const { parts } = best.at(-1);
  const long = parts.filter((part) => part.length > 1 || !part[0].han);
  // A single character says something beside one other part; by itself, beside another, or in a long run, it would be found anywhere.
  return long.length && words.length < 5 && parts.length - long.length < 2 ? parts : long;
}

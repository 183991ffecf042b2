// Numbers as they are typed: 468,000, 46.8万, 0.468 million, 四十六点八万, forty-six point eight million.

import { fold, HAS_HAN } from "./words.js";

/** A number: its value, the words that it has, by their places from one up to another, and whether it is written without digits. @typedef {{ value: string, from: number, to: number, isSpelled: boolean }} Written */

const DIGITS = /^\d+(?:\.\d+)?$/u;

// A number of a language with a decimal comma: 46 800, 46.800, 5,2.
const WITH_COMMA = /(?<![\d.,])(?:\d{1,3}(?:([ .\u00a0\u202f])\d{3})(?:\1\d{3})*(?:,\d+)?|\d+,\d+)(?![\d.,]*\d)/gu;

const MOST_WORDS = 4; // in one numeral: quatre-vingt-dix-neuf

/**
 * Read numerals, as content has them: "一=1、点=., million=1000000, quatre-vingt=80", and the decimal sign of the language.
 * A word that joins two of them, "and=+", becomes "+and". @returns {Map<string, number>}
 */
export function readNumerals(text, sign = ".") {
  const read = text.split(/[\s,、]+/u).filter(Boolean).map((pair) => pair.split("="));
  const numerals = new Map(read.map(([word, value]) => [(value === "+" ? "+" : "") + (HAS_HAN.test(word) ? word : fold(word)), value === "." ? NaN : Number(value)]));
  return numerals.set(sign, NaN);
}

/** Return the words of a text with each number in one word, as it is with a decimal point: 46800, 5.2; and each numeral of several words. */
export function joinNumbers(words, text, numerals) {
  let joined = joinNumerals(words, numerals);
  if (!numerals.has(",")) return joined;
  for (const { 0: number, index } of text.matchAll(WITH_COMMA)) {
    const of = joined.filter(({ from, to }) => from >= index && to <= index + number.length);
    const word = number.replace(/[^\d,]/gu, "").replace(",", ".");
    joined = joined.flatMap((one) => (one === of[0] ? [{ ...of.at(-1), word, from: index }] : of.includes(one) ? [] : [one]));
  }
  return joined;
}

/** Return the numerals that a word is made of, dreitausendfünfhundert; undefined where it is not. @returns {string[] | undefined} */
function splitNumerals(word, numerals) {
  if (!word) return [];
  for (let to = word.length; to > 1; to--) {
    const [head, isJoin] = [word.slice(0, to), numerals.has(`+${word.slice(0, to)}`)];
    const rest = isJoin || numerals.has(head) ? splitNumerals(word.slice(to), numerals) : undefined;
    if (rest) return isJoin ? rest : [head, ...rest];
  }
  return undefined;
}

/** Return words with each numeral in one word, whether it was written in several or is made of several. */
function joinNumerals(words, numerals) {
  const joined = [];
  for (let i = 0; i < words.length; i++) {
    const [word, last] = [words[i], joined.at(-1)];
    let count = Math.min(MOST_WORDS, words.length - i);
    const nameOf = () => words.slice(i, i + count).map((one) => one.word).join("-");
    while (count > 1 && !numerals.has(nameOf())) count -= 1;
    const isJoin = numerals.has(`+${word.word}`) && numerals.get(last?.word) > 10 && numerals.has(words[i + 1]?.word);
    const value = numerals.has(word.word) || !/^\p{L}{6,}$/u.test(word.word) ? "" : valueOf(splitNumerals(word.word, numerals) ?? [], numerals);
    if (isJoin) joined[joined.length - 1] = { ...last, to: word.to, end: word.at };
    else joined.push(count > 1 ? { ...word, word: nameOf(), to: words[i + count - 1].to, end: words[i + count - 1].at } : value ? { ...word, word: value } : word);
    i += count - 1;
  }
  return joined;
}

/** Return the numbers that stand in words; a word by itself is one in digits, as several words joined, or as a name from eleven on. @returns {Written[]} */
export function findNumbers(words, numerals) {
  const found = [];
  for (let from = 0; from < words.length; ) {
    let to = from;
    while (to < words.length && (numerals.has(words[to].word) || (to === from && DIGITS.test(words[to].word))) && (to === from || words[to].at === (words[to - 1].end ?? words[to - 1].at) + 1)) to += 1;
    const run = words.slice(from, to).map(({ word }) => word);
    const isSpelled = run.length > 0 && !DIGITS.test(run[0]);
    const first = numerals.get(run[0]);
    const isNumber = run.length > 1 || !isSpelled || run[0].includes("-") || (first > 10 && Math.log10(first) % 1 !== 0);
    const value = isNumber ? valueOf(run, numerals) : "";
    if (value) found.push({ value, from, to, isSpelled });
    from = Math.max(to, from + 1);
  }
  return found;
}

/** Return the value of a number, or nothing where its words make none. */
function valueOf(run, numerals) {
  if (!run.length) return "";
  const point = run.findIndex((word) => Number.isNaN(numerals.get(word)));
  const values = run.map((word) => (DIGITS.test(word) ? Number(word) : numerals.get(word)));
  if (run.length > 1 && values.every((value) => value < 10)) return String(Number(values.join("")));
  /** @type {number[]} What has been read, a part for each scale. */
  const parts = [];
  for (let i = 0; i < run.length; i++) {
    if (i === point) {
      let end = i + 1;
      while (values[end] < 10) end += 1;
      if (end === i + 1) return "";
      parts.push(Number(`0.${values.slice(i + 1, end).join("")}`));
      i = end - 1;
    } else if (Math.log10(values[i]) % 1 === 0 && values[i] > 1 && !DIGITS.test(run[i])) {
      let sum = 0;
      while (parts.length && (parts[parts.length - 1] < values[i] || (i === 1 && DIGITS.test(run[0])))) sum += parts.pop() ?? 0;
      parts.push((sum || 1) * values[i]);
    } else if (values[i]) {
      const last = parts[parts.length - 1];
      if (last !== undefined && (last <= values[i] || last % 10 ** Math.ceil(Math.log10(values[i] + 1)))) return "";
      parts.push(values[i]);
    }
  }
  return String(Number(parts.reduce((sum, part) => sum + part, 0).toPrecision(12)));
}

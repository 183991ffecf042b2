// From what was typed to terms, all of which have to be there.

import { findNumbers, joinNumbers } from "./numbers.js";
import { cut, normalForm, UNSEEN } from "./words.js";

/** Return a number in the digits of another script in those in which figures are indexed; the first of ten has a code that ends in 0 or in 6. */
const inAscii = (number) =>
  number.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0);
    const last = code & 15;
    return String(/\p{Nd}/u.test(String.fromCodePoint(code - last)) ? last : last - 6);
  }).replace(/٬/gu, ",").replace(/٫/gu, ".");

// 12.7.1954, 1954-07-12, 1954.7.12
const DATE = /(?<![\d.])(?:(\d\d?)\. ?(\d\d?)\. ?(\d{4})|(\d{4})[-.](\d\d?)[-.](\d\d?))(?![\d.-])/gu;

/** Return a day as a language writes it; nothing for one that no calendar has. */
function tellDate(year, month, day, language) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = language && date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day);
  return isDay ? new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(date) : "";
}

/** Cut a query into terms that all have to be there: runs of words, words with their forms, figures. */
export function readQuery(query, simple = new Map(), numerals = new Map(), language = "") {
  const typed = /\p{L}/u.test(query) ? query : inAscii(query);
  const dated = typed.replace(DATE, (date, day, month, year, first, second, third) => tellDate(year ?? first, month ?? second, day ?? third, language) || date);
  const text = [...normalForm(dated).replace(UNSEEN, "")].map((c) => simple.get(c) ?? c).join("");
  const terms = [];
  for (const [whole, quoted] of text.matchAll(/["“”„«»「」]([^"“”„«»「」]+)["“”„«»「」]|[^"“”„«»「」]+/gu)) {
    if (quoted !== undefined) {
      const words = cut(quoted);
      if (words.length) terms.push(makeTerm(quoted, words, true));
      continue;
    }
    for (const piece of runs(whole, numerals)) terms.push(makeTerm(piece.text, piece.words, false, numerals));
  }
  return terms;
}

/** Cut text where a run ends: at spaces and punctuation; but the words of a number stay together. */
function* runs(text, numerals) {
  let words = [];
  const finish = () => {
    const piece = text.slice(words[0].from, words.at(-1).to);
    return { text: piece, words: cut(piece) };
  };
  for (const word of joinNumbers(cut(text), text, numerals)) {
    const last = words.at(-1);
    const gap = last ? text.slice(last.to, word.from) : "";
    const isNumber = last && /^[ -]$/u.test(gap) && numerals.has(word.word) && (numerals.has(last.word) || /^[\d.]+$/u.test(last.word));
    const isHyphened = last && !last.han && !word.han && gap === "-" && !/\d/u.test(last.word + word.word);
    if (last && gap && !isNumber && !isHyphened) {
      yield finish();
      words = [];
    }
    words.push(word);
  }
  if (words.length) yield finish();
}

/** Make a term of words that stand together; the one number in it may be asked for by its value. */
export function makeTerm(text, words, exact, numerals = new Map()) {
  const numbers = exact ? [] : findNumbers(joinNumbers(words, text, numerals), numerals);
  return { text: text.trim(), words, exact, number: numbers.length === 1 ? numbers[0] : null, han: words.some((word) => word.han) };
}

// From what was typed to terms, all of which have to be there.

import { cut, normalForm, UNSEEN } from "./words.js";

export const FIGURE = /(\d[\d,]*(?:\.\d+)?)\s*(万|亿|千万|百万|thousand|million|billion)?/giu;
const SCALES = { 万: 4, 亿: 8, 千万: 7, 百万: 6, thousand: 3, million: 6, billion: 9 };

/** Cut a query into terms that all have to be there: runs of words, words with their forms, figures. */
export function readQuery(query, simple = new Map()) {
  const text = [...normalForm(query).replace(UNSEEN, "")].map((c) => simple.get(c) ?? c).join("");
  const terms = [];
  for (const [whole, quoted] of text.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]|[^"“”„«»]+/gu)) {
    if (quoted !== undefined) {
      const words = cut(quoted);
      if (words.length) terms.push(makeTerm(quoted, words, true));
      continue;
    }
    for (const piece of runs(whole)) terms.push(makeTerm(piece.text, piece.words, false));
  }
  return terms;
}

/** Cut text where a run ends: at spaces and punctuation; but a number and its scale stay together. */
function* runs(text) {
  let words = [];
  const finish = () => ({ text: text.slice(words[0].from, words.at(-1).to), words });
  for (const word of cut(text)) {
    const last = words.at(-1);
    const gap = last ? text.slice(last.to, word.from) : "";
    const isScaled = last && /^[\d.]+$/u.test(last.word) && word.word in SCALES && gap === " ";
    const isHyphened = last && !last.han && !word.han && gap === "-" && !/\d/u.test(last.word + word.word);
    if (last && gap && !isScaled && !isHyphened) {
      yield finish();
      words = [];
    }
    words.push(word);
  }
  if (words.length) yield finish();
}

export function makeTerm(text, words, exact) {
  const figures = exact ? [] : [...text.matchAll(FIGURE)];
  const values = figures.length === 1 ? [valueOf(figures[0])] : [];
  return { text: text.trim(), words, exact, values, han: words.some((word) => word.han) };
}

export function valueOf([, digits, scale]) {
  const [whole, decimals = ""] = digits.replaceAll(",", "").split(".");
  const power = scale ? SCALES[scale.toLowerCase()] : 0;
  const shifted = whole + decimals.slice(0, power).padEnd(power, "0");
  const rest = decimals.slice(power).replace(/0+$/u, "");
  return (shifted.replace(/^0+(?=\d)/u, "") || "0") + (rest ? `.${rest}` : "");
}

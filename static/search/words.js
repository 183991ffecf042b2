// Words: how text is cut, folded and compared. chronicle/search/words.py cuts in the same way, and a test compares them.

// The inside of a character class; chronicle/search/words.py says what it is for.
const HAN =
  String.raw`\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f` +
  String.raw`\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}`;
const LETTER = String.raw`(?:(?![${HAN}])[\p{L}\p{M}])`;
const WORD = new RegExp(`(?<han>[${HAN}])|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?|${LETTER}+(?:['’]${LETTER}+)*`, "gu");
const RADICALS = pairsOf("⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙");
const NO_LETTER = new RegExp(`[\\u0300-\\u036f${HAN}]|[^\\p{L}\\p{M}\\p{N}]`, "gu");
const FOLDED = /[\u0300-\u036f'’,]/gu;
/** @returns {[string, string][]} */
const signed = (letters, bare, sign) => [...letters].map((letter, i) => [letter, bare[i] + sign]);
const SIGNED = [...signed("ıđłøħŧĐŁØĦŦ", "idlohtDLOHT", "\u0335"), ...signed("œæßŒÆẞ", ["oe", "ae", "ss", "OE", "AE", "SS"], "\u0334")];
const PLAIN = new Map(SIGNED);
const WRITTEN = new Map(SIGNED.map(([letter, bare]) => [bare, letter]));
export const HAS_HAN = new RegExp(`[${HAN}]`, "u");
export const UNSEEN = new RegExp(`[\\u00ad\\u200b\\u2060\\ufeff]|(?<=[${HAN}])[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]`, "gu");

const decompose = (text) => text.toLowerCase().replace(/[ıđłøħŧœæß]/gu, (letter) => PLAIN.get(letter)).normalize("NFD");
export const fold = (word) => decompose(word).replace(FOLDED, "");
/** Return words as they are compared: those with Han characters as they are, others without case, accents and apostrophes. */
export const plain = (text) => (HAS_HAN.test(text) ? text.toLowerCase() : fold(text));
/** Return a word of the index with its letters as they are printed. */
export const printed = (word) => word.replace(/\p{L}\u0335|\p{L}\p{L}\u0334/gu, (bare) => WRITTEN.get(bare) ?? bare);
/** Return a name in any script but Han as it is looked up: its letters and digits alone. */
export const squash = (text) => decompose(text).replace(NO_LETTER, "");
/** Return pinyin in its spellings, syllable by syllable: lü as lu, and as lv, which is typed for it. */
export const spellings = (pinyin) => [pinyin, pinyin.normalize("NFD").replace(/u\u0308/gu, "v")].map((one) => one.split(" ").map(squash));

/** Return a text in hiragana for katakana; marks that lengthen and small letters stay what they are. */
export const inHiragana = (text) => text.replace(/[ァ-ヶヽヾ]/gu, (c) => String.fromCodePoint(c.codePointAt(0) - 96));
/** Return a text in katakana for hiragana. */
export const inKatakana = (text) => text.replace(/[ぁ-ゖゝゞ]/gu, (c) => String.fromCodePoint(c.codePointAt(0) + 96));

/** Return the odd characters of a text → the even ones that follow them. @returns {Map<string, string>} */
export function pairsOf(text) {
  const letters = [...text];
  return new Map(Array.from({ length: letters.length / 2 }, (_, i) => [letters[2 * i], letters[2 * i + 1]]));
}

export const joinWords = (words) => words.map(({ word }) => word).join("");

/** Return text in the form in which it is indexed: compatibility forms as what they stand for, but punctuation as it is. */
export function normalForm(text) {
  const meant = text.replace(/[\u2e80-\u2ef3]/gu, (radical) => RADICALS.get(radical) ?? radical);
  const form = meant.normalize("NFC").replace(/[^\p{P}\p{Z}\p{C}]+/gu, (some) => some.normalize("NFKC")).normalize("NFC");
  return form.replace(/(?<=[0-9])．(?=[0-9])/gu, ".").replace(/(?<=[0-9])，(?=[0-9])/gu, ",");
}

/** Cut text into words with positions: neighbours are one apart, words that no run may reach across are two apart. */
export function cut(text, start = 0) {
  const words = [];
  let at = start;
  let last = null;
  for (const match of text.matchAll(WORD)) {
    const han = match.groups.han !== undefined;
    const word = han ? match[0] : fold(match[0]);
    if (!word) continue; // accents of nothing
    if (last) at += keepsApart(last.han, text.slice(last.to, match.index), han) ? 2 : 1;
    last = { at, word, han, from: match.index, to: match.index + match[0].length };
    words.push(last);
  }
  return words;
}

function keepsApart(before, gap, after) {
  if (!gap) return false;
  // Between other words, a mark counts as a word of the index if it is not ASCII or has a space before it: one — two, un «deux».
  if (!(before || after)) return gap.includes("\n") || (gap.trim() && /^ |[^ -~\s]/u.test(gap));
  return gap !== " " || (before && after);
}

/** Return an English word without its ending: relocated, relocation and relocating become the same. */
export function stem(word) {
  if (word.length < 4 || /[^a-z]/u.test(word)) return word;
  let bare = word.replace(/ies$/u, "y").replace(/(sh|ch|[sxz])es$/u, "$1").replace(/(?<![siu])s$/u, "");
  const shorter = bare.replace(/(?:ing|ed)$/u, "");
  if (shorter !== bare && /[aeiouy]/u.test(shorter) && shorter.length > 2) bare = shorter.replace(/([^aeiouls])\1$/u, "$1");
  if (bare.length > 7) bare = bare.replace(/(?<=[st])ion$/u, "");
  return bare.length > 3 ? bare.replace(/e$/u, "").replace(/y$/u, "i") : bare;
}

/** Tell whether two words differ by no more than `most` letters left out, added, changed or exchanged. */
export function isNear(one, two, most) {
  if (Math.abs(one.length - two.length) > most) return false;
  let [before, row] = [[], Array.from({ length: two.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= two.length; j++) {
      const same = one[i - 1] === two[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[two.length] <= most;
}

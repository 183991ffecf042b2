// Showing a result: its link, what it is, where it belongs, and an excerpt with the words marked.

import { BODY, TITLE } from "./index.js";
import { cut, HAS_HAN, printed, stem } from "./words.js";

const BORDER = "␞"; // between two blocks of text
const WIDTH_BEFORE = 40; // of an excerpt; a Han character is two wide
const WIDTH_IN_ALL = 240;
const TRIED = 12; // hits among which one in a sentence is looked for
const SENTENCE = /[。！？.!?…][”’"」』）)]*$/u;

/** Order hits by what is worth showing: where most terms stand close together, those of the text before those of headings. */
function orderHits(index, result) {
  const hits = [...result.hits].sort((a, b) => a.at - b.at);
  const valued = hits.map((hit, i) => {
    const near = new Set();
    for (let k = i; k < hits.length && hits[k].at < hit.at + 60; k++) near.add(hits[k].term);
    const repeated = hits.slice(i, i + 5).filter(({ at }) => at < hit.at + 20).length;
    return { ...hit, value: near.size * 2 + (index.level(hit.at) === BODY ? 1 : 0) + repeated / 10 };
  });
  return valued.sort((a, b) => b.value - a.value || a.at - b.at).slice(0, TRIED);
}

/** Return the first block of sentences that holds one of the hits, and the heading that it stands under; else the first block, without `isSentence`. */
async function chooseBlock(index, hits) {
  let first = null;
  for (const { at: position } of hits) {
    const item = index.item(position);
    const { words, anchors } = await index.text(item);
    const at = position - item.at;
    const [from, to] = [words.lastIndexOf(BORDER, at) + 1, words.indexOf(BORDER, at)];
    const under = anchors.filter(({ location }) => location <= at).at(-1);
    const heading = under && under.id !== "end" ? { anchor: under.id, text: join(under.text.split(" "), 0).text } : { anchor: "", text: "" };
    const block = join(words.slice(from, to < 0 ? words.length : to), item.at + from);
    const found = { ...block, at: block.words[at - from]?.from ?? 0, heading, isSentence: SENTENCE.test(block.text) };
    if (found.isSentence) return found;
    first ??= found;
  }
  return first;
}

/** Put words together as the page has them, where chronicle/search/words.py has marked what is not as usual. */
function join(words, first) {
  let text = "";
  let before = "";
  const placed = words.map((raw, i) => {
    const isWord = /[\p{L}\p{N}]/u.test(raw);
    const word = isWord ? printed(raw.replace(/^[~^]/u, "").replaceAll("^", " ").replace(/(?<=\d)p(?=\d)/u, ".").replaceAll("‚", ",").replaceAll("'", "’")) : raw.replace(BORDER, "\n").replaceAll("^", " ");
    const apart = isWord && before && !HAS_HAN.test(before + word) && !/^[~-]/u.test(raw);
    if (apart || (isWord && raw.startsWith("^"))) text += " ";
    const from = text.length;
    text += word;
    before = isWord ? word : "";
    return { at: first + i, from, to: isWord ? from + word.replace(/[^\p{L}\p{N}]+$/u, "").length : text.length };
  });
  return { text, words: placed };
}

const width = (text) => [...text].reduce((sum, c) => sum + (HAS_HAN.test(c) ? 2 : 1), 0);

/** Write text with <mark> around the words that were asked for. */
function setMarked(element, text, ranges) {
  let end = 0;
  for (const [from, to] of ranges) {
    if (from < end) continue;
    element.append(text.slice(end, from).replaceAll("\n", " · "));
    const mark = element.appendChild(document.createElement("mark"));
    mark.append(text.slice(from, to).replaceAll("\n", " · "));
    end = to;
  }
  element.append(text.slice(end).replaceAll("\n", " · "));
}

function rangesOf(text, words, hits, start, stop) {
  const ranges = [];
  const marked = new Set(hits.flatMap(({ at, span }) => Array.from({ length: span }, (_, i) => at + i)));
  for (const word of words) {
    if (!marked.has(word.at) || word.from < start || word.to > stop) continue;
    const last = ranges.at(-1);
    const next = [word.from - start, word.to - start, word.at];
    if (last && word.at - last[2] === 1 && !text.slice(last[1] + start, next[0] + start).trim()) [last[1], last[2]] = [next[1], word.at];
    else ranges.push(next);
  }
  return ranges;
}

/** Show what is said of an entry, or of a page that was asked for by name; of other pages the sentence that was found. */
async function fillExcerpt(index, result, terms, { item, link, heading }) {
  if (result.language) return;
  const excerpt = add(item, "p", { className: "search-excerpt" });
  const { url, kind } = result.item;
  const isEntry = url.includes("#") || kind === "chart" || (result.level === TITLE && result.isNamed);
  let summary = isEntry ? await index.summary(result.item) : "";
  const isMarked = () => link.querySelector("mark") || rangesOfTerms(summary, terms).length > 0 || result.slots?.some((slot) => slot?.valued);
  const block = isEntry && isMarked() ? null : await chooseBlock(index, orderHits(index, result));
  if (!block?.isSentence) summary ||= await index.summary(result.item);
  if (!block || (!block.isSentence && (isMarked() || (isEntry && summary)))) {
    setMarked(excerpt, summary, rangesOfTerms(summary, terms));
    excerpt.hidden = !summary;
    if (isEntry) return; // it is what was asked for, and not the heading below which one of its words stands
  } else {
    const start = startOf(block);
    let stop = start;
    for (let room = WIDTH_IN_ALL; stop < block.text.length && room > 0; stop++) room -= width(block.text[stop]);
    if (start && !SENTENCE.test(block.text.slice(0, start).trim())) excerpt.append("…");
    setMarked(excerpt, block.text.slice(start, stop), rangesOf(block.text, block.words, result.hits, start, stop));
    if (stop < block.text.length) excerpt.append("…");
  }
  if (!block) return;
  if (block.heading.text) heading.textContent = ` › ${block.heading.text}`;
  const marked = rangesOf(block.text, block.words, result.hits, 0, block.text.length).map(([from, to]) => block.text.slice(from, to));
  link.href = fragment(link.getAttribute("href"), block.heading.anchor, marked);
}

/** Return where an excerpt begins: with the sentence that has the hit, or within it where it is long. */
function startOf({ text, at }) {
  const sentence = [...text.slice(0, at).matchAll(/(?:[。！？]|(?:[!?]|(?<=\p{L}{4}|[)\]»”’“%])\.)(?=\s))[”’」』）]*\s*/gu)].at(-1);
  const start = sentence ? sentence.index + sentence[0].length : 0;
  if (width(text.slice(start, at)) <= 2 * WIDTH_BEFORE) return start;
  const before = [...text.slice(0, at)];
  for (let room = WIDTH_BEFORE; before.length && room > 0; ) room -= width(before.pop());
  const cut = before.join("").length;
  return cut && !HAS_HAN.test(text[cut]) ? text.lastIndexOf(" ", cut) + 1 : cut;
}

/** Return an address that opens at an anchor, with words marked by the browser itself; one that cannot would not find the anchor. */
function fragment(href, anchor, words) {
  const texts = [...new Set("fragmentDirective" in document ? words : [])].slice(0, 3).map((word) => `text=${encodeURIComponent(word).replaceAll("-", "%2D")}`);
  const [path, id = ""] = href.split(/[#]/u);
  const target = anchor || id.split(":~:")[0];
  return `${path}#${target}${texts.length ? `:~:${texts.join("&")}` : ""}`;
}

/** Add an element to another. */
export function add(parent, tag, properties = {}) {
  return parent.appendChild(Object.assign(document.createElement(tag), properties));
}

/** Make an item of the list: its link with the words marked, its kind and place, its language; and what adds an excerpt. */
export function makeItem(index, result, terms, languages) {
  const { title, kind, place, part, url } = result.item;
  const item = document.createElement("li");
  item.dataset.searchKind = kind;
  const link = add(item, "a", { href: index.root + url });
  if (result.language) link.lang = link.hreflang = result.language;
  setMarked(link, title, rangesOfTerms(title, terms));
  const facts = [...new Set([index.kinds[kind], place, part])].filter((fact) => fact && fact !== title);
  const meta = add(item, "p", { className: "search-meta", textContent: facts.join(" · ") });
  const heading = add(meta, "span", { className: "search-heading" });
  if (result.crossed) {
    const lang = result.language || document.documentElement.lang.toLowerCase();
    meta.append(" ");
    add(meta, "span", { className: "search-language", lang, textContent: languages[lang] ?? lang });
  }
  return { item, fill: () => fillExcerpt(index, result, terms, { item, link, heading }) };
}

function rangesOfTerms(title, terms) {
  const words = cut(title);
  const hits = [];
  for (const term of terms) {
    const run = term.words.map(({ word }) => word);
    words.forEach((word, i) => {
      if (run.every((one, k) => words[i + k] && (words[i + k].word === one || (!term.han && stem(words[i + k].word) === stem(one))))) hits.push({ at: word.at, span: run.length });
    });
  }
  return rangesOf(title, words, hits, 0, title.length);
}

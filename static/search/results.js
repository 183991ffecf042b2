// Showing a result: its link, what it is, where it belongs, and an excerpt with the words marked.

import { BODY, TITLE } from "./index.js";
import { cut, HAS_HAN, stem } from "./words.js";

const BORDER = "␞"; // between two blocks of text
const WIDTH_BEFORE = 40; // of an excerpt; a Han character is two wide
const WIDTH_IN_ALL = 240;

/** Choose the hit to show: where most terms stand close together, in the text rather than in a heading. */
function chooseHit(index, result) {
  const hits = [...result.hits].sort((a, b) => a.at - b.at);
  let best = null;
  hits.forEach((hit, i) => {
    const near = new Set();
    for (let k = i; k < hits.length && hits[k].at < hit.at + 60; k++) near.add(hits[k].term);
    const repeated = hits.slice(i, i + 5).filter(({ at }) => at < hit.at + 20).length;
    const value = near.size * 2 + (index.level(hit.at) === BODY ? 1 : 0) + repeated / 10;
    if (!best || value > best.value) best = { ...hit, value };
  });
  return best;
}

/** Read the block of an item's text that holds a position, and those after it up to a length; and the heading that it stands under. */
async function readBlocks(index, item, position, length = 0) {
  const { words, anchors } = await index.text(item);
  const at = position - item.at;
  const from = words.lastIndexOf(BORDER, at) + 1;
  let to = words.indexOf(BORDER, at);
  while (to >= 0 && words.slice(from, to).join("").length < length) to = words.indexOf(BORDER, to + 1);
  const under = anchors.filter(({ location }) => location <= at).at(-1);
  const heading = under && under.id !== "end" ? { anchor: under.id, text: join(under.text.split(" "), 0).text } : { anchor: "", text: "" };
  const block = join(words.slice(from, to < 0 ? words.length : to), item.at + from);
  return { ...block, from: 0, at: block.words[at - from]?.from ?? 0, heading };
}

/** Put words together as the page has them, where chronicle/search/words.py has marked what is not as usual. */
function join(words, first) {
  let text = "";
  let before = "";
  const placed = words.map((raw, i) => {
    const isWord = /[\p{L}\p{N}]/u.test(raw);
    const word = isWord ? raw.replace(/^[~^]/u, "").replace(/(?<=\d)p(?=\d)/u, ".").replaceAll("‚", ",") : raw.replace(BORDER, "\n").replaceAll("^", " ");
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

function rangesOf(text, words, hits, from, start, stop) {
  const ranges = [];
  const marked = new Set(hits.flatMap(({ at, span }) => Array.from({ length: span }, (_, i) => at + i)));
  for (const word of words) {
    if (!marked.has(word.at) || word.from - from < start || word.to - from > stop) continue;
    const last = ranges.at(-1);
    const next = [word.from - from - start, word.to - from - start, word.at];
    if (last && word.at - last[2] === 1 && !text.slice(last[1] + start, next[0] + start).trim()) [last[1], last[2]] = [next[1], word.at];
    else ranges.push(next);
  }
  return ranges;
}

async function fillExcerpt(index, { result, link, excerpt, heading, terms }) {
  if (result.language) return;
  if (result.item.summary) {
    setMarked(excerpt, result.item.summary, rangesOfTerms(result.item.summary, terms));
    return;
  }
  const isEntry = result.item.url.includes("#");
  const hit = chooseHit(index, result);
  const opening = isEntry || !hit;
  const block = await readBlocks(index, opening ? result.item : index.item(hit.at), opening ? result.item.at : hit.at, opening ? 150 : 0);
  let start = 0;
  if (opening) start = block.text.indexOf("\n") + 1;
  else {
    const before = [...block.text.slice(0, block.at)];
    for (let room = WIDTH_BEFORE; before.length && room > 0; ) room -= width(before.pop());
    start = before.join("").length;
    if (start && !HAS_HAN.test(block.text[start])) start = block.text.lastIndexOf(" ", start) + 1;
  }
  let stop = start;
  for (let room = WIDTH_IN_ALL; stop < block.text.length && room > 0; stop++) room -= HAS_HAN.test(block.text[stop]) ? 2 : 1;
  const ranges = rangesOf(block.text, block.words, result.hits, block.from, start, stop);
  if (start && !opening) excerpt.append("…");
  setMarked(excerpt, block.text.slice(start, stop), ranges);
  if (stop < block.text.length) excerpt.append("…");
  if (!hit) return;
  const { anchor, text: under } = block.heading;
  if (!isEntry && under) heading.textContent = ` › ${under}`;
  if (result.level === TITLE && result.isNamed) return;
  const marked = rangesOf(block.text, block.words, result.hits, block.from, 0, block.text.length).map(([from, to]) => block.text.slice(from, to));
  link.href = fragment(link.getAttribute("href"), isEntry ? "" : anchor, marked);
}

/** Return an address that opens at an anchor, with words marked by the browser itself. */
function fragment(href, anchor, words) {
  const texts = [...new Set(words)].slice(0, 3).map((word) => `text=${encodeURIComponent(word).replaceAll("-", "%2D")}`);
  const [path, id = ""] = href.split(/[#]/u);
  const target = anchor || id.split(":~:")[0];
  return `${path}#${target}${texts.length ? `:~:${texts.join("&")}` : ""}`;
}

/** Make an item of the list with its link; what more it shows is added when it comes into view. */
export function makeItem(index, result, terms) {
  const item = document.createElement("li");
  item.dataset.searchKind = result.item.kind;
  const link = item.appendChild(document.createElement("a"));
  link.href = index.root + result.item.url;
  if (result.language) link.lang = link.hreflang = result.language;
  link.append(result.item.title);
  return { item, link, result, terms };
}

/** Add what an item shows beside its link: the words marked, its kind and place, its language, an excerpt. */
export function dress(index, one, words) {
  const { item, link, result, terms } = one;
  const { title, kind, place, part } = result.item;
  link.replaceChildren();
  setMarked(link, title, rangesOfTerms(title, terms));
  const meta = item.appendChild(document.createElement("p"));
  meta.className = "search-meta";
  const facts = [words.kinds[kind] ?? words.kinds.page, place, part];
  meta.append(facts.filter((fact, i) => fact && fact !== title && facts.indexOf(fact) === i).join(" · "));
  one.heading = meta.appendChild(document.createElement("span"));
  one.heading.className = "search-heading";
  if (result.crossed) {
    const language = result.language || document.documentElement.lang;
    meta.append(" ");
    const label = meta.appendChild(document.createElement("span"));
    label.className = "search-language";
    label.lang = language;
    label.textContent = words.languages[language] ?? language;
  }
  one.excerpt = item.appendChild(document.createElement("p"));
  one.excerpt.className = "search-excerpt";
  return fillExcerpt(index, one);
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
  return rangesOf(title, words, hits, 0, 0, title.length);
}

// From terms to results, best first.

import { findTerm, instead, isNothing, isOfNames, joinNames, NAMES, RARE, TERMS } from "./find.js";
import { BODY, TITLE } from "./index.js";
import { readQuery } from "./query.js";
import { HAS_HAN, joinWords, plain, squash } from "./words.js";

const MANY = new Set(["event", "figure", "term"]); // kinds of which a few answer, and more only repeat
const TEXTS = new Set(["chapter", "county", "part"]); // where a word that comes again and again is what the text is about
const NEAR = 40; // words between two that stand in a sentence or two
const KIND_WEIGHT = { county: 8, chapter: 6, term: 5, person: 5, part: 4, place: 4, page: 3, figure: 3, sheet: 2, event: 2 };

/** Answer a query: results, best first, the terms that were asked for, and what was asked for instead of what. */
export async function ask(index, query) {
  const read = readQuery(query, index.simple, index.numerals, index.language);
  const joined = joinNames(index, read);
  const [isCounting, isComparing, isQuestion, isOfWho] = [index.counting, index.comparing, index.ignored, index.who].map((words) => asks(words, joined));
  const isAsking = (word) => index.ignored.has(word) || (isComparing && index.compared.has(word));
  const content = joined.filter((term) => term.exact || !isAsking(plain(term.text)));
  const terms = content.length ? content : joined;
  const found = await Promise.all(terms.map((term) => findTerm(index, term, terms.length === 1)));
  const changes = [];
  for (const [number, one] of [...found.entries()].reverse()) {
    // A question, or a place within another, though it stands somewhere.
    const isCut = one.term.han && one.hits.length < RARE && (asks(index.comparing, [one.term]) || (!one.named.size && isOfNames(index, joinWords(one.term.words))));
    if (!isCut && !isNothing(one)) continue;
    const others = await instead(index, one);
    if (!others.length) continue;
    if (isNothing(one)) changes.unshift({ from: one.term.text, to: others.map((term) => term.text) });
    found.splice(number, 1, ...(await Promise.all(others.map((term) => findTerm(index, term, false)))));
  }
  const names = joinNames(index, changes.length ? found.map(({ term }) => term) : []); // Ulan Butung: a name once its letter is right
  if (names.length && names.length < found.length) found.splice(0, found.length, ...(await Promise.all(names.map((term) => findTerm(index, term, names.length === 1)))));
  const meant = calledBy(index, terms, found.map(({ term }) => term));
  const called = new Set([...calledBy(index, read), ...[...meant].filter((number) => !isComparing || index.items[number].compares)]);
  const asked = { found, called, isCounting, isComparing, isQuestion, isOfWho };
  const full = combine(index, asked, found.length);
  // A question has words that are in no answer; who types words alone wants all of them, but not anywhere in a long text.
  const enough = found.length < 2 ? 0 : isQuestion ? RARE : 1;
  const isPartial = full.filter((result) => result.slots?.every(Boolean) && (isQuestion || isAbout(result, found))).length < enough;
  const results = isPartial ? combine(index, asked, 1) : full;
  return { results, terms: found.map((one) => one.term), changes, isPartial: isPartial && results.some(({ slots }) => !slots?.every(Boolean)) };
}

/** Return the items of which the whole of a query is a name, as it was typed, without words that only ask, or as what was asked instead. */
function calledBy(index, ...readings) {
  const names = readings.filter((terms) => !terms.some(({ exact }) => exact)).map((terms) => terms.map((term) => (term.han ? joinWords(term.words) : squash(term.text))).join(""));
  return new Set(names.flatMap((name) => [...(index.called.get(name) ?? [])]));
}

/** Tell whether terms ask with one of some words: how many, which county. */
function asks(words, terms) {
  return [...words].some((word) => terms.some(({ text, han, exact }) => !exact && (han ? text.includes(word) : plain(text) === word)));
}

/** Return the items that have at least `least` of the terms, best first; where only a page as a whole has them, the page. */
function combine(index, asked, least) {
  const { found, isQuestion } = asked;
  const items = new Map(); // item → what it has of each term
  const note = ({ same }, term) => {
    const item = index.items[same];
    if (!items.has(item)) items.set(item, found.map(() => null));
    return (items.get(item)[term] ??= { hits: [], named: false, valued: false });
  };
  found.forEach(({ hits, named, valued }, term) => {
    for (const hit of hits) note(index.item(hit[0]), term).hits.push(hit);
    for (const number of named) note(index.items[number], term).named = true;
    for (const number of valued) note(index.items[number], term).valued = true;
  });
  // What is told of a place, or of the whole, need not say so.
  for (const item of items.keys()) found.forEach(({ places }, term) => places.has(placeOf(index, item)) && note(item, term));
  const pages = new Map(); // page → its items
  for (const [item, slots] of items) pages.set(item.of, [...(pages.get(item.of) ?? []), { item, slots }]);
  const results = [];
  for (const [page, all] of pages) {
    const full = all.filter(({ slots }) => slots.filter(Boolean).length >= least);
    const together = found.map((_, term) => all.map(({ slots }) => slots[term]).filter(Boolean));
    const named = all.filter(({ item, slots }) => mayLack(item, isQuestion) && !slots.every(Boolean) && slots.some((slot) => slot?.named));
    if (full.length) results.push(...full);
    else if (named.length) results.push(...named);
    else if (together.filter((slots) => slots.length).length >= least) {
      const slots = together.map((some) => (some.length ? { hits: some.flatMap(({ hits }) => hits), named: false, valued: false } : null));
      // Of a list whose entries have the words between them, the entry that one of the words names.
      const meant = all.find(({ item, slots }) => item.number !== page && slots.some((slot) => slot?.named || slot?.valued));
      results.push({ item: meant?.item ?? index.items[page], slots, scattered: true });
    }
  }
  for (const result of results) score(index, result, asked);
  return spread([...results, ...twins(results, found)]);
}

/** Tell whether an item that is asked for by name may lack other words: a county always, a text where they are those of a question. */
const mayLack = ({ kind }, isQuestion) => kind === "county" || (isQuestion && (kind === "page" || TEXTS.has(kind)));

/** Say how well an item answers: title over heading over text, the item's own name above all. */
function score(index, result, { found, called, isCounting, isComparing, isQuestion, isOfWho }) {
  const { item, slots, scattered } = result;
  const there = slots.filter(Boolean);
  result.hits = slots.flatMap((slot, term) => (slot ? slot.hits.map(([at, span]) => ({ at, span, term })) : []));
  result.level = BODY;
  let points = KIND_WEIGHT[item.kind] ?? 0;
  let [titled, covered] = [0, 0];
  slots.forEach((slot, term) => {
    if (!slot) return;
    const hits = slot.hits.filter(([at]) => !found[term].inNames?.has(at));
    const levels = hits.slice(0, 50).map(([at]) => index.level(at));
    const isPart = !slot.named && NAMES.has(item.kind) && (isComparing || found[term].inNames);
    const best = isPart ? BODY : Math.min(BODY, ...levels);
    const isHere = slots.length > 1 && found[term].places.has(placeOf(index, item));
    const near = slot.named ? 24 : best === TITLE ? 20 : isHere ? 16 : best < BODY ? 10 : 0;
    titled += best === TITLE || slot.named || isHere ? 1 : 0;
    // Of a figure's title, which ends with its value, only what it counts.
    covered += slot.named || slot.valued || (best === TITLE && hits.some(([at]) => at < item.at + item.length)) ? found[term].term.words.length : 0;
    points += (near + (slot.valued ? 30 : 0) + ((TEXTS.has(item.kind) ? 14 : 6) * hits.length) / (hits.length + 3)) / slots.length;
    result.level = Math.min(result.level, best);
  });
  if (slots.length > 1 && found.some(({ term }) => term.number) && standTogether(result.hits, found)) points += 14;
  // Who names no place asks about all of them: what the site puts first, and then what is true of the whole.
  const isOfAll = !isComparing && !found.some((one) => one.county);
  const isFull = there.length === slots.length;
  if (item.weight && isOfAll && isFull) points += 4 + 6 * item.weight;
  if (item.kind === "figure" && isCounting && isFull) points += 30;
  if (item.kind === "person" && isOfWho && isFull) points += 16;
  if (isComparing) points += item.compares ? 30 : item.kind === "county" ? 16 : 0;
  if (item.opens && !isOfAll) points += 3;
  if (item.kind === "figure" && (isComparing ? !item.place : isOfAll && !item.weight) && !slots.some((slot) => slot?.valued)) points -= 12;
  const isAsked = mayLack(item, isQuestion) && slots.some((slot) => slot?.named);
  points += (isAsked ? 4 : 40) * (there.length / slots.length - 1) - (scattered ? 6 : 0);
  if (isAsked && item.kind === "county" && isFull && slots.length > 1) points += 16;
  result.isCalled = called.has(item.number);
  const hasTitle = ({ term }) => !term.han || !HAS_HAN.test(item.title) || item.title.includes(joinWords(term.words));
  if (result.isCalled) points += TERMS.has(item.kind) && !found.every(hasTitle) ? 20 : 60; // a text of this title is before a term of this form
  else if (titled === slots.length && !scattered) points += 10 + 20 * Math.min(1, covered / Math.max(1, item.length));
  const asked = found.some((one) => one.otherScript);
  result.crossed = Boolean(asked && there.some((slot) => slot.named));
  result.score = points;
  result.isNamed = result.isCalled || (titled === slots.length && !scattered);
}

/** Tell whether a result with all terms is about them: one is in its title, or they stand in a sentence or two. */
const isAbout = ({ slots, hits, level, scattered }, found) => !scattered && (level === TITLE || slots.some(({ named }) => named) || standTogether(hits, found, NEAR));

/** Tell whether all terms stand together somewhere, in any order, with as many words between them as a date or a name has: July 15, 2019; Mayor of Chifeng. */
function standTogether(hits, found, between = 2) {
  const [last, room] = [new Map(), found.reduce((sum, { term }) => sum + term.words.length, between)];
  return hits.toSorted((a, b) => a.at - b.at).some(({ at, term }) => {
    last.set(term, at);
    return last.size === found.length && at - Math.min(...last.values()) < room;
  });
}

const placeOf = (index, { place, weight }) => place || (weight ? index.whole : "");

/** Where a page was asked for by its name in another language, offer it in that language too. */
function* twins(results, found) {
  if (!found.some((one) => one.otherScript)) return;
  for (const { item, score: points, isNamed, crossed } of results) {
    if (!crossed || !isNamed || !item.twin) continue;
    for (let i = 0; i < item.twin.length; i += 3) {
      const [language, title, url] = item.twin.slice(i, i + 3);
      yield { item: { ...item, title, url, twin: null }, score: points - 30, hits: [], level: TITLE, language, crossed: true };
    }
  }
}

/** Order results, and keep many of one kind from standing before all others. */
function spread(results) {
  const inOrder = () => results.sort((a, b) => b.score - a.score || a.item.at - b.item.at);
  const seen = {};
  for (const result of inOrder()) {
    const { kind } = result.item;
    seen[kind] = (seen[kind] ?? 0) + 1;
    if (MANY.has(kind) && !result.isCalled && seen[kind] > 3) result.score -= 12 * Math.min(5, seen[kind] - 3);
  }
  return inOrder();
}

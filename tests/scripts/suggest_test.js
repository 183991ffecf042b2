// Suggestions: which names a query may mean, the nearest first.

import { deepEqual } from "node:assert/strict";

import { findNames } from "../../static/search/suggest.js";

const ROWS = [
  { kind: "figure", title: "敖汉旗总人口 60万", url: "a", pinyin: 0 },
  { kind: "place", title: "敖汉旗", url: "b", pinyin: ["ao han qi"] },
  { kind: "county", title: "敖汉旗", url: "c", pinyin: ["ao han qi"] },
  { kind: "term", title: "笤帚苗", url: "d", pinyin: ["tiao zhou miao"] },
  { kind: "figure", title: "Poor people 468,000 people", url: "e", pinyin: 0 },
  { kind: "figure", title: "Households 1,468", url: "f", pinyin: 0 },
  { kind: "chapter", title: "Small loans", url: "g", pinyin: 0 },
  { kind: "chapter", title: "Visits by leaders", url: "h", pinyin: ["ling dao shi cha"] },
  { kind: "place", title: "Old Lingbei", url: "i", pinyin: ["lao ling bei"] },
  { kind: "place", title: "Нижняя Волга", url: "j", pinyin: 0 },
  { kind: "place", title: "Œuilly", url: "k", pinyin: 0 },
  { kind: "place", title: "Lübeck", url: "l", pinyin: 0 },
  { kind: "place", title: "绿色", url: "m", pinyin: ["lǜ se"] },
];

for (const [query, ...urls] of [
  ["敖汉旗", "c", "b", "a"],
  ["汉旗", "c", "b", "a"],
  ["aohan", "c", "b"],
  ["ao han q", "c", "b"],
  ["ahq", "c", "b"],
  ["tz"],
  ["468,000", "e"],
  ["468000", "e"],
  ["468", "e"],
  ["LOANS", "g"],
  ["ling", "i", "h"],
  ["lb"],
  ["ldsc", "h"],
  ["small lo", "g"],
  ["%"],
  ["ｓｍａｌｌ", "g"],
  ["нижняя", "j"],
  ["волга", "j"],
  ["oeuilly", "k"],
  ["lubeck", "l"],
  ["lvse", "m"],
  ["luse", "m"],
]) {
  Deno.test(`names for “${query}”: ${urls.join(", ") || "none"}`, () => deepEqual(findNames(ROWS, query).map(({ url }) => url), urls));
}

Deno.test("a name is offered in either kana", () => {
  for (const query of ["さく", "サク"]) deepEqual(findNames([{ kind: "place", title: "サクラ町", url: "k", pinyin: 0 }], query).map(({ url }) => url), ["k"]);
});

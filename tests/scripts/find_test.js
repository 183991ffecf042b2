// What is looked for in other forms.

import { deepEqual } from "node:assert/strict";

import { findTerm, instead, joinNames } from "../../static/search/find.js";
import { makeTerm, readQuery } from "../../static/search/query.js";
import { cut } from "../../static/search/words.js";

Deno.test("a name of one character is looked for as it is", async () => {
  const asked = [];
  const index = {
    called: new Map([["banner", new Set([0])]]),
    items: [{ number: 0, of: 0, title: "旗", names: ["banner"], kind: "term" }],
    numerals: new Map(),
    titled: () => [],
    run: async (words) => {
      asked.push(words.map(({ word }) => word).join(""));
      return words[0].word === "旗" ? [7] : [];
    },
  };
  const { hits } = await findTerm(index, makeTerm("banner", cut("banner"), false));
  deepEqual(hits, [[7, 1]]);
  deepEqual(asked.includes("旗"), true);
});

Deno.test("a number is asked for in the digits of any script", () => {
  for (const [typed, asked] of [["٤٥٢", "452"], ["٤٥٬٠٠٠", "45000"], ["१२.५", "12.5"], ["０３", "03"], ["46.8", "46.8"]]) {
    deepEqual(readQuery(typed).flatMap(({ words }) => words.map(({ word }) => word)), [asked]);
  }
});

Deno.test("a short name of an organisation stands for its name: some of its characters in their order, the last of both the same", async () => {
  const names = ["中国农业银行", "北京化工大学", "农业发展合作联合会"];
  const index = {
    called: new Map(),
    items: names.map((title, number) => ({ number, of: 0, title, kind: "organisation", names: 0, pinyin: 0 })),
    ignored: new Set(),
    numerals: new Map(),
    run: async () => [],
  };
  const meant = async (text) => (await instead(index, { term: makeTerm(text, cut(text), false) })).map((term) => term.text);
  deepEqual(await meant("农行"), ["中国农业银行"]);
  deepEqual(await meant("行农"), []);
  deepEqual((await meant("北大")).includes("北京化工大学"), false);
});

Deno.test("two words that are typed as one are found where they stand together", async () => {
  const index = {
    called: new Map([["seaside", new Set([0])]]),
    vocabulary: async () => ["buckthorn", "house", "sea", "green"],
    run: async (words) => (words.map(({ word }) => word).join(" ") === "sea buckthorn" ? [7] : []),
  };
  const meant = async (text) => (await instead(index, { term: makeTerm(text, cut(text), false) })).map((term) => term.text);
  deepEqual(await meant("seabuckthorn"), ["sea buckthorn"]);
  deepEqual(await meant("greenhouse"), []);
});

Deno.test("the ending of a possessive is no part of a word, but of a name", () => {
  const index = { called: new Map([["peoplescongress", new Set([0])]]), ignored: new Set() };
  const terms = (query) => joinNames(index, readQuery(query)).map(({ text }) => text);
  deepEqual(terms("Ningcheng’s population"), ["Ningcheng", "population"]);
  deepEqual(terms("people's congress"), ["people's congress"]);
});

Deno.test("an article that an apostrophe joins to a word is no part of it, but of a name", () => {
  const index = { called: new Map([["laquila", new Set([0])]]), ignored: new Set() };
  const terms = (query) => joinNames(index, readQuery(query)).map(({ text }) => text);
  deepEqual(terms("combien d'habitants"), ["combien", "habitants"]);
  deepEqual(terms("l’eau dell’acqua qu’un"), ["eau", "acqua", "un"]);
  deepEqual(terms("L'Aquila"), ["L'Aquila"]);
  deepEqual(terms("don't aujourd'hui o'clock"), ["don't", "aujourd'hui", "o'clock"]);
});

Deno.test("a year of a Japanese era that stands nowhere is asked for as a year", async () => {
  const index = { called: new Map(), items: [], simple: new Map(), numerals: new Map() };
  for (const [typed, meant] of [["昭和43年3月", "1968年3月"], ["大正元年", "1912年"], ["令和５年", "2023年"]]) {
    const [term] = readQuery(typed);
    deepEqual((await instead(index, { term })).map(({ text }) => text), [meant]);
  }
});

Deno.test("in Japanese a word of two characters is not taken for another one", async () => {
  const called = new Map([["人物", new Set([0])]]);
  const items = [{ title: "人物", kind: "page", names: 0, pinyin: 0 }];
  for (const [language, meant] of [["ja-JP", []], ["zh-CN", ["人物"]]]) {
    const index = { language, called, items, ignored: new Set(), simple: new Map(), numerals: new Map(), run: async () => [] };
    const [term] = readQuery("人口");
    deepEqual((await instead(index, { term })).map(({ text }) => text), meant);
  }
});

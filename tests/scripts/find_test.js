// What is looked for in other forms.

import { deepEqual } from "node:assert/strict";

import { findTerm } from "../../static/search/find.js";
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

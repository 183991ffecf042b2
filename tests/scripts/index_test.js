// The list of items, and what is read of a page.

import { deepEqual } from "node:assert/strict";

import { Index } from "../../static/search/index.js";
import { cut } from "../../static/search/words.js";

Deno.test("the text of a page is read once, whatever is asked of it", async () => {
  let read = 0;
  const index = new Index();
  const data = async () => ({ content: `one two ${++read}`, anchors: [{ id: "two", location: 1 }] });
  index.pages = [{ items: [], data }];
  deepEqual(await index.text({ at: 0, end: 1 }), { words: ["one"], anchors: [] });
  deepEqual(await index.text({ at: 1, end: 3 }), { words: ["two", "1"], anchors: [{ id: "two", location: 0 }] });
});

Deno.test("a run of kana is found in hiragana and in katakana, each character in either", async () => {
  const index = new Index();
  const text = [..."サクラとさくら"];
  index.ask = async (word) => new Map([[0, text.flatMap((c, at) => (c === word ? [at] : []))]]);
  for (const query of ["さくら", "サクラ", "さクラ"]) deepEqual(await index.run(cut(query)), [0, 4]);
  deepEqual(await index.run(cut("さくう")), []);
});

Deno.test("a name in katakana is called so in hiragana too", () => {
  const index = new Index();
  index.callItem({ kind: "place", title: "サクラ", number: 7 });
  deepEqual([...index.called.keys()], ["サクラ", "さくら"]);
});

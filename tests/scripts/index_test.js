// The list of items, and what is read of a page.

import { deepEqual } from "node:assert/strict";

import { Index } from "../../static/search/index.js";

Deno.test("the text of a page is read once, whatever is asked of it", async () => {
  let read = 0;
  const index = new Index();
  const data = async () => ({ content: `one two ${++read}`, anchors: [{ id: "two", location: 1 }] });
  index.pages = [{ items: [], data }];
  deepEqual(await index.text({ at: 0, end: 1 }), { words: ["one"], anchors: [] });
  deepEqual(await index.text({ at: 1, end: 3 }), { words: ["two", "1"], anchors: [{ id: "two", location: 0 }] });
});

// The search page. Pagefind takes words from white space, so the index (chronicle/search.py) holds pages in which every
// Han character is a word of its own. Here a query is cut in the same way, and an excerpt is put together again.

// The inside of two character classes: Han characters, and the punctuation that always stands alone.
const HAN = String.raw`\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}`;
const MARKS =
  String.raw`\u00b7\u2013-\u2015\u2026\u3001-\u3004\u3008-\u3020\u302a-\u3037\u303c-\u303f\u30fb` +
  String.raw`\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65`;
const BORDER = "␞"; // between two blocks of a page
const SPACE = "␠"; // before a word that has a real space before it
const KIND = "kind:"; // begins the id that carries a page's kind

const OTHER = String.raw`[^\p{L}\p{N}_\s]`;
const BREAKS = new RegExp(`[${MARKS}]+|(?<=[${HAN}])${OTHER}+|${OTHER}+(?=[${HAN}])`, "gu");
const CHARACTER = new RegExp(`[${HAN}]`, "gu");
const ALONE = new RegExp(`^(?:[${HAN}]|[${MARKS}]+)$`, "u");
const PUNCTUATION = new RegExp(`^${SPACE}?${OTHER}+$`, "u");
const UNSEEN = new RegExp(`[\\u00ad\\u200b\\u2060\\ufeff]|(?<=[${HAN}])[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]`, "gu");
const EDGES = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u;
const SENTENCE_END = /[。！？；：.!?;:]$/u;

const RESULTS_AT_ONCE = 20;
const TYPING_PAUSE = 200;
const PATIENCE = 20_000;
const WIDTH_BEFORE = 40; // of an excerpt; a Han character is two wide
const WIDTH_IN_ALL = 240;

/** Cut a query into terms that all have to be on a page: phrases of words next to each other, and single words. */
export function readQuery(query) {
  const terms = [];
  const parts = query.normalize("NFC").replace(UNSEEN, "").matchAll(/["“”]([^"“”]+)["“”]|[^\s"“”]+/gu);
  for (const [text, quoted] of parts) {
    for (const piece of (quoted ?? text).split(BREAKS)) {
      const words = piece.replace(CHARACTER, " $& ").split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
      if (words.length) terms.push({ words, exact: quoted !== undefined || piece.search(CHARACTER) >= 0 });
    }
  }
  return terms;
}

/** Ask Pagefind; returns the results that hold every term, best first, each with the positions of its hits. */
async function ask(pagefind, terms) {
  // Pagefind takes either a single phrase or loose words, and does not rank phrases. So the loose words tell the order
  // and load all that is needed, and each term, asked on its own, tells which pages have it.
  const ranked = await pagefind.search(terms.flatMap((term) => term.words).join(" "));
  const found = [];
  for (const { words, exact } of terms) {
    const answer = await pagefind.search(exact ? `"${words.join(" ")}"` : words.join(" "));
    found.push(new Map(answer.results.map((result) => [result.id, result.words])));
  }
  return ranked.results
    .filter((result) => found.every((pages) => pages.has(result.id)))
    .map((result) => ({ result, hits: found.flatMap((pages) => pages.get(result.id)) }));
}

/** Add to the hits that Pagefind names, the first of each phrase, every other place where a phrase stands. */
function allHits(words, terms, hits) {
  const marked = new Set(hits);
  const bare = words.map((word) => word.replace(SPACE, "").toLowerCase());
  for (const term of terms.filter((each) => each.exact)) {
    const phrase = term.words.map((word) => word.toLowerCase());
    for (let at = bare.indexOf(phrase[0]); at >= 0; at = bare.indexOf(phrase[0], at + 1)) {
      if (phrase.every((word, step) => bare[at + step] === word)) phrase.forEach((_, step) => marked.add(at + step));
    }
  }
  return marked;
}

/** Write words as text with the spaces that the page has, and <mark> around the hits. */
function setWords(element, words, marked, first = 0) {
  const apart = words.map((_, at) => isApart(words, at));
  let mark = null;
  words.forEach((word, at) => {
    const space = at === 0 ? "" : spaceBetween(words[at - 1], word, apart[at - 1] || apart[at]);
    const text = word === BORDER ? "" : word.replace(SPACE, "");
    if (!marked.has(first + at)) {
      mark = null;
      return element.append(space + text);
    }
    const [, lead, core, tail] = text.match(EDGES);
    if (mark) {
      mark.append(space + lead + core);
    } else {
      element.append(space + lead);
      mark = element.appendChild(document.createElement("mark"));
      mark.append(core);
    }
    if (tail) {
      element.append(tail);
      mark = null;
    }
  });
  element.normalize();
}

function isApart(words, at) {
  const [before = "", word, after = ""] = [words[at - 1], words[at], words[at + 1]];
  if (ALONE.test(word.replace(SPACE, ""))) return true;
  if (!PUNCTUATION.test(word)) return false;
  return ALONE.test(after) || (!word.startsWith(SPACE) && ALONE.test(before.replace(SPACE, "")));
}

function spaceBetween(before, word, apart) {
  if (before === BORDER) return "";
  if (word === BORDER) return SENTENCE_END.test(before) ? " " : " · ";
  return word.startsWith(SPACE) || !apart ? " " : "";
}

/** Choose the stretch of words to show: around the hit in the longest block, which is prose rather than a heading. */
function stretch(words, marked) {
  const width = (word) => (ALONE.test(word) ? 2 : word.length + 1);
  const endOfBlock = (at) => (words.includes(BORDER, at) ? words.indexOf(BORDER, at) : words.length);
  const blockLength = (at) => endOfBlock(at) - words.lastIndexOf(BORDER, at);
  const hits = [...marked].sort((a, b) => a - b);
  const hit = hits.reduce((best, at) => (blockLength(at) > blockLength(best) ? at : best), hits[0] ?? 0);
  let start = hit;
  for (let room = WIDTH_BEFORE; start > 0 && words[start - 1] !== BORDER && room > 0; ) room -= width(words[--start]);
  let end = start;
  for (let room = WIDTH_IN_ALL; end < words.length && room > 0; ) room -= width(words[end++]);
  while (end > start && words[end - 1] === BORDER) end -= 1;
  return { start, end };
}

async function showResult({ result, hits }, terms) {
  const page = await result.data();
  const words = page.content.split(" ");
  const title = page.meta.title.split(" ");
  const marked = allHits(words, terms, hits);
  const { start, end } = stretch(words, marked);
  const item = document.createElement("li");
  item.dataset.searchKind = page.anchors.find((anchor) => anchor.id.startsWith(KIND))?.id.slice(KIND.length) ?? "";
  const link = item.appendChild(document.createElement("a"));
  link.href = page.url;
  setWords(link, title, allHits(title, terms, []));
  const excerpt = item.appendChild(document.createElement("p"));
  if (start > 0 && words[start - 1] !== BORDER) excerpt.append("…");
  setWords(excerpt, words.slice(start, end), marked, start);
  if (end < words.length - 1) excerpt.append("…");
  return item;
}

/** Load Pagefind from the site's root; rejects where the index is missing or does not answer. */
async function loadPagefind(root) {
  const folder = new URL("pagefind/", new URL(root, location.href));
  // Without an index Pagefind itself would wait for ever.
  const entry = await fetch(new URL("pagefind-entry.json", folder));
  if (!entry.ok) throw new Error(`${entry.url}: ${entry.status}`);
  const { createInstance } = await import(new URL("pagefind.js", folder).href);
  return createInstance({ basePath: folder.pathname, baseUrl: root, noWorker: true });
}

function inTime(promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE));
  return Promise.race([promise, late]);
}

/** Bring the search page to life; the form's data attributes name the site's root and the words of the status line. */
function start(form) {
  const field = form.elements.q;
  const list = document.querySelector("[data-search-results]");
  document.querySelector("[data-search-without-script]")?.setAttribute("hidden", "");
  const status = document.querySelector("[data-search-status]");
  const more = document.querySelector("[data-search-more]");
  const sentences = JSON.parse(form.dataset.searchWords);
  const plural = new Intl.PluralRules(document.documentElement.lang || "en");
  let pagefind = null;
  let newest = 0;
  let typing = 0;
  let rest = [];
  let terms = [];
  let kept = queryInAddress(); // the query of the history entry we stand on, before anything was typed

  const say = (key, values = {}) => {
    status.textContent = (sentences[key] ?? "").replace(/\{(\w+)\}/gu, (_, name) => values[name] ?? "");
  };

  const finish = (state, items = []) => {
    list.replaceChildren(...items);
    more.hidden = rest.length === 0;
    list.dataset.searchState = state;
  };

  const nextItems = () => Promise.all(rest.splice(0, RESULTS_AT_ONCE).map((found) => showResult(found, terms)));

  const search = async () => {
    clearTimeout(typing);
    const mine = ++newest;
    const query = field.value.trim();
    const asked = readQuery(query);
    if (!asked.length) {
      rest = [];
      finish("idle");
      return say("idle");
    }
    list.dataset.searchState = "busy";
    say("busy");
    try {
      pagefind ??= loadPagefind(form.dataset.searchRoot);
      const found = await inTime(pagefind.then((loaded) => ask(loaded, asked)));
      if (mine !== newest) return;
      [rest, terms] = [[...found], asked];
      const items = await inTime(nextItems());
      if (mine !== newest) return;
      finish("done", items);
      say(found.length ? plural.select(found.length) : "none", { count: found.length, query });
    } catch (error) {
      if (mine !== newest) return;
      console.error(error);
      [pagefind, rest] = [null, []];
      finish("done");
      say("failed");
    }
  };

  const address = (query) => {
    const url = new URL(location.href);
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    return url;
  };

  field.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(typing);
    typing = setTimeout(() => {
      history.replaceState(null, "", address(field.value.trim()));
      search();
    }, TYPING_PAUSE);
  });
  field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = field.value.trim();
    if (query !== kept) {
      // While typing the entry was overwritten; it gets its own query back, so that "back" leads there.
      history.replaceState(null, "", address(kept));
      history.pushState(null, "", address(query));
      kept = query;
    }
    search();
  });

  addEventListener("popstate", () => {
    field.value = kept = queryInAddress();
    search();
  });

  more.addEventListener("click", async () => {
    const mine = newest;
    const items = await nextItems();
    if (mine !== newest) return;
    list.append(...items);
    more.hidden = rest.length === 0;
    items[0]?.querySelector("a").focus();
  });

  field.value = kept;
  search();
}

function queryInAddress() {
  return (new URLSearchParams(location.search).get("q") ?? "").trim();
}

const form = globalThis.document?.querySelector("form[data-search]");
if (form) start(form);

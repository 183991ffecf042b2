// A card beside the word: what is known of a figure, a term, a place or a note, without leaving the text.
// Each is a link to an entry of this page or of another. Without this script, or without popovers, it is just that.
const card = document.getElementById("card");
const content = /** @type {HTMLElement} */ (card.firstElementChild);
const more = card.querySelector("a");
const main = document.querySelector("main");
const lists = card.dataset.lists.split(" ");
const GAP = 6;
const EDGE = 12;

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();
/** @type {HTMLAnchorElement | null} */
let word = null;
/** @type {HTMLAnchorElement | null} */
let left = null;

const linkOf = (target) => {
  const link = target.closest?.("a[href]");
  if (!link?.closest(".prose, .highlights, .profile") || link.origin !== location.origin) return null;
  return link.matches(".figure, .note") || lists.some((list) => link.pathname.startsWith(list)) ? link : null;
};

const load = (path) => {
  if (!pages.has(path)) {
    const loaded = fetch(path).then(async (answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
    loaded.catch(() => pages.delete(path));
    pages.set(path, loaded);
  }
  return pages.get(path);
};

// An entry is what the address leads to; on a page about one thing alone, what is marked as the entry.
const findEntry = async (link) => {
  const page = link.pathname === location.pathname ? document : await load(link.pathname);
  const entry = link.hash ? page.getElementById(decodeURIComponent(link.hash.slice(1))) : page.querySelector("[data-entry]");
  if (!entry) throw new Error(`${link.href} has no entry`);
  return entry;
};

// An item of a list stands in a list of its own, below what stands above its list.
const show = (entry) => {
  const item = document.importNode(entry, true);
  for (const one of [item, ...item.querySelectorAll("[id]")]) one.removeAttribute("id");
  const list = entry.matches("li, dl > div") ? entry.parentElement : null;
  const box = list ? document.importNode(list, false) : null;
  box?.append(item);
  const origin = list?.parentElement.querySelector(":scope > summary > .origin");
  content.replaceChildren(box ?? item, ...(origin ? [document.importNode(origin, true)] : []));
};

// Below the word, or above it where there is more room; it moves with the text.
const place = () => {
  const boxes = [...word.getClientRects()];
  const [first, last] = [boxes[0], boxes[boxes.length - 1]];
  const header = document.querySelector(".menu").getBoundingClientRect().bottom;
  const rooms = { above: first.top - Math.max(header, 0) - 2 * GAP, below: innerHeight - last.bottom - 2 * GAP };
  card.style.maxBlockSize = "none";
  const { height, width } = card.getBoundingClientRect();
  const isBelow = height <= rooms.below || rooms.below >= rooms.above;
  card.style.maxBlockSize = `${Math.max(isBelow ? rooms.below : rooms.above, 120)}px`;
  const shown = card.getBoundingClientRect().height;
  const near = isBelow ? last : first;
  const start = Math.min(near.left, document.documentElement.clientWidth - width - EDGE);
  card.style.left = `${scrollX + Math.max(start, EDGE)}px`;
  card.style.top = `${scrollY + (isBelow ? last.bottom + GAP : first.top - shown - GAP)}px`;
};

const open = async (link, enter) => {
  word = link;
  left = null;
  content.textContent = `${link.textContent} …`;
  more.href = link.href;
  card.showPopover();
  place();
  if (enter) card.focus({ preventScroll: true });
  try {
    const entry = await findEntry(link);
    if (word !== link || !card.matches(":popover-open")) return;
    show(entry);
    more.href = content.querySelector(".figures a")?.getAttribute("href") ?? link.href;
    place();
  } catch {
    if (enter) location.assign(link.href);
    else card.hidePopover();
  }
};

const begin = () => {
  let pressed = null;
  main.addEventListener("pointerdown", (event) => {
    const link = linkOf(event.target);
    pressed = card.matches(":popover-open") && link === word ? link : null;
  }, { capture: true });

  main.addEventListener("click", (event) => {
    const link = linkOf(event.target);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link !== pressed) open(link, true);
    pressed = null;
  });

  // By keyboard a card shows itself; Enter goes into it, Escape goes back to the word.
  main.addEventListener("focusin", (event) => {
    const link = linkOf(event.target);
    if (link && link !== left && link.matches(":focus-visible")) open(link, false);
    else if (!link && card.matches(":popover-open")) card.hidePopover();
    left = null;
  });

  main.addEventListener("pointerover", (event) => {
    const link = linkOf(event.target);
    if (link && event.pointerType === "mouse") findEntry(link).catch(() => {});
  });

  card.addEventListener("beforetoggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "closed") left = word;
  });
};

if ("popover" in HTMLElement.prototype) begin();

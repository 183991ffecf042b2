// Suggestions below the search box: names of pages and entries, as a combobox with a list.

import { readNames } from "./names.js";
import { fold, HAS_HAN, inHiragana, normalForm, spellings, squash } from "./words.js";

const MOST = 8;
const ORDER = ["county", "chapter", "part", "term", "code", "person", "place", "organisation", "page", "chart", "sheet", "figure"];

/** Return the names that a query may mean, the nearest first. */
export function findNames(rows, query) {
  const asked = inHiragana(normalForm(query).trim());
  const found = rows.filter(({ title }) => title).map((row) => ({ row, distance: distanceOf(row, asked) })).filter(({ distance }) => distance < Infinity);
  const rank = ({ row: { kind } }) => ORDER.indexOf(kind) + (ORDER.includes(kind) ? 0 : ORDER.length);
  found.sort((a, b) => a.distance - b.distance || rank(a) - rank(b) || a.row.title.length - b.row.title.length);
  return found.slice(0, MOST).map(({ row }) => row);
}

/** Say how far a name is from what was typed: the whole name, its beginning or its pinyin, a word in it, the pinyin of its translation; Infinity where it is another. */
function distanceOf({ title, pinyin }, asked) {
  if (HAS_HAN.test(asked)) {
    const at = inHiragana(normalForm(title)).indexOf(asked);
    return at < 0 ? Infinity : at ? 3 : title.length === asked.length ? 0 : 1;
  }
  const bare = squash(asked);
  if (!bare) return Infinity;
  const whole = squash(title);
  if (whole === bare) return 0;
  const syllables = (pinyin || []).flatMap(spellings);
  const isSpelled = syllables.some((one) => one.join("").startsWith(bare) || (bare.length > 1 && one.map(([first]) => first).join("") === bare));
  if (whole.startsWith(bare) || (isSpelled && HAS_HAN.test(title))) return 1;
  if (` ${fold(title)}`.includes(` ${fold(asked)}`)) return 2;
  return isSpelled ? 3 : Infinity;
}

/** Offer suggestions below a field, by the pattern of a combobox whose list is for choosing and never fills the field by itself.
 * @param {HTMLInputElement} field @param {HTMLElement} list @param {Promise<Response>} asked the list of names
 */
export function suggest(field, list, asked, root) {
  const names = readNames(asked);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.getAttribute("aria-label"));
  field.autocomplete = "off";
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) field.setAttribute(name, value);
  let chosen = -1;

  const choose = (number) => {
    const options = /** @type {HTMLElement[]} */ ([...list.children]);
    chosen = number;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === number)));
    if (options[number]) field.setAttribute("aria-activedescendant", options[number].id);
    else field.removeAttribute("aria-activedescendant");
    options[number]?.scrollIntoView({ block: "nearest" });
  };
  const open = (isOpen) => {
    list.hidden = !isOpen || !list.children.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  };
  const fill = async () => {
    const { kinds, rows } = await names;
    const found = field.value.trim() ? findNames(rows, field.value) : [];
    list.replaceChildren(...found.map((row, number) => makeOption(row, kinds[row.kind], number, root)));
    open(document.activeElement === field);
  };

  field.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || fill());
  field.addEventListener("compositionend", fill);
  field.addEventListener("focus", fill);
  field.addEventListener("blur", () => open(false));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", ({ target }) => {
    const option = /** @type {HTMLElement} */ (target).closest("li");
    if (option) location.href = option.dataset.href;
  });
  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.isComposing || !count) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      // From the field to the first or last, and after the last or first back to the field.
      const next = chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? count : -1);
      if (list.hidden) open(true);
      choose(next === count ? -1 : next);
    } else if (event.key === "Enter" && chosen >= 0) location.href = /** @type {HTMLElement} */ (list.children[chosen]).dataset.href;
    else if (event.key === "Escape" && !list.hidden) open(false);
    else return;
    event.preventDefault();
  });
  fill().catch(() => list.remove()); // a site without an index has a box that leads to the search page
}

function makeOption({ title, url }, kind, number, root) {
  const option = document.createElement("li");
  option.id = `suggestion-${number}`;
  option.setAttribute("role", "option");
  option.dataset.href = root + url;
  option.append(title, " ");
  const told = option.appendChild(document.createElement("span"));
  told.textContent = kind ?? "";
  return option;
}

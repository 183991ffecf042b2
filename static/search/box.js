// The search box of every page: the keys that lead to it, and suggestions, which are loaded when it is used.

const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".search-box input, [data-search] input"));
const box = field?.closest(".search-box");

document.addEventListener("keydown", (event) => {
  const isHeld = event.ctrlKey || event.metaKey;
  const isAsked = isHeld ? event.key.toLowerCase() === "k" && !event.shiftKey : event.key === "/";
  if (!isAsked || event.altKey || event.isComposing || isTyping(document.activeElement)) return;
  event.preventDefault();
  if (field?.offsetParent) {
    field.focus();
    field.select();
  } else /** @type {HTMLElement | null} */ (document.querySelector(".to-search"))?.click();
});

if (box) field.addEventListener("focus", () => offer(box, field), { once: true });

/** Load the list of names and the scripts that read it, all at once; as long as they are on their way, there are dots below what is typed. */
async function offer(form, field) {
  const { searchRoot: root, searchIndex: folder } = form.dataset;
  const names = fetch(new URL(`${folder}names-${document.documentElement.lang.toLowerCase()}.bin`, new URL(root, location.href)), { cache: "no-cache" });
  const list = form.appendChild(Object.assign(document.createElement("ul"), { id: "suggestions", hidden: true, textContent: "…" }));
  field.addEventListener("input", () => (list.hidden = false), { once: true });
  const [{ suggest }] = await Promise.all([import("./suggest.js"), import("./names.js"), import("./words.js")]);
  suggest(field, list, names, root);
}

function isTyping(element) {
  return element?.isContentEditable || Boolean(element?.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])"));
}

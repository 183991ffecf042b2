// The search box of every page: the keys that lead to it, and suggestions, which are loaded when it is used.

const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".search-box input, [data-search] input"));
const box = field?.closest(".search-box");

document.addEventListener("keydown", (event) => {
  const isHeld = event.ctrlKey || event.metaKey;
  const isAsked = isHeld ? event.key.toLowerCase() === "k" && !event.shiftKey : event.key === "/";
  if (!isAsked || event.altKey || event.isComposing || isTyping(document.activeElement)) return;
  event.preventDefault();
  if (field?.checkVisibility()) {
    field.focus();
    field.select();
  } else /** @type {HTMLElement | null} */ (document.querySelector(".to-search"))?.click();
});

if (box) field.addEventListener("focus", () => import("./suggest.js").then(({ suggest }) => suggest(box, field)), { once: true });

function isTyping(element) {
  return element?.isContentEditable || Boolean(element?.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])"));
}

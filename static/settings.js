// The panel in which a reader chooses light and size of text; what is chosen stays in the reader's browser.
const form = /** @type {HTMLFormElement} */ (document.getElementById("settings"));

// As theme.js has set them.
form.addEventListener("beforetoggle", () => {
  const { style } = document.documentElement;
  const chosen = { theme: style.colorScheme, size: style.getPropertyValue("--size") };
  for (const choice of form.querySelectorAll("input")) choice.checked = choice.value === chosen[choice.name];
});

form.addEventListener("change", (event) => {
  const { name, value } = /** @type {HTMLInputElement} */ (event.target);
  try {
    if (value) localStorage.setItem(`reading.${name}`, value);
    else localStorage.removeItem(`reading.${name}`);
  } catch {
    // A browser that keeps nothing has the site as it is.
  }
  document.dispatchEvent(new Event("settings"));
});

// A heading in Han characters breaks between words and after 的, which the browser knows and no style sheet can ask for; not within
// what is quoted, nor at the dash of a range. One character alone stays with what is before it: a particle, an ending, a mark, or a
// part of a name that the browser does not know.
for (const heading of "Segmenter" in Intl ? document.querySelectorAll("h1, h2, h3, dt, .subtitle, .neighbours a") : []) {
  if (!/(?:\p{Script=Han}.*){5}/u.test(heading.textContent)) continue;
  const words = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
  const part = ({ segment }) => segment.replace(/^\p{Script=Han}{2}/u, "<wbr>$&").replace(/^的$/u, "$&<wbr>");
  const phrase = (text) =>
    [...words.segment(text)]
      .map(part)
      .join("")
      .replace(/(?<=[\p{L}\p{N}\p{Pe}\p{Pf}])(?=[\p{Ps}\p{Pi}])|(?<=\p{Script=Han}{2})(?=\d)/gu, "<wbr>")
      .replace(/[\p{Ps}\p{Pi}][^\p{Ps}\p{Pi}\p{Pe}\p{Pf}]{1,30}/gu, (quoted) => quoted.replaceAll("<wbr>", ""))
      .replace(/(?<=[\p{Pd}\d])<wbr>|<wbr>(?=.?(?:[\p{Pd}\p{Pe}\p{Pf}\p{Po}]|$))/gu, "")
      .replace(/(?<=\d)\p{Pd}(?=\d)/gu, "\u2060$&\u2060");
  const phrased = heading.innerHTML.replace(/[^<>]+(?=<|$)/gu, phrase);
  // Of words that the browser does not know any character ends a line, as it would without a script.
  if (!phrased.includes("<wbr>")) continue;
  heading.innerHTML = phrased;
  heading.classList.add("phrased");
}

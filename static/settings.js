// The panel in which a reader chooses light and size of text; what is chosen stays in the reader's browser.
const form = /** @type {HTMLFormElement} */ (document.getElementById("settings"));

const keep = (name, value) => {
  try {
    if (value) localStorage.setItem(`reading.${name}`, value);
    else localStorage.removeItem(`reading.${name}`);
  } catch {
    // A browser that keeps nothing has the site as it is.
  }
};

const kept = (name) => {
  try {
    return localStorage.getItem(`reading.${name}`) ?? "";
  } catch {
    return "";
  }
};

for (const choice of form.querySelectorAll("input")) {
  choice.checked = choice.value === kept(choice.name);
}

form.addEventListener("change", (event) => {
  const choice = /** @type {HTMLInputElement} */ (event.target);
  keep(choice.name, choice.value);
  document.dispatchEvent(new Event("settings"));
});

// A heading in Han characters breaks between words, which the browser knows and no style sheet can ask for. One character
// alone stays with what is before it: a particle, an ending, a mark, or a part of a name that the browser does not know.
const OPENS = /[\p{Ps}\p{Pi}\p{Pd}\d]$/u;

for (const heading of document.querySelectorAll("h1, h2, h3, dt")) {
  if (!("Segmenter" in Intl) || !/\p{Script=Han}{5}/u.test(heading.textContent)) continue;
  const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
  const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) {
    const words = [...segmenter.segment(text.data)].map(({ segment }) => segment);
    text.replaceWith(...words.flatMap((word, i) => (i && word.length > 1 && !OPENS.test(words[i - 1]) ? [document.createElement("wbr"), word] : [word])));
  }
  heading.classList.add("phrased");
}

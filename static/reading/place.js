// Where the reader is: marked in the contents, and kept when the language is changed.
const blocks = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".prose > [id], .headed > [id]"))];
const LINE = 0.3; // of the window's height, from above: what is read is about here

const above = (elements) => elements.filter((one) => one.getBoundingClientRect().top < innerHeight * LINE).pop();

const contents = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".in-this-chapter a"))];
const headings = contents.map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);

const mark = () => {
  const here = above(headings);
  for (const link of contents) {
    if (here && link.hash === `#${here.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
};

if (headings.length) {
  new IntersectionObserver(mark, { rootMargin: `0px 0px -${(1 - LINE) * 100}% 0px`, threshold: [0, 1] }).observe(headings[0]);
  const watch = new IntersectionObserver(mark, { rootMargin: `0px 0px -${(1 - LINE) * 100}% 0px` });
  headings.forEach((heading) => watch.observe(heading));
}

// The same block has the same anchor in every language.
document.querySelector(".languages")?.addEventListener("click", (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest("a");
  const here = above(blocks());
  if (link && here) link.hash = here.id;
});

// The whole header shows itself to a reader who goes up, with the languages in it.
const header = document.querySelector(".site-header");
let before = scrollY;
addEventListener("scroll", () => {
  if (Math.abs(scrollY - before) < 8) return;
  header.classList.toggle("is-whole", scrollY < before);
  before = scrollY;
}, { passive: true });

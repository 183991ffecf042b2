// Narrows a long list to the entries that have what is typed, or that are of what is chosen. The list is complete without this.
const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-filter]"));
const field = form.querySelector("input");
const selects = [...form.querySelectorAll("select")];
const told = form.querySelector("output");
const entries = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-entries] > *"))];
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ı/gu, "i");
const texts = new Map(entries.map((entry) => [entry, plain(entry.textContent)]));

const inDigits = (number) => number.toLocaleString(`en-u-nu-${document.documentElement.dataset.digits ?? "latn"}`, { useGrouping: false });

const narrow = () => {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  const wanted = selects.map((select) => select.value).filter(Boolean);
  for (const entry of entries) {
    const has = (entry.dataset.choice ?? "").split(" ");
    entry.hidden = !words.every((word) => texts.get(entry).includes(word)) || !wanted.every((one) => has.includes(one));
  }
  for (const lane of /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("[data-lane]"))) {
    lane.classList.toggle("off", !wanted.every((one) => lane.dataset.lane === one));
  }
  for (const section of document.querySelectorAll("section")) {
    section.hidden = Boolean(section.querySelector("[data-entries]")) && !section.querySelector("[data-entries] > :not([hidden])");
  }
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".groups a"))) {
    link.parentElement.hidden = document.getElementById(decodeURIComponent(link.hash.slice(1))).closest("section").hidden;
  }
  const shown = entries.filter((entry) => !entry.hidden).length;
  const texted = shown ? form.dataset.filter.replace("{shown}", inDigits(shown)).replace("{n}", inDigits(entries.length)) : form.dataset.none;
  told.textContent = words.length || wanted.length ? texted : "";
};

form.hidden = false;
form.addEventListener("input", () => {
  narrow();
  // The first entry that is left stands below the field.
  form.nextElementSibling.scrollIntoView({ block: "nearest" });
});
form.addEventListener("submit", (event) => event.preventDefault());
narrow();

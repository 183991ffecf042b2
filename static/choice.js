// Keeps what is chosen in the address (?places=linxi,aohan, ?measure=loans), so that a view can be sent and read in another language.
const asked = new URLSearchParams(location.search);
/** @returns {string[]} what the address asks for under a name */
export const wanted = (name) => asked.get(name)?.split(",") ?? [];

// The same page in other languages.
const page = location.pathname.split("/").slice(-2).join("/");
/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll(".languages a");
const languages = [...links].filter(({ pathname }) => pathname.endsWith(`/${page}`));

const printed = document.querySelector(".on-paper bdi");
const address = printed?.textContent;

const kept = new Map();
/** @param {string[]} values */
export const keep = (name, values) => {
  kept.set(name, values);
  const search = [...kept].filter(([, those]) => those.length).map((one) => one.join("=")).join("&");
  history.replaceState(history.state, "", `${location.pathname}${search && `?${search}`}${location.hash}`);
  for (const link of languages) link.search = location.search;
  if (printed) printed.textContent = address + location.search;
};

/** @type {HTMLFieldSetElement} */
const choice = document.querySelector("[data-choice]");
if (choice) {
  const inputs = [...choice.querySelectorAll("input")];
  const name = choice.dataset.choice;
  const tell = () => keep(name, inputs.filter((input) => input.checked && !input.defaultChecked).map(({ value }) => value));
  inputs.filter(({ value }) => wanted(name).includes(value)).forEach((input) => { input.checked = true; });
  choice.addEventListener("change", tell);
  tell();
}

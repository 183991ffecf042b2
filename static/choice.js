// Keeps what is chosen in the address (?places=linxi,aohan, ?measure=loans), so that a view can be sent and read in another language.
/** @type {HTMLFieldSetElement} */
const choice = document.querySelector("[data-choice]");
const inputs = [...choice.querySelectorAll("input")];
const name = choice.dataset.choice;
const wanted = new URLSearchParams(location.search).get(name)?.split(",") ?? [];
inputs.filter(({ value }) => wanted.includes(value)).forEach((input) => { input.checked = true; });
// The same page in other languages.
const page = location.pathname.split("/").slice(-2).join("/");
/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll(".languages a");
const languages = [...links].filter(({ pathname }) => pathname.endsWith(`/${page}`));

const printed = document.querySelector(".on-paper bdi");
const address = printed?.textContent;

const tell = () => {
  const chosen = inputs.filter((input) => input.checked && !input.defaultChecked).map(({ value }) => value);
  history.replaceState(history.state, "", `${location.pathname}${chosen.length ? `?${name}=${chosen}` : ""}${location.hash}`);
  for (const link of languages) link.search = location.search;
  if (printed) printed.textContent = address + location.search;
};
choice.addEventListener("change", tell);
tell();

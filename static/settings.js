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

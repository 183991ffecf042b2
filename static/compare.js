// Makes the head of each row of the comparison into a button that puts the places in its order, puts the measures that the chosen
// places report first, and folds those that none or only one of several reports; the table is complete without.
import { keep, wanted } from "./choice.js";

/** @type {HTMLTableElement} */
const table = document.querySelector("[data-compare]");
const rows = [...table.rows].filter((row) => row.cells.length > 1).map((row) => ({ row, head: row.cells[0], cells: [...row.cells].slice(1) }));

const valueOf = (cell) => {
  const data = cell.querySelector("data");
  return data ? Number(data.value) : null;
};

// Gaps stand at the end, whichever way; places of one value stay in their first order. The first row has no values: it restores that.
const sort = ({ cells }, direction) => {
  const sign = direction === "ascending" ? 1 : -1;
  const values = cells.map(valueOf);
  const order = [...values.keys()].sort((one, other) => {
    const [here, there] = [values[one], values[other]];
    if (here === null || there === null) return Number(here === null) - Number(there === null);
    return sign * (here - there);
  });
  for (const { row, cells: own } of rows) row.append(...order.map((index) => own[index]));
};

// Read aloud: by what the places are sorted, and in which order they stand; or which are chosen.
const told = document.querySelector("[data-told]");
const nameOf = (element) => (element.querySelector(".name") ?? element).textContent.trim();
const tell = (...what) => { told.textContent = what.join(", "); };

/** @returns {HTMLButtonElement} what an element holds, as a button in it */
const press = (element, does) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...element.childNodes);
  element.append(button);
  button.addEventListener("click", does);
  return button;
};

// The order stands in the address too (?sort=loans, ?sort=loans,ascending), from high to low unless it says otherwise.
const put = (one, direction) => {
  rows.forEach(({ head }) => head.removeAttribute("aria-sort"));
  if (one !== rows[0]) one.head.setAttribute("aria-sort", direction);
  sort(one, direction);
  const measure = one.row.id.replace("measure-", "");
  keep("sort", measure && direction === "ascending" ? [measure, direction] : measure ? [measure] : []);
};

for (const one of rows) {
  press(one.head.querySelector(".name") ?? one.head, () => {
    put(one, one.head.getAttribute("aria-sort") === "descending" ? "ascending" : "descending");
    tell(nameOf(one.head), ...[...rows[0].row.cells].slice(1).map(nameOf));
  });
}
const [measure, direction] = wanted("sort");
const sorted = rows.find(({ row }) => measure && row.id === `measure-${measure}`);
if (sorted) put(sorted, direction === "ascending" ? direction : "descending");

// The style sheet shows the chosen places. Measures of which they report as many keep their order; those that compare nothing are folded.
const chosen = document.querySelector("[data-choice]");
const folds = [...table.tBodies].filter(({ dataset }) => dataset.folded);
const groups = [...table.tBodies].filter(({ dataset }) => !dataset.folded).map((body) => ({ body, measures: [...body.rows] }));
const order = () => {
  const places = [...chosen.querySelectorAll(":checked")].map((box) => box.closest("label").className);
  // What heads a group stays first.
  const reported = (row) => (row.cells.length > 1 ? places.filter((place) => row.querySelector(`.${place} data`)).length : Infinity);
  for (const { body, measures } of groups) body.append(...[...measures].sort((one, other) => reported(other) - reported(one) || 0));
  for (const fold of folds) {
    const few = Number(fold.dataset.folded);
    const those = groups.flatMap(({ measures }) => measures).filter((row) => places.length > few && reported(row) === few);
    fold.append(...those);
    fold.hidden = !those.length;
    fold.querySelector("span").textContent = new Intl.NumberFormat(`en-u-nu-${document.documentElement.dataset.digits ?? "latn"}`).format(those.length);
  }
  for (const { body } of groups) body.hidden = !body.querySelector("td");
  tell(...[...chosen.querySelectorAll(places.length ? "label:has(:checked)" : "label")].map(nameOf));
};
if (chosen) {
  for (const fold of folds) {
    const button = press(fold.querySelector("th"), () => { button.ariaExpanded = String(button.ariaExpanded === "false"); });
    button.ariaExpanded = "false";
  }
  chosen.addEventListener("change", order);
  if (chosen.querySelector(":checked")) order();
}

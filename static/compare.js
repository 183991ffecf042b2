// Makes the heads of the comparison's columns into buttons that sort it; the table is complete without them.
/** @type {HTMLTableElement} */
const table = document.querySelector("[data-compare]");
const body = table.tBodies[0];
const order = [...body.rows];
const heads = [...table.tHead.rows[0].cells];

const valueOf = (row, column) => {
  const data = row.cells[column].querySelector("data");
  return data ? Number(data.value) : null;
};

// Gaps stay below, whichever way; rows of one value stay in their first order.
const sort = (column, direction) => {
  const sign = direction === "ascending" ? 1 : -1;
  const compare = (one, other) => {
    if (column === 0) return sign * (order.indexOf(one) - order.indexOf(other));
    const [here, there] = [valueOf(one, column), valueOf(other, column)];
    if (here === null || there === null) return Number(here === null) - Number(there === null);
    return sign * (here - there);
  };
  body.append(...[...order].sort(compare));
};

heads.forEach((head, column) => {
  const name = head.querySelector(".name") ?? head;
  const button = document.createElement("button");
  button.type = "button";
  button.append(...name.childNodes);
  name.append(button);
  button.addEventListener("click", () => {
    const first = column ? "descending" : "ascending";
    const other = column ? "ascending" : "descending";
    const direction = head.getAttribute("aria-sort") === first ? other : first;
    heads.forEach((one) => one.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", direction);
    sort(column, direction);
  });
});

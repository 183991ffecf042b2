// The last name in the address that does not exist, as a query.
const field = /** @type {HTMLInputElement} */ (document.querySelector("main [name=q]"));
const [name] = location.pathname.match(/[^/]*\/?$/u);
if (!/^404/u.test(name)) field.value = new URLSearchParams(`q=${name}`).get("q").replace(/\.\w+$|[-_/]/gu, " ").trim();

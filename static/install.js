// Home and search: what is read from here on is kept for when there is no network, and the search index if the reader wants it.

const root = new URL("../../", import.meta.url);
const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-keep]"));
const KEPT = "reading.index";

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(new URL("worker.js", root), { updateViaCache: "none" }).then(offer, () => {
    // A browser that keeps nothing has the site as it is.
  });
}

async function offer() {
  if (!box) return;
  const button = /** @type {HTMLButtonElement} */ (box.querySelector("button"));
  const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
  const keep = async () => {
    button.disabled = true;
    const answer = await askWorker("keep index");
    button.disabled = false;
    status.textContent = box.dataset[answer] ?? "";
    if (answer === "kept") localStorage.setItem(KEPT, "1");
  };
  button.addEventListener("click", keep);
  box.hidden = false;
  if (localStorage.getItem(KEPT) && navigator.onLine) await keep(); // a later edition has another index
}

async function askWorker(question) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = (event) => resolve(event.data);
    active?.postMessage(question, [port2]);
  });
}

// Beside a chapter's date: hear it in the browser's own voice, share it. Beside a heading: copy the link to it.
// What is said of it stands over it for two seconds, so that nothing moves.
const copy = async (address, button) => {
  try {
    await navigator.clipboard.writeText(address);
    button.classList.add("told");
    setTimeout(() => button.classList.remove("told"), 2000);
  } catch {
    // Without the clipboard a link is still a link.
  }
};

const share = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-share]"));
share?.addEventListener("click", async () => {
  const address = location.origin + location.pathname;
  if (!navigator.share) {
    copy(address, share);
    return;
  }
  try {
    await navigator.share({ title: document.title, url: address });
  } catch {
    // The reader has thought better of it.
  }
});

document.querySelector(".prose")?.addEventListener("click", (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest("a");
  if (link?.matches(".anchor")) copy(link.href, link);
});

const spoken = (block) => {
  const copied = /** @type {HTMLElement} */ (block.cloneNode(true));
  copied.querySelectorAll("sup, figure, table, .headed > p").forEach((one) => one.remove());
  return copied.textContent.trim();
};

const listen = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-listen]"));
if (listen && "speechSynthesis" in globalThis) {
  const name = listen.textContent;
  const stop = () => {
    speechSynthesis.cancel();
    listen.textContent = name;
    listen.setAttribute("aria-pressed", "false");
  };
  listen.hidden = false;
  listen.addEventListener("click", () => {
    if (listen.getAttribute("aria-pressed") === "true") {
      stop();
      return;
    }
    const texts = [...document.querySelectorAll("h1, .summary, .prose > *")].map(spoken).filter(Boolean);
    const sayings = texts.map((text) => Object.assign(new SpeechSynthesisUtterance(text), { lang: document.documentElement.lang }));
    sayings[sayings.length - 1].onend = stop;
    listen.textContent = listen.dataset.listen;
    listen.setAttribute("aria-pressed", "true");
    sayings.forEach((saying) => speechSynthesis.speak(saying));
  });
  addEventListener("pagehide", stop);
}

// Follows the preview: what has changed of the page is exchanged, or the page loaded anew; a problem is shown over it.
// The server puts this script before all others, so that the page is still as it was sent.

const isOwn = "script[src^='/-/']";
document.querySelector(isOwn).remove();
/** The page as it was sent last. */
let sent = /** @type {Document} */ (document.cloneNode(true));
let updating = Promise.resolve();
let version = Number(new URL(import.meta.url).searchParams.get("at"));
const host = document.createElement("aside");
const shadow = host.attachShadow({ mode: "open" });
host.hidden = true;
let present = "";
let putAside = "";

/** Exchange a style sheet in place; the old one goes when the new one is there. */
function exchange(path) {
  for (const old of document.querySelectorAll(`link[rel="stylesheet"][href*="${CSS.escape(path).replaceAll("\\/", "/").replaceAll("\\.", ".")}"]`)) {
    const style = old.cloneNode();
    style.href = `${old.href.split("?")[0]}?${Date.now()}`;
    style.addEventListener("load", () => old.remove());
    old.after(style);
  }
}

/** Show problems, as the server tells them in HTML, or take them away. Those that were put aside stay there until others come. */
function show(problems) {
  present = problems;
  if (problems !== putAside) putAside = "";
  if (document.body.classList.contains("problems")) {
    if (problems) document.body.innerHTML = problems;
    return;
  }
  host.hidden = !problems || problems === putAside;
  if (host.hidden) return;
  shadow.innerHTML = `<link rel="stylesheet" href="/-/preview.css"><section role="alert"><button>×</button>${problems}</section>`;
  shadow.querySelector("button").setAttribute("aria-label", "Esc");
  shadow.querySelector("button").addEventListener("click", hide);
  document.documentElement.append(host); // beside what is exchanged
}

function hide() {
  putAside = present;
  host.hidden = true;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});

/** What scripts hold, or what holds them: a page that differs there is loaded anew. */
const HELD = "script:not([type='application/ld+json']), link, form, button, summary, svg, h1, h2, h3, h4, h5, h6";
const HOLDING = "[data-entries], [data-compare], [data-choice], form, svg";

const isShell = (one, other) => one.nodeName === other.nodeName && one.cloneNode(false).isEqualNode(other.cloneNode(false));
const isHeld = (node) => node instanceof Element && (node.matches(HELD) || Boolean(node.querySelector(HELD)));

/** Return what to do so that an element stands as it is sent now, or nothing if it has to be loaded anew. */
function compare(live, before, now) {
  if (before.isEqualNode(now)) return [];
  const [old, fresh] = [[...before.childNodes], [...now.childNodes]];
  if (live.childNodes.length !== old.length || live.matches(HOLDING)) return null;
  const most = Math.min(old.length, fresh.length);
  let [first, last] = [0, 0];
  while (first < most && old[first].isEqualNode(fresh[first])) first += 1;
  while (last < most - first && old[old.length - 1 - last].isEqualNode(fresh[fresh.length - 1 - last])) last += 1;
  const [gone, come] = [old.slice(first, old.length - last), fresh.slice(first, fresh.length - last)];
  const place = [...live.childNodes].slice(first, old.length - last);
  if (gone.length === come.length) {
    const parts = gone.map((node, index) => (isShell(node, come[index]) ? compare(place[index], node, come[index]) : null));
    if (parts.every(Boolean)) return parts.flat();
  }
  if ([...gone, ...come].some(isHeld)) return null;
  const next = live.childNodes[old.length - last] ?? null;
  return [() => {
    place.forEach((node) => node.remove());
    come.forEach((node) => live.insertBefore(document.importNode(node, true), next));
  }];
}

/** Load the page anew; nothing that waits for this goes on. */
function reload() {
  location.reload();
  return new Promise(() => {});
}

/** Exchange what has changed of the page, so that the reader stays where he is; load it anew where that cannot be done. */
async function update() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return reload();
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  now.querySelector(isOwn).remove();
  const steps = ["head", "body"].map((name) => compare(document[name], sent[name], now[name]));
  if (!steps.every(Boolean)) return reload();
  steps.flat().forEach((step) => step());
  sent = now;
}

/** Take in what the server tells of the site. */
function follow(state) {
  show(state.problems);
  const shown = version;
  version = state.version;
  if (shown !== version) {
    if (state.style && shown === version - 1) exchange(state.style);
    else updating = updating.then(state.since <= shown && shown < version ? update : reload).catch(reload);
  }
  updating = updating.then(() => void (document.documentElement.dataset.preview = String(state.version)));
}

/** Listen to the server by the protocol of livereload; begin anew when it comes back. */
function listen() {
  const socket = new WebSocket(new URL("/livereload", location.href.replace(/^http/, "ws")));
  socket.addEventListener("open", () => {
    socket.send(JSON.stringify({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] }));
    socket.send(JSON.stringify({ command: "info", url: location.href }));
  });
  socket.addEventListener("message", ({ data }) => {
    const told = JSON.parse(data);
    if (told.command !== "hello") follow(told);
  });
  socket.addEventListener("close", () => setTimeout(listen, 500));
}

listen();

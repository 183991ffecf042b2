// Follows the preview: a style sheet is exchanged, a page that is made anew loaded anew, a problem shown over the page.

let version = Number(new URL(import.meta.url).searchParams.get("at"));
const host = document.createElement("aside");
const shadow = host.attachShadow({ mode: "open" });
host.hidden = true;

/** Exchange a style sheet in place; the old one goes when the new one is there. */
function exchange(path) {
  for (const old of document.querySelectorAll(`link[rel="stylesheet"][href*="${CSS.escape(path).replaceAll("\\/", "/").replaceAll("\\.", ".")}"]`)) {
    const style = old.cloneNode();
    style.href = `${old.href.split("?")[0]}?${Date.now()}`;
    style.addEventListener("load", () => old.remove());
    old.after(style);
  }
}

/** Show problems, as the server tells them in HTML, or take them away. */
function show(problems) {
  if (document.body.classList.contains("problems")) {
    if (problems) document.body.innerHTML = problems;
    return;
  }
  host.hidden = !problems;
  if (!problems) return;
  shadow.innerHTML = `<link rel="stylesheet" href="/-/preview.css"><section role="alert"><button>×</button>${problems}</section>`;
  shadow.querySelector("button").setAttribute("aria-label", "Esc");
  shadow.querySelector("button").addEventListener("click", hide);
  document.body.append(host);
}

function hide() {
  host.hidden = true;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});

/** Take in what the server tells of the site. */
function follow(state) {
  show(state.problems);
  const isNext = state.version === version + 1;
  const isOther = state.version !== version;
  version = state.version;
  if (isOther && isNext && state.style) exchange(state.style);
  else if (isOther) location.reload();
  document.documentElement.dataset.preview = String(version);
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

// Light or dark by the page's address or the key D, full screen by F. Hides the pointer when it rests.

const POINTER_RESTS_MS = 3000;

/** Listens to keys and pointer of the machine beside the projector. */
export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "d" || event.key === "D") toggleTheme();
    if (event.key === "f" || event.key === "F") fill();
  });
  let rest = null;
  document.addEventListener("mousemove", () => {
    document.body.classList.remove("rests");
    clearTimeout(rest);
    rest = setTimeout(() => document.body.classList.add("rests"), POINTER_RESTS_MS);
  });
}

function toggleTheme() {
  const root = document.documentElement;
  const wish = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const now = root.dataset.theme || wish;
  root.dataset.theme = now === "dark" ? "light" : "dark";
  const address = new URL(location.href);
  address.searchParams.set("theme", root.dataset.theme);
  history.replaceState(null, "", address);
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => undefined);
}

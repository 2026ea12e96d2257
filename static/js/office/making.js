// Keeps the page about a file in the making up to date without loading it anew, and goes on to the file.

const EVERY = 1000;
const place = document.getElementById("making");

async function look() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer === null || !answer.ok) return setTimeout(look, EVERY);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("#making > *");
  if (now === null) return location.reload();
  if (now.outerHTML !== place.innerHTML.trim()) place.replaceChildren(now);
  goOn();
}

function goOn() {
  const { file, goesOn } = place.firstElementChild.dataset;
  if (file) location.assign(file);
  else if (goesOn !== undefined) setTimeout(look, EVERY);
}

goOn();

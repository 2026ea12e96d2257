// Keeps the page about what takes longer up to date without loading it anew, and goes on when that is over.

const ASK_EVERY_MS = 1000;
const place = document.getElementById("making");

async function look() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer === null || !answer.ok) return setTimeout(look, ASK_EVERY_MS);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("#making > *");
  if (now === null) return location.reload();
  if (!moved(place.firstElementChild, now)) place.replaceChildren(now);
  goOn();
}

/** Whether only the numbers are others: they are changed where they stand, so no screen reader says it all again. */
function moved(here, now) {
  const [bar, next] = [here, now].map((part) => part.querySelector("progress"));
  if (bar === null || next === null || words(here) !== words(now)) return false;
  Object.assign(bar, { max: next.max, value: next.value });
  const [count, numbers] = [here, now].map((part) => part.querySelector("[data-count]"));
  if (count !== null) count.textContent = numbers?.textContent ?? "";
  return true;
}

function words(part) {
  return [...part.children].map((one) => one.querySelector("progress") === null && one.textContent).join();
}

function goOn() {
  const { next, goesOn } = place.firstElementChild.dataset;
  if (next) location.assign(next);
  else if (goesOn !== undefined) setTimeout(look, ASK_EVERY_MS);
}

goOn();

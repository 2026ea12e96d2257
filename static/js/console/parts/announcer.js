// What a screen reader shall hear and no eye needs to see anew: one sentence, politely, gone again before it could be met by reading.

const GONE = 4000;
const heard = { over: 0 };

/** Says a sentence once. The same one again is said again. */
export function speak(words) {
  const place = document.getElementById("said");
  place.textContent = "";
  clearTimeout(heard.over);
  // Readers hear what changes: emptied and filled in one breath would be no change.
  requestAnimationFrame(() => (place.textContent = words));
  heard.over = setTimeout(() => (place.textContent = ""), GONE);
}

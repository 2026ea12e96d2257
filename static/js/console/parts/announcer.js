// Announces a sentence to screen readers through a polite live region, and empties it before anybody reads it there.

const EMPTY_AFTER_MS = 4000;
const heard = { over: 0 };

/** Announces a sentence, also if it was the last one. */
export function announce(words) {
  const place = document.getElementById("said");
  place.textContent = "";
  clearTimeout(heard.over);
  // Live regions announce changes: emptying and filling in one step would be none.
  requestAnimationFrame(() => (place.textContent = words));
  heard.over = setTimeout(() => (place.textContent = ""), EMPTY_AFTER_MS);
}

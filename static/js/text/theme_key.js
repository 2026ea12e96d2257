// Whether two names of themes are the same to people. `same_theme_key` in workshop/domain/theme_names.py is the same
// function; tests/data/theme_key_cases.json tests both.

/** The name without differences of capitals and blanks (Unicode case folding); two themes with one key are the same. */
export function themeKey(name) {
  const folded = name.toLowerCase().split("ı").map(folding).join("ı");
  return folded.replace(/ς/g, "σ").split(/\s+/).filter(Boolean).join(" ");
}

// By way of the capitals "ß" becomes "ss" and "ﬁ" "fi"; the dotless "ı" alone would become another letter.
function folding(words) {
  return words.toUpperCase().toLowerCase();
}

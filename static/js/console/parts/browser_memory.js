// Remembers things of a forum in this browser's localStorage; without storage they last as long as the page.

const MOST = 500;

/** A set of texts under `name`: has(text), add(text), remove(text). */
export function remembered(name) {
  const known = new Set(load(name));
  const keep = () => save(name, [...known].slice(-MOST));
  return {
    has: (text) => known.has(text),
    add: (text) => known.add(text) && keep(),
    remove: (text) => known.delete(text) && keep(),
  };
}

function load(name) {
  try {
    const found = JSON.parse(localStorage.getItem("console/" + name) || "[]");
    return Array.isArray(found) ? found : [];
  } catch (error) {
    return [];
  }
}

function save(name, list) {
  try {
    localStorage.setItem("console/" + name, JSON.stringify(list));
  } catch (error) {
    // Storage is full or forbidden: the set still works in this page.
  }
}

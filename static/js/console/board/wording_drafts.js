// Words of ideas that a facilitator has typed and not saved yet. They outlast the panel, the board and a reload of this
// tab, until they are saved or cancelled.

/**
 * The drafts of a forum: get(idea) → {text, seen} or undefined, keep(idea, text, seen), drop(idea). `seen`: the words
 * they replace.
 */
export function wordingDrafts(forum) {
  const name = "console/wording/" + forum;
  const all = load(name);
  return {
    get: (idea) => all[idea],
    keep: (idea, text, seen) => {
      all[idea] = { text, seen };
      save(name, all);
    },
    drop: (idea) => {
      delete all[idea];
      save(name, all);
    },
  };
}

function load(name) {
  try {
    return Object.assign({}, JSON.parse(sessionStorage.getItem(name)));
  } catch (error) {
    return {};
  }
}

function save(name, all) {
  try {
    sessionStorage.setItem(name, JSON.stringify(all));
  } catch (error) {
    // Storage is full or forbidden: the drafts last as long as the page.
  }
}

// Drafts: text that is written and not sent yet, by activity, stored on this phone so that a reload loses nothing.
// Phone-safe.

const STORE_AFTER_MS = 400;

/**
 * Before the id of an activity: the draft instead of which its author supports an idea of another. It need not be sent.
 */
export const SETTLED = "settled-";

/**
 * The drafts of one forum: {get, set, lasting, store}. `storage` is the browser's localStorage, or null. Writing to it
 * at every key would make an old phone slow, so it happens at most every 400 ms; `store` does it now, for a page that
 * is being left.
 */
export function openDrafts(code, storage) {
  const drafts = { code: code, storage: usable(storage) ? storage : null, memory: {}, unsaved: {}, timer: 0 };
  return {
    get: (activity) => read(drafts, name(drafts, activity)),
    set: function (activity, text) {
      write(drafts, name(drafts, activity), text);
    },
    lasting: () => drafts.storage !== null,
    store: function () {
      store(drafts);
    },
  };
}

function name(drafts, activity) {
  return "draft/" + drafts.code + "/" + activity;
}

function read(drafts, key) {
  if (key in drafts.memory) return drafts.memory[key];
  return (drafts.storage && drafts.storage.getItem(key)) || "";
}

function write(drafts, key, text) {
  drafts.memory[key] = text;
  if (drafts.storage === null) return;
  drafts.unsaved[key] = text;
  if (!text) return store(drafts); // a text that was sent must not come back
  if (!drafts.timer) drafts.timer = setTimeout(store, STORE_AFTER_MS, drafts);
}

function store(drafts) {
  clearTimeout(drafts.timer);
  drafts.timer = 0;
  const unsaved = drafts.unsaved;
  drafts.unsaved = {};
  try {
    Object.keys(unsaved).forEach(function (key) {
      if (unsaved[key]) drafts.storage.setItem(key, unsaved[key]);
      else drafts.storage.removeItem(key);
    });
  } catch (error) {
    drafts.storage = null;
  }
}

function usable(storage) {
  try {
    storage.setItem("draft/try", "1");
    storage.removeItem("draft/try");
    return true;
  } catch (error) {
    return false;
  }
}

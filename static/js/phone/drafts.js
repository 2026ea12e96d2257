// Drafts: text that is written and not sent yet, by activity, stored on this phone so that a reload loses nothing.
// Phone-safe.

/** The drafts of one forum: {get, set, lasting}. `storage` is the browser's localStorage, or null. */
export function openDrafts(code, storage) {
  const drafts = { code: code, storage: usable(storage) ? storage : null, memory: {} };
  return {
    get: function (activity) {
      return read(drafts, name(drafts, activity));
    },
    set: function (activity, text) {
      write(drafts, name(drafts, activity), text);
    },
    lasting: function () {
      return drafts.storage !== null;
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
  try {
    if (text) drafts.storage.setItem(key, text);
    else drafts.storage.removeItem(key);
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

// The draft of a form, kept on this phone until the form has arrived: a reload or a lost connection loses nothing of
// it. Phone-safe.

const PREFIX = "draft/";

/**
 * The drafts of the forms of one activity (`place`): {read, write, remove, removeSent}. A draft is {key, sent, open,
 * closed}: the form's idempotency key, whether it was sent at least once, and what was typed by field. `closed` fields
 * are for nobody but their author: they are forgotten with this tab. `local` and `tab` are the browser's localStorage
 * and sessionStorage, or null.
 */
export function openFormDrafts(place, local, tab) {
  const start = PREFIX + place + "/form";
  return {
    read: function (form) {
      const found = parsed(local, start + form);
      return found && Object.assign({}, found, { closed: parsed(tab, start + form) || {} });
    },
    write: function (form, draft) {
      put(tab, start + form, draft.closed);
      put(local, start + form, { key: draft.key, sent: draft.sent, open: draft.open });
    },
    remove: function (form) {
      drop(local, start + form);
      drop(tab, start + form);
    },
    removeSent: function () {
      namesOf(local, start).forEach(function (name) {
        const found = parsed(local, name);
        if (found && !found.sent) return;
        drop(local, name);
        drop(tab, name);
      });
    },
  };
}

/** Whether there is nothing in any field of a draft. */
export function isBlank(draft) {
  return [draft.open, draft.closed].every((fields) => Object.keys(fields).every((name) => !fields[name].trim()));
}

function parsed(storage, name) {
  try {
    return JSON.parse(storage.getItem(name));
  } catch (error) {
    return null;
  }
}

function put(storage, name, value) {
  try {
    storage.setItem(name, JSON.stringify(value));
  } catch (error) {
    // A full or forbidden storage: what was typed is on the page only.
  }
}

function drop(storage, name) {
  try {
    storage.removeItem(name);
  } catch (error) {
    // A storage that cannot be opened holds nothing to remove.
  }
}

function namesOf(storage, start) {
  const found = [];
  try {
    for (let n = 0; n < storage.length; n += 1) {
      const name = storage.key(n);
      if (name === start || name.indexOf(start + "-") === 0) found.push(name);
    }
  } catch (error) {
    return found;
  }
  return found;
}

// The outbox's storage on this phone: IndexedDB, else localStorage, else only this page's memory. Phone-safe.

const NAME = "workshop";
const STORE = "outbox";
// How long the database may take to open, and for each transaction: one that hangs must not hold an idea.
const ANSWER_WITHIN_MS = 1500;

/**
 * The storage of one forum: {lasting(), all(), late(take), put(record), remove(key)}; all, put and remove return
 * promises that never reject. `late` calls take(records) when the database opened only after its time.
 *
 * `local` is the browser's localStorage or null. Each record is written there first and removed once IndexedDB has it,
 * so that it outlives the page whatever IndexedDB does: it fails (private windows of older Firefox, a full phone) or
 * never answers.
 */
export function openPhoneStorage(forum, local) {
  const storage = { forum: forum, db: null, lasting: true, local: local, late: null };
  const opening = open();
  storage.opened = within(opening).then(
    function (db) {
      storage.db = db;
    },
    function () {
      storage.lasting = isUsable(local);
      openLate(storage, opening);
    },
  );
  return methodsOf(storage);
}

function methodsOf(storage) {
  return {
    lasting: () => storage.lasting,
    all: () => all(storage),
    late: function (take) {
      storage.late = take;
    },
    put: (record) => put(storage, { ...record, forum: storage.forum }),
    remove: function (key) {
      localRemove(storage, key);
      return withDatabase(storage, "readwrite", (store) => store.delete(key));
    },
  };
}

// What localStorage still holds is newer than the same record in the database.
function all(storage) {
  return withDatabase(storage, "readonly", (store) => store.getAll()).then(function (records) {
    const first = localAll(storage);
    const keys = first.map((record) => record.key);
    return first.concat(
      (records || []).filter((record) => record.forum === storage.forum && keys.indexOf(record.key) < 0),
    );
  });
}

function put(storage, record) {
  const text = JSON.stringify(record);
  const kept = localPut(storage, record.key, text);
  return withDatabase(storage, "readwrite", (store) => store.put(record)).then(function () {
    if (storage.db === null) storage.lasting = kept;
    else localRemove(storage, record.key, text);
  });
}

// A database that opens after its time is used from then on, and what it holds from earlier visits is handed over.
function openLate(storage, opening) {
  opening
    .then(function (db) {
      storage.db = db;
      storage.lasting = true;
      return all(storage);
    })
    .then(
      function (records) {
        if (storage.late) storage.late(records);
      },
      function () {},
    );
}

function open() {
  return new Promise(function (resolve, reject) {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = function () {
      request.result.createObjectStore(STORE, { keyPath: "key" });
    };
    request.onsuccess = function () {
      resolve(request.result);
    };
    request.onerror = request.onblocked = function () {
      reject(request.error);
    };
  });
}

// Settles as `work` does, or rejects when that takes too long.
function within(work) {
  return new Promise(function (resolve, reject) {
    const over = setTimeout(reject, ANSWER_WITHIN_MS, new Error("IndexedDB does not answer."));
    function settle(how) {
      return function (value) {
        clearTimeout(over);
        how(value);
      };
    }
    work.then(settle(resolve), settle(reject));
  });
}

// After the first failure of IndexedDB this storage uses localStorage.
function withDatabase(storage, mode, work) {
  return storage.opened
    .then(() => (storage.db === null ? null : within(inTransaction(storage.db, mode, work))))
    .catch(function () {
      storage.db = null;
      return null;
    });
}

function inTransaction(db, mode, work) {
  return new Promise(function (resolve, reject) {
    const transaction = db.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = function () {
      resolve(request.result);
    };
    transaction.onerror = transaction.onabort = function () {
      reject(transaction.error);
    };
  });
}

function prefix(storage) {
  return "outbox/" + storage.forum + "/";
}

function localAll(storage) {
  const found = [];
  try {
    for (let n = 0; n < storage.local.length; n += 1) {
      const name = storage.local.key(n);
      if (name.indexOf(prefix(storage)) === 0) found.push(JSON.parse(storage.local.getItem(name)));
    }
  } catch (error) {
    return found;
  }
  return found;
}

// Returns whether the record was stored.
function localPut(storage, key, text) {
  try {
    storage.local.setItem(prefix(storage) + key, text);
    return true;
  } catch (error) {
    return false;
  }
}

// With `text` removes the record only if it still is that one, not a newer state of it.
function localRemove(storage, key, text) {
  try {
    const name = prefix(storage) + key;
    if (text === undefined || storage.local.getItem(name) === text) storage.local.removeItem(name);
  } catch (error) {
    // A storage that cannot be opened holds nothing to remove.
  }
}

function isUsable(local) {
  try {
    local.setItem("outbox/try", "1");
    local.removeItem("outbox/try");
    return true;
  } catch (error) {
    return false;
  }
}

// The outbox's storage on this phone: IndexedDB, else localStorage, else only this page's memory. Phone-safe.

const NAME = "workshop";
const STORE = "outbox";

/**
 * The storage of one forum: {lasting(), all(), put(record), remove(key)}; the last three return promises that never
 * reject. `local` is the browser's localStorage or null: it is the fallback where IndexedDB fails (private windows of
 * older Firefox, a full phone).
 */
export function openPhoneStorage(forum, local) {
  const storage = { forum: forum, db: null, lasting: true, local: local };
  storage.opened = open().then(
    function (db) {
      storage.db = db;
    },
    function () {
      storage.lasting = isUsable(local);
    },
  );
  return methodsOf(storage);
}

function methodsOf(storage) {
  return {
    lasting: function () {
      return storage.lasting;
    },
    all: function () {
      return withDatabase(storage, "readonly", function (store) {
        return store.getAll();
      }).then(function (records) {
        return localAll(storage).concat(
          (records || []).filter(function (record) {
            return record.forum === storage.forum;
          }),
        );
      });
    },
    put: function (record) {
      const kept = Object.assign({}, record, { forum: storage.forum });
      return withDatabase(storage, "readwrite", function (store) {
        return store.put(kept);
      }).then(function () {
        if (storage.db === null) storage.lasting = localPut(storage, kept);
      });
    },
    remove: function (key) {
      localRemove(storage, key);
      return withDatabase(storage, "readwrite", function (store) {
        return store.delete(key);
      });
    },
  };
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

// After the first failure of IndexedDB this storage uses localStorage.
function withDatabase(storage, mode, work) {
  return storage.opened
    .then(function () {
      return storage.db === null ? null : inTransaction(storage.db, mode, work);
    })
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
function localPut(storage, record) {
  try {
    storage.local.setItem(prefix(storage) + record.key, JSON.stringify(record));
    return true;
  } catch (error) {
    return false;
  }
}

function localRemove(storage, key) {
  try {
    storage.local.removeItem(prefix(storage) + key);
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

/** The storage of the browser; null where it is forbidden. */
export function localStorageOrNull() {
  try {
    return window.localStorage;
  } catch (error) {
    return null;
  }
}

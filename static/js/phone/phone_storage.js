// A drawer of this phone that survives a reload: IndexedDB where the browser lends it, else localStorage, else this page's memory.
// Phone-safe.

const NAME = "workshop";
const STORE = "outbox";

/**
 * The drawer of one forum: {lasting(), all(), put(record), remove(key)}; the last three give promises that never fail. `storage` is the
 * browser's localStorage or null: it takes what IndexedDB does not (private windows of older Firefox, a full phone).
 */
export function openShelf(forum, storage) {
  const shelf = { forum: forum, db: null, lasting: true, storage: storage };
  shelf.opened = open().then(
    function (db) {
      shelf.db = db;
    },
    function () {
      shelf.lasting = isUsable(storage);
    },
  );
  return face(shelf);
}

function face(shelf) {
  return {
    lasting: function () {
      return shelf.lasting;
    },
    all: function () {
      return inside(shelf, "readonly", function (store) {
        return store.getAll();
      }).then(function (records) {
        return plainAll(shelf).concat(
          (records || []).filter(function (record) {
            return record.forum === shelf.forum;
          }),
        );
      });
    },
    put: function (record) {
      const kept = Object.assign({}, record, { forum: shelf.forum });
      return inside(shelf, "readwrite", function (store) {
        return store.put(kept);
      }).then(function () {
        if (shelf.db === null) shelf.lasting = plainPut(shelf, kept);
      });
    },
    remove: function (key) {
      plainRemove(shelf, key);
      return inside(shelf, "readwrite", function (store) {
        return store.delete(key);
      });
    },
  };
}

function open() {
  return new Promise(function (resolve, reject) {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = function () {
      asked.result.createObjectStore(STORE, { keyPath: "key" });
    };
    asked.onsuccess = function () {
      resolve(asked.result);
    };
    asked.onerror = asked.onblocked = function () {
      reject(asked.error);
    };
  });
}

// A browser that stops lending space makes this a drawer in localStorage from then on.
function inside(shelf, mode, work) {
  return shelf.opened
    .then(function () {
      return shelf.db === null ? null : turn(shelf.db, mode, work);
    })
    .catch(function () {
      shelf.db = null;
      return null;
    });
}

function turn(db, mode, work) {
  return new Promise(function (resolve, reject) {
    const trip = db.transaction(STORE, mode);
    const asked = work(trip.objectStore(STORE));
    trip.oncomplete = function () {
      resolve(asked.result);
    };
    trip.onerror = trip.onabort = function () {
      reject(trip.error);
    };
  });
}

function prefix(shelf) {
  return "outbox/" + shelf.forum + "/";
}

function plainAll(shelf) {
  const found = [];
  try {
    for (let n = 0; n < shelf.storage.length; n += 1) {
      const name = shelf.storage.key(n);
      if (name.indexOf(prefix(shelf)) === 0) found.push(JSON.parse(shelf.storage.getItem(name)));
    }
  } catch (error) {
    return found;
  }
  return found;
}

// Whether it was kept.
function plainPut(shelf, record) {
  try {
    shelf.storage.setItem(prefix(shelf) + record.key, JSON.stringify(record));
    return true;
  } catch (error) {
    return false;
  }
}

function plainRemove(shelf, key) {
  try {
    shelf.storage.removeItem(prefix(shelf) + key);
  } catch (error) {
    // What cannot be opened holds nothing.
  }
}

function isUsable(storage) {
  try {
    storage.setItem("outbox/try", "1");
    storage.removeItem("outbox/try");
    return true;
  } catch (error) {
    return false;
  }
}

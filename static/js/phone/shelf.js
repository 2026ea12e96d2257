// A drawer of this phone that survives a reload: IndexedDB where the browser lends it, else this page's memory. Phone-safe.

const NAME = "workshop";
const STORE = "outbox";

/** The drawer of one forum: {lasting(), all(), put(record), remove(key)}; the last three give promises that never fail. */
export function openShelf(forum) {
  const shelf = { forum: forum, db: null, lasting: true };
  shelf.opened = open().then(
    function (db) {
      shelf.db = db;
    },
    function () {
      shelf.lasting = false;
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
        return (records || []).filter(function (record) {
          return record.forum === shelf.forum;
        });
      });
    },
    put: function (record) {
      return inside(shelf, "readwrite", function (store) {
        return store.put(Object.assign({}, record, { forum: shelf.forum }));
      });
    },
    remove: function (key) {
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

// A browser that stops lending space (private windows, a full phone) makes this a drawer in memory from then on.
function inside(shelf, mode, work) {
  return shelf.opened
    .then(function () {
      return shelf.db === null ? null : turn(shelf.db, mode, work);
    })
    .catch(function () {
      shelf.db = null;
      shelf.lasting = false;
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

// The outbox: a persistent queue of commands. Sends one at a time and retries it with the same idempotency key until
// the server answers. It knows no page: storage, connection and clock are passed in. Phone-safe.

import { heads, next } from "./outbox_order.js";
import { isPassing, pauseAfter } from "./retry.js";

/**
 * Makes an outbox. `options`: storage {all, late, put, remove}; send(verb, body) → Promise of an answer; newKey();
 * now(); later(fn, ms); changed(item, answer); settled(item, answer) → entries that follow the item, or nothing.
 *
 * An item: {key, n, verb, body, slot, state: "waiting"|"refused", tries, after, code, facts, first, gone}. `after` is
 * when to send it again, `first` the body as first sent; `gone`: its author has withdrawn it meanwhile.
 */
export function makeOutbox(options) {
  const box = { options: options, items: [], arrived: [], busy: null, timer: null, n: 0 };
  return {
    load: on(load),
    add: on(add),
    change: on(change),
    drop: on(drop),
    keep: on(keep),
    forget: on(forget),
    kick: on(kick),
    items: () => box.items,
    arrived: () => box.arrived,
    busy: () => box.busy,
  };

  function on(act) {
    return (what, more) => act(box, what, more);
  }
}

function load(box) {
  function take(records) {
    return takeIn(box, records || []);
  }
  box.options.storage.late(take);
  return box.options.storage.all().then(take);
}

// Puts what was stored by earlier pages before what this page added. Storage that is late may hand over what is known.
function takeIn(box, records) {
  const known = records.filter((record) => !find(box, record.key)).sort((a, b) => a.n - b.n);
  known.forEach(function (record) {
    record.after = 0;
    box.n = Math.max(box.n, record.n);
  });
  box.items = known.concat(box.items);
  box.options.changed();
  pump(box);
}

function add(box, entry) {
  if (entry.slot) clear(box, entry.slot);
  box.n += 1;
  const item = Object.assign({ key: box.options.newKey(), slot: "" }, entry, { n: box.n, state: "waiting" });
  Object.assign(item, { tries: 0, after: 0, code: "", facts: {}, first: null, gone: false, at: box.options.now() });
  box.items.push(item);
  box.options.storage.put(item);
  box.options.changed();
  pump(box);
  return item;
}

// Only the newest item of a slot counts. The item that is being sent stays: it may arrive before its successor.
function clear(box, slot) {
  box.items
    .filter((item) => item.slot === slot && item.key !== box.busy)
    .forEach(function (item) {
      remove(box, item.key);
    });
}

function change(box, key, body) {
  const item = find(box, key);
  if (!item) return;
  item.body = { ...item.body, ...body };
  if (item.state === "refused") Object.assign(item, { state: "waiting", tries: 0, after: 0, code: "", first: null });
  box.options.storage.put(item);
  box.options.changed();
  pump(box);
}

// Removes an item that was never sent. One that may have arrived is marked `gone`, and withdrawn once its answer says
// so.
function drop(box, key) {
  const item = find(box, key);
  if (!item) return;
  if (item.tries === 0 || item.state === "refused") remove(box, key);
  else {
    item.gone = true;
    box.options.storage.put(item);
  }
  box.options.changed();
}

// Undoes drop() of an item that may have been sent already. Returns whether the item was still here.
function keep(box, key) {
  const item = find(box, key);
  if (item) item.gone = false;
  return Boolean(item);
}

function forget(box, key) {
  box.arrived = without(box.arrived, key);
}

// Tries at once what waits for the line or the server.
function kick(box) {
  box.items.forEach(function (item) {
    if (item.code === "offline" || item.code === "server" || item.code === "disk_full") item.after = 0;
  });
  pump(box);
}

function pump(box) {
  if (box.busy) return;
  const now = box.options.now();
  const item = next(box.items, now);
  if (!item) return sleep(box, now);
  box.busy = item.key;
  item.tries += 1;
  item.first = item.first || item.body;
  box.options.storage.put(item);
  box.options.changed();
  const body = { ...item.first, key: item.key };
  return box.options.send(item.verb, body).then(onAnswer.bind(null, box, item));
}

function sleep(box, now) {
  const waiting = heads(box.items).map((item) => item.after);
  if (!waiting.length) return;
  const wait = Math.max(50, Math.min.apply(null, waiting) - now);
  if (box.timer) box.timer();
  box.timer = box.options.later(function () {
    box.timer = null;
    pump(box);
  }, wait);
}

function onAnswer(box, item, answer) {
  box.busy = null;
  if (answer.ok) done(box, item, answer);
  else if (isPassing(answer.code)) wait(box, item, answer);
  else Object.assign(item, { state: "refused", code: answer.code, facts: answer.facts || {} });
  if (find(box, item.key)) box.options.storage.put(item);
  box.options.changed(item, answer);
  pump(box);
}

function done(box, item, answer) {
  remove(box, item.key);
  box.arrived.push({ ...item, made: answer.made || {} });
  (box.options.settled(item, answer) || []).forEach(function (entry) {
    add(box, entry);
  });
}

function wait(box, item, answer) {
  Object.assign(item, {
    code: answer.code,
    after: box.options.now() + pauseAfter(answer.code, item.tries, answer.facts),
  });
}

function find(box, key) {
  return box.items.find((item) => item.key === key);
}

function remove(box, key) {
  box.items = without(box.items, key);
  box.options.storage.remove(key);
}

function without(items, key) {
  return items.filter((item) => item.key !== key);
}

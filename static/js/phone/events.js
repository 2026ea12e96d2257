// Handles the events of the connection on the phone page, and of leaving it. Phone-safe.

import { hiddenNews } from "./hidden_notice.js";
import { forumOf } from "./view.js";
import { refusedNow } from "./rejected.js";

/**
 * Subscribes to the connection: redraws after each change, and sends the outbox when the connection or the disk is
 * back.
 */
export function subscribe(page) {
  const news = hiddenNews(page);
  page.live.on("snapshot", function () {
    page.ready = Boolean(forumOf(page));
    page.draw();
  });
  page.live.on("change", function (kinds) {
    if (kinds.indexOf("mine") >= 0 || kinds.indexOf("support") >= 0) news();
    page.tidy();
    page.draw();
  });
  page.live.on("connection", function (online) {
    page.writing = false;
    if (!online) {
      page.lostAt = performance.now();
      page.lostWith = refusedNow(page);
    } else {
      page.noteReconnect();
      page.outbox.kick();
    }
    page.draw();
  });
  page.live.on("trouble", function (fact) {
    if (fact.saving) page.outbox.kick();
    page.draw();
  });
  page.live.on("out", function () {
    page.out();
  });
  window.addEventListener("pagehide", page.drafts.store);
  document.addEventListener("visibilitychange", page.drafts.store);
}

// What comes over the line, and what the page makes of it. Phone-safe.

import { hiddenNews } from "./hidden_notice.js";
import { forumOf } from "./view.js";

/** Listens to the line for as long as the page stands: draws what is new, sends what was kept. */
export function hear(page) {
  const news = hiddenNews(page);
  page.live.on("snapshot", function () {
    page.ready = Boolean(forumOf(page));
    page.draw();
  });
  page.live.on("change", function (kinds) {
    page.tidy();
    if (kinds.indexOf("mine") >= 0) news();
    page.draw();
  });
  page.live.on("connection", function (online) {
    page.writing = false;
    if (!online) page.lostAt = performance.now();
    else {
      page.tellBack();
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
}

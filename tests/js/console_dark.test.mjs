// The notice that the hall sees nothing, and how the choice of review tells the truth meanwhile.
import assert from "node:assert/strict";
import test from "node:test";

import { mountDarkNotice } from "../../static/js/console/bar/dark_notice.js";
import { mountReview } from "../../static/js/console/needs/review.js";
import { fakeDom } from "./fake_dom.mjs";
import { view } from "./console_shapes.mjs";

const seen = (forum) => view({ forum: [{ ...view({}).forum, moderation_chosen: true, here: 180, ...forum }] });

test("as long as the screen is dark a notice says so and why, with the button that ends it", () => {
  const node = fakeDom("dark").querySelector("#dark");
  node.hidden = true;
  const sent = [];
  const desk = { act: (verb, body) => sent.push([verb, body]) };
  const notice = mountDarkNotice(desk);
  const drawn = (forum) => {
    desk.view = seen(forum);
    notice.draw(desk.view);
    return node.hidden ? "" : node.querySelector("span").textContent;
  };
  assert.deepEqual([{}, { blank: true }, { blank: true, emergency: true }, { blank: true }].map(drawn), [
    "",
    "console.dark.blank",
    "console.dark.emergency",
    "console.dark.blank",
  ]);
  node.querySelector("#end-dark").hears("click");
  drawn({ blank: true, emergency: true });
  node.querySelector("#end-dark").hears("click");
  assert.deepEqual(sent, [
    ["screen.blank", { on: false }],
    ["forum.emergency", { on: false }],
  ]);
  assert.equal(drawn({}), "");
});

test("during an emergency stop nobody reads that ideas are seen unreviewed", () => {
  fakeDom();
  const review = mountReview({});
  const said = (forum) => {
    review.draw(seen(forum));
    const [warn, note] = review.node.querySelectorAll("p");
    const shown = [warn, note].filter((one) => !one.hidden).map((one) => one.textContent);
    return [review.node.querySelector("legend").textContent, ...shown];
  };
  assert.deepEqual(said({}), ["console.review", "console.review.many", "console.review.off.note"]);
  assert.deepEqual(said({ emergency: true }), ["console.review.stopped", "console.review.stopped.note"]);
  assert.deepEqual(said({}), ["console.review", "console.review.many", "console.review.off.note"]);
});

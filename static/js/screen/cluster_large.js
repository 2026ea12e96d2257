// The scene of one enlarged cluster: letter, name, size, and all its ideas as large as they fit; more come as pages.

import { el, replaceContent } from "../dom/el.js";
import { TURN_MS } from "./board_layout.js";
import { clusterName, sizeTicks, tab } from "./cluster.js";
import { columns } from "./columns.js";
import { lines, shrink } from "./fit_text.js";
import { inline } from "./speaker.js";
import { where } from "./stage_head.js";
import { cut } from "./wrapped_text.js";

const NAMES = [96, 84, 76, 68, 60, 52, 46, 42, 36];
const TICKS = 560;

/** The scene: {draw(picture), stop()}. */
export function oneCluster(stage, tools) {
  const me = { stage, tools, said: "", wall: null };
  return { draw: (picture) => draw(me, picture), stop: () => me.wall && me.wall.stop() };
}

function draw(me, { cluster, ideas }) {
  const said = JSON.stringify([cluster, ideas.length]);
  if (!me.wall) me.wall = columns(me.tools, () => undefined, { quiet: TURN_MS });
  if (said !== me.said) build(me, cluster, ideas.length);
  me.said = said;
  me.wall.take(ideas);
}

function sizeOf(count) {
  return [el("span", { class: "num" }, count), sizeTicks(count, { room: TICKS })];
}

function build(me, cluster, count) {
  const { speaker } = me.tools;
  const name = clusterName("h1", speaker, cluster);
  const head = el("div", { class: "whole" }, tab(cluster), name);
  const size = el("p", { class: "size" }, ...(count ? sizeOf(count) : inline(speaker.all("screen.no_ideas_yet"))));
  const line = where(me.tools, me.tools.names());
  if (me.head) {
    me.head.replaceWith(head);
    me.size.replaceWith(size);
  } else replaceContent(me.stage, line, head, size, me.wall.node);
  Object.assign(me, { head, size });
  const fits = () => lines(name) <= 2 && name.scrollWidth <= name.clientWidth + 1;
  shrink(name, NAMES, fits);
  cut(name, fits);
}

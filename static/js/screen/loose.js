// The ideas without a theme, a page of the wall at a time: what the hall sees between two looks at the board.

import { fresh } from "../dom.js";
import { columns } from "./columns.js";
import { fitHead, question, where } from "./head.js";
import { rise } from "./motion.js";
import { nextPage } from "./wallplan.js";

/** {open(ideas), take(ideas), close(), isOpen()}. Each opening shows the page after the one before. */
export function loosePages(stage, tools) {
  const me = { stage, tools, wall: null, seen: null };
  return {
    open: (ideas) => open(me, ideas),
    take: (ideas) => take(me, ideas),
    close: () => close(me),
    isOpen: () => me.wall !== null,
  };
}

function open(me, ideas) {
  const from = me.seen ? nextPage(me.seen.from, me.seen.shown, ideas.length) : 0;
  me.wall = columns(me.tools, (seen) => {
    me.seen = { from: seen.from, shown: seen.shown };
  }, { from, turns: false });
  me.head = headOf(me, ideas.length);
  me.count = ideas.length;
  fresh(me.stage, where(me.tools, me.tools.say.all("kind.clusters")), me.head, me.wall.node);
  fitHead(me.head);
  me.wall.take(ideas);
  rise([me.head, me.wall.node]);
}

function headOf(me, count) {
  return question(me.tools.say.all("screen.loose", {}, count), true);
}

function take(me, ideas) {
  if (ideas.length !== me.count) {
    const head = headOf(me, ideas.length);
    me.head.replaceWith(head);
    fitHead(head);
    Object.assign(me, { head, count: ideas.length });
  }
  me.wall.take(ideas);
}

function close(me) {
  if (me.wall) me.wall.stop();
  me.wall = null;
}

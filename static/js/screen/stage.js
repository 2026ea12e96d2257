// The stage shows one scene at a time. A picture with another key replaces the scene; one with an equal key updates it.

import { replaceContent } from "../dom/el.js";
import { over, spotlight, wait, welcome } from "./large_words.js";
import { ended } from "./ended.js";
import { lobby } from "./lobby.js";
import { rise } from "./motion.js";
import { fitWhere } from "./stage_head.js";
import { oneCluster } from "./cluster_large.js";
import { results } from "./results.js";
import { wall } from "./wall.js";

const SCENES = { lobby, over, welcome, wall, results, wait, spotlight, cluster: oneCluster, ended };

/**
 * {show(picture), again(), name(), figures(), forget(alive)}. again() redraws after the window or the texts have
 * changed; forget() hides ideas whose ids are not in `alive`. `kinds` has the scenes of each kind of activity, by the
 * names of its pictures.
 */
export function stage(node, tools, kinds) {
  const scenes = Object.assign({}, SCENES, ...Object.values(kinds).map((kind) => kind.scenes));
  const me = { node, tools, scenes, key: null, scene: null, picture: null };
  return {
    show: (picture) => show(me, picture),
    again: () => {
      if (!me.picture) return;
      me.key = null;
      show(me, me.picture, true);
    },
    name: () => (me.picture ? me.picture.name : ""),
    figures: () => (me.picture && me.picture.figures) || [],
    forget: (alive) => forget(node, alive),
  };
}

function show(me, picture, quietly) {
  me.picture = picture;
  const enters = me.key !== picture.key;
  if (enters) enter(me, picture);
  me.scene.draw(picture);
  const line = me.node.querySelector(".where");
  if (line) fitWhere(line);
  if (enters && !quietly) rise([...me.node.children]);
}

function enter(me, picture) {
  if (me.scene) me.scene.stop();
  me.key = picture.key;
  replaceContent(me.node);
  document.body.dataset.scene = picture.name;
  me.scene = me.scenes[picture.name](me.node, me.tools);
}

// A frozen picture stays, but ideas that nobody may see any more disappear even from it.
function forget(node, alive) {
  for (const shown of node.querySelectorAll("[data-idea]")) {
    shown.classList.toggle("gone", !alive.has(Number(shown.dataset.idea)));
  }
}

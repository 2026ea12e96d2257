// The console's first file: reads what the page starts from, opens the line, and lets each part draw itself when something changed.

import { mountAgenda } from "./console/agenda.js";
import { mountBar } from "./console/bar.js";
import { makeDesk } from "./console/desk.js";
import { mountDoors } from "./console/doors.js";
import { mountDrawer } from "./console/drawer.js";
import { mountNews } from "./console/news.js";
import { mountPractice } from "./console/practice.js";
import { mountQueue } from "./console/queue.js";
import { mountScreen } from "./console/screen.js";
import { listen } from "./console/shortcuts.js";
import { mountTrouble } from "./console/trouble.js";
import { mountWork } from "./console/work.js";
import { useZone } from "./format.js";
import { connect } from "./live.js";
import { load } from "./words.js";

const boot = JSON.parse(document.getElementById("boot").textContent);

useZone(boot.zone);
load(boot.words).then(() => {
  const desk = makeDesk(boot, connect(boot));
  desk.parts = [mountBar, mountAgenda, mountWork, mountQueue, mountDrawer, mountScreen, mountDoors, mountPractice, mountNews].map((mount) => mount(desk));
  listen(desk);
  mountTrouble(desk.live);
  desk.start();
});

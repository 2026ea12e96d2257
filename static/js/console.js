// Entry file of the console: reads the boot block, connects, and mounts the parts, each of which redraws itself when
// something changed.

import { KINDS } from "./kinds.console.js";
import { mountAgenda } from "./console/agenda/agenda.js";
import { mountBar } from "./console/bar/bar.js";
import { mountDarkNotice } from "./console/bar/dark_notice.js";
import { makeDesk } from "./console/parts/desk.js";
import { mountPanels } from "./console/panels/panels.js";
import { mountDrawer } from "./console/parts/drawer.js";
import { mountLastChange } from "./console/bar/last_change.js";
import { mountPractice } from "./console/panels/practice.js";
import { mountQueue } from "./console/needs/queue.js";
import { mountScreen } from "./console/needs/big_screen.js";
import { listen } from "./console/panels/shortcuts.js";
import { mountDiskBanner } from "./console/bar/disk_banner.js";
import { mountWork } from "./console/work/work.js";
import { useZone } from "./text/format.js";
import { connect } from "./wire/live.js";
import { load } from "./text/words.js";

const boot = JSON.parse(document.getElementById("boot").textContent);

useZone(boot.zone);
load(boot.words).then(() => {
  const desk = makeDesk(boot, connect(boot), KINDS);
  desk.parts = [
    mountDarkNotice,
    mountBar,
    mountAgenda,
    mountWork,
    mountQueue,
    mountDrawer,
    mountScreen,
    mountPanels,
    mountPractice,
    mountLastChange,
  ].map((mount) => mount(desk));
  listen(desk);
  mountDiskBanner(desk.live);
  desk.start();
});

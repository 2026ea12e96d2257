// The banner across the page: the server cannot save, or will soon be unable to. Screen readers announce it
// immediately.

import { replaceContent, icon, el } from "../../dom/el.js";
import { t } from "../../text/words.js";

/** Mounts the banner; it is shown while there is trouble. */
export function mountDiskBanner(live) {
  const node = document.getElementById("trouble");
  const show = () => {
    const words = wordsOf(live.trouble());
    node.hidden = !words;
    replaceContent(node, ...(words ? [icon("flag"), el("span", {}, words)] : []));
  };
  live.on("trouble", show);
  show();
}

/** The text of the banner, or nothing. */
export function wordsOf(trouble) {
  if (!trouble.saving) return t("console.unsaved");
  return trouble.low ? t("console.low") : "";
}

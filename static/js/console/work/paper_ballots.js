// Ballots on paper: one line for each, typed and sent with Enter. Each gets a number, which is written on the paper, so
// that it can be corrected and counted again.

import { IDEA_STATES } from "../../wire/contract.js";
import { el, replaceContent } from "../../dom/el.js";
import { answerOf } from "../../vote/answers.js";
import { exampleOf, isByRow, isTyped, keysOf, readLine } from "../../vote/paper_line.js";
import { t } from "../../text/words.js";
import { targets } from "../parts/facts.js";
import { button } from "../parts/button.js";
import { text } from "../parts/keyed_list.js";
import { words } from "../parts/written.js";

const EXAMPLES = { sum: "4 4 17", sumOfThemes: "A A C", row: "4:5" };

/** The form: {node, draw(view)}. */
export function mountPaperBallots(desk) {
  const form = {
    line: el("input", { id: "paper-line", autocomplete: "off", spellcheck: "false", "aria-describedby": "paper-how" }),
    title: el("label", { for: "paper-line" }),
    count: el("span", { class: "quiet num count" }),
    how: el("p", { class: "quiet", id: "paper-how" }),
    rows: el("p", { class: "read", role: "status" }),
    said: el("p", { class: "said", role: "status" }),
    again: el("span", {}),
    save: el("button", { class: "btn", type: "submit" }, t("common.save")),
    step: 0,
    last: null,
    correcting: null,
    busy: false,
  };
  form.node = el(
    "form",
    { class: "paper", hidden: true },
    el("div", { class: "head" }, el("h2", {}, form.title), form.count),
    form.how,
    el("div", { class: "line" }, form.line, form.save),
    form.rows,
    el("div", { class: "after" }, form.said, form.again),
  );
  form.line.addEventListener("input", () => drawRows(desk, form));
  form.line.addEventListener("keydown", (event) => leaveCorrection(desk, form, event));
  form.node.addEventListener("submit", (event) => send(desk, form, event));
  return { node: form.node, draw: (view) => draw(desk, form, view) };
}

function draw(desk, form, view) {
  const { step } = view;
  form.node.hidden = step.revealed || !isTyped(step) || view.state(step) === "waiting";
  if (form.node.hidden) return;
  if (form.step !== step.id) {
    Object.assign(form, { step: step.id, last: null, correcting: null });
    form.line.value = "";
    drawSaved(desk, form);
  }
  text(form.count, step.papers ? t("console.paper.count", {}, step.papers) : "");
  text(form.how, howOf(step));
  drawTitle(form);
  drawRows(desk, form);
}

function drawTitle(form) {
  const { correcting } = form;
  text(form.title, correcting ? t("console.paper.correcting", { n: correcting }) : t("console.paper.title"));
}

function howOf(step) {
  if (!isByRow(step)) {
    const example =
      step.marks.total === null ? EXAMPLES.row : step.of === "clusters" ? EXAMPLES.sumOfThemes : EXAMPLES.sum;
    return t(step.marks.total === null ? "console.paper.how.each" : "console.paper.how.sum", { example });
  }
  const keys = step.answers.length
    ? keysOf(step)
        .map(([key, its]) => key + " " + its.toLowerCase())
        .join(", ")
    : "";
  return t("console.paper.how.rows", { example: exampleOf(step) }) + (keys ? " " + keys + "." : "");
}

// What is on the paper, from the top; an idea that was merged since it was printed can still be named.
function onPaper(view) {
  const rows = targets(view, view.step);
  if (view.step.of === "clusters") return rows;
  const inside = view.ideas.filter((idea) => idea.merged_into !== null && IDEA_STATES[idea.state].words);
  return rows.concat(
    inside.map((idea) => ({ id: idea.id, sign: String(idea.number), title: idea.text, lang: idea.lang, inside: true })),
  );
}

function drawRows(desk, form) {
  const { view } = desk;
  const typed = form.line.value.trim();
  const read = readLine(typed, onPaper(view), view.step);
  const total = view.step.marks.total;
  const stamp = JSON.stringify([view.step.id, read]);
  if (form.rows.dataset.stamp === stamp) return read;
  form.rows.dataset.stamp = stamp;
  replaceContent(
    form.rows,
    ...read.rows.map(({ target, mark }) =>
      el(
        "span",
        { class: "row" },
        el("b", { class: "num" }, target.sign),
        " ",
        words({ text: target.title, lang: target.lang }),
        (total === null || mark > 1) &&
          el("b", { class: "num mark" }, total === null ? answerOf(view.step, mark) : "× " + mark),
      ),
    ),
    ...faultsOf(read, view).map((fault) => el("span", { class: "warn" }, fault)),
  );
  return read;
}

// What a line cannot be saved with, in sentences.
function faultsOf({ bad, over, sum }, view) {
  const { most, total } = view.step.marks;
  const isOut = (part) => view.step.of !== "clusters" && view.ideas.some((idea) => String(idea.number) === part);
  const [out, unread] = [bad.filter(isOut), bad.filter((part) => !isOut(part))];
  return [
    unread.length > 0 && t("console.paper.check", { what: unread.join(" ") }),
    out.length > 0 && t("console.paper.not_in", { what: out.join(" ") }),
    over.length > 0 && t("console.paper.over", { what: over.join(" "), most }),
    sum > 0 && t("console.paper.too_many", { given: sum, most: total }),
  ].filter(Boolean);
}

async function send(desk, form, event) {
  event.preventDefault();
  const read = drawRows(desk, form);
  if (form.busy || !read.rows.length || faultsOf(read, desk.view).length) return form.line.focus();
  const typed = form.line.value;
  form.busy = true;
  form.line.focus(); // not once it is answered: by then the facilitator may be elsewhere
  const answer = await desk.act("ballot.enter", {
    activity: form.step,
    paper: form.correcting,
    marks: read.marks,
  });
  form.busy = false;
  if (!answer.ok) return;
  Object.assign(form, { last: { paper: answer.made.paper, typed: typed.trim() }, correcting: null });
  if (form.line.value === typed) form.line.value = "";
  drawTitle(form);
  drawRows(desk, form);
  drawSaved(desk, form);
}

function drawSaved(desk, form) {
  const { last } = form;
  text(form.said, last ? t("console.paper.saved", { n: last.paper }) : "");
  const correct = () => {
    form.correcting = last.paper;
    form.line.value = last.typed;
    drawTitle(form);
    drawRows(desk, form);
    form.line.focus();
    form.line.select();
  };
  replaceContent(form.again, last && button(t("console.paper.correct", { n: last.paper }), correct, { bare: true }));
}

function leaveCorrection(desk, form, event) {
  if (event.key !== "Escape" || event.isComposing || !form.correcting) return;
  event.preventDefault();
  event.stopPropagation();
  form.correcting = null;
  form.line.value = "";
  drawTitle(form);
  drawRows(desk, form);
}

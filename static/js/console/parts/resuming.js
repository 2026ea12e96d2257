// Which commands let a forum that has ended go on, and when that takes its published results page off the web.

/** The commands after which an ended forum is live again (actions/agenda_control.py). */
export const RESUMING = ["forum.end", "agenda.go", "activity.open"];

/** Whether going on would take a published results page off the web until the forum ends again. */
export function takesPageDown(view) {
  return view.forum.state === "ended" && Boolean(view.forum.published);
}

/** Whether this command is asked about before it is sent, because it takes the published results off the web. */
export function asksToResume(view, verb, body) {
  if (!view || !RESUMING.includes(verb) || !takesPageDown(view)) return false;
  return verb !== "forum.end" || body.ended === false;
}

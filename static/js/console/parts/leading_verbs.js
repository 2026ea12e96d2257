// The commands that lead the hall. Made by `python -m workshop.contract.protocol_files`; do not edit.

export const LEADING = [
  "agenda.go",
  "activity.open",
  "activity.close",
  "activity.reveal",
  "activity.time",
  "forum.end",
  "ideas.pause",
  "forum.emergency",
  "screen.spotlight",
  "screen.cluster",
  "screen.vote",
  "screen.freeze",
  "screen.blank",
  "screen.code",
  "screen.uncover",
];

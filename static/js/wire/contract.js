// The protocol's numbers. Made by `python -m workshop.contract.protocol_files`; do not edit. Phone-safe.

export const PROTOCOL = 5;
export const LIMITS = {"text": 280, "theme": 80, "message": 16000, "grace": 20};
// Of consoles, by themselves: a phone's bundle leaves them out.
export const MOST_HANDS = 5000;
export const MOST_THEMES_AT_ONCE = 100;
export const COLOURS = ["", "red", "yellow", "green", "blue", "violet"];

// The states of an idea: does everyone see it, are its words there, does it count, is it held back?
export const IDEA_STATES = {
  shown: { everyone: true, words: true, counts: true },
  waiting: { words: true, held: true },
  private: { words: true, counts: true },
  hidden: { words: true, held: true },
  withdrawn: {},
  merged: { words: true },
};

"""Forms of a Finnish word that differ in a consonant inside: katu, kadulla; lupa, luvat; kenkä, kengät; kukka, kukan.

A list of rules, not a dictionary: k that disappears (joki, joen) needs to be known of each word, and a library that
knows them (simplemma, Voikko) brings many megabytes of words for one page of the office.
"""

import re

GRADES = {"pp": "p", "tt": "t", "kk": "k", "v": "p", "d": "t"}
GRADES |= {"mm": "mp", "nn": "nt", "ng": "nk", "ll": "lt", "rr": "rt"}
"""What may stand in a form of a word → what stands in the form that all are compared in."""
OPEN = frozenset("ptk")
"""The letters of that form in whose place a word may have others, or two."""
_GRADED = re.compile("|".join(GRADES))


def in_one_grade(word: str) -> str:
    """A word in small letters as all its forms begin, whatever their grade: of "katu" and "kadulla", "kat". Its first
    letter is never in a grade. Words that are no forms of each other may come out alike, too."""
    return word[:1] + _GRADED.sub(lambda found: GRADES[found[0]], word[1:])

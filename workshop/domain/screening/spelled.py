"""Finds telephone numbers in words: "nolla neljä nolla yksi", "noll sjuttio ett tjugotre", "zero forty one". On folded
texts.

Counting ("nolla, yksi, kaksi", "zero, ten, twenty") is not a telephone number.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from workshop.domain.screening.folding import Span

_ZEROS = "nolla noll zero"
_UNITS = (
    f"{_ZEROS} oh",
    "yksi yks ykkönen ett en one",
    "kaksi kaks kakkonen två two",
    "kolme kolmonen kol tre three",
    "neljä nelonen nel fyra four",
    "viisi viis viitonen fem five",
    "kuusi kuus kutonen sex six",
    "seitsemän seittemän seiska seis sju seven",
    "kahdeksan kaheksan kasi åtta eight",
    "yhdeksän yheksän ysi nio nine",
)
"""The words for each digit, at its index."""
DIGITS = {word: str(digit) for digit, words in enumerate(_UNITS) for word in words.split()}
"""Word → the digit that it stands for."""
_ROUND = {
    10: "kymmenen kymppi tio ten",
    11: "elva eleven",
    12: "tolv twelve",
    13: "tretton thirteen",
    14: "fjorton fourteen",
    15: "femton fifteen",
    16: "sexton sixteen",
    17: "sjutton seventeen",
    18: "arton eighteen",
    19: "nitton nineteen",
    20: "tjugo twenty",
    30: "trettio thirty",
    40: "fyrtio forty fourty",
    50: "femtio fifty",
    60: "sextio sixty",
    70: "sjuttio seventy",
    80: "åttio eighty",
    90: "nittio ninety",
    100: "sata hundra hundred",
}
_TENS = "kymmentä kymment kymppiä kyt"
"""What Finnish adds to a digit for as many tens."""
_TWICE = "tupla dubbel double"
_OF_ONE = {word: digit for digit, words in enumerate(_UNITS) for word in words.split()}
_OF_MORE = (
    {word: number for number, words in _ROUND.items() for word in words.split()}
    | {word + tens: 10 * digit for word, digit in _OF_ONE.items() for tens in _TENS.split()}
    | {word + "toista": 10 + digit for word, digit in _OF_ONE.items()}
    | {word + "sataa": 100 * digit for word, digit in _OF_ONE.items()}
)
_VALUES = _OF_ONE | _OF_MORE | dict.fromkeys(_TWICE.split(), -1)
_WORD = re.compile("|".join(sorted(_VALUES, key=len, reverse=True)))
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_MOST_APART = 3
"""Characters between two words of one row."""
FROM_ZERO, WITH_TENS, ANYWHERE = 3, 5, 7
"""Numbers in a row that make a telephone number: digits from a zero on, from a zero on with tens among them, and digits
otherwise."""


class _Said(NamedTuple):
    """One number in words or figures: its span, its value, how many digits it stands for, whether it is in words."""

    span: Span
    value: int
    digits: int
    in_words: bool


def phones(text: str) -> Iterator[Span]:
    """The spans of such numbers."""
    row: list[_Said] = []
    for token in _TOKEN.finditer(text):
        said = _numbers(token, after=bool(row))
        if row and (not said or token.start() - row[-1].span[1] > _MOST_APART):
            yield from _in_row(row)
            row = []
            said = _numbers(token, after=False)
        row += said
    yield from _in_row(row)


def _numbers(token: re.Match[str], after: bool) -> list[_Said]:
    """The numbers that a token consists of; figures count only after other numbers."""
    if token[0].isdecimal():
        return [_Said(token.span(), -1, len(token[0]), in_words=False)] if after else []
    return [_Said(token.span(), value, 1, in_words=True) for value in _values(token[0])]


@lru_cache(4096)
def _values(word: str) -> tuple[int, ...]:
    """The numbers that a compound word consists of (40 and 5 of "neljäkymmentäviisi"); none for any other word."""
    found, at = [], 0
    while at < len(word):
        part = _WORD.match(word, at)
        if part is None:
            return ()
        found.append(_VALUES[part[0]])
        at = part.end()
    return tuple(found)


def _in_row(row: list[_Said]) -> Iterator[Span]:
    """The telephone number in a row of numbers, if there is one. Figures count too, but a row of figures is not
    enough."""
    zero = next((place for place, said in enumerate(row) if said.value == 0), len(row))
    least = WITH_TENS if any(said.value > 9 for said in row[zero:]) else FROM_ZERO
    if _is_counting(row):
        return
    if len(row) - zero >= min(least, FROM_ZERO) and sum(said.digits for said in row[zero:]) >= least:
        yield row[zero].span[0], row[-1].span[1]
    elif sum(1 for said in row if said.in_words and said.value < 10) >= ANYWHERE:
        yield row[0].span[0], row[-1].span[1]


def _is_counting(row: list[_Said]) -> bool:
    """Whether the numbers rise or fall by equal steps."""
    steps = {two.value - one.value for one, two in zip(row, row[1:], strict=False)}
    return len(steps) == 1 and steps != {0}

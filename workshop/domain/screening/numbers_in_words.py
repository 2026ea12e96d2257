"""Finds telephone numbers in words, or partly in words: "nolla neljä nolla yksi", "noll sjuttio ett tjugotre", "040 one
two three". On folded texts.

Counting ("nolla, yksi, kaksi", "tre, två, ett, noll", "one two three, one two three"), a score, an area code alone and
dates are not telephone numbers.
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
    "kaksi kaks kakkonen två tva two",
    "kolme kolmonen kol tre three",
    "neljä nelja nelonen nel fyra four",
    "viisi viis viitonen fem five",
    "kuusi kuus kutonen sex six",
    "seitsemän seitseman seittemän seiska seis sju seven",
    "kahdeksan kaheksan kasi åtta atta eight",
    "yhdeksän yhdeksan yheksän ysi nio nine",
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
_BETWEEN = re.compile(
    r"(?:(?:ja|och|and)\s)?(?:sitten|sit|sen|sedan|then)|väli(?:viiva|lyönti)?|viiva|mellanslag|streck|dash|space"
)
"""What people put between the digits of one number."""
_OF_ONE = {word: digit for digit, words in enumerate(_UNITS) for word in words.split()}
_OF_MORE = (
    {word: number for number, words in _ROUND.items() for word in words.split()}
    | {word + tens: 10 * digit for word, digit in _OF_ONE.items() for tens in _TENS.split()}
    | {word + "toista": 10 + digit for word, digit in _OF_ONE.items()}
    | {word + "sataa": 100 * digit for word, digit in _OF_ONE.items()}
)
_VALUES = _OF_ONE | _OF_MORE | dict.fromkeys(_TWICE.split(), -1)
_WORD = re.compile("|".join(sorted(_VALUES, key=len, reverse=True)))
_TOKEN = re.compile(r"(?<!\w)(?:ja|och|and)\s(?:sitten|sit|sen|sedan|then)(?!\w)|[^\W\d_]+|\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_DISGUISED = re.compile(r"(?<![^\W_])[^\W\d_]+\d{1,2}[^\W\d_]+(?![^\W_])")
_LOOKS = str.maketrans("0134", "olea"), str.maketrans("0134", "oiea")
"""Figures as the letters that they look like: nol1a, vi1si."""
_MOST_APART, _MOST_BETWEEN = 4, 2
"""Characters between two numbers of one row, and words from _BETWEEN in a row."""
_DATE_OR_HOUR = re.compile(r"(?<!\d)(?:[0-3]?\d\.[01]?\d\.|[0-2]?\d[.:][0-5]\d(?!\d))")
_MOBILE = re.compile(r"0[457]|(?:00)?(?:3584|3585|467)")
_OPERATOR = re.compile(r"0(?:4[0-6]|50|7[02369])")
_TRUNK = re.compile(r"0[1-9]|00[1-9]")
"""How the number of a mobile begins, with one of its operators, and how any number begins."""
BEGUN, WITH_TENS, MOBILE, ANYWHERE, MOBILE_WHOLE = 3, 5, 6, 7, 9
"""Digits in a row that make a telephone number: the beginning of a mobile's when nothing follows or the text says that
it is one; a mobile's with tens in it; a mobile's; any other; one that may even look like counting."""
_CALLED = re.compile(
    r"(?:numero\w*|nummer|number|nro|puh\w*|soita|ring|call|tel\w*|tfn|gsm)\W{1,3}(?:(?:on|är|is)\W{1,3})?\Z"
)
_CALL_REACH = 32
_NOTHING = re.compile(r"\W*\Z")
_MOST_TRIED = 12
"""Places in one row at which a number is looked for."""


class _Said(NamedTuple):
    """One number in words or figures: its span, its value (-1 for several figures and for "double"), its figures, how
    many digits it stands for, and whether it is in words."""

    span: Span
    value: int
    figures: str
    digits: int
    in_words: bool


def phones(text: str) -> Iterator[Span]:
    """The spans of such numbers."""
    text = _DISGUISED.sub(_undisguised, text)
    if not any(map(_values, _LETTERS.findall(text))):
        return
    for row in _rows(text):
        yield from _in_row(text, row)


def _undisguised(word: re.Match[str]) -> str:
    """The word for a digit that figures within a word were meant to hide, else the word as it is."""
    return next((read for table in _LOOKS if (read := word[0].translate(table)) in DIGITS), word[0])


def _rows(text: str) -> Iterator[list[_Said]]:
    """Numbers that stand in a row, some of them in words."""
    row: list[_Said] = []
    end = between = 0
    for token in _TOKEN.finditer(text):
        near = token.start() - end <= _MOST_APART
        if row and near and _BETWEEN.fullmatch(token[0]) and between < _MOST_BETWEEN:
            end, between = token.end(), between + 1
            continue
        said = _numbers(token)
        if row and not (said and near):
            yield row
            row = []
        row += said
        end, between = token.end(), 0
    yield row


def _numbers(token: re.Match[str]) -> list[_Said]:
    """The numbers that a token consists of."""
    if token[0].isdecimal():
        value = int(token[0]) if len(token[0]) == 1 else -1
        return [_Said(token.span(), value, token[0], len(token[0]), in_words=False)]
    values = _values(token[0])
    return [_Said(token.span(), value, str(value) if value >= 0 else "", 1, in_words=True) for value in values]


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


def _in_row(text: str, row: list[_Said]) -> Iterator[Span]:
    """The telephone number in a row of numbers, if there is one. Figures count too, but a row of figures is not
    enough."""
    words = sum(said.in_words for said in row)
    if not words or len(row) < 2 or _is_counting(row):
        return
    if len(row) > words and _DATE_OR_HOUR.search(text, row[0].span[0], row[-1].span[1]):
        return
    begins = [place for place, said in enumerate(row) if said.figures[:1] in ("0", "3", "4")]
    first = next((place for place in begins[:_MOST_TRIED] if _is_phone(text, row, place)), None)
    if first is None and _has_many_words(row):
        first = 0
    if first is not None:
        yield row[first].span[0], row[-1].span[1]


def _has_many_words(row: list[_Said]) -> bool:
    """Whether there are so many digits that they are a telephone number, however it begins; only noughts and ones are
    binary."""
    values = [said.value for said in row if said.in_words and said.value < 10]
    return len(values) >= ANYWHERE and not set(values) <= {0, 1}


def _is_phone(text: str, row: list[_Said], first: int) -> bool:
    """Whether the numbers from this one on are a telephone number."""
    said = row[first:]
    begin, digits = "".join(one.figures for one in said[:_MOST_TRIED]), sum(one.digits for one in said)
    if first and not row[first - 1].in_words and len(said[0].figures) == 3 >= len(row[first - 1].figures):
        return False  # thousands: 1 050
    if not _MOBILE.match(begin):
        return digits >= ANYWHERE and len(set(begin)) > 2 and _TRUNK.match(begin) is not None
    if digits >= MOBILE_WHOLE:
        return True
    least = WITH_TENS if any(one.value > 9 for one in said) else MOBILE
    if digits >= least and sum(one.in_words for one in said) >= 2:
        return said[0].digits > 1 or not _is_counting(said[1:])
    return first == 0 and digits >= BEGUN and _OPERATOR.match(begin) is not None and _is_told(text, row)


def _is_told(text: str, row: list[_Said]) -> bool:
    """Whether nothing follows the numbers, or the text before them says that a telephone number comes."""
    before = text[max(0, row[0].span[0] - _CALL_REACH) : row[0].span[0]]
    return all(one.in_words for one in row) and bool(_NOTHING.match(text, row[-1].span[1]) or _CALLED.search(before))


def _is_counting(row: list[_Said]) -> bool:
    """Whether the numbers rise or fall by equal steps, perhaps in rounds that begin again: one two three, one two
    three."""
    values = [said.value for said in row]
    steps = {two - one for one, two in zip(values, values[1:], strict=False) if two != values[0]}
    return len(steps) == 1 and steps <= {-10, -1, 1, 10}

"""Finds telephone numbers by their shape. On folded texts.

A museum's ideas are full of years, dates, hours, sums and shelf marks. So digits are not just counted: a number is a
telephone number when it begins like one (a trunk 0 and an area code, + or 00 and a country code), or when words say so
("puh.", "ring"). Numbers in words are found by `numbers_in_words.py`.
"""

import re
from collections.abc import Iterator

from workshop.domain.screening import numbers_in_words
from workshop.domain.screening.folding import Span

_CHAIN = re.compile(r"(?<!\w)(?<!\d[.,:/-])(?<![^\W\d_]-)[+(]{0,2}\d(?:[\s().,/*_|·–—-]{0,3}\d)*")
"""Digits with little between them: all the groups that could be one number."""
_MOST_DIGITS, _MOST_GROUPS, _MOST_SHORTER = 16, 12, 7
"""The most digits and groups of a number, and up to how many groups it is tried without its last ones. These bounds
keep a line of digits cheap."""
_FEWEST_WRITTEN, _FEWEST_PARTED = 5, 9
"""Digits of the shortest number in groups, and of one with unusual signs between its groups."""
_ANY_DIGIT = re.compile(r"\d")
_BESIDE_A_LETTER = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")
_DIGITS_AS_LETTERS = re.compile(r"(?<!\|)(?<![^\W_])(?=[oil|]*\d)(?=\d*[oil|])[\doil|]++(?![^\W_])")
_AS_DIGITS = str.maketrans("oil|", "0111")
"""Letters between digits that look like digits: O4O-I23-4567."""
_DIGIT = rf"(?:\d|{'|'.join(sorted(numbers_in_words.DIGITS, key=len, reverse=True))}|[oil|])"
_WORDS_AMONG_DIGITS = re.compile(rf"(?<![^\W_]){_DIGIT}(?:[\s().-]{{0,2}}{_DIGIT}){{5,24}}(?![^\W_])")
_ONE_DIGIT = re.compile(_DIGIT)
_GLUED = re.compile(rf"\d(?:{'|'.join(numbers_in_words.DIGITS)})|(?:{'|'.join(numbers_in_words.DIGITS)})\d")
"""Digits with one written in letters among them, without a space: 04o123456seven."""
_PARTED = re.compile(
    r"(?<![\w+])(?:(?:\+|00)\d{2,3}\W{0,2}\d{2,3}|0[457]\d{1,2}|0[2-9](?=\W{1,3}\d{3}\W{1,3}\d{4}(?!\d)))"
    r"(?P<gap>\s?x\s?|[^\w\s]{2,3}|\s?[^\w\s.,()+*/-]{1,2}\s?)\d{2,7}(?:(?P=gap)\d{2,4}){0,4}(?!\w)"
    r"|(?<![\w+.])0[45]\d\W{1,3}\d{3}\W{1,3}\d{4}(?!\w)"
)
"""Groups of a number with the same unusual sign between all of them: 040•123•4567, 040:123:4567, 040x123x4567."""
_GOES_ON = re.compile(r"[a-f]+(?!\w)|-?[^\W\d_]+\d")
"""What follows the digits at the beginning of a shelf mark or a hexadecimal number: 03373251a00dc9de."""
_GROUP = re.compile(r"\d+")
_WIDE = re.compile(r"\s")
_YEAR = re.compile(r"1\d\d\d|2[012]\d\d")
_DATE = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:1\d|2[012])\d\d(?!\d)|(?<!\d)(?:1\d|2[012])\d\d-\d\d-\d\d(?!\d)")
_UNIT = re.compile(
    r"\s?(?:€|\$|£|%|‰|°|e\b|eur\b|euro|kr\b|kron|mark|mk\b|mrd|milj|mn\b|tuhat|tonni|ihmis|henk|asuk|kävij|person"
    r"|invån|people|visit|inhab|"
    r"m[23²³]?\b|km|cm|mm|kg|neliö|kpl|st\b|pcs|x\s?\d)"
)
"""What follows an amount."""
_CALL = re.compile(
    r"(?:\b(?:puh(?:elin(?:numero\w*)?)?|p|gsm|tel(?:efon(?:nummer)?|ephone)?|tfn|tlf|mob(?:il(?:e|nummer)?)?|phone"
    r"|cell|whatsapp|wa|viber|signal|"
    r"soita|soittakaa|soitelkaa|kilauta|kilauttakaa|pirauta|tekstaa|tekstatkaa|ring|slå|call|text|sms|numeroni|nås"
    r"|tavoittaa|"
    r"(?:mun|minun|oma) numero|mitt nummer|my number)\b"
    r"(?:[\s.:,]{1,3}(?:nr|nro|numero(?:on|sta)?|nummer|number|me|us|mig|oss|mulle|minulle|meille|heti|vaikka|on|är|is"
    r"|at|på|to|till))*[\s.:,(]{0,3})\Z"
)
_CALL_REACH = 48
"""Characters before a number in which a word marks it as one to call."""
_NOT_CALLED = re.compile(
    r"(?:isbn|issn|dnro|diaari\w*|y-tunnus|kiinteistötunnus|fastighet\w*|lupa\w*|signum|inv|nro|tmm)[\s.:-]{0,3}\Z"
)


def phones(text: str) -> list[Span]:
    """The spans of telephone numbers."""
    if not _ANY_DIGIT.search(text):
        return list(numbers_in_words.phones(text))
    mixed = [hit.span() for hit in _mixed(text) if _GLUED.search(hit[0]) and _is_mixed(hit[0])]
    text = _DIGITS_AS_LETTERS.sub(lambda token: token[0].translate(_AS_DIGITS), text)
    digits = len(_ANY_DIGIT.findall(text))
    return [
        *mixed,
        *(_written(text) if digits >= _FEWEST_WRITTEN else ()),
        *(_parted(text) if digits >= _FEWEST_PARTED else ()),
        *numbers_in_words.phones(text),
    ]


def _mixed(text: str) -> Iterator[re.Match[str]]:
    return _WORDS_AMONG_DIGITS.finditer(text) if _BESIDE_A_LETTER.search(text) else iter(())


def _is_mixed(said: str) -> bool:
    """Whether digits, some of them in words or as letters, are a domestic or international number."""
    read = "".join(numbers_in_words.DIGITS.get(one, one.translate(_AS_DIGITS)) for one in _ONE_DIGIT.findall(said))
    return 9 <= len(read) <= 14 and read.startswith(("04", "05", "07", "00", "358", "46"))


def _written(text: str) -> Iterator[Span]:
    for chain in _CHAIN.finditer(text):
        if sum(map(str.isdigit, chain[0])) >= _FEWEST_WRITTEN and not _DATE.search(chain[0]):
            span = _number_in(text, chain.start(), chain.end())
            if span is not None:
                yield span


def _parted(text: str) -> Iterator[Span]:
    for hit in _PARTED.finditer(text):
        if _FEWEST_PARTED <= sum(map(str.isdigit, hit[0])) <= 14 and not _UNIT.match(text, hit.end()):
            yield hit.span()


def _number_in(text: str, first: int, last: int) -> Span | None:
    """The number within a chain: all of it, or the part that begins after a space ("vuonna 2027 040 123 4567")."""
    groups = list(_GROUP.finditer(text, first, last))
    if len(groups) > 1 and text[last : last + 1] == ")" and "(" not in text[first:last]:
        groups.pop()  # the sign of the list's next point: "... 2)"
    for place, group in enumerate(groups):
        before = text[groups[place - 1].end() : group.start()] if place else text[first : group.start()]
        if place and not _WIDE.search(before) and "+" not in before:
            continue
        for rest in _shorter(groups[place : place + _MOST_GROUPS]):
            if _is_phone(text, before, rest, whole=rest[-1] is groups[-1]):
                return group.start() - (1 if before.endswith("+") else 0), rest[-1].end()
    return None


def _shorter(groups: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """All the groups, then those up to the last wide gap, because what follows may be an hour or a year."""
    yield groups
    for place in range(min(len(groups), _MOST_SHORTER) - 1, 0, -1):
        if _WIDE.search(groups[place].string, groups[place - 1].end(), groups[place].start()):
            yield groups[:place]


def _is_phone(text: str, before: str, groups: list[re.Match[str]], whole: bool) -> bool:
    parts = [group[0] for group in groups]
    gaps = [text[one.end() : two.start()] for one, two in zip(groups, groups[1:], strict=False)]
    digits = "".join(parts)
    if not 5 <= len(digits) <= _MOST_DIGITS:
        return False
    lead = text[max(0, groups[0].start() - _CALL_REACH) : groups[0].start()]
    if any(pattern.match(text, groups[-1].end()) for pattern in (_UNIT, _GOES_ON)) or _NOT_CALLED.search(lead):
        return False
    if before.endswith(("+", "+(")):
        return 8 <= len(digits) <= 15 and digits[0] != "0" and not _is_round(parts)
    if digits[0] == "0":
        return _is_domestic(parts, gaps, digits)
    called = whole and _CALL.search(lead) is not None
    return _is_foreign(before, parts, gaps, digits) or (called and _may_be_called(parts, gaps, digits))


def _is_domestic(parts: list[str], gaps: list[str], digits: str) -> bool:
    """National numbers with a trunk 0: 040 123 4567, (09) 123 4567, 018-12345, 070-123 45 67; and 00 with a country
    code."""
    if parts[0].startswith("00"):
        return 10 <= len(digits) <= 16 and digits[2] != "0" and any(len(part) != 5 for part in parts)
    even = bool(gaps) and max(map(gaps.count, gaps)) >= len(gaps) - 2
    single = even and len(parts) >= 7 and all(len(part) == 1 for part in parts) and len(set(digits)) > 2
    if len(parts[0]) == 1 and len(parts) > 2 and gaps[0] in (" ", ")", ") ") and len(parts[1]) > 1:
        parts, gaps = [parts[0] + parts[1], *parts[2:]], gaps[1:]  # (0)40 123 4567
    if not 7 <= len(digits) <= 12 or (len(parts[0]) == 1 and not single):
        return False
    mobile = digits[1] in "45" or digits[:2] == "07"
    if len(parts) > 1 and all(len(part) <= 2 for part in parts):
        pairs = len(parts) == 5 and len(digits) == 10 and mobile and len(set(gaps)) == 1 and not _is_counting(parts)
        return single or pairs
    return not _is_mark(parts, gaps, mobile)


def _is_mark(parts: list[str], gaps: list[str], mobile: bool) -> bool:
    """Shapes of other numbers with a leading 0: a business id, a year in a file's number, an ISSN, a plot of land,
    hours, decimals."""
    shape = [len(part) for part in parts]
    if gaps and set(gaps) <= {"-", "/"}:
        if (
            shape[:2] == [7, 1]
            or (len(parts) == 2 and _YEAR.fullmatch(parts[1]) is not None)
            or (shape == [4, 4] and not mobile)
        ):
            return True
        if len(parts) == 4 and len(parts[0]) == 3 and max(shape) <= 4:
            return True
    if gaps and gaps[0] in (".", ","):
        hours = len(parts[0]) == 2 and len(parts[1]) == 2
        return hours or (not mobile and (len(parts) == 2 or set(gaps) != {gaps[0]}))
    return not mobile and _has_thousands(parts[1:])


def _is_foreign(before: str, parts: list[str], gaps: list[str], digits: str) -> bool:
    """Without + but with one of our country codes (358 40 ..., 46 70 ...), or in the American form (555-123-4567)."""
    if digits.startswith(("3584", "3585", "467")) and len(digits) in (11, 12):
        return not _has_thousands(parts[1:]) or len(parts) == 1
    american = [len(part) for part in parts] == [3, 3, 4] and digits[0] not in "01"
    return american and ("(" in before or all(gap in ("-", ".", ") ", ")") for gap in gaps))


def _may_be_called(parts: list[str], gaps: list[str], digits: str) -> bool:
    """What a word like "puh." before it makes a telephone number: no year, hours, date or round sum."""
    if not 6 <= len(digits) <= 12 or digits.endswith("000") or all(_YEAR.fullmatch(part) for part in parts):
        return False
    return max(map(len, parts)) > 2 and not (gaps and gaps[0] in (".", ",") and len(parts[0]) <= 2)


def _is_round(parts: list[str]) -> bool:
    return "".join(parts).endswith("000000") or (len(parts) > 1 and all(part == "000" for part in parts[1:]))


def _has_thousands(parts: list[str]) -> bool:
    return bool(parts) and len(parts) > 1 and all(part in ("000", "500") for part in parts)


def _is_counting(parts: list[str]) -> bool:
    steps = {int(two) - int(one) for one, two in zip(parts, parts[1:], strict=False)}
    return len(steps) == 1

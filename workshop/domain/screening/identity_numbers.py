"""Finds numbers that identify a person: Finnish and Swedish identity codes, bank accounts (IBAN) and payment cards,
with valid check digits; a Finnish code in its usual form also with a wrong check character, because a mistyped one
still identifies a person.

Written as people write them: with any dash or none, with spaces and full stops between the groups. On folded texts.
"""

import re

from workshop.domain.screening.folding import Span

_DATE = r"(\d\d)([.\s/]?)(\d\d)[.\s/]?(?:1[89](?=\d\d)|20(?=\d\d))?(\d\d)"
_FINNISH = re.compile(rf"(?<!\w){_DATE}(\s?[-+a-fu-y~_.:=/|·•・*]\s?|\s?)(\d{{3}})[\s-]?([0-9a-y])(?!\w)")
_USUAL = re.compile(r"\d{6}[-+a-fu-y]\d{3}[0-9a-y]")
_CHECK = "0123456789abcdefhjklmnprstuvwxy"
_SWEDISH = re.compile(
    r"(?<![\w-])(?:1[89]|20)?(\d\d)([-.\s]?)(\d\d)[-.\s]?(\d\d)(\s?[-+~_:=/|·•・*]\s?|\s?)(\d{4})(?![\w-])"
)
_HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_NOT_OF_A_PERSON = re.compile(r"(?:isbn|issn|ean|dnro|diaari\w*|signum|inv|nro|tmm)[\s.:-]{0,3}\Z")
_CARD = re.compile(
    r"(?<![\w-])(?:(?:[3-6]\d|2[2-7])\d\d(?:[\s.,:/_|·•・*=~-]{0,3}\d{4}){3}|3[47]\d\d[\s.,:/_"
    r"|·•・*=~-]{0,3}\d{6}[\s.,:/_|·•・*=~-]{0,3}\d{5})(?![\w-])"
)
_GAP = r"[\s.,:/_|·•・*=~-]{0,3}"
_ACCOUNTS = (
    "fi14 se20 no11 dk14 ee16 lt16 de18 pl24 es20 pt21 at16 be12 ch17 li17 cz20 sk20 hu24 hr17 si15 is22 "
    "gb4a14 ie4a14 nl4a10 lv4a13 ro4a16 bg4a14 ua25 tr22"
)
"""What follows the country code and two check digits: how many digits; `4a` stands for four letters before them."""


def _account(kind: str) -> str:
    """A pattern for one of these accounts, with gaps where people leave them."""
    letters, digits = (4, kind[4:]) if kind[2:].startswith("4a") else (0, kind[2:])
    # Repeated by a count: written out, these patterns compile ten times longer.
    sign, digit = rf"(?:{_GAP}[a-z])", rf"(?:{_GAP}\d)"
    return rf"{kind[0]}{_GAP}{kind[1]}{digit}{{2}}{sign}{{{letters}}}{digit}{{{digits}}}"


_IBAN = re.compile(rf"(?<!\w)(?:{'|'.join(map(_account, _ACCOUNTS.split()))})(?!\d)")
_OTHER_IBAN = re.compile(
    r"(?<!\w)(?:fr|it|gr|cy|lu|mt|mc|sm|al|ge|il|kz|sa|ae|kw|qa|rs|ba|me|mk|md|br|az|ad|fo|gl|xk|pk|eg|iq|jo|lb"
    r"|tn)\d{2}(?:\s?[a-z\d]{4}){2,7}(?:\s?[a-z\d]{1,3})?(?!\w)"
)

_DIGIT = re.compile(r"\d")
_FEWEST, _FEWEST_OF_MOST = 2, 9
"""Digits in a text that may hold an account of _OTHER_IBAN, or any other of these numbers: a Finnish code has 9, if its
check character is a letter."""


def personal(text: str) -> list[Span]:
    """The spans of such numbers."""
    digits = len(_DIGIT.findall(text))
    if digits < _FEWEST:
        return []
    accounts = [hit.span() for hit in _OTHER_IBAN.finditer(text) if _is_account(hit[0])]
    if digits < _FEWEST_OF_MOST:
        return accounts
    found = [hit.span() for hit in _FINNISH.finditer(text) if _is_finnish(hit)]
    found += [hit.span() for hit in _SWEDISH.finditer(text) if _is_swedish(hit)]
    found += [hit.span() for hit in _CARD.finditer(text) if _is_card(hit[0])]
    return found + [hit.span() for hit in _IBAN.finditer(text) if _is_account(hit[0])] + accounts


def _is_finnish(code: re.Match[str]) -> bool:
    """Whether the date exists and the check character is right, which does not matter where nothing else is written so;
    a number that could also be a date and an hour must show more."""
    day, gap, month, year, sign, number, check = code.groups()
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return False
    if _USUAL.fullmatch(code[0]) and not (check.isdecimal() and _HOUR.fullmatch(number + check)):
        return True
    if _CHECK[int(day + month + year + number) % 31] != check:
        return False
    marked = sign.strip() in ("-", "+") or sign.strip().isalpha()
    return check.isalpha() or (marked and not gap) or (bool(sign) and sign.isspace() and not gap)


def _is_swedish(code: re.Match[str]) -> bool:
    """The rules of `_is_finnish`, for Swedish identity codes."""
    year, gap, month, day, sign, number = code.groups()
    if gap and (not sign.strip() or _HOUR.fullmatch(number)):
        return False
    if not (1 <= int(month) <= 12 and 1 <= int(day) % 60 <= 31 and _is_luhn(year + month + day + number)):
        return False
    return not _NOT_OF_A_PERSON.search(code.string[max(0, code.start() - 24) : code.start()])


def _is_card(said: str) -> bool:
    digits = _digits(said)
    return _is_luhn(digits) and any(digits[at : at + 4][2:] != "00" for at in range(0, 16, 4))


def _is_luhn(digits: str) -> bool:
    """The Luhn check of ISO 7812-1: every second digit from the right, except the last, is doubled."""
    return sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(reversed(digits))) % 10 == 0


def _is_account(said: str) -> bool:
    """The check of ISO 13616: the number modulo 97 is 1."""
    plain = "".join(sign for sign in said if sign.isalnum())
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _digits(said: str) -> str:
    return "".join(filter(str.isdecimal, said))

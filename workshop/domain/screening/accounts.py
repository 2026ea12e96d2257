"""Finds names in messengers and social media ("telegram @anna_v", "insta: anna.virtanen99"), and web addresses written
as one word ("evildotcom"). On folded texts.

A name counts only after the name of a service, and without an at sign only when it looks like no ordinary word: with a
digit, an underscore or a full stop inside.
"""

import re

from workshop.domain.screening.folding import Span

_SERVICE = (
    r"(?:(?:telegram|insta(?:gram)?|snap(?:chat)?|snäppi?|tiktok|signal|whatsapp|discord|facebook|messenger|wickr|viber"
    r"|skype|threads|twitter)(?:i?ssa|issä|i?n|s)?|kik|ig|tg|fb)"
)
_SAYS = r"(?:\s(?:on|är|is|me|my|mun|minun|mitt|nimi|nimellä|namn|name|nick|tili|konto|account|user|username|käyttäjä))"
_AT = r"@[^\W_][\w.]{2,30}"
_ODD = r"(?=[\w.]*[_.\d][^\W_])[^\W\d_][\w.]{3,30}(?<!\.)"
_ACCOUNT = re.compile(
    rf"(?<![\w.@-]){_SERVICE}{_SAYS}{{0,3}}(?:\s?[:=–-]?\s?{_AT}|\s?[:=]\s?{_ODD}|\s(?=\w*_){_ODD}"
    r"|\s[^\W\d_]{3,28}\d{2,4}(?!\w))"
)
_ONE_WORD = re.compile(r"(?<![\w.-])[^\W\d_][\w-]{2,62}dot(?:com|net|org)(?!\w)")


def accounts(text: str) -> list[Span]:
    """The spans of names in messengers, and of addresses in one word."""
    return [hit.span() for pattern in (_ACCOUNT, _ONE_WORD) for hit in pattern.finditer(text)]

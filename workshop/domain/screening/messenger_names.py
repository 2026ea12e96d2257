"""Finds names in messengers and social media ("telegram @anna_v", "insta anna.v99", "annav on mun snap"), and web
addresses written as one word ("evildotcom"). On folded texts.

The name of a service is looked for first; then the word after it, and the word before it, is judged by its shape and by
what was said around it. An ordinary word ("annav") is a name only when the text says whose it is; a word with an
underscore, or with digits that are no year, always is. A museum also has a "TikTok video2024".
"""

import re
from collections.abc import Iterator

from workshop.domain.screening.folding import Span

_MESSENGER = r"snap(?:pen)?|snäpp?i?|kik|ig|tg"
"""Services whose names stand for one's own name there more often than for what the service shows."""
_SERVICE = re.compile(
    rf"(?<![\w@-])(?:(?P<short>{_MESSENGER})|insta(?:gram)?|sn[aä]pchat|tiktok|tele(?:gram)?|signal|whats?app|wappi"
    r"|discord|facebook|messenger|wickr|viber|skype|threads|twitter|fb|dm|wa)"
    r"(?P<case>ni|i?ssa|i?ssä|i?s|i?sta|i?stä|i?lla|i?llä|(?P<other>i?n|aan|iin|et))?(?!\w)(?!-\w)"
)
"""`other` are cases after and before which only what looks like no word is a name: the museum's, into, the Swedish
article."""
_OWNER = r"(?:mun|minun|mut|mua|minut|minua|mulle|meikän|min|mitt|mig|mej|my|me)"
_OWN = re.compile(
    rf"(?<!\w)(?:{_OWNER}|nimimerk\w+|nick\w*|username|användarnamn\w*|käyttäjä\w*)\s"
    r"(?:(?:oma|viesti|viestiä|meddelande|message|egen|eget|own|up|på|on|in|at|i|from)\s){0,3}\Z"
)
"""What makes the name of a service somebody's: "mun", "följ mig på", "find me on"."""
_ADD = re.compile(r"(?<!\w)(?:lisää|lisätkää|addaa|adda|add|lägg\still|seuraa|följ|follow)\s(?:på\s|on\s)?\Z")
_SAYS = re.compile(
    r"(?:[\s:]{1,2}(?:ssa|ssä|s|(?P<being>on|är|is)|olen|oon|as|som|under|till|to|me|mulle|mig|mun|minun|mitt|min|my|"
    r"(?P<named>nimellä|nimeltä|nimi|nimimerkki|namnet|namn|name|nick|user|username|heter|called|käyttäjä\w*)"
    r"|tili|konto|account)(?![\w.])){0,4}"
)
_GAP = re.compile(
    r"\)?(?:\s?(?P<told>[:=–→-])\s?|\s|[^\w\s\x00.,;!?()]{1,3}\s?|\s[^\w\s\x00.,;!?()]{1,3}\s|(?=@)|\.(?=\w)|\s?\()"
)
"""What may stand between a service and a name; `told` says that a name follows."""
_NAME = re.compile(r"@?\w{1,30}(?:[.#]\w{1,30}){0,3}")
_NAMED_BEFORE = re.compile(
    rf"(?<![\w@.#-])(?P<name>@?\w{{1,30}}(?:[.#]\w{{1,30}}){{0,3}})(?P<theirs>\s(?:on|is|är)\s{_OWNER})?"
    r"\s?(?:\(|[:–-]\s|(?:på|on|i|in)\s)?\Z"
)
_ENDS = re.compile(
    r"\W*\Z|\s?[,.!?;)…]|\s(?:ja|niin|tai|jos|och|eller|om|and|or|if|kiitos|tack|thanks|please|laitt?a\w*)(?!\w)"
)
_LAST = re.compile(r"\W*\Z")
_AT_NAME = re.compile(r"(?<![\w@.])@(?=[\w.]*_)(?=[\w.]*\d)[\w.]{4,31}(?!\w)")
_ONE_WORD = re.compile(r"(?<![\w.-])[^\W\d_][\w-]{2,62}dot(?:com|net|org)(?!\w)")
_REACH = 72
"""Characters before a service in which a name, or whose it is, may stand."""

_PLAIN, _WITH_DIGIT, _LIKELY, _CERTAIN = 1, 2, 3, 4
"""How much a word looks like a name: any word; one with a digit; one with a full stop or a year; with an at sign, an
underscore or a number that is no year."""
_WITH_NUMBER = re.compile(r"[^\W\d_]{3,}(\d{2,})")
_YEAR = re.compile(r"(?:1\d|2[01])\d\d")
_OF_THE_MUSEUM = re.compile(
    "(?:muse|turku|turu|åbo|finland|video|kuva|kuvi|bild|photo|pict|filt|filter|tili|konto|account|kanav|kanal|channel"
    "|sivu|page|julkais|postau|posts?\\Z|päivity|update|stor[iyj]|stoori|reel|live|haaste|kilpailu|kisa|tävl|compet"
    "|contest|challenge|utman|kampanj|campaign|sisäl|content|innehåll|tunnist|tägi|hasht|näkyv|näyt|utställ|exhib"
    "|mainos|markk|market|seuraaj|follow|följ|ryhm|grupp|group|seinä|vägg|wall|nurk|hörn|corner|pist|spot|kehy|frame"
    "|top\\d|covid|korona|corona|feed|streak|decision|judg|election|poll|shot|kaver|friend|vänn|idea|idé|tyyl|meinin)"
)
"""Beginnings of what a museum may have at a service: a "TikTok video2024", an "Instagram wall"."""
_NO_NAME = frozenset(
    word
    for words in (
        "ja ei en on se ne tai kyllä joo nyt heti myös kanssa vaan hyvä huono kiva tylsä paras auki kiinni rikki tyhjä",
        "täynnä vanha uusi yksityinen julkinen jumissa salainen turha tämä tuo täällä siellä siinä kiitos tykkää pois",
        "lisää paljon och nej nu bra dålig kul rolig tråkig full fullt gammal gammalt ny nytt tom öppen privat trasig",
        "bäst här där det detta också tack mer mycket and yes too also now good bad fun boring cool dead private",
        "public empty open broken best here there old new this that it thanks please more much the what room booth",
    )
    for word in words.split()
)
"""Words that say something of a service, or nothing."""


def accounts(text: str) -> list[Span]:
    """The spans of names in messengers, and of addresses in one word."""
    found = [span for service in _SERVICE.finditer(text) for span in (*_after(service), *_before(service))]
    found += [hit.span() for hit in _AT_NAME.finditer(text)] if "@" in text else []
    return found + ([hit.span() for hit in _ONE_WORD.finditer(text)] if "dot" in text else [])


def _after(service: re.Match[str]) -> Iterator[Span]:
    """The name that follows: "insta anna_v", "mun snap on annav", "lisää snap annav"."""
    text = service.string
    says = _SAYS.match(text, service.end())
    gap = _GAP.match(text, says.end()) if says else None
    name = _NAME.match(text, gap.end()) if gap else None
    if says and gap and name and _looks(name[0]) >= _least(service, says, gap, name.end()):
        yield service.start(), name.end()


def _least(service: re.Match[str], says: re.Match[str], gap: re.Match[str], end: int) -> int:
    """How much the word up to `end` after a service must look like a name, by what was said around it."""
    text = service.string
    before = text[max(0, service.start() - _REACH) : service.start()]
    own = says["named"] or service["case"] == "ni" or _OWN.search(before)
    added = service["short"] and (gap["told"] == ":" or says["being"] or _ADD.search(before))
    if (own or added) and not service["other"] and _ENDS.match(text, end):
        return _PLAIN
    if own or gap["told"]:
        return _WITH_DIGIT
    return _LIKELY if _LAST.match(text, end) else _CERTAIN


def _before(service: re.Match[str]) -> Iterator[Span]:
    """The name that stands before: "@anna_v insta", "anna_v på insta", "annav on mun snap"."""
    first = max(0, service.start() - _REACH)
    hit = _NAMED_BEFORE.search(service.string[first : service.start()])
    if hit is None or service["other"]:
        return
    least = _PLAIN if hit["theirs"] and not service["case"] else _CERTAIN
    if hit["name"][0] != "@" and not (service["case"] or _ENDS.match(service.string, service.end())):
        return
    if _looks(hit["name"]) >= least:
        yield first + hit.start("name"), service.end()


def _looks(word: str) -> int:
    """How much a word looks like a name; 0 when it is none."""
    if word[0] == "@":
        return _CERTAIN
    if word in _NO_NAME or _OF_THE_MUSEUM.match(word) or not any(map(str.isalpha, word)):
        return 0
    if "#" in word or ("_" in word and not word[0] == word[-1] == "_"):
        return _CERTAIN
    number = _WITH_NUMBER.fullmatch(word)
    if number:
        return _LIKELY if _YEAR.fullmatch(number[1]) else _CERTAIN
    if "." in word:
        return _CERTAIN if any(map(str.isdecimal, word)) else _LIKELY
    if any(map(str.isdecimal, word)):
        return _WITH_DIGIT
    return _PLAIN if len(word) >= 3 else 0

"""The message catalogues of four languages, and the formats of dates, times and numbers.

Imports nothing of ours. A text is named by a key (`idea.send`) and rendered only at the last step, by `say()` on the
server or by `static/js/text/words.js` on a page; both follow the same rules, which `tests/data/words_cases.json`
checks. Finnish is the source. Selkosuomi (`fi-simple`) falls back to Finnish; Swedish and English never fall back: a
missing text there is a KeyError, found by the tests and not by a participant.

Must not: know about requests, templates or the database; load Babel's locale data (start-up stays fast).
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from gettext import c2py
from pathlib import Path

from workshop.i18n.languages import FILES, LANGUAGES, SIMPLER_OF, WHOLE, conventions

Text = str | list[str]
"""One text, or the forms of a counted one, in the order of its catalogue."""

NBSP = "\u00a0"
PERIOD = 100
"""Plural rules repeat after this many numbers, from this number on."""
_FOLDER = Path(__file__).parents[1] / "locale"
_DOT = re.compile(r"\.")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def say(lang: str, key: str, /, n: int | None = None, **facts: object) -> str:
    """The text of `key` in `lang`, with its placeholders filled.

    `n` chooses the plural form (`<key>.zero` when n is 0 and there is one) and fills `{n}`. Whole numbers among the
    facts are formatted for the language; everything else as str(). Facts that the text does not use are ignored. Raises
    KeyError for an unknown language or key, a plural without n, a placeholder without its fact.
    """
    words = catalogue(lang)
    text = _form(words, plural_rule(lang), key, n)
    if text is None:
        raise KeyError(f"{lang}: no text for {key!r}" + (" without n" if key in words else ""))
    if n is not None:
        facts["n"] = n
    return _fill(lang, key, text, facts)


def refusal(lang: str, code: str, facts: Mapping[str, object], own: str = "") -> str:
    """The text of a refusal: what happened, whether the text is safe, what to do; where a page has its own
    words, those whose keys begin with `own`. `n` among the facts chooses the plural. Raises KeyError as `say` does."""
    key = own + code
    n = facts.get("n")
    others = {name: fact for name, fact in facts.items() if name != "n"}
    return say(lang, key if own and has(lang, key) else f"refusal.{code}", n if isinstance(n, int) else None, **others)


def step_name(lang: str, name: Mapping[str, str], kind: str, text: Mapping[str, str]) -> tuple[str, str]:
    """An activity's name and the language of that name: the one an organiser gave it, chosen by `picked`, else its
    kind's.

    `text`: its prompt, where that names it better than its kind (`Kind.shows`); else empty. Twin of `stepName` in
    static/js/text/languages.js.
    """
    own = own_name(name, text)
    given = picked(own, lang)
    return (own[given], html_lang(given)) if own else (say(lang, f"kind.{kind}"), html_lang(lang))


def own_name(name: Mapping[str, str], text: Mapping[str, str]) -> dict[str, str]:
    """By language: the name an activity was given, else the first words of `text`; empty when there are none."""
    given = {lang: one for lang, one in name.items() if one}
    return given or {lang: first_words(one) for lang, one in text.items() if one}


def first_words(text: str, long: int = 28) -> str:
    """The first words of a text, at most `long` characters and never half a word; "…" says that there is more. Twin of
    the function in static/js/text/languages.js."""
    said, *words = text.split() or [""]
    while words and len(said) + 1 + len(words[0]) <= long:
        said += " " + words.pop(0)
    return said.rstrip(",.;:–-") + "…" if words else said


def picked(texts: Mapping[str, str], lang: str) -> str:
    """The language in which a reader of `lang` gets a text that people wrote in several: `lang`, else Finnish, else
    any."""
    order = [lang, html_lang(lang), "fi", *texts]
    return next((one for one in order if texts.get(one)), "fi")


def in_other_language(texts: Mapping[str, str], lang: str) -> str:
    """That the text which `picked` chooses is in another language than the reader's, because theirs is missing, in
    brackets: "(in Finnish)"; "" where it is not, or there is none. Titles and names go without. Twin of
    static/js/phone/other_language.js."""
    given = picked(texts, lang)
    other = bool(texts.get(given)) and html_lang(given) != html_lang(lang)
    return say(lang, f"text.in.{html_lang(given)}") if other else ""


def catalogue(lang: str) -> dict[str, Text]:
    """All texts of one language: key → text, or its forms by number. Cached; do not change it. Raises KeyError for an
    unknown language."""
    return _read(lang)[0]


def plural_rule(lang: str) -> str:
    """Which form of a counted text each number takes in a language, as its catalogue's header says (Plural-Forms): one
    digit for each number from 0 on, the last for all that follow. `form_of` reads it; scripts get it with their texts.

    Babel's rules and the browser's are not used: Babel's cost a quarter of a second at each start, and iOS 12 has no
    Intl.PluralRules.
    """
    return _read(lang)[1]


def form_of(rule: str, n: int) -> int:
    """The form of a counted text for the number `n`. Twin of `formOf` in static/js/text/words.js."""
    at = abs(n) if abs(n) < 2 * PERIOD else PERIOD + abs(n) % PERIOD
    return int(rule[min(at, len(rule) - 1)])


def rule_of(expression: str) -> str:
    """A plural rule from gettext's expression. No language looks further than at a number's last two digits, so 0 to
    199 tell it whole."""
    form = c2py(expression)
    digits = "".join(str(form(n)) for n in range(2 * PERIOD))
    return digits.rstrip(digits[-1]) + digits[-1]


@lru_cache(maxsize=len(LANGUAGES))
def _read(lang: str) -> tuple[dict[str, Text], str]:
    if lang not in FILES:
        raise KeyError(f"no such language: {lang!r}")
    words, rule = _entries(_FOLDER / FILES[lang])
    return {**(catalogue(SIMPLER_OF[lang]) if lang in SIMPLER_OF else {}), **words}, rule


@lru_cache(maxsize=64)
def catalogue_bytes(lang: str, named: tuple[str, ...]) -> tuple[str, bytes]:
    """The texts with one of the keys `named`, or with one of them before a dot, as the JSON file for a page's scripts.
    Help on a thing (`kind.<name>.help`) is there only where its whole key is named: most of it is the office's.

    Returns (first 12 hex digits of its SHA-256, JSON `{"lang": …, "plural": rule, "words": {key: text}}`). A text whose
    forms are alike is there once. Cached.
    """
    keys, under = set(named), {name if name.endswith(".") else f"{name}." for name in named}
    words = {
        key: text if isinstance(text, str) or len(set(text)) > 1 else text[0]
        for key, text in catalogue(lang).items()
        if key in keys or (not key.endswith(".help") and not under.isdisjoint(_beginnings(key)))
    }
    whole = {"lang": lang, "plural": plural_rule(lang), "words": words}
    body = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.sha256(body).hexdigest()[:12], body


def _beginnings(key: str) -> Iterator[str]:
    """What stands before each of its dots, with that dot."""
    return (key[: dot.end()] for dot in _DOT.finditer(key))


def has(lang: str, key: str) -> bool:
    """Whether `lang` has a text for `key` (a plural counts under its bare key)."""
    return key in catalogue(lang)


def choose(accept_language: str | None) -> str:
    """The language for an `Accept-Language` header: the one of fi, sv, en with the highest weight; Finnish when it
    names none of them."""
    best, weight = "fi", 0.0
    for part in (accept_language or "").split(","):
        tag, _, rest = part.strip().partition(";")
        lang = tag.strip().lower().split("-")[0]
        wanted = _quality(rest)
        if lang in WHOLE and wanted > weight:
            best, weight = lang, wanted
    return best


def with_dashes(text: str) -> str:
    """The text with a no-break space before each dash between spaces: a dash begins no line. Every text of a catalogue
    has it; call it where a text is put together with a dash."""
    return text.replace(" – ", f"{NBSP}– ")


def html_lang(lang: str) -> str:
    """The value of `lang=""` in HTML: Selkosuomi is Finnish to a screen reader."""
    return SIMPLER_OF.get(lang, lang)


# ---- formats

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def date(lang: str, d: dt.date) -> str:
    """25.4.2017; in English 25 April 2017. A datetime must be in local time already."""
    if conventions(lang).months_in_words:
        return f"{d.day} {MONTHS[d.month - 1]} {d.year}"
    return f"{d.day}.{d.month}.{d.year}"


def time(lang: str, t: dt.time | dt.datetime) -> str:
    """15.00; in English 15:00. Without *klo* or *kl.*, which belong to the sentence. A datetime must be in local time
    already."""
    return f"{t.hour}{conventions(lang).clock}{t.minute:02}"


def number(lang: str, n: float, decimals: int = 0) -> str:
    """1 250,5 with a non-breaking space, and one decimal at most, or always so many `decimals`; in English 1,250.5."""
    scale: int = 10 ** (decimals or 1)
    whole, part = divmod(int(abs(n) * scale + 0.5), scale)  # halves are rounded up, as in static/js/text/format.js
    signs = conventions(lang)
    digits = f"{whole:,}".replace(",", signs.thousands)
    digits += f"{signs.decimal}{part:0{decimals or 1}}" if part or decimals else ""
    return "\u2212" + digits if n < 0 else digits


def valued(lang: str, n: float, unit: str) -> str:
    """A number with the sign of its unit, where it has one: a share as 62 %, in English 62%. Shares are estimates from
    some tens of answers, so they have no decimals, but as many as their unit says ("share.2") where places would look
    equal without them (`domain.places.unit_written`). Twin of the function in static/js/text/format.js."""
    if not unit.startswith("share"):
        return number(lang, n)
    decimals = decimals_of(unit)
    told = n if decimals else int(n + 0.5)  # halves are rounded up, as in format.js
    return number(lang, told, decimals) + conventions(lang).percent


def decimals_of(unit: str) -> int:
    """With how many decimals values in a unit are always written; 0 for as many as are usual."""
    return int(unit.partition(".")[2] or 0)


def measure(lang: str, name: str) -> str:
    """The name of a measure of which the unit stands with the value (`valued`)."""
    return say(lang, f"measure.{name}").removesuffix(", %")


# ---- inside


def _form(words: dict[str, Text], rule: str, key: str, n: int | None) -> str | None:
    """The form of `key` that fits `n`, or None when there is none."""
    zero = words.get(f"{key}.zero")
    if n == 0 and isinstance(zero, str):
        return zero
    text = words.get(key)
    if not isinstance(text, list):
        return text
    return None if n is None else text[form_of(rule, n)]


def _fill(lang: str, key: str, text: str, facts: dict[str, object]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in facts:
            raise KeyError(f"{lang}: text {key!r} needs the fact {name!r}")
        fact = facts[name]
        return number(lang, fact) if isinstance(fact, int) and not isinstance(fact, bool) else str(fact)

    return _PLACEHOLDER.sub(value, text)


def _entries(path: Path) -> tuple[dict[str, Text], str]:
    """The entries of one .po file that have a text, and its plural rule."""
    from babel.messages.pofile import read_po  # imported here because it takes 20 ms and most commands need no text

    with path.open("rb") as file:
        entries = read_po(file, abort_invalid=True)
    words: dict[str, Text] = {}
    for entry in entries:
        if not entry.id or not entry.string or entry.fuzzy:
            continue
        if isinstance(entry.id, str):
            words[entry.id] = with_dashes(str(entry.string))
        else:
            words[entry.id[0]] = [with_dashes(form) for form in entry.string]
    return words, rule_of(entries.plural_expr)


def _quality(parameters: str) -> float:
    """The q of one Accept-Language part; 1 without one, 0 when it cannot be parsed."""
    match = re.search(r"q\s*=\s*([0-9.]+)", parameters)
    if not match:
        return 1.0
    try:
        return float(match[1])
    except ValueError:
        return 0.0

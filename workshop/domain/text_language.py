"""Guesses in which of our languages (fi, sv, en) a text is written, from frequent words, endings and letters, with the
author's own language as prior.

A wrong guess is worse than none, because a screen reader then reads the text with another language's voice: scripts
that none of our languages uses, texts without words, and other languages' frequent words give "".
"""

import re
import unicodedata
from functools import lru_cache

from workshop.domain.unicode_properties import composed
from workshop.i18n.languages import WHOLE

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMMON = {
    "fi": """ja on ei se että kun jos tai mutta myös niin kuin ne he me te minä sinä hän mää sää sun mun olen olet
        oli ovat olisi ole olla tämä tää nämä siis joka jotka jossa josta johon missä mistä mihin mitä mikä kuka
        miten miksi millainen milloin siellä siel siitä siinä sinne täällä tänne tässä sitä niitä niistä heidän
        meidän kaikki kaikille kaikkea kaikkien paljon enemmän vähemmän liikaa lisää vain vaan vielä taas ihan aina
        ikinä joskus nyt sitten voi voisi voivat saa saada saisi saisivat pitää pitäisi tulla tulee tulis tahon
        haluan haluaa kiitos hyvä hyviä uusi uudet vanha vanhat iso pois kanssa ilman varten ennen jälkeen välein
        mukaan takaisin yksi kaksi museo museon museoon museossa kaupunki kaupungin turun turussa turku lapset
        lapsille nuorille kahvila sauna moi hei auki paras oma omat""",
    "sv": """och att det är en ett för inte som på med av till den de dem i har hade kan kunde vi ni jag du han hon
        man ska skulle vill eller men om från där när här hur vad vem vilka vilken varför också bara mycket mera mer
        alla allt många någon något inga ingen under över efter utan mellan vid ut upp ner än så sig sina sin sitt
        egna var blir bli finns få får måste borde behövs tack bra god gott stor stora liten nya nytt gamla gammal
        gratis inträde barn barnen unga åbo museet staden öppet fri flera mindre åt oss er hej ta tillbaka plats
        bussar bättre""",
    "en": """the and of to a an in is are was were be been for with on at by from that this these those it its there
        they we you i he she my your our their his her not no more less some any all every would could should can
        will want need have has had please about into out up so or but if when where what who how why which too also
        only just like make show tell use one two new old free open kids children people city local here let do does
        don't get good great nice thank thanks than then them""",
    "": """und der ist nicht für mit ein eine auch wir sie aber oder mehr el los las que para una por más y le les
        des et pour dans est une avec plus sur nous il di che non della ning või kui mis rohkem võiks meie oleks iyo
        waa w nie się jest dla że czy ve bir için daha kas ir""",
}
"""Frequent words of each language; under "" those of other languages, without words that are also too frequent here to
tell languages apart (ja, die, no, es)."""
_WORDS = {name: frozenset(words.split()) for name, words in _COMMON.items()}
_LOOKS = {
    "fi": re.compile(
        r"aa|ii|uu|yy|ää|öö|uo|yö|äy|öy|[kpt]{2}[aeiouyäö]|rr|(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|tt[aä]|isi"
        r"|[aeiou]mme|[aeiouyäö]{2}n|[kmptv]ien|"
        r"nen|jen|iset|ja|jä|sin|kin|k[aä]{2}|minen|ko|kö)\Z|^(?:k[aäyiou]k|pyör|näy|histori)"
    ),
    "sv": re.compile(
        r"å|^åbo|dialekt|hall|plats|bok|böck|[bdfgklmnprstv]ö(?:r|n|j|p)|sk[aäiö]|sj|ck|(?:ning|ningen|arna|erna|orna"
        r"|ande|ade|het|heten|lig|liga|ligt|else|iskt?|iska|igt|"
        r"tion|tionen|gen|den|ten|ret|net|get|stad|dag|ar|or|er)\Z"
    ),
    "en": re.compile(
        r"th|wh|sh|ee|ea|ou|oo|[a-z]ay|igh|ck|w|qu|y\Z|(?:ing|tion|tions|ed|ly|ness|ment|ies|able|ful|ive|ers?|al|'s"
        r"|n't)\Z"
    ),
}
_ALIEN = re.compile(r"[^\W\d_a-zåäöéèàü]")
"""Letters that occur in no word of our languages, except in names."""
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER_SCRIPTS = re.compile("[\u0370-\u1dff\u1f00-\u1fff\u2c00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of Latin, and of other scripts; pictures and signs are neither."""
_COMMON_POINTS, _LOOKS_MAX, _AHEAD, _PRIOR = 3, 2, 2, 1
"""Points for a frequent word, and the most for a word's spelling; by how much the best language must lead; the weight
of the author's language."""


def guess(text: str, author: str = "") -> str:
    """fi, sv or en, or "" where none of them is likely. `author`: the language that the author reads in (fi-simple
    counts as fi), or ""."""
    words = _WORD.findall(composed(text).lower().replace("\u00ad", ""))
    if not any(len(word) > 1 for word in words) or _is_foreign(words):
        return ""
    author = author.partition("-")[0]
    each = [_points(word) for word in words]
    points = {name: sum(of[at] for of in each) for at, name in enumerate(_WORDS)}
    if author in points:
        points[author] += _PRIOR if author else 0
    best, second = sorted(points, key=lambda name: -points[name])[:2]
    if points[best] - points[second] >= _AHEAD:
        return best
    return author if author in WHOLE else ""


def is_in_another_script(text: str) -> bool:
    """Whether most letters of a text are of a script that none of our languages uses. Twin of `langOf` in
    static/js/text/languages.js."""
    return len(_OTHER_SCRIPTS.findall(text)) > len(_LATIN.findall(text))


def runs_to_the_left(text: str) -> bool:
    """Whether the first letter with a direction is of a script that runs from right to left (UAX 9, rules P2 and
    P3)."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


@lru_cache(16_384)
def _points(word: str) -> list[int]:
    """The points of a word for each language, in the order of `_WORDS`. Cached: a hall writes the same words again and
    again."""
    return [_points_for(language, word) for language in _WORDS]


def _points_for(language: str, word: str) -> int:
    if word in _WORDS[language]:
        return _COMMON_POINTS
    look = _LOOKS.get(language)
    return min(len(look.findall(word)), _LOOKS_MAX) if look else 0


def _is_foreign(words: list[str]) -> bool:
    """Whether at least a third of the words is spelled with letters that none of our languages has."""
    return 3 * sum(1 for word in words if _ALIEN.search(word)) >= len(words)

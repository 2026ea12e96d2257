"""Finds oaths and insults in a folded text: whole words and stems of three languages, and their usual disguises.

The words are in `words_fi.py`, `words_sv.py`, `words_en.py` and `words_other.py`. There `word` is that word only,
`stem*` any word that begins so, `*stem*` any word that contains it, `stem~` the stem with that language's endings.
PASSES are words (or beginnings, `stem*`) that only look like one; PHRASES are regular expressions over the folded text,
PASS_PHRASES those in which nothing is looked for.

Names of places and old words of museums pass where the word itself is of a place or a thing. A slur that is quoted or
criticised ("Take the word … out of the old titles") waits nevertheless: no rule can tell its use from its mention
("… out" is also what haters write), the people whom it means would read it on the wall without warning, and a
facilitator lets it through with one key.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import product
from types import ModuleType

from workshop.domain.screening import words_en, words_fi, words_other, words_sv
from workshop.domain.screening.confusables import latin
from workshop.domain.screening.folding import Span, fold
from workshop.domain.screening.pattern_set import Phrases, tree

_TOKEN = re.compile(r"[@$]?[^\W_]+(?:[@$!|€*+#]{1,4}[^\W_]+)*[@$€]{0,2}")
_SPACED = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]{1,3}[^\W_]){2,}(?![^\W_])")
"""Letters one by one: v i t t u, v.i.t.t.u."""
_LEETS = str.maketrans("013456789@$!|€+", "oieasgtbgasiiet"), str.maketrans("013456789@$!|€+", "olehsgtbgasllet")
"""Digits and signs as the letters that they look like, in two ways: 1 is an i or an l, 4 an a or an h."""
_SOUNDS = str.maketrans("абвгдезиклмнопрстуфхыэ", "abvgdeziklmnoprstufhye")
"""Cyrillic letters by their sound, for our words written in them."""
_DIGITS_WITHIN = re.compile(r"(?<=[^\W\d_])\d{1,3}(?=[^\W\d_])")
_OTHERS = re.compile(r"[\d@$!|€+]")
_HIDDEN = re.compile(r"[*#]")
_HIDDEN_MAY_BE, _LETTERS = "aeiouyäöcgknrst", "abcdefghijklmnoprstuvwyäö"
_HIDDEN_LEAST = 6
"""Letters from which on any form of a word is recognised with one letter starred out; of shorter words only the
core."""
_LONG = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_MOST_LONG = 4
"""Drawn-out letters in one word that are tried both ways."""
_CUTS = frozenset("-._*/+~|")
"""Signs that cut a word which no one would normally divide: fu-ck."""
_PIECE = 5
"""Letters of the pieces into which a word may be cut: vi ttu."""
_CLEAR = 5
"""Letters of a word that is recognised among others without spaces."""
_MOST_SPACED = 40
"""Letters one by one in which an insult of two words is looked for."""
_SLASHED = re.compile(r"(?<![^\W_])[^\W\d_]+(?:[/\\][^\W\d_]+)+(?![^\W_])")
"""Words with a stroke in them, which may stand for an i or an l: v/ttu."""
_BEGUN_TWICE = re.compile(r"(?<![^\W_])([^\W\d_]{3,12})[^\W\d_]?-(?=\1[^\W\d_])")
"""The beginning of the word that follows, but for one letter: perse-persialainen. That word is judged by itself."""
_LANDSCAPE = re.compile(
    r"(?:vittu|vitun|paska|pillu|pillun|huora|huoran|ryssä|ryssän|perse|perseen|kusi|kusen|mulkku|mulkun|kyrpä|kyrvän"
    r"|kullin|kulli|tussun|pimpan|helvetin|neekerin|narttu|nartun|runkkarin|nussi|knull|"
    r"saatanan|perkeleen|helvetes|satans|fans|djävuls|hora|fitt|skit|lort|rumpu|ryss|neger)s?-?"
    r"(?:l[aä](?=(?:ss[aä]|st[aä]|[aä]n|ll[aä]|lt[aä]|lle|n\w*)?(?:kin|k[oö])?\Z)|suo(?!ma)|puro|lampi|lammi|lammen|lammin|järv|oja|joki"
    r"|joen|joel|joes|lahti|lahde|lahden|luoto|luodo|saari|saare"
    r"|saaren|niemi|nieme|mäki|mäe|"
    r"vuori|vuore|koski|koske|kari|ranta|ranna|vaara|jänkä|jängä|kangas|kankaa|kallio|kallion|salmi|salme|kylä|portti"
    r"|porti|notko|korpi|korve|räme|"
    r"pelto|pello|haara|kolu|rotko|kuru|nokka|kärki|kärje|kulma|aho|harju|hauta|hauda|kaivo|kuoppa|kuopa|metsä|mutka"
    r"|salo(?!nk)|perä|pohja|selkä|selä|väylä|lähde|lähte|nurmi|nurme|neva|törmä|rinne|rinte|kivi|kive|karikko|kariko|silta"
    r"|sillan|sillal|kirnu|torppa|torpa|kuja|polku|polun|polul"
    r"|grund|maa|fall|dal|gap|hål|sjön|forsen|porten|kullen|vägen"
    r"|gatan|holm|viken|berget|backen|skär|träsk|mossen|udden|ör|sund|bäck|äng|hagen|hamn|torp|näs|kobb|klippa|sten)"
    r"\w*"
)
"""Old names of lakes, brooks and hills, of which the land register has hundreds. Not what only begins like one:
neekerinlapset, paskasuomalaiset."""

_HEAD = 3
"""Letters of a stem that are compared first, at most."""


@dataclass
class Lexicon:
    """Words of one category. `starts` and `insides` are stems by their length."""

    exact: set[str] = field(default_factory=set)
    starts: dict[int, set[str]] = field(default_factory=dict)
    insides: dict[int, set[str]] = field(default_factory=dict)
    inflected: list[tuple[dict[int, set[str]], re.Pattern[str]]] = field(default_factory=list)

    def add(self, said: str, endings: str = "") -> "Lexicon":
        """Add words in the notation above; `endings` is a pattern of what may follow a `stem~`."""
        stems: dict[int, set[str]] = {}
        for word in fold(said).text.split():
            stem = word.strip("*~")
            if word.startswith("*"):
                self.insides.setdefault(len(stem), set()).add(stem)
            elif word.endswith("*"):
                self.starts.setdefault(len(stem), set()).add(stem)
            elif word.endswith("~"):
                stems.setdefault(len(stem), set()).add(stem)
            else:
                self.exact.add(stem)
        self.inflected.append((stems, re.compile(endings)))
        return self

    def has(self, word: str) -> bool:
        """Whether a folded word of Latin letters is one of these."""
        if word in self.exact or (self._inside is not None and self._inside.search(word)):
            return True
        return word[: self._head] in self._heads and (_begins(word, self.starts) or self._is_inflected(word))

    @cached_property
    def _inside(self) -> re.Pattern[str] | None:
        return re.compile(tree(set().union(*self.insides.values()))) if self.insides else None

    @cached_property
    def _stems(self) -> list[dict[int, set[str]]]:
        return [self.starts, *(stems for stems, _ in self.inflected)]

    @cached_property
    def _head(self) -> int:
        """Letters of a stem that are compared first, in all of them."""
        return min((_HEAD, *(size for by_size in self._stems for size in by_size)))

    @cached_property
    def _heads(self) -> set[str]:
        """The first letters of all stems. Nearly all words begin with others, so they need no second look."""
        return {stem[: self._head] for by_size in self._stems for stems in by_size.values() for stem in stems}

    def _is_inflected(self, word: str) -> bool:
        for by_size, endings in self.inflected:
            if any(word[:size] in stems and endings.fullmatch(word, size) for size, stems in by_size.items()):
                return True
        return False


def _begins(word: str, stems: dict[int, set[str]]) -> bool:
    return any(word[:size] in some for size, some in stems.items())


_WORDS: tuple[ModuleType, ...] = (words_fi, words_sv, words_en, words_other)
_PASSES = Lexicon()
_OATHS, _INSULTS = Lexicon(), Lexicon()
for _module in _WORDS:
    _PASSES.add(_module.PASSES, _module.ENDINGS)
    _OATHS.add(_module.OATHS, _module.ENDINGS)
    _INSULTS.add(_module.INSULTS, _module.ENDINGS)
_OATH_PHRASES = Phrases(phrase for module in _WORDS for phrase in module.OATH_PHRASES)
_INSULT_PHRASES = Phrases(phrase for module in _WORDS for phrase in module.INSULT_PHRASES)
_PASS_PHRASES = Phrases(phrase for module in _WORDS for phrase in module.PASS_PHRASES)
_PHRASES = Phrases(
    phrase
    for module in _WORDS
    for sort in (module.PASS_PHRASES, module.OATH_PHRASES, module.INSULT_PHRASES)
    for phrase in sort
)
"""All of them, because most texts hold none."""
_CORE = frozenset(" ".join(module.CORE for module in _WORDS).split())
"""Words that are recognised even when cut into pieces."""
_CORE_LONGEST = max(map(len, _CORE))
_CORE_BEGUN = frozenset(core[:size] for core in _CORE for size in range(1, len(core)))

_SEEN = str.maketrans("la", "iv")
"""Letters that are taken for others: an l for an i, and a v upside down (ʌ, which is folded as an a)."""
_BY_EYE = {core.translate(_SEEN) for core in _CORE}
_BACKWARDS = {core[::-1]: core for core in _CORE if len(core) >= _CLEAR}
_UNDOUBLED: dict[str, int] = {}
"""Words of the core with no letter doubled → how long the shortest of them is in full."""
for _core in _CORE:
    _bare = _DOUBLED.sub(r"\1", _core)
    _UNDOUBLED[_bare] = min(len(_core), _UNDOUBLED.get(_bare, len(_core)))


def oaths_and_insults(text: str) -> tuple[list[Span], list[Span]]:
    """The spans of oaths and obscene words, and of slurs, insults and threats."""
    if "-" in text:
        text = _BEGUN_TWICE.sub(lambda hit: "\x00" * len(hit[0]), text)
    texts = [_PASS_PHRASES.blanked(one) if _PHRASES.may_be_in(one) else one for one in (text, _without_digits(text))]
    said = list(_words(texts[0]))
    oaths = [span for span, (is_oath, _) in said if is_oath]
    insults = [span for span, (_, is_insult) in said if is_insult]
    for one in filter(_PHRASES.may_be_in, dict.fromkeys(texts)):
        oaths, insults = oaths + _OATH_PHRASES.spans(one), insults + _INSULT_PHRASES.spans(one)
    return oaths, insults


def _without_digits(text: str) -> str:
    """The text with digits between letters as the letters that they look like: phrases are looked for in it, too."""
    return _DIGITS_WITHIN.sub(lambda hit: hit[0].translate(_LEETS[0]), text)


def _words(text: str) -> Iterator[tuple[Span, tuple[bool, bool]]]:
    """The words of a text, in all the ways in which it may be read, each with what `_sorts` says of it."""
    tokens = list(_TOKEN.finditer(text))
    yield from ((token.span(), _sorts(token[0])) for token in tokens)
    yield from ((hit.span(), _sorts_spaced(_joined(hit[0]))) for hit in _SPACED.finditer(text))
    yield from ((span, _sorts(_joined(text[slice(*span)]))) for span in _pieced(tokens))
    if "/" in text or "\\" in text:
        yield from ((hit.span(), _sorts_slashed(hit[0])) for hit in _SLASHED.finditer(text))


@lru_cache(16384)
def _sorts(token: str) -> tuple[bool, bool]:
    """Whether a word of a text is an oath, and whether it is an insult."""
    words = _readings(token)
    return any(map(_OATHS.has, words)), any(map(_INSULTS.has, words))


def _readings(token: str) -> list[str]:
    """The words that a token may stand for; none when it only looks like an oath."""
    plain = latin(token)
    if _PASSES.has(plain) or _LANDSCAPE.fullmatch(plain):
        return []
    read = {plain}
    if not plain.isalpha():
        read |= _undisguised(plain)
    if not token.isascii() and plain != token:
        sound = token.translate(_SOUNDS)
        read |= {token, sound} if len(sound) >= _CLEAR and sound in _CORE else {token}
    return [word for one in read for word in (*_shortened(one), *_by_eye(one))]


def _by_eye(word: str) -> Iterator[str]:
    """Words of the core that a word looks like: with l for i (vlttu), v upside down, vv for w, wrongly doubled letters
    (ppaska, vviittu), or from right to left (uttiv)."""
    if "vv" in word:
        yield word.replace("vv", "w")
    if len(word) > 2 * _CORE_LONGEST:
        return
    if word in _BACKWARDS:
        yield _BACKWARDS[word]
    if word.translate(_SEEN) in _BY_EYE:
        yield from (core for core in _CORE if core.translate(_SEEN) == word.translate(_SEEN))
    bare = _DOUBLED.sub(r"\1", word)
    if len(word) > _UNDOUBLED.get(bare, len(word)):
        yield from (core for core in _CORE if _DOUBLED.sub(r"\1", core) == bare)


def _undisguised(token: str) -> set[str]:
    """The token with digits and signs read as letters, without digits at its end, with starred-out letters filled
    in."""
    bare = token.rstrip("0123456789")
    read = {bare} if bare.isalpha() else set()
    if _OTHERS.search(token) and bare:
        read |= {word.translate(table) for word in (bare, token) for table in _LEETS}
    if _HIDDEN.search(token) and len(token) <= 16:
        read |= {bare, *_uncovered(bare)}
    return read


def _uncovered(token: str) -> Iterator[str]:
    hidden = [place for place, sign in enumerate(token) if sign in "*#"]
    if len(hidden) > 2:
        return
    letters_of = _LETTERS if len(hidden) == 1 else _HIDDEN_MAY_BE
    known = _is_known if len(hidden) == 1 and len(token) >= _HIDDEN_LEAST else _CORE.__contains__
    for letters in product(letters_of, repeat=len(hidden)):
        signs = list(token)
        for place, letter in zip(hidden, letters, strict=True):
            signs[place] = letter
        word = "".join(signs)
        if known(word):
            yield word


def _is_known(word: str) -> bool:
    return _OATHS.has(word) or _INSULTS.has(word)


def _shortened(word: str) -> list[str]:
    """The word, and the word with each drawn-out letter once and twice: viiiittu, fuuuck."""
    runs = list(_LONG.finditer(word))
    if not runs or len(runs) > _MOST_LONG:
        return [word]
    read = []
    for times in product((1, 2), repeat=len(runs)):
        pieces, at = "", 0
        for run, count in zip(runs, times, strict=True):
            pieces += word[at : run.start()] + run[1] * count
            at = run.end()
        read.append(pieces + word[at:])
    return [word, *read]


def _joined(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _sorts_spaced(letters: str) -> tuple[bool, bool]:
    """What `_sorts` says of letters that were written one by one. Word boundaries are lost ("s ä o l e t v i t t u"),
    so the clear words of the core are looked for at every place."""
    plain = latin(letters)
    words = {plain, *(plain.translate(table) for table in _LEETS)}
    words |= {core for core in _CORE if len(core) >= _CLEAR and any(core in word for word in words)}
    return any(map(_OATHS.has, words)), any(map(_INSULTS.has, words)) or _is_phrase(plain)


def _sorts_slashed(word: str) -> tuple[bool, bool]:
    """What `_sorts` says of a word whose strokes stand for letters."""
    read = [re.sub(r"[/\\]", letter, latin(word)) for letter in "il"]
    known = [core for core in _CORE if len(core) >= _CLEAR and any(one.startswith(core) for one in read)]
    return any(map(_OATHS.has, known)), any(map(_INSULTS.has, known))


def _is_phrase(letters: str) -> bool:
    """Whether letters without word boundaries are an insult of two words: h o m o t p o i s."""
    if len(letters) > _MOST_SPACED:
        return False
    said = [f"{letters[:at]} {letters[at:]}" for at in range(3, len(letters) - 2)]
    return any(hit.span() == (0, len(text)) for text in said for hit in _INSULT_PHRASES.hits(text))


def _pieced(tokens: list[re.Match[str]]) -> Iterator[Span]:
    """The spans of short pieces in a row that add up to a word of the core."""
    for place, first in enumerate(tokens):
        word, end = latin(first[0]), first.end()
        for token in tokens[place + 1 : place + 7] if word in _CORE_BEGUN else ():
            gap = token.string[end : token.start()]
            tight = gap in _CUTS
            if not (tight or (len(token[0]) <= _PIECE and gap.isspace())):
                break
            word, end = word + latin(token[0]), token.end()
            if word in _CORE and (len(first[0]) <= _PIECE or tight):
                yield first.start(), end
            if word not in _CORE_BEGUN:
                break

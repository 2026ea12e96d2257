"""Which stems are forms of one word, where the stemmer leaves several: Finnish changes a stem's consonants (Turku,
Turun; kaupunki, kaupungin) and its ending (ihminen, ihmisten).

Stems are one word when they have the same consonants once these changes are undone, and no two different vowels at
the end: katu and kadun, but not katto. Some short words are listed.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping

_ENDING = re.compile(r"[aeiouyäö]*\Z")
_GRADES = (
    (re.compile(r"in\Z|ist\Z"), "is"),
    (re.compile(r"uks\Z"), "us"),
    (re.compile(r"yks\Z"), "ys"),
    (re.compile(r"nk\Z"), "ng"),
    (re.compile(r"mp\Z"), "mm"),
    (re.compile(r"([lr])k\Z"), r"\1"),
    (re.compile(r"([lnr])(?:t|\1)\Z"), r"\1"),
    (re.compile(r"d\Z"), "t"),
    (re.compile(r"([kpt])\1\Z"), r"\1"),
)
"""The consonants at the end of a stem, strong → weak or basic."""
_LEAST = 3
"""Letters that two stems must share."""
_LISTED = {
    stem: said.split()[0]
    for said in (
        "lapsi lap laps last",
        "joki jok joke joen",
        "vesi ves vede vet",
        "käsi käs käde kät",
        "ruoka ruoan ruuan",
        "aika aja",
        "puku puvu",
        "luku luvu",
        "poika poja",
        "tarina tar tarin tarino",
    )
    for stem in said.split()
}


def one_word(stems: Mapping[str, int], language: str) -> dict[str, str]:
    """Each stem → the one that stands for its word. `stems`: stem → how often it occurs; of several the most frequent
    stands for them."""
    if language != "fi":
        return {stem: stem for stem in stems}
    groups: dict[str, list[str]] = defaultdict(list)
    for stem in stems:
        groups[_skeleton(stem)].append(stem)
    found: dict[str, str] = {}
    for group in groups.values():
        for together in _by_vowel(group):
            first = min(together, key=lambda stem: (-stems[stem], len(stem), stem))
            found |= dict.fromkeys(together, first)
    return found


def _skeleton(stem: str) -> str:
    if stem in _LISTED:
        return _LISTED[stem] + "!"
    bare = _ENDING.sub("", stem)
    for grade, plain in _GRADES:
        changed = grade.sub(plain, bare)
        if changed != bare:
            bare = changed
            break
    return bare if len(bare) >= _LEAST else stem


def _by_vowel(stems: Collection[str]) -> list[list[str]]:
    """Stems of like consonants, parted where they end with different vowels; i and e are one (nuori, nuoret)."""
    if all(stem in _LISTED for stem in stems):
        return [list(stems)]
    ends: dict[str, list[str]] = defaultdict(list)
    for stem in stems:
        ends["".join(_ENDING.findall(stem))[:1].replace("i", "e")].append(stem)
    return [list(stems)] if len(ends.keys() - {""}) < 2 else list(ends.values())

"""Letters that look like Latin ones (homoglyphs): our own short table, after Unicode's confusables (UTS #39).

One line for each Latin letter, with the characters that look like it once case is folded: letters of other scripts,
Latin letters with hooks and strokes that no decomposition separates, and signs. Chosen by looks, not by linguistics.
"""

import re
import unicodedata

_ALIKE = {
    "a": "аαλꭺᎪꓮⲁɑɐⱥᴀʌᗅ",
    "b": "вьҍβᏼᏴꓐⲃƀɓƃƅʙᗷ",
    "c": "сϲᏟꓚⲥↄɔƈȼᴄᑕ",
    "d": "дԁժᎠꓓɖɗđðᴅᗞ",
    "e": "еёєҽҿэεᎬꓰⲉɛəǝɘɇᴇ",
    "f": "ʃƒϝꓝғᖴꞙʄꬵꜰ",
    "g": "ɡցᏀꓖǥɠԍƍᵹɢ",
    "h": "нһђћհᎻᏂꓧⲏƕɦħⱨʜᕼ",
    "i": "іїӏιᎥᏆꓲⲓıɨɩɪǀᛁⵏ¡ǃ",
    "j": "јϳյᎫꓙʝɉȷᴊ",
    "k": "кκқҝҟӄᏦꓗⲕƙⱪĸᴋᛕ",
    "l": "լᏞꓡłƚɫɭⱡʟᒪ",
    "m": "мϻᎷꓟⲙɱᴍᗰ",
    "n": "пηոռղꓠⲛɲŋƞɳɴᑎ",
    "o": "оοσθօөѳꓳⲟøɵᴏⵔဝ∅",
    "p": "рρᏢꓑⲣþƥᵽƿᴘᑭ",
    "q": "ԛզɋʠ",
    "r": "гяᎡᏒꓣⲅɍɾɼɽʀᴦꭇᖇ",
    "s": "ѕᏚᏕꓢƽʂȿꜱᔕ§",
    "t": "тτҭᎢꓔⲧꞇŧƭʈⱦᴛ†",
    "u": "иυμцџսᏌꓴʊʉᴜᑌ∪",
    "v": "ѵνᏉᏙꓦʋⱱᴠᐯⴸ√",
    "w": "ѡωԝшщաᏔᎳꓪⲱɯʍᴡ",
    "x": "хχҳꓫⲭᚷ",
    "y": "уγүұᎩᎽꓬⲩƴɏʏყ",
    "z": "ζᏃꓜⲍƶʐʑȥɀᴢ",
    "ä": "æ",
}
_TABLE = {ord(sign): letter for letter, signs in _ALIKE.items() for sign in signs}
_LATIN = {
    point: letter
    for point, letter in _TABLE.items()
    if not chr(point).isalpha() or "LATIN" in unicodedata.name(chr(point))
}
_LOOK_ALIKE = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_VARIANT = re.compile(
    r"LATIN (?:SMALL |CAPITAL |LETTER |OPEN |TURNED |REVERSED |INSULAR |SIDEWAYS |SCRIPT |LONG "
    r"|BLACKLETTER )+([A-Z])(?: WITH .+)?"
)
"""Letters that Unicode itself names as a form of another: "Latin small letter insular f"."""
_WORD, _OURS = re.compile(r"[^\W\d_]+"), re.compile(r"[a-z]")


def plain(sign: str) -> str:
    """A folded character; variants of Latin letters, and signs that are drawn like one, become that letter."""
    if sign.isascii() or ord(sign[0]) in _LATIN:
        return sign.translate(_LATIN)
    variant = _VARIANT.fullmatch(unicodedata.name(sign[0], ""))
    return variant[1].lower() if variant else sign


def latin(word: str) -> str:
    """A folded word with letters of other scripts, too, replaced by the Latin ones they look like. The length stays."""
    return word if word.isascii() else word.translate(_TABLE)


def unmixed(text: str) -> str:
    """The text with look-alikes replaced only in words that mix Latin letters with others: no word of any language
    does."""
    return _WORD.sub(_unmixed, text) if _LOOK_ALIKE.search(text) else text


def _unmixed(word: re.Match[str]) -> str:
    return latin(word[0]) if _OURS.search(word[0]) else word[0]

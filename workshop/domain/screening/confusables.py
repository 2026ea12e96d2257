"""Letters that look like Latin ones: our own short table, in the manner of Unicode's confusables (UTS #39).

One line a Latin letter, with what the eye takes for it once case is folded: letters of other scripts, Latin letters
with hooks and strokes that no decomposition takes apart, and signs. The eye chooses, not the linguist.
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
    "i": "іїӏιᎥᏆꓲⲓıɨɩɪǀᛁⵏ",
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
_VARIANT = re.compile(
    r"LATIN (?:SMALL |CAPITAL |LETTER |OPEN |TURNED |REVERSED |INSULAR |SIDEWAYS |SCRIPT |LONG |BLACKLETTER )+([A-Z])(?: WITH .+)?"
)
"""What Unicode itself calls a form of a letter: "Latin small letter insular f"."""
_MIXED = re.compile(r"(?=[^\W\d_]*[a-z])[^\W\d_]+")


def plain(sign: str) -> str:
    """A folded character; variants of Latin letters, and signs drawn as one, as that letter."""
    if sign.isascii() or ord(sign[0]) in _LATIN:
        return sign.translate(_LATIN)
    variant = _VARIANT.fullmatch(unicodedata.name(sign[0], ""))
    return variant[1].lower() if variant else sign


def latin(word: str) -> str:
    """A folded word with the letters of other scripts, too, replaced by what they look like. Its length stays."""
    return word if word.isascii() else word.translate(_TABLE)


def unmixed(text: str) -> str:
    """The text with only those words in Latin letters that mix them with others: no word of any language does."""
    return text if text.isascii() else _MIXED.sub(lambda word: latin(word[0]), text)

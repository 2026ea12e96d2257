"""Finds links and email addresses in a folded text, written out or disguised ("anna at firma piste fi")."""

import re

from workshop.domain.screening.folding import Span

_ENDINGS = (
    "fi|com|net|org|ax|eu|info|biz|ee|ru|io|tv|co|uk|dk|dev|xyz|online|gl|gg|ly|cc|ws|gov|edu|museum|blog|casino|poker"
    "|porn|xxx|gd|tk|pl|cz"
    "|lv|lt|ch|fr|ua|cn|jp|br|au|example|onion|wiki|cloud"
)
_WORDS = "se|me|no|nu|de|be|is|it|to|so|in|at|my|am|la|id|by|su|us|ca|es|ai|test"
"""Top-level domains that also begin a sentence: people leave out the space after a full stop ("museo.se pitää ...")."""
_NAMES = "app|shop|club|site|top|live|store|page|link|click|pro|fun|bet|sex|vip|win"
"""Top-level domains that are words, but rarely the first one of a sentence."""
_DOUBTFUL = rf"{_WORDS}|{_NAMES}"
_LABEL = r"(?<![\w@.-])(?:[^\W_][\w-]{0,62}\.){1,6}"
_PATH = r"(?:[:/?#][^\s\x00]*)?"
_LINK = re.compile(
    r"(?:https?|hxxps?|ftp)\s?:\s?/{1,2}\s?[^\s\x00]{2,}"
    r"|(?<![\w.])www\s?\.\s?[^\s\x00]{2,}|(?<![\w.])www\s[^\s\x00]{2,63}\s(?:fi|com|net|org|se)(?!\w)"
    rf"|{_LABEL}(?:{_ENDINGS})(?![\w-]){_PATH}"
    rf"|{_LABEL}(?:{_DOUBTFUL})/[^\s\x00]+"
    rf"|{_LABEL}(?<=[\w-][\w-]\.)(?:{_DOUBTFUL})(?=[\s)\"'”]*[.!?,]?\s*\Z)"
)
_SENTENCE_GOES_ON = (
    r"(?<=se)\s(?:e[it]|oli|olisi?|pitä[äi]\w*|voi(?:s|si)?|toi\w*|tuo|sopi\w*|näyttä\w*)"
    r"|(?<=no)\s(?:niin|joo|on|onhan|ei|one|more|need)|(?<=me)\s(?:ol\w+|halu\w+|voi\w+|tarvi\w+)"
    r"|(?<=de|nu)\s(?:är|var|kan|ska|har|skulle|kunde|behöv\w+|kör)"
    r"|(?<=it)(?:'s|\s(?:is|was|will|would|could|should|has))"
    r"|(?<=so|in|at|to|by|my|us|is|be|am)\s(?:the|an?|it|we|you|that|this|they|there|i)"
    r"|(?<=live)[\s-](?:mus|band|bänd|keik|esit|konsert|event|shows?)\w*|(?<=top)[\s-](?:\d+|ten|notch)"
    r"|(?<=fun)\s(?:for|and|to|with)|(?<=shop)\s(?:local|for|and)|(?<=link)\s(?:to|between|with)"
    r"|(?<=pro)\s(?:taso|nivå|level)\w*|(?<=vip)[\s-](?:lip|paik|bilj|plat|ticket)\w*"
    r"|(?<=sex)\s(?:på|timm|dag|person|år|veck|månad|minut|olika|nya|bord|stol|gånger|stycken|ed)\w*"
)
"""What follows a top-level domain that is the first word of a sentence."""
_ABBREVIATED = r"(?:esim|mm|ym|yms|jne|tms|ns|klo|krs|kpl|puh|ks|vrt|nk|ts|osv|kl|ca|tel|etc|nr|no)\."
_ADDRESSED = (
    r"(?<!\w)(?:besök|hemsid(?:an|a)|adress(?:en)?|länk(?:en)?|klicka|(?:netti|koti)?sivu\w*|osoit\w*|linkki|klikkaa"
    r"|visit|website|click)\s"
)
_WITHIN_SENTENCE = re.compile(
    rf"(?:{_LABEL}(?:{_NAMES})"
    r"|(?:(?<![\w@.-])(?:[^\W\d_]\w{0,62}-[\w-]{1,62}|[^\W\d_]{3,30}\d{2,9})\."
    rf"|(?<![\w@.-])(?!{_ABBREVIATED})(?:[^\W\d_][\w-]{{1,62}}\.){{2,6}}"
    rf"|{_ADDRESSED}(?:[^\W\d_][\w-]{{1,62}}\.))(?:{_WORDS}))(?![\w-])(?!(?:{_SENTENCE_GOES_ON})(?!\w))"
)
"""Addresses within a sentence: with a rare first word as top-level domain, or with a name that looks like no word (a
hyphen, digits, two labels) or follows "visit" and the like."""
_APART = r"(?<![\w@-])(?=\d*[^\W\d_])(?:[^\W_][\w-]{0,62}\.){0,3}[^\W_][\w-]{1,62}"
_SHORTENED = (
    "(?:bit|ow|cutt|rebrand)_ly|tinyurl_com|youtu_be|goo_gl|rb_gy|is_gd|[tx]_co|(?:t|wa|m|fb)_me|forms_gle|lnkd_in"
    "|discord_gg"
    "|(?:instagram|facebook|tiktok|youtube)_com"
).replace("_", r"(?:\s|\s?\.\s?)")
_LANGUAGES = r"(?:s[eouv]|e[nst]|ru|fi|vi|ven|vir|ara|eng|swe|sve|fin|rus|est|som|uk|ukr|kur|alb|per|far|viro|sel)"
_WITH_SPACES = re.compile(
    rf"{_APART}\s(?:\.\s?)?(?:com|net|org|ru|ly|gl|gg|xyz)/[^\s\x00]{{2,}}"
    rf"|{_APART}(?:\s\.\s?|\.\s|\s)fi/(?!{_LANGUAGES})[^\s\x00]{{3,}}"
    rf"|(?<![\w@.-])(?:{_SHORTENED})/[^\s\x00]{{2,}}"
    rf"|{_APART}\s\.\s?(?:fi|com|net|org|ru|xyz)(?![\w-]){_PATH}|{_APART}\s\.\s?se(?=[)\"'”]*[.!?,]?\s*\Z)"
    rf"|{_APART}\.\s(?:fi|com|net|org)(?=/[^\s\x00]|[)\"'”]*[.!?,]?\s*\Z){_PATH}"
)
"""Addresses with spaces around the dot or instead of it. Just "fi/sv" is two languages."""
_NEW_SENTENCE = re.compile(r"(?!www|http)[^/]*(?:\s\.\s?|\.\s)[A-Z][a-z]")
"""In unfolded text: "tule . Fi", a full stop and another sentence."""
_CAPITAL = re.compile(rf"(?!www|http)[^/]*\.(?=[A-Z][a-z])(?i:{_WORDS})")
_DOT = (
    r"(?:\s?[(\[{<]\s?(?:dot|piste|punkt|\.)\s?[)\]}>]\s?|\s(?:dot|piste|punkt)\s"
    r"|\s?[-_~*/|.]{1,2}(?:dot|piste|punkt)[-_~*/|.]{1,2}\s?)"
)
_SPELLED = re.compile(rf"[^\W_][\w-]{{1,62}}{_DOT}(?:(?:fi|com|net|org|eu|ee|ru|io)(?![\w-])|se(?=[\s.,!?]*\Z))")
_OTHER_DOT = re.compile(r"(?<![\w@])[^\W\d_]{3,40}[,·•](?:com|net|org)(?!\w)")
"""A web address with another sign for its dot: kasino,com."""
_OTHER_END = re.compile(r"[,·•](?:com|net|org)")
_HINT = re.compile(r"\.|/|\bwww\b|:\s?/|\b(?:dot|piste|punkt)\b")
_MAY_BE = re.compile(r"/|\.[a-z]|\.\s(?:fi|com|net|org|ru|xyz|se)|\.\s?[)\]}>]|www|dot|piste|punkt")
"""What every address has: nearly all texts have a full stop, but few have one within a word."""
_NAME = r"[^\W_][\w.+-]{0,63}"
_AT_SIGN = r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|ät|miuku|@)\s?[)\]}>]\s?)"
_AT = (
    r"(?:\s?@\s?|\s?[(\[{<]\s?(?:a|at|ät|miuku|miukumauku|snabel-?a|@)\s?[)\]}>]\s?|\s(?:at|ät|miuku(?:\s?mauku)?"
    r"|kissanhäntä|snabel-?a)\s"
    r"|\s?[-_~*/|]{1,2}(?:at|ät|miuku|snabel-?a)[-_~*/|]{1,2}\s?)"
)
_PROVIDERS = "(?:gmail|googlemail|hotmail|outlook|icloud|yahoo|luukku|protonmail|gmx)"
_MAIL_ENDINGS = "com|fi|se|net|org|eu|ee"
_BETWEEN = r"[\s,;:·•_/|~*-]{1,3}"
_EMAIL = re.compile(
    rf"(?<![\w.+-]){_NAME}{_AT}[^\W_][\w-]{{0,62}}(?:(?:\s?\.|{_DOT})[^\W_][\w-]{{0,62}}){{0,4}}(?:\s\.\s|\."
    rf"|{_DOT})[a-z]{{2,24}}(?![\w-])"
    rf"|(?<![\w.+-]){_NAME}{_AT_SIGN}(?:{_PROVIDERS}(?!\w)|[^\W_][\w-]{{0,62}}\s?[\s,;:·•]\s?(?:{_MAIL_ENDINGS})(?!\w))"
    rf"|(?<![\w.+-]){_NAME}(?:{_AT}|{_BETWEEN}){_PROVIDERS}(?:{_BETWEEN}|\.|{_DOT})(?:{_MAIL_ENDINGS})(?!\w)"
    rf"|(?<![\w.+-])[^\W_][\w.+-]{{0,40}}{_PROVIDERS}(?:dot|piste|punkt)?\.?com(?!\w)"
)
"""Complete email addresses; with a comma or nothing for the full stop; and without an at sign, when a well-known
provider follows."""
_SIGNS = re.compile(
    rf"@|{_PROVIDERS}" r"|[(\[{<]\s?a\s?[)\]}>]|(?<![^\W_])(?:at|ät|miuku|miukumauku|kissanhäntä|snabel-?a)(?![^\W_])"
)

_MAY_SIGN = re.compile(rf"[@(\[{{<]|[aä]t(?<![^\W_]..)(?![^\W_])|miuku|kissanh|snabel|{_PROVIDERS}")
"""What every text with one of _SIGNS has; found faster, because it begins with a few letters."""


def links(text: str) -> list[Span]:
    """The spans of web addresses."""
    others = (hit.span() for hit in _OTHER_DOT.finditer(text)) if _OTHER_END.search(text) else ()
    return [*_dotted(text), *others]


def _dotted(text: str) -> list[Span]:
    if not (_MAY_BE.search(text) and _HINT.search(text)):
        return []
    patterns = (_LINK, _WITHIN_SENTENCE, _WITH_SPACES)
    found = [_trimmed(text, hit.span()) for pattern in patterns for hit in pattern.finditer(text)]
    return found or [hit.span() for hit in _SPELLED.finditer(text)]


def is_new_sentence(text: str, span: Span) -> bool:
    """Whether what looks like an address is the end of one sentence and the beginning of another: "tule . Fi",
    "taide-museo.Se on". `text` is not folded."""
    written = text[slice(*span)]
    goes_on = any(map(str.isalnum, text[span[1] :]))
    return _NEW_SENTENCE.match(written) is not None or (goes_on and _CAPITAL.fullmatch(written) is not None)


def emails(text: str) -> list[Span]:
    """The spans of email addresses."""
    return [hit.span() for hit in _EMAIL.finditer(text)] if _MAY_SIGN.search(text) and _SIGNS.search(text) else []


def _trimmed(text: str, span: Span) -> Span:
    """The span without the punctuation of the sentence around it."""
    return span[0], span[0] + len(text[slice(*span)].rstrip(".,;:!?)\"'”»"))

"""Finds links and email addresses in a folded text, written out or disguised ("anna at firma piste fi")."""

import re

from workshop.domain.screening.folding import Span

_ENDINGS = (
    "fi|com|net|org|ax|eu|info|biz|ee|ru|io|tv|co|uk|dk|dev|xyz|online|gl|gg|ly|cc|ws|gov|edu|museum|blog|casino|poker"
    "|porn|xxx|gd|tk|pl|cz"
    "|lv|lt|ch|fr|ua|cn|jp|br|au|example|onion|wiki|cloud"
)
_DOUBTFUL = (
    "se|me|no|nu|de|be|is|it|to|so|in|at|my|am|la|id|by|su|us|ca|es|ai|app|shop|club|site|top|live|store|page|link"
    "|click|pro|fun|bet|sex|vip"
    "|win|test"
)
"""Top-level domains that are also words: people leave out the space after a full stop ("Hyvä museo.se pitää ...")."""
_LABEL = r"(?<![\w@.-])(?:[^\W_][\w-]{0,62}\.){1,6}"
_PATH = r"(?:[:/?#][^\s\x00]*)?"
_LINK = re.compile(
    r"(?:https?|hxxps?|ftp)\s?:\s?/{1,2}\s?[^\s\x00]{2,}"
    r"|(?<![\w.])www\s?\.\s?[^\s\x00]{2,}|(?<![\w.])www\s[^\s\x00]{2,63}\s(?:fi|com|net|org|se)(?!\w)"
    rf"|{_LABEL}(?:{_ENDINGS})(?![\w-]){_PATH}"
    rf"|{_LABEL}(?:{_DOUBTFUL})/[^\s\x00]+"
    rf"|{_LABEL}(?<=[\w-][\w-]\.)(?:{_DOUBTFUL})(?=[\s)\"'”]*[.!?,]?\s*$)"
)
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
    rf"|{_APART}\s\.\s?(?:fi|com|net|org|ru|xyz)(?![\w-]){_PATH}|{_APART}\s\.\s?se(?=[)\"'”]*[.!?,]?\s*$)"
    rf"|{_APART}\.\s(?:fi|com|net|org)(?=/[^\s\x00]|[)\"'”]*[.!?,]?\s*$){_PATH}"
)
"""Addresses with spaces around the dot or instead of it. Just "fi/sv" is two languages."""
_NEW_SENTENCE = re.compile(r"(?!www|http)[^/]*(?:\s\.\s?|\.\s)[A-Z][a-z]")
"""In unfolded text: "tule . Fi", a full stop and another sentence."""
_DOT = (
    r"(?:\s?[(\[{<]\s?(?:dot|piste|punkt|\.)\s?[)\]}>]\s?|\s(?:dot|piste|punkt)\s"
    r"|\s?[-_~*/|.]{1,2}(?:dot|piste|punkt)[-_~*/|.]{1,2}\s?)"
)
_SPELLED = re.compile(rf"[^\W_][\w-]{{1,62}}{_DOT}(?:(?:fi|com|net|org|eu|ee|ru|io)(?![\w-])|se(?=[\s.,!?]*$))")
_HINT = re.compile(r"\.|/|\bwww\b|:\s?/|\b(?:dot|piste|punkt)\b")
_NAME = r"[^\W_][\w.+-]{0,63}"
_AT_SIGN = r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|ät|miuku|@)\s?[)\]}>]\s?)"
_AT = (
    r"(?:\s?@\s?|\s?[(\[{<]\s?(?:a|at|ät|miuku|miukumauku|snabel-?a|@)\s?[)\]}>]\s?|\s(?:at|ät|miuku|miukumauku"
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


def links(text: str) -> list[Span]:
    """The spans of web addresses."""
    if not _HINT.search(text):
        return []
    found = [_trimmed(text, hit.span()) for pattern in (_LINK, _WITH_SPACES) for hit in pattern.finditer(text)]
    return found or [hit.span() for hit in _SPELLED.finditer(text)]


def is_new_sentence(written: str) -> bool:
    """Whether what looks like an address with spaces is the end of one sentence and the beginning of another. `written`
    is not folded."""
    return _NEW_SENTENCE.match(written) is not None


def emails(text: str) -> list[Span]:
    """The spans of email addresses."""
    return [hit.span() for hit in _EMAIL.finditer(text)] if _SIGNS.search(text) else []


def _trimmed(text: str, span: Span) -> Span:
    """The span without the punctuation of the sentence around it."""
    return span[0], span[0] + len(text[slice(*span)].rstrip(".,;:!?)\"'”»"))

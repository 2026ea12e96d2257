"""The catalogues are complete, agree with each other and with the code that uses them, and their texts and formats
follow the rules.

The cases in tests/data/words_cases.json are replayed by tests/js/words.test.mjs too, so that server and page cannot
drift apart.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from workshop.contract import COMMANDS
from workshop.contract.refusals import REFUSALS, TO_FORMS, TO_LEADERS
from workshop.domain.activities import KINDS
from workshop.domain.activities.base import Kind
from workshop.domain.undo import SWITCHES
from workshop.i18n import catalogues, languages
from workshop.pages import script_message_keys
from workshop.reports import FORMATS

ROOT = Path(__file__).resolve().parents[2]
CASES = json.loads((ROOT / "tests/data/words_cases.json").read_text("utf-8"))
LOCALE = ROOT / "workshop/locale"

OF_PAGES = {"phone": {"phone"}, "screen": {"screen"}, "console": {"console", "screen"}}
"""Families of texts that a page may fetch, of those that belong to one page."""

# Words that the glossary keeps from people, in any language; cheap to look for and never right.
NOT_SAID = re.compile(
    r"kluster|cluster|virhe|fasilit|moderoin|moderator|skann|\bscan\b|tekoäly|\bAI\b|blockchain|lohkoketju|"
    r"\berror\b|\binvalid\b|ogiltig|epäkelpo|vänligen|\bsubmit|konsensus|repetition|\bkioski?\b|nätverksfel|"
    r"verkkovirhe",
    re.IGNORECASE,
)
ONE_WORD = {
    "fi": r"päästä(t|nyt)\b|\bPitää ainakin",
    "sv": r"\bsteg(et|en)?\b|storskärm|\bser på\b|(?<!den )(?<!\} )stora skärmen",
    "en": r"\bsteps?\b(?!})|\bholds at\b|\bwalk\b",
}
"""Words for what the glossary calls something else: one thing has one word everywhere."""
LITERAL_KEY = re.compile(
    r"""(?:(?<![\w.])t\(\s*|(?<!\w)say\(\s*[\w.\[\]]+\s*,\s*|(?<!\w)textIn\(\s*[\w.]+\s*,\s*)"""
    r"""["']([a-z0-9_]+(?:\.[a-z0-9_]+)+)["']\s*[,)]"""
)
SAID = re.compile(script_message_keys.KEY.pattern + r"""(["'`](?:\s*[+~])?)?""")


def placeholders(text: catalogues.Text) -> set[str]:
    joined = text if isinstance(text, str) else " ".join(text)
    return set(re.findall(r"\{[a-z_]+\}", joined))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_finnish_text_has_the_others(lang: str) -> None:
    finnish, other = catalogues.catalogue("fi"), catalogues.catalogue(lang)
    assert finnish.keys() == other.keys()
    assert [key for key in finnish if isinstance(finnish[key], list) != isinstance(other[key], list)] == []


COUNTS = re.compile(r"\{(n|rows|points)\} (?!\{)[a-z]+( [a-z]+)?s\b")
NEVER_ONE = {
    "privacy.phone.text": "the days of a cookie",
    "grace.console.wait": "GRACE_SECONDS",
    "grace.console.wait_close": "GRACE_SECONDS",
    "console.key.remote": "GRACE_SECONDS",
    "console.remote.ask": "GRACE_SECONDS",
    "console.practice.call": "the console offers some sizes of a group",
    "console.practice.coming": "the console offers some sizes of a group",
    "console.entered": "the number of one idea",
    "console.paper.saved": "the number of one ballot",
    "console.hands.many": "more than the people present",
    "console.uncovered": "of so many places",
    "office.search.nothing": "the least length of a word",
    "news.slow.on": "some seconds that the console offers",
    "sort.progress": "of so many ideas",
    "office.import.limit": "a limit",
    "refusal.import_large": "a limit",
}
"""Texts whose number stands before a plural and is never one, or counts nothing: key → why."""


def test_a_text_that_counts_has_its_singular() -> None:
    """In English, where a plural can be recognised; the other languages have the same forms."""
    english = catalogues.catalogue("en")
    found = {key for key, text in english.items() if isinstance(text, str) and COUNTS.search(text)}
    assert sorted(found - NEVER_ONE.keys()) == []


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_placeholders_are_the_same(lang: str) -> None:
    finnish, other = catalogues.catalogue("fi"), catalogues.catalogue(lang)
    assert [key for key in finnish if placeholders(finnish[key]) != placeholders(other[key])] == []


def test_simple_finnish_adds_no_key_and_no_placeholder() -> None:
    finnish, simple = catalogues.catalogue("fi"), catalogues.catalogue("fi-simple")
    assert finnish.keys() == simple.keys()
    assert [key for key in finnish if not placeholders(simple[key]) <= placeholders(finnish[key])] == []


@pytest.mark.parametrize("lang", languages.LANGUAGES)
def test_no_text_is_empty(lang: str) -> None:
    texts = {key: [text] if isinstance(text, str) else text for key, text in catalogues.catalogue(lang).items()}
    assert [key for key, forms in texts.items() if not all(form.strip() for form in forms)] == []
    assert [key for key, text in catalogues.catalogue(lang).items() if isinstance(text, list) and len(text) != 2] == []


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*.po")), ids=lambda path: path.name)
def test_catalogue_file_is_in_order(path: Path) -> None:
    with path.open("rb") as file:
        entries = [entry for entry in read_po(file, abort_invalid=True) if entry.id]
    assert [entry.id for entry in entries if entry.fuzzy] == []
    keys = re.findall(r'^msgid "(.+)"$', path.read_text("utf-8"), re.MULTILINE)
    assert sorted(keys) == sorted(set(keys)), "a key twice"


def test_no_scale_can_break_at_its_dash_on_a_phone_or_screen() -> None:
    for lang in languages.WRITTEN:
        texts = catalogues.catalogue(lang)
        shown = [key for key in texts if key.split(".")[0] in ("rating", "dots", "sort", "vote", "phone", "screen")]
        assert [key for key in shown if re.search(r"\d–\d", str(texts[key]))] == []


@pytest.mark.parametrize("lang", languages.LANGUAGES)
def test_no_dash_can_begin_a_line(lang: str) -> None:
    texts = {key: str(text) for key, text in catalogues.catalogue(lang).items()}
    assert [key for key, text in texts.items() if " – " in text] == []
    assert sum("\u00a0– " in text for text in texts.values()) > 5


@pytest.mark.parametrize("lang", languages.LANGUAGES)
def test_no_word_that_the_glossary_forbids(lang: str) -> None:
    texts = {key: text if isinstance(text, str) else " ".join(text) for key, text in catalogues.catalogue(lang).items()}
    assert {key: text for key, text in texts.items() if NOT_SAID.search(text)} == {}


@pytest.mark.parametrize("lang", ONE_WORD)
def test_one_thing_has_one_word(lang: str) -> None:
    texts = {key: text if isinstance(text, str) else " ".join(text) for key, text in catalogues.catalogue(lang).items()}
    assert {key: text for key, text in texts.items() if re.search(ONE_WORD[lang], text, re.IGNORECASE)} == {}


def literal_keys() -> Iterator[tuple[str, str]]:
    for path in sources():
        for match in LITERAL_KEY.finditer(path.read_text("utf-8")):
            yield match[1], str(path.relative_to(ROOT))


def test_every_key_that_the_code_names_exists() -> None:
    known = catalogues.catalogue("fi").keys()
    assert sorted({(key, path) for key, path in literal_keys() if key not in known}) == []


def test_the_scan_for_keys_sees_what_it_should() -> None:
    text = (
        """{{ t("idea.send") }} say(lang, 'dots.left', n=3) textIn(second, "a.b") """
        """t("idea.left", {}, 3) get("not.this") t("join." + x)"""
    )
    assert LITERAL_KEY.findall(text) == ["idea.send", "dots.left", "a.b", "idea.left"]


@pytest.fixture
def small_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in languages.LANGUAGES:
        catalogues.catalogue(language)  # kept in memory: none may be made of the small one
    monkeypatch.setattr(catalogues, "catalogue", lambda lang: CASES["catalogue"])


@pytest.mark.parametrize("case", CASES["say"], ids=lambda case: case["text"])
def test_texts_are_filled_and_counted(case: dict[str, Any], small_catalogue: None) -> None:
    facts = {"n": case.get("n")} | case.get("facts", {})
    assert catalogues.say(case["lang"], case["key"], **facts) == case["text"]


def test_numbers() -> None:
    for case in CASES["number"]:
        assert catalogues.valued(case["lang"], case["n"], case.get("unit", "")) == case["text"]


def test_days_and_clock_times() -> None:
    for case in CASES["moments"]:
        moment = dt.datetime(*case["local"])
        assert catalogues.date(case["lang"], moment) == case["day"]
        assert catalogues.time(case["lang"], moment) == case["time"]


def test_a_missing_text_is_told_and_never_borrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyError, match="sv: no text for 'no.such'"):
        catalogues.say("sv", "no.such")
    with pytest.raises(KeyError, match="without n"):
        catalogues.say("fi", "dots.left")
    with pytest.raises(KeyError, match="needs the fact 'countdown'"):
        catalogues.say("en", "grace.phone")
    with pytest.raises(KeyError, match="no such language"):
        catalogues.say("de", "idea.send")


def test_a_text_without_a_name_is_called_by_its_first_words() -> None:
    text = {"fi": "Kiitos, että tulitte! Kahvia on tarjolla aulassa.", "sv": "Tack"}
    assert catalogues.step_name("fi", {}, "welcome", text) == ("Kiitos, että tulitte! Kahvia…", "fi")
    assert catalogues.step_name("sv", {"fi": ""}, "welcome", text) == ("Tack", "sv")
    assert catalogues.step_name("sv", {"fi": "Tauko"}, "welcome", text) == ("Tauko", "fi")
    assert catalogues.step_name("en", {}, "welcome", {}) == (catalogues.say("en", "kind.welcome"), "en")
    assert catalogues.step_name("en", {}, "ideas", {}) == (catalogues.say("en", "kind.ideas"), "en")


def test_simple_finnish_falls_back_to_finnish() -> None:
    assert catalogues.say("fi-simple", "idea.send") == catalogues.say("fi", "idea.send")
    assert (
        catalogues.say("fi-simple", "refusal.too_long", 4)
        == "Teksti on liian pitkä. Teksti on tallessa. Tee siitä kaksi ideaa."
    )


@pytest.mark.parametrize("page", script_message_keys.FILES)
def test_a_page_fetches_its_own_words_and_no_others(page: str) -> None:
    named = script_message_keys.named(ROOT, page)
    files = [path for path in script_message_keys.loaded(ROOT, page) if path.suffix == ".js"]
    said = {match[1] for path in files for match in LITERAL_KEY.finditer(path.read_text("utf-8"))}
    name, body = catalogues.catalogue_bytes("sv", named)
    whole = json.loads(body)
    assert re.fullmatch(r"[0-9a-f]{12}", name) and whole["lang"] == "sv"
    assert len(files) > 20 and not said - whole["words"].keys()
    assert {key.split(".")[0] for key in whole["words"]} & {
        "phone",
        "screen",
        "console",
        "office",
        "privacy",
    } <= OF_PAGES[page]


def test_a_phone_gets_what_refusals_kinds_and_the_joining_page_need() -> None:
    whole = json.loads(catalogues.catalogue_bytes("fi", script_message_keys.named(ROOT, "phone"))[1])["words"]
    refusals = {f"refusal.{code}" for code in REFUSALS.keys() - TO_LEADERS.keys() - TO_FORMS.keys()}
    assert "sort.propose" in whole and not any(key.startswith("sort.proposed") for key in whole), "the console's"
    assert not [key for key in whole if key.startswith("kind.") and key.endswith(".help")], "the office's"
    assert {"idea.send", "kind.ideas", "join.kind", "measure.agree", *refusals} <= whole.keys()
    assert not {"measure.votes", "measure.median"} & whole.keys(), "no chart of a phone writes them"
    assert isinstance(whole["phone.slow"], str), "both forms are alike, and there once"
    others = TO_LEADERS.keys() | TO_FORMS
    assert not {f"refusal.{code}" for code in others} & whole.keys(), "what only those who lead, or forms, are answered"


def test_the_joining_page_has_every_word_that_it_says_again_in_another_language() -> None:
    whole = json.loads(catalogues.catalogue_bytes("sv", script_message_keys.named(ROOT, "phone"))[1])["words"]
    again = {
        key
        for path in (ROOT / "templates/phone").glob("*.html")
        for key in re.findall(r'data-t="([^"]+)"', path.read_text("utf-8"))
    }
    again |= set(re.findall(r'data-t="([^"]+)"', (ROOT / "templates/layouts/phone.html").read_text("utf-8")))
    assert len(again) > 5 and again <= whole.keys()
    assert not [key for key in whole if key.startswith(("join.over", "join.ticket"))], "only its template says them"


def test_every_text_is_said_somewhere() -> None:
    """Also not by a beginning to which something is joined, when the code knows no such word."""
    code = "\n".join(path.read_text("utf-8") for path in sources())
    (whole, beginnings), words = said_in(code), set(re.findall(r"[\w-]+", code))
    keys = {key: key.removesuffix(".zero") for key in catalogues.catalogue("fi")}
    assert [key for key, said in keys.items() if said not in whole and not _is_joined(said, beginnings, words)] == []


def _is_joined(key: str, beginnings: set[str], words: set[str]) -> bool:
    begun = max((one for one in beginnings if key.startswith(one)), key=len, default=None)
    joined = [] if begun is None else [part for part in key.removeprefix(begun).split(".") if part]
    return begun is not None and {re.sub(r"_(\d|many)$", "", part) for part in joined} <= words


@pytest.mark.parametrize(
    ("family", "names"),
    [
        ("kind", {*KINDS, *(other for kind in KINDS.values() for other in kind.also)}),
        ("refusal", REFUSALS.keys()),
        ("download", {*FORMATS}),
        ("done", COMMANDS.keys()),
    ],
)
def test_a_family_of_texts_has_none_for_what_is_not_there(family: str, names: Set[str]) -> None:
    whole, _ = said_in("\n".join(path.read_text("utf-8") for path in sources()))
    keys = [
        key.removeprefix(f"{family}.")
        for key in catalogues.catalogue("fi").keys() - whole
        if key.startswith(f"{family}.")
    ]
    ends = r"^(one|step)\.|\.(help|off|zero)$"
    assert sorted(key for key in keys if key not in names and re.sub(ends, "", key) not in names) == []


def test_every_command_that_goes_both_ways_has_words_for_both() -> None:
    words = catalogues.catalogue("fi").keys()
    for verb in (*SWITCHES, "activity.time", "screen.uncover"):
        assert {f"done.{verb}", f"done.{verb}.off"} <= words
        named = {f"done.{how}.{verb}" for how in ("one", "step")} & words - {"done.one.screen.spotlight"}
        assert {f"{key}.off" for key in named} <= words


def said_in(code: str) -> tuple[set[str], set[str]]:
    """The whole keys that code names, and the beginnings to which it joins something: `"kind." + x`, `f"kind.{x}"`,
    `"a.b" + x`."""
    whole, beginnings = set(), set()
    for key, after in SAID.findall(code):
        (beginnings if key.endswith(".") or not after or after[1:].strip() else whole).add(key)
    return whole, beginnings


def test_where_people_rate_nobody_is_told_that_they_vote() -> None:
    """A sentence of which a kind has words of its own is never said in those of voting by name."""
    endings = {f".{kind.words}" for kind in KINDS.values() if kind.words}
    known = catalogues.catalogue("fi").keys()
    of = {end: {key.removesuffix(end) for key in known if key.endswith(end)} & known for end in endings}
    assert endings == {".rating", ".sort", ".opinion"} and all(len(keys) > 30 for keys in of.values())
    every = set().union(*of.values())
    for kind in (kind for kind in KINDS.values() if kind.words):
        assert sorted(of[f".{kind.words}"]) == sorted(key for key in every if may_be_said_of(kind, key)), (
            "no less, no more"
        )
    whole, _ = said_in("\n".join(path.read_text("utf-8") for path in sources()))
    assert sorted(whole & of[".rating"] - {"console.mini"}) == []  # there it is the name of the kind
    votes = {"fi": r"\bään(i|t|es)", "sv": r"röst", "en": r"\bvot"}
    for lang, word in votes.items():
        texts = catalogues.catalogue(lang)
        ours = {key: text for key, text in texts.items() if key.endswith(".rating") or key.startswith("rating.")}
        assert [key for key, text in ours.items() if re.search(word, str(text), re.IGNORECASE)] == []


def may_be_said_of(kind: Kind, key: str) -> bool:
    """Whether a sentence about votes is ever said of this kind: not of themes where only ideas are voted on, not of
    hands where none are counted, and neither on a report's first page nor of the order of a list where people choose
    nothing."""
    if "of" not in kind.settings and re.search(r"\.(clusters|theme)$", key):
        return False
    counts_hands = bool(kind.hands({name: one.default for name, one in kind.settings.items()}))
    if not counts_hands and (re.search(r"\.hands\b", key) or key == "console.empty.targets"):
        return False
    return kind.chooses or not re.match(r"report\.((fact|part|more_voted)\.|position)", key)


def sources() -> list[Path]:
    """The files whose code says texts."""
    return [
        *(ROOT / "static/js").rglob("*.js"),
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "workshop").rglob("*.py"),
    ]


def test_a_key_that_begins_like_another_is_not_said_by_it() -> None:
    code = (
        """t("idea.mine") t(`idea.kind.${x}`) t("dots.cap" + of, {}, 2) """
        """"grace.now" ~ x f"refusal.{code}" f"a.b_{c}" t("net.on")"""
    )
    assert said_in(code) == ({"idea.mine", "net.on"}, {"idea.kind.", "dots.cap", "grace.now", "refusal.", "a.b_"})


@pytest.mark.parametrize(
    ("wish", "lang"),
    [
        (None, "fi"),
        ("", "fi"),
        ("sv-FI,sv;q=0.9,fi;q=0.8", "sv"),
        ("en-GB;q=0.5, fi;q=0.7", "fi"),
        ("de, en;q=0.3", "en"),
        ("de-DE, fr;q=0.5", "fi"),
        ("sv;q=0, *;q=0.5", "fi"),
        ("en;q=1.1.1, sv;q=0.2", "sv"),
        ("*", "fi"),
    ],
)
def test_language_of_a_browser(wish: str | None, lang: str) -> None:
    assert catalogues.choose(wish) == lang


def test_every_language_has_a_name_and_a_catalogue_and_is_listed_in_one_place() -> None:
    assert [*languages.NAMES] == [*languages.FILES] == [*languages.LANGUAGES]
    listed = re.compile(r"""["']fi["'],\s*["']sv["'],\s*["']en["']|fi\|sv\|en""")
    sources = [*ROOT.rglob("workshop/**/*.py"), *ROOT.rglob("templates/**/*.html")]
    found = [path.relative_to(ROOT).as_posix() for path in sources if listed.search(path.read_text("utf-8"))]
    assert found == ["workshop/i18n/languages.py"]


def test_every_refusal_has_its_sentence_and_its_facts() -> None:
    texts = catalogues.catalogue("fi")
    assert sorted(code for code in REFUSALS if f"refusal.{code}" not in texts) == []
    said = {key.removeprefix("refusal.").removesuffix(".zero") for key in texts if key.startswith("refusal.")}
    assert said <= REFUSALS.keys(), "a sentence about something else has another name"
    wrong = {code: placeholders(texts[f"refusal.{code}"]) for code in REFUSALS if not _facts_suffice(code)}
    assert wrong == {}


def _facts_suffice(code: str) -> bool:
    return placeholders(catalogues.catalogue("fi")[f"refusal.{code}"]) <= {f"{{{fact}}}" for fact in REFUSALS[code]}


@pytest.mark.parametrize("case", CASES["plurals"], ids=lambda case: case["about"])
def test_the_plural_rule_is_the_one_of_the_catalogues_header(case: dict[str, Any]) -> None:
    assert catalogues.rule_of(case["expression"]) == case["rule"]
    assert [[n, catalogues.form_of(case["rule"], n)] for n, _ in case["forms"]] == case["forms"]


def test_a_language_with_three_forms_needs_only_its_catalogue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ukrainian = CASES["plurals"][1]
    (tmp_path / "uk.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: nplurals=3; plural={ukrainian["expression"]};\\n"\n\n'
        'msgid "idea.count"\nmsgid_plural "idea.count"\n'
        'msgstr[0] "{n} ідея"\nmsgstr[1] "{n} ідеї"\nmsgstr[2] "{n} ідей"\n',
        "utf-8",
    )
    monkeypatch.setattr(catalogues, "_FOLDER", tmp_path)
    monkeypatch.setitem(languages.FILES, "uk", "uk.po")
    assert [catalogues.say("uk", "idea.count", n=n) for n in (1, 3, 12, 31)] == [
        "1 ідея",
        "3 ідеї",
        "12 ідей",
        "31 ідея",
    ]
    _, body = catalogues.catalogue_bytes("uk", ("idea",))
    assert json.loads(body)["plural"] == ukrainian["rule"]


LABELS = {
    "console.unmask": "console.unmask_idea",
    "console.lead": "console.lead_idea",
    "console.unmerge": "console.unmerge_idea",
    "console.keep": "console.keep_idea",
    "console.keep_in": "console.keep_in_idea",
    "console.author.release": "console.author.release_idea",
    "console.suggest.skip": "console.suggest.skip_pair",
    "mod.mask": "console.mask_idea",
    "mod.hide": "console.hide_idea",
}
"""What a button shows → what a screen reader calls it."""


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_name_of_a_button_holds_what_it_shows(language: str) -> None:
    """Who speaks to the machine says what stands on the button."""
    words = catalogues.catalogue(language)
    assert [key for key, name in LABELS.items() if str(words[key]) not in str(words[name])] == []

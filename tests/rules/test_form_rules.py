"""The rules of what organisers and authors fill in, at their edges: background questions, proposal forms, names of
themes, addresses of results pages, passwords, email addresses; and how ideas are dealt to a hall."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.rules.test_domain import refused
from workshop.contract.base import BACKGROUND_MAX, CHOICE_MAX, SLUG_MAX, THEME_MAX
from workshop.contract.commands import BackgroundQuestion
from workshop.domain import (
    background_questions,
    cluster_letters,
    email_address,
    idea_dealing,
    proposal_form,
    slugs,
    theme_names,
    wifi_password,
)
from workshop.domain.background_questions import MOST_CHOICES, MOST_QUESTIONS, StoredQuestion
from workshop.domain.errors import Refusal
from workshop.domain.methods.agreement import ENOUGH
from workshop.domain.proposal_form import CONTACT, DETAILS, TITLE_LONGEST

SAME_THEMES = json.loads((Path(__file__).parents[1] / "data/theme_key_cases.json").read_text("utf-8"))

# -- background questions ----------------------------------------------------------------------------------------------


def question(words: str, *choices: str) -> BackgroundQuestion:
    return BackgroundQuestion(words={"fi": words}, choices=[{"fi": one} for one in choices])


def stored(words: str, *choices: str) -> StoredQuestion:
    return {"words": {"fi": words}, "choices": [{"fi": one} for one in choices]}


def test_questions_are_stored_in_one_line_and_without_languages_that_say_nothing() -> None:
    given = BackgroundQuestion(
        words={"fi": " Ikä \n vuosina ", "sv": "  "}, choices=[{"fi": "alle 30", "sv": ""}, {"fi": "yli 30"}]
    )
    assert background_questions.cleaned([given]) == [stored("Ikä vuosina", "alle 30", "yli 30")]
    sent = background_questions.as_sent([stored("Ikä", "a", "b")])
    assert sent == [question("Ikä", "a", "b")] and background_questions.cleaned(sent) == [stored("Ikä", "a", "b")]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([question(f"Ikä {n}", "a", "b") for n in range(MOST_QUESTIONS)], ""),
        ([question("Ikä", "a", "b")] * (MOST_QUESTIONS + 1), "too_many_questions"),
        ([question("Ikä", "a", "b"), question(" Ikä ", "c", "d")], "questions_alike"),
        ([question(" ", "a", "b")], "question_missing"),
        ([question("Ikä", "a")], "choices_bad"),
        ([question("Ikä", *map(str, range(MOST_CHOICES)))], ""),
        ([question("Ikä", *map(str, range(MOST_CHOICES + 1)))], "choices_bad"),
        ([question("Ikä", "a", " ")], "choices_bad"),
        ([question("Ikä", "a", " a")], "choices_bad"),
        ([question("x" * BACKGROUND_MAX, "a", "b")], ""),
        ([question("x" * (BACKGROUND_MAX + 1), "a", "b")], "too_long"),
        ([question("Ikä", "x" * CHOICE_MAX, "b")], ""),
        ([question("Ikä", "x" * (CHOICE_MAX + 1), "b")], "too_long"),
    ],
)
def test_how_many_questions_and_choices_there_may_be(given: list[BackgroundQuestion], code: str) -> None:
    if not code:
        assert len(background_questions.cleaned(given)) == len(given)
        return
    with refused(code):
        background_questions.cleaned(given)


BEFORE = [stored("Ikä", "a", "b"), stored("Kieli", "fi", "sv")]


@pytest.mark.parametrize(
    ("after", "adds"),
    [
        (BEFORE, True),
        ([*BEFORE, stored("Uusi", "a", "b")], True),
        ([stored("Ikä", "a", "b", "c"), BEFORE[1]], True),
        ([{"words": {"fi": "Ikä", "sv": "Ålder"}, "choices": BEFORE[0]["choices"]}, BEFORE[1]], True),
        (BEFORE[:1], False),
        (BEFORE[::-1], False),
        ([stored("Iät", "a", "b"), BEFORE[1]], False),
        ([stored("Ikä", "a"), BEFORE[1]], False),
        ([stored("Ikä", "b", "a"), BEFORE[1]], False),
        ([stored("Ikä", "a", "x"), BEFORE[1]], False),
    ],
)
def test_what_was_asked_keeps_its_place_and_its_words(after: list[StoredQuestion], adds: bool) -> None:
    assert background_questions.only_adds(BEFORE, after) is adds


@pytest.mark.parametrize(
    ("at", "there"),
    [((1, 1), True), ((2, 2), True), ((0, 1), False), ((3, 1), False), ((1, 0), False), ((1, 3), False)],
)
def test_an_answer_has_a_place(at: tuple[int, int], there: bool) -> None:
    assert background_questions.has_place(BEFORE, *at) is there


def test_answers_without_a_place_count_nowhere() -> None:
    answers = [(1, 1), (1, 1), (2, 2), (0, 1), (1, 9), (3, 1)]
    assert background_questions.counted(9, BEFORE, answers) == {"people": 9, "answers": [[2, 0], [0, 1]]}


def test_what_the_log_has_of_an_answer_tells_it_only_with_its_salt() -> None:
    one = background_questions.commitment("salt", 1, 2)
    others = [("salt", 1, 3), ("salt", 2, 2), ("pepper", 1, 2)]
    assert len(one) == 64 and one not in [background_questions.commitment(*other) for other in others]
    assert one == background_questions.commitment("salt", 1, 2)


# -- proposals ---------------------------------------------------------------------------------------------------------

CONTACTS = {"name": "Ada", "email": "ada@museo.fi", "phone": ""}
WORDS = {"description": "Talkoot\npihalla", "wished": "", "group": "Seura"}


def found(call: str, given: Mapping[str, str]) -> Refusal | object:
    try:
        return proposal_form.contact(given) if call == "contact" else proposal_form.details(given)
    except Refusal as refusal:
        return refusal


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"name": " "}, "empty", "name"),
        ({"name": "x" * (CONTACT["name"] + 1)}, "too_long", "name"),
        ({"email": "ada@museo"}, "email_bad", "email"),
        ({"email": "ada"}, "email_bad", "email"),
        ({"email": ""}, "reach_missing", "email"),
        ({"phone": "soita"}, "phone_wrong", "phone"),
        ({"phone": "12"}, "phone_wrong", "phone"),
        ({"phone": "+"}, "phone_wrong", "phone"),
        ({"phone": "040 123 456x"}, "phone_wrong", "phone"),
    ],
)
def test_a_contact_that_nobody_could_reach_is_refused_at_its_field(
    more: Mapping[str, str], code: str, field: str
) -> None:
    refusal = found("contact", {**CONTACTS, **more})
    assert isinstance(refusal, Refusal) and (refusal.code, refusal.facts["field"]) == (code, field)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"email": "", "phone": "+358 40 123 4567"},
        {"phone": "(02) 123-456"},
        {"name": "x" * CONTACT["name"]},
        {"phone": "040.123.456"},
    ],
)
def test_one_way_to_reach_people_is_enough(more: Mapping[str, str]) -> None:
    assert not isinstance(found("contact", {**CONTACTS, **more}), Refusal)


def test_the_fields_of_a_proposal_are_stored_in_one_line_but_its_description() -> None:
    given = {"description": "Talkoot\n\npihalla ", "wished": " ensi \n kesänä ", "group": "Seura", "other": "x"}
    assert found("details", given) == {
        "description": "Talkoot\n\npihalla",
        "wished": "ensi kesänä",
        "group": "Seura",
    }
    assert found("details", WORDS) == WORDS


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"description": ""}, "empty", "description"),
        ({"group": " "}, "empty", "group"),
        ({"description": "x" * (DETAILS["description"] + 1)}, "too_long", "description"),
        ({"wished": "x" * (DETAILS["wished"] + 1)}, "too_long", "wished"),
    ],
)
def test_a_field_that_is_missing_or_too_long_is_named(more: Mapping[str, str], code: str, field: str) -> None:
    refusal = found("details", {**WORDS, **more})
    assert isinstance(refusal, Refusal) and (refusal.code, refusal.facts["field"]) == (code, field)


def test_a_title_has_one_line() -> None:
    assert proposal_form.title("Talkoot\npihalla") == "Talkoot pihalla"
    assert len(proposal_form.title("x" * TITLE_LONGEST)) == TITLE_LONGEST
    for raw, code in (("x" * (TITLE_LONGEST + 1), "too_long"), (" ", "empty")):
        with refused(code):
            proposal_form.title(raw)


# -- themes ------------------------------------------------------------------------------------------------------------


def test_names_of_themes_are_the_same_whatever_their_capitals_and_blanks() -> None:
    """The pages' script is tested with these cases, too (tests/js/text.test.mjs)."""
    for case in SAME_THEMES:
        assert {theme_names.same_theme_key(name) for name in case["names"]} == {case["key"]}


def test_likely_themes_are_one_a_line() -> None:
    assert theme_names.likely_themes(" Piha \n\n Ranta\n \u200b \nTalo") == ["Piha", "Ranta", "Talo"]
    assert theme_names.likely_themes("") == []


@pytest.mark.parametrize(
    ("raw", "code", "facts"),
    [
        ("Piha\npiha", "likely_theme_twice", {"name": "piha"}),
        ("Piha\n" + "x" * (THEME_MAX + 2), "likely_theme_long", {"row": 2, "n": 2}),
        ("\n".join(map(str, range(theme_names.MOST_LIKELY + 1))), "likely_themes_many", {"n": theme_names.MOST_LIKELY}),
        ("\ud800", "text_unreadable", {}),
    ],
)
def test_a_list_of_likely_themes_is_refused_by_its_line(raw: str, code: str, facts: Mapping[str, object]) -> None:
    with pytest.raises(Refusal) as caught:
        theme_names.likely_themes(raw)
    assert (caught.value.code, caught.value.facts) == (code, facts)


def test_as_many_likely_themes_as_letters_are_taken() -> None:
    most = list(map(str, range(theme_names.MOST_LIKELY)))
    assert theme_names.likely_themes("\n".join(most)) == most


@pytest.mark.parametrize(
    ("raw", "code"),
    [(" ", "theme_nameless"), ("x" * (THEME_MAX + 1), "theme_long"), ("\ud800", "text_unreadable")],
)
def test_a_name_of_a_theme_is_refused_in_words_about_themes(raw: str, code: str) -> None:
    with refused(code):
        theme_names.name_of(raw)
    assert theme_names.name_of("Piha\nja ranta") == "Piha ja ranta"


@pytest.mark.parametrize(
    ("used", "letter"),
    [
        ([], "A"),
        (["A", "C"], "B"),
        ([chr(one) for one in range(65, 91)], "AA"),
        ([*map(chr, range(65, 91)), "AA", "AB"], "AC"),
        (
            [*map(chr, range(65, 91)), *(f"{a}{b}" for a in map(chr, range(65, 91)) for b in map(chr, range(65, 91)))],
            None,
        ),
    ],
    ids=["first", "free", "AA", "AC", "all"],
)
def test_the_next_letter_of_a_theme(used: list[str], letter: str | None) -> None:
    assert cluster_letters.next_letter(used) == letter


# -- addresses and passwords -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Museo huomenna", "museo-huomenna"),
        ("Åbo: kväll & öl!", "abo-kvall-ol"),
        ("  --Ilta--  ", "ilta"),
        ("Ab", ""),
        ("歴史", ""),
        ("x" * (SLUG_MAX + 9), "x" * SLUG_MAX),
        ("x" * SLUG_MAX + " y", "x" * SLUG_MAX),
        ("abc " + "x" * SLUG_MAX, "abc"),
    ],
)
def test_a_title_proposes_an_address_of_whole_words(title: str, slug: str) -> None:
    assert slugs.proposed(title) == slug


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("abc", True),
        ("ab", False),
        ("museo-2029", True),
        ("x" * SLUG_MAX, True),
        ("x" * (SLUG_MAX + 1), False),
        ("-abc", False),
        ("abc-", False),
        ("a--bc", False),
        ("äbc", False),
        ("ABC", False),
        ("a_bc", False),
    ],
)
def test_an_address_is_made_of_what_people_can_say(typed: str, fits: bool) -> None:
    assert slugs.is_slug(typed) is fits


def test_an_address_is_taken_as_it_was_meant() -> None:
    assert slugs.tidy("  Museo-2029 ") == "museo-2029"


@pytest.mark.parametrize(
    ("password", "fits"),
    [
        ("", True),
        ("x" * 7, False),
        ("x" * 8, True),
        ("x" * 63, True),
        ("x" * 64, False),
        ("aF" * 32, True),
        ("ä" * 4, True),
        ("ä" * 32, False),
    ],
)
def test_a_wifi_password_is_one_that_phones_take(password: str, fits: bool) -> None:
    assert wifi_password.may_be_password(password) is fits


@pytest.mark.parametrize(
    ("given", "address", "public"),
    [
        ("ada@museo.fi", True, True),
        ("ada.b+c@museo.fi", True, True),
        ("ada@palvelin", True, False),
        ("åke@åbo.fi", True, True),
        ("ada@", False, False),
        ("@museo.fi", False, False),
        ("ada@museo.", False, False),
        ("ada@-museo.fi", False, False),
        (".ada@museo.fi", False, False),
        ("ada @museo.fi", False, False),
        ("ada@museo.fi\n", False, False),
        ("<ada@museo.fi>", False, False),
        ("", False, False),
    ],
)
def test_what_may_be_an_email_address(given: str, address: bool, public: bool) -> None:
    assert (email_address.is_address(given), email_address.is_public(given)) == (address, public)


# -- dealing ideas -----------------------------------------------------------------------------------------------------

PLACE = {1: 30, 2: 20, 3: 10, 4: 40}


@pytest.mark.parametrize(
    ("seen", "held", "own", "dealt"),
    [
        ({1: 0, 2: 0, 3: 0}, [], [], [3, 2]),
        ({1: 1, 2: 0, 3: 0}, [], [], [1, 3]),
        ({1: ENOUGH - 1, 2: 1, 3: ENOUGH}, [], [], [1, 2]),
        ({1: ENOUGH, 2: ENOUGH + 1, 3: ENOUGH + 1}, [], [], [1, 3]),
        ({1: 0, 2: 0, 3: 0}, [3], [], [2, 1]),
        ({1: 0, 2: 0, 3: 0}, [], [3, 2], [1]),
        ({1: 0, 2: 0}, [1], [2], [2]),
        ({1: 0, 2: ENOUGH}, [1], [2], []),
        ({1: 0}, [1], [], []),
        ({}, [], [], []),
    ],
)
def test_a_phone_completes_what_others_have_begun_and_gets_its_own_ideas_last(
    seen: dict[int, int], held: list[int], own: list[int], dealt: list[int]
) -> None:
    assert idea_dealing.next_ideas(2, seen, held, own, PLACE) == dealt

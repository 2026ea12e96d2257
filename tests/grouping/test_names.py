"""Names offered for themes: nouns that the ideas have in common, and of a single idea its own."""

import pytest

from tests.grouping.conftest import SETS, ideas
from tests.tools import grouping_figures
from workshop.contract.base import THEME_MAX
from workshop.grouping.lexical import Lexical
from workshop.grouping.name_words import BASIC, INFLECTED, NONE, OBLIQUE, worth
from workshop.grouping.suggester import Suggester
from workshop.grouping.suggester_interface import Card, PlacedTheme, Work

SUGGESTER = Suggester(Lexical())


def cards(*texts: str, language: str = "fi") -> tuple[Card, ...]:
    return tuple(Card(number, text, language) for number, text in enumerate(texts, 1))


def of_theme(*texts: str, placed: tuple[int, ...], about: str = "") -> tuple[str, ...]:
    work = Work(cards=cards(*texts), themes=(PlacedTheme(1, "", placed),), about=about)
    return next((one.names for one in SUGGESTER.names(work).themes), ())


@pytest.mark.parametrize(
    ("value", "language", "forms"),
    [
        (
            BASIC,
            "fi",
            "kahvila koirat lapset valot kuvat päivät puut avain tulostin lukeminen koululaiset kirkko huone",
        ),
        (INFLECTED, "fi", "kuvia tuoleja penkkejä neuvontaa apua museota huonetta"),
        (OBLIQUE, "fi", "lapsille nurmikkoa tilaa"),
        (
            NONE,
            "fi",
            "pääsee pelataan tarvittaisiin lainata kävellä näkyisi jonottavat esteetön isompi nopeasti iltaisin",
        ),
        (
            NONE,
            "fi",
            "kuvan pihalla heinäkuussa sateessa ruotsiksi kerrokseen hiljainen hiljanen kirjastomme vuodet d-malli",
        ),
        (BASIC, "sv", "kafé hållplatsen barn"),
        (NONE, "sv", "röra sitta riktigt tydliga tillgängligt"),
        (BASIC, "en", "shelters room wheelchair"),
        (NONE, "en", "bookable actually reading augmented"),
    ],
)
def test_what_a_word_counts_as_a_name(value: float, language: str, forms: str) -> None:
    assert {form: worth(form, language) for form in forms.split()} == dict.fromkeys(forms.split(), value)


def test_nouns_name_a_theme_in_the_best_form_that_was_written() -> None:
    """Three of four say "koskea" (touch), two "lapset" (children): a theme was to be called "Koskea, vitriinejä"."""
    texts = ("Lapsille paikka jossa saa koskea", "lapset haluaa koskea!", "Saisi koska vaan koskea", "Sauna rannalle")
    assert of_theme(*texts, placed=(1, 2, 3))[0] == "Lapset"


def test_names_of_people_and_of_the_town_name_no_theme() -> None:
    texts = ("vanha Turku ja Pietari Brahe", "Brahe kävelee turussa", "näytelmä turusta ja Brahesta", "Sauna rannalle")
    assert of_theme(*texts, placed=(1, 2, 3)) == ("Näytelmä",)


def test_a_compound_of_the_forums_own_word_tells_nothing_of_that_words_part() -> None:
    texts = ("Kirjastoauto kylälle", "Kirjastokortti netistä", "Kirja kotiin", "Kirjat esille", "Sauna rannalle")
    assert "Kirjat" in of_theme(*texts, placed=(1, 2), about="Terveisiä")
    assert "Kirjat" not in of_theme(*texts, placed=(1, 2), about="Millainen kirjasto?")


@pytest.mark.parametrize("placed", [(), (1,)])
def test_a_single_idea_is_named_by_its_own_words_and_first_by_those_that_ideas_near_to_it_have(
    placed: tuple[int, ...],
) -> None:
    """Both where a theme has one card, and where one may be made of it."""
    texts = ("Laituri ja kahvila rantaan", "Kahvila pihalle", "Kahvila ja pulla", "Sauna rannalle")
    offered = SUGGESTER.names(Work(cards=cards(*texts), themes=(PlacedTheme(1, "", placed),)))
    [names] = [one.names for one in (*offered.themes, *offered.cards) if one.id == 1]
    assert names == ("Kahvila", "Laituri")


def test_a_single_idea_without_a_noun_is_offered_no_name() -> None:
    assert of_theme("Ei pääse sisään", "Kahvilaan pääsee pihalta", placed=(1,)) == ()


def test_no_name_is_longer_than_a_theme_may_be_called() -> None:
    long = (
        "kirjasto" * 34,
        "W" * 280,
        "oikeasti " + "kahvila" * 3 + "tuoli " + "museo" * 5 + " " + "pääsylippuautomaattijono " * 2,
    )
    offered = [*of_theme(*long, placed=(1, 2)), *of_theme(*long, placed=(3,)), *of_theme(*long, placed=(1, 2, 3))]
    assert all(len(name) <= THEME_MAX for name in offered), offered


def test_a_theme_of_ideas_in_as_many_languages_is_named_in_that_of_the_board() -> None:
    work = Work(
        cards=(Card(1, "Shelters please", "en"), Card(2, "Katokset", "fi"), Card(3, "Sauna", "fi")),
        themes=(PlacedTheme(1, "", (1, 2)),),
    )
    assert SUGGESTER.names(work).themes[0].names == ("Katokset",)


def test_names_hold_a_word_of_the_title_about_as_often_as_the_ideas_do() -> None:
    """On four topics, with three ideas placed: the share was half of this while any word could be a name."""
    found: list[bool] = []
    for name in SETS:
        work = next(iter(grouping_figures.draws(ideas(name))))
        found += grouping_figures.name_hits(work, SUGGESTER)
    assert sum(found) / len(found) >= 0.15

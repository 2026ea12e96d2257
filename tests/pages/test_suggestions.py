"""What the board may suggest: who may read it, what it rests on, and that what a person answered holds."""

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import pytest
from flask.testing import FlaskClient

from tests.conftest import Room, forum_fields, furnish, in_room
from tests.pages.test_console import come_in, ref
from workshop import forum_templates
from workshop.domain.activities.base import LIKELY_THEMES
from workshop.grouping.embedder import NoVectors
from workshop.grouping.semantic import Semantic
from workshop.grouping.suggest_process import NoSuggestions
from workshop.grouping.suggester import Suggester
from workshop.grouping.suggestions_for_board import suggested
from workshop.pages.base import Services
from workshop.pages.suggestion_cache import SuggestionCache
from workshop.projections.suggestion_input import work_of
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Activity

SAID = (
    "Pieni kahvila museon pihalle",
    "Museon pihalle pieni kahvila kesäksi",
    "Sauna laivaan rannalle",
    "Lautapelejä lainattavaksi",
    "Iltakahvila museon pihalle",
)


@pytest.fixture
def index(services: Services) -> SuggestionCache:
    """The lexical one, which every machine has, in the place of the server's."""
    services.suggestions = SuggestionCache(services.engine, Suggester.by_letters())
    return services.suggestions


@pytest.fixture
def cards(room: Room) -> list[int]:
    """The ids of five ideas on the board, two of which say the same."""
    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    return [int(room.must("idea.enter", activity=step, text=text, source="paper")["idea"]) for text in SAID]


def asked(client: FlaskClient, room: Room, index: SuggestionCache) -> dict[str, Any]:
    """What the page is told once the job has run."""
    address = f"/console/{ref(room)}/suggestions"
    assert client.get(address).status_code == 200
    index.refresh()
    return dict(client.get(address).get_json())


def pairs(found: dict[str, Any]) -> list[list[int]]:
    return [one["ideas"] for one in found["duplicates"]]


def test_only_who_leads_the_forum_reads_suggestions(client: FlaskClient, room: Room, index: SuggestionCache) -> None:
    assert client.get(f"/console/{ref(room)}/suggestions").status_code == 403
    come_in(client, room)
    found = client.get(f"/console/{ref(room)}/suggestions").get_json()
    assert found == {"back_end": "", "busy": True, "duplicates": [], "themes": [], "names": [], "idea_names": []}


def test_likely_duplicates_until_they_are_merged(
    client: FlaskClient, room: Room, index: SuggestionCache, cards: list[int]
) -> None:
    come_in(client, room)
    found = asked(client, room, index)
    assert not found["busy"]
    assert found["back_end"] == "lexical"
    group = next(one for one in pairs(found) if set(cards[:2]) <= set(one))
    room.must("idea.merge", into=group[0], ideas=group[1:])
    assert pairs(asked(client, room, index)) == [], "what is one card is suggested no more"


def test_a_dismissed_duplicate_comes_back_by_undo_alone(
    client: FlaskClient, room: Room, index: SuggestionCache, cards: list[int], services: Services
) -> None:
    come_in(client, room)
    group = pairs(asked(client, room, index))[0]
    room.must("suggestion.dismiss", idea=group[0], others=group[1:])
    room.must("idea.enter", activity=room.step("ideas"), text="Kahvila museon pihalle", source="paper")
    assert not any(len(set(group) & set(one)) > 1 for one in pairs(asked(client, room, index)))
    # After a restart nothing but the database is left.
    services.suggestions = again = SuggestionCache(services.engine, Suggester.by_letters())
    assert not any(len(set(group) & set(one)) > 1 for one in pairs(asked(client, room, again)))
    room.must("undo")
    assert room.must("undo")["command"] == "suggestion.dismiss"
    with reading(room.engine) as db:
        assert work_of(db, room.forum).not_pairs == frozenset()
    room.must("redo")
    with reading(room.engine) as db:
        assert (min(group[:2]), max(group[:2])) in work_of(db, room.forum).not_pairs


def test_a_likely_theme_says_why_and_moves_nothing(
    client: FlaskClient, room: Room, index: SuggestionCache, cards: list[int]
) -> None:
    come_in(client, room)
    cafe = int(room.must("cluster.add", title="Kahvila", ideas=[cards[0], cards[1]])["cluster"])
    room.must("cluster.add", title="Laiva ja meri", ideas=[cards[2]])
    found = asked(client, room, index)["themes"]
    evening = next(one for one in found if one["idea"] == cards[4])
    assert evening["cluster"] == cafe
    assert set(evening["near"]) <= {cards[0], cards[1]}
    assert evening["near"], "the reason is there"
    assert evening["words"]
    assert evening["others"] == [], "a theme that is not likely is not offered beside it"
    assert {one["idea"] for one in found} <= {cards[3], cards[4]}, "what a person has placed stays"
    assert room.sees("facilitators")["idea"][str(cards[4])]["cluster"] is None
    room.must("suggestion.dismiss", idea=cards[4], cluster=cafe)
    later = asked(client, room, index)["themes"]
    assert all((one["idea"], one["cluster"]) != (cards[4], cafe) for one in later)


def test_an_idea_that_others_must_not_read_is_in_no_suggestion(
    client: FlaskClient, room: Room, index: SuggestionCache, cards: list[int]
) -> None:
    come_in(client, room)
    for card in cards[:2]:
        room.must("idea.hide", idea=card, reason="test")
    with reading(room.engine) as db:
        assert {card.id for card in work_of(db, room.forum).cards} == set(cards[2:])


def test_an_idea_of_a_step_that_is_not_voted_on_is_in_no_suggestion_as_it_is_on_no_board(
    room: Room, cards: list[int]
) -> None:
    step = room.must("activity.add", kind="ideas", minutes=5, prompt={"fi": "Muisto?"}, settings={"votable": False})
    memory = int(room.must("idea.enter", activity=step["activity"], text="Muistan karhun", source="paper")["idea"])
    with reading(room.engine) as db:
        assert memory not in {card.id for card in work_of(db, room.forum).cards}


def test_nothing_is_sent_twice_and_nothing_computed_twice(
    client: FlaskClient, room: Room, index: SuggestionCache, cards: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    come_in(client, room)
    address = f"/console/{ref(room)}/suggestions"
    asked(client, room, index)
    tag = client.get(address).headers["ETag"]
    room.comes("ada")  # the log grows; no idea and no theme changes
    monkeypatch.setattr(Suggester, "duplicates", lambda *_: pytest.fail("computed again"))
    index.refresh()
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


class Reading:
    """The model in the place of a real one: it reads the board until it fails, so likeness by letters answers."""

    def __init__(self) -> None:
        self.meanwhile: list[dict[str, Any]] = []
        self.look: Callable[[], dict[str, Any]] = dict

    def vectors(self, texts: Sequence[str]) -> NoReturn:
        """See Embedder."""
        self.meanwhile.append(self.look())
        raise NoVectors

    def close(self) -> None:
        """Nothing was started."""


def test_the_page_says_which_back_end_answered_and_shows_likeness_by_words_until_the_model_has_read_all(
    client: FlaskClient, room: Room, services: Services, cards: list[int]
) -> None:
    come_in(client, room)
    model = Reading()
    suggester = Suggester(Semantic(model), model)  # type: ignore[arg-type]
    services.suggestions = index = SuggestionCache(services.engine, suggester)
    model.look = lambda: dict(client.get(f"/console/{ref(room)}/suggestions").get_json())
    found = asked(client, room, index)
    assert (found["back_end"], found["busy"]) == ("lexical", False), "installed, but it did not answer"
    first = model.meanwhile[0]
    assert (first["back_end"], first["busy"]) == ("lexical", True) and pairs(first) == pairs(found) != []


def test_one_forum_that_cannot_be_computed_keeps_none_from_the_others(room: Room, cards: list[int]) -> None:
    class Hangs(Suggester):
        def duplicates(self, work: Any, letters: bool = False) -> Any:
            if not work.cards:
                raise NoSuggestions
            return super().duplicates(work, letters)

    index = SuggestionCache(room.engine, Hangs.by_letters())
    other = furnish(room.engine, forum_templates.load("forum-1"))
    for forum in (other.forum, room.forum):
        index.of(forum)
    with pytest.raises(NoSuggestions):
        index.refresh()
    assert not index.of(other.forum).busy, "nothing comes now"
    assert len(index.of(room.forum).duplicates) == 1


def test_where_meaning_is_compared_no_more_letters_answer_for_what_is_new(room: Room, cards: list[int]) -> None:
    class Meaning(Suggester):
        hangs = False
        semantic = True

        def duplicates(self, work: Any, letters: bool = False) -> Any:
            if self.hangs and not letters:
                raise NoSuggestions
            return super().duplicates(work, letters)

    suggester = Meaning.by_letters()
    index = SuggestionCache(room.engine, suggester)
    index.of(room.forum)
    index.refresh()
    suggester.hangs = True
    step = room.step("ideas", 2)
    texts = [f"Veneitä {n} jokeen" for n in "ab"]
    new = [int(room.must("idea.enter", activity=step, text=text, source="paper")["idea"]) for text in texts]
    for _ in range(2):
        with pytest.raises(NoSuggestions):
            index.refresh()
    assert any(set(new) <= set(one.ideas) for one in index.of(room.forum).duplicates)


def test_a_console_that_is_gone_costs_nothing(
    client: FlaskClient, room: Room, services: Services, cards: list[int]
) -> None:
    now = [0.0]
    services.suggestions = index = SuggestionCache(services.engine, Suggester.by_letters(), clock=lambda: now[0])
    come_in(client, room)
    asked(client, room, index)
    now[0] = 60.0
    room.must("idea.enter", activity=room.step("ideas"), text="Kahvila museon pihalle", source="paper")
    before = index._forums[room.forum].work
    index.refresh()
    assert index._forums[room.forum].work is before


def test_another_forums_ideas_are_refused(room: Room, cards: list[int]) -> None:
    assert room.do("suggestion.dismiss", idea=cards[0], others=[9999]).code == "idea_gone"
    assert room.do("suggestion.dismiss", idea=cards[0], cluster=9999).code == "gone"
    assert room.do("suggestion.dismiss", idea=cards[0]).code == "malformed"
    assert room.do("suggestion.dismiss", idea=cards[0], others=[cards[0]]).code == "malformed"
    assert room.do("suggestion.dismiss", room.comes("ada"), idea=cards[0], others=[cards[1]]).code == "rights"
    assert in_room(room.engine, room.forum).sees("everyone")


def test_piles_of_the_loose_ideas_are_proposed_to_who_leads(
    client: FlaskClient, room: Room, index: SuggestionCache, cards: list[int]
) -> None:
    address = f"/console/{ref(room)}/piles"
    assert client.get(address + "?about=2").status_code == 403
    come_in(client, room)
    assert [client.get(address + asked).status_code for asked in ("", "?about=1", "?about=27", "?about=x")] == [400] * 4
    room.must("cluster.add", title="Pelit", ideas=[cards[3]])
    found = client.get(address + "?about=2").get_json()
    told = [idea for pile in found["piles"] for idea in pile["ideas"]] + found["uncertain"]
    assert sorted(told) == sorted({*cards} - {cards[3]}), "each loose idea once, and none that somebody placed"
    assert any("Kahvila" in pile["name"] for pile in found["piles"])


def test_names_are_offered_for_themes_with_ideas_and_for_themes_that_loose_ideas_may_make(
    client: FlaskClient, room: Room, index: SuggestionCache, cards: list[int]
) -> None:
    come_in(client, room)
    cafe = room.must("cluster.add", title="", ideas=[cards[0], cards[4]])["cluster"]
    room.must("cluster.add", title="", ideas=[])
    found = asked(client, room, index)
    [offered] = found["names"]
    assert offered["cluster"] == cafe
    assert "kahvila" in offered["names"][0].lower()
    assert 1 < len(offered["names"]) <= 3
    assert {one["idea"] for one in found["idea_names"]} == {*cards[1:4]}
    assert room.sees("facilitators")["cluster"][str(cafe)]["title"] == "", "nothing is named by itself"
    room.must("cluster.rename", cluster=cafe, title=offered["names"][0], version=1)


def test_themes_of_ended_forums_of_the_series_give_names(room: Room) -> None:
    for title in ("Ruoka ja kahvila", "", "Meri", "meri"):
        room.must("cluster.add", title=title, ideas=[])
    series = room.must("series.add", title="Meidän museomme")["series"]
    room.must("forum.edit", **forum_fields(series=series))
    later = furnish(room.engine, forum_templates.load("forum-1"))
    later.must("forum.edit", **forum_fields(series=series))

    def known(one: Room) -> tuple[str, ...]:
        with reading(room.engine) as db:
            return work_of(db, one.forum).known_names

    assert known(later) == (), "the forum is being held"
    room.must("forum.end")
    assert known(later) == ("Ruoka ja kahvila", "Meri")
    assert known(room) == (), "its own are not another's"
    assert known(furnish(room.engine, forum_templates.load("forum-1"))) == (), "of no series"


def test_likely_themes_that_the_organiser_wrote_down_are_proposed_as_names(room: Room, cards: list[int]) -> None:
    with transaction(room.engine) as db:
        step = db.get_one(Activity, room.step("clusters"))
        step.settings = {**step.settings, LIKELY_THEMES: "Kahvila ja terassi\nPelit ja leikit"}
    cafe = room.must("cluster.add", title="", ideas=[cards[0], cards[4]])["cluster"]
    with reading(room.engine) as db:
        work = work_of(db, room.forum)
    assert work.known_names == ("Kahvila ja terassi", "Pelit ja leikit")
    [offered] = suggested(Suggester.by_letters(), work).names
    assert (offered.cluster, offered.names[0]) == (cafe, "Kahvila ja terassi")

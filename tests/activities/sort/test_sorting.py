"""Sorting by the hall: hands are dealt and come back, themes fill, and the facilitator takes what people agree on."""

from typing import Any

import pytest
from sqlalchemy import insert

from tests.conftest import Room
from workshop.access import authentication
from workshop.access.authentication import Credentials
from workshop.domain.idea_dealing import LEASE
from workshop.projections import settled_by_results
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Forum
from workshop.storage.tables import dealt as dealt_rows
from workshop.verifier.check import verify

Sorting = tuple[Room, int, list[int], dict[str, int]]


@pytest.fixture
def sorting(room: Room) -> Sorting:
    """An open sorting of nine ideas, the first by ada, into two themes."""
    ada, wall = room.comes("ada"), room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    ideas = [int(room.must("idea.add", ada, activity=wall, text="Adan oma")["idea"])]
    ideas += room.ideas_on_paper(wall, 8)
    themes = {title: int(room.must("cluster.add", title=title, ideas=[])["cluster"]) for title in ("Ruoka", "Meri")}
    return room, room.opens_vote("sort", "Mihin?", hand=4), ideas, themes


def dealt(room: Room, step: int, who: Credentials) -> list[int]:
    room.must("ballot.deal", who, activity=step)
    return hand(room, step, who)


def hand(room: Room, step: int, who: Credentials) -> list[int]:
    return list(room.sees_own(who).get("dealt", {}).get(str(step), {"targets": []})["targets"])


def done_with(room: Room, who: Credentials) -> list[int]:
    return [one for me in room.sees_own(who)["me"].values() for one in me["done"]]


def sort(room: Room, step: int, who: Credentials, marks: dict[int, int], n: int = 1) -> None:
    """Ideas that chance has not dealt to this person are handed out first."""
    more = [idea for idea in marks if idea not in hand(room, step, who)]
    with transaction(room.engine) as db:
        person = authentication.participant(db, who.device, db.get_one(Forum, room.forum))
        assert person is not None
        rows = [{"activity": step, "participant": person.id, "target": idea, "at": room.now} for idea in more]
        if rows:
            db.execute(insert(dealt_rows), rows)
    room.must("ballot.set", who, activity=step, n=n, marks={str(idea): mark for idea, mark in marks.items()})


def test_a_hand_comes_back_until_it_is_sorted_and_the_next_has_other_ideas(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    ben = room.comes("ben")
    first = dealt(room, step, ben)
    assert len(first) == 4 and dealt(room, step, ben) == first, "asked again, on reload or by a resend: the same hand"
    sort(room, step, ben, dict.fromkeys(first[:3], themes["Ruoka"]))
    assert dealt(room, step, ben) == first, "one is not sorted yet"
    sort(room, step, ben, dict.fromkeys(first[:3], themes["Ruoka"]) | {first[3]: 0}, n=2)
    both = dealt(room, step, ben)
    assert set(first) < set(both) and len(both) == 8
    assert verify(str(room.engine.url))["problems"] == []


def test_only_what_was_dealt_is_sorted(sorting: Sorting) -> None:
    """Else one phone could sort everything, its own ideas too, and three would place all that there is."""
    room, step, ideas, themes = sorting
    ada, idle = Credentials(device="device-of-ada"), room.comes("ben")
    everything = {str(idea): themes["Meri"] for idea in ideas}
    room.must("ballot.set", idle, activity=step, n=1, marks=everything)
    assert room.sees_own(idle)["ballot"][str(step)]["marks"] == {}
    held = dealt(room, step, ada)
    room.must("ballot.set", ada, activity=step, n=1, marks=everything)
    assert sorted(room.sees_own(ada)["ballot"][str(step)]["marks"]) == sorted(map(str, held)) and ideas[0] not in held
    room.must("ballot.set", ada, activity=step, n=2, marks={str(held[0]): themes["Ruoka"]})
    room.must("ballot.set", ada, activity=step, n=3, marks=everything)
    assert len(room.sees_own(ada)["ballot"][str(step)]["marks"]) == len(held), "what was dealt can be sorted anew"


def test_own_ideas_are_for_others(sorting: Sorting) -> None:
    room, step, ideas, _ = sorting
    ada, got = Credentials(device="device-of-ada"), []
    for n in (1, 2):
        got = dealt(room, step, ada)
        sort(room, step, ada, dict.fromkeys(got, 0), n=n)
    assert set(got) == set(ideas[1:])
    assert ideas[0] in dealt(room, step, ada), "nothing else is left, and nobody has seen it"


def test_what_somebody_took_home_is_dealt_to_others_after_a_while(sorting: Sorting) -> None:
    room, step, ideas, _ = sorting
    ben, cee, dee = (room.comes(name) for name in ("ben", "cee", "dee"))
    first = dealt(room, step, ben)
    for who in (cee, dee):
        assert dealt(room, step, who) == first, "what others have begun, until it is with enough people"
        sort(room, step, who, dict.fromkeys(first, 0))
    assert not set(first) & set(dealt(room, step, room.comes("eve")))
    room.now += LEASE + 1
    assert dealt(room, step, room.comes("fay")) == first, "one answer is lacking"
    assert hand(room, step, ben) == first, "who comes back has the hand still"


def test_a_hidden_idea_leaves_every_hand(sorting: Sorting) -> None:
    room, step, _, _ = sorting
    ben = room.comes("ben")
    first = dealt(room, step, ben)
    sort(room, step, ben, dict.fromkeys(first[1:], 0))
    room.must("idea.hide", idea=first[0], reason="test")
    assert len(dealt(room, step, ben)) == 8, "the one left unsorted is gone, so the hand is finished"


def test_a_theme_that_was_removed_takes_its_marks_along_and_undo_brings_them_back(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    for name in ("ben", "cee", "dee"):
        sort(room, step, room.comes(name), {ideas[1]: themes["Meri"]})
    seen = room.sees("facilitators")["sorting"][str(step)]
    assert (seen["themes"], seen["enough"], seen["placed"], seen["total"]) == ({str(themes["Meri"]): 1}, 1, 3, 9)
    room.must("cluster.remove", cluster=themes["Meri"])
    assert room.sees("everyone")["sorting"][str(step)]["themes"] == {}
    room.must("undo")
    assert room.sees("everyone")["sorting"][str(step)]["themes"] == {str(themes["Meri"]): 1}
    sort(room, step, room.comes("eve"), {ideas[1]: 987654})
    assert room.sees("facilitators")["sorting"][str(step)]["ideas"][str(ideas[1])]["seen"] == 3, "no such theme"


def sorted_as(room: Room, step: int, idea: int) -> tuple[int | None, int]:
    """Where the hall sorts this idea, and how many people have sorted it."""
    found = room.sees("facilitators")["sorting"][str(step)]["ideas"][str(idea)]
    return found["theme"], found["seen"]


def test_what_was_sorted_into_a_theme_counts_for_the_one_that_it_is_merged_into(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    food, sea = themes["Ruoka"], themes["Meri"]
    third = int(room.must("cluster.add", title="Vesi", ideas=[])["cluster"])
    ben, cee, dee = (room.comes(name) for name in ("ben", "cee", "dee"))
    for who, theme in ((ben, sea), (cee, sea), (dee, food)):
        sort(room, step, who, {ideas[1]: theme, ideas[2]: theme})
    room.must("activity.done", ben, activity=step, done=True)
    room.must("cluster.merge", cluster=sea, into=third)
    for who in (ben, cee):
        told = room.sent_own(who)["ballot"][str(step)]["marks"]
        assert set(told.values()) == {third}, "their phones are told what they have chosen now"
    assert room.sent_own(dee) == {}
    room.must("cluster.merge", cluster=third, into=food)
    assert len(room.effects[-1].own) == 2
    assert sorted_as(room, step, ideas[1]) == (food, 3)
    assert room.sees_own(ben)["ballot"][str(step)]["marks"] == {str(one): food for one in ideas[1:3]}
    assert done_with(room, ben) == [step], "nothing is asked anew"
    sort(room, step, ben, {ideas[1]: food, ideas[2]: 0}, n=2)
    sort(room, step, cee, {ideas[1]: sea, ideas[2]: sea}, n=2)  # from a page that has not heard of it
    assert sorted_as(room, step, ideas[1]) == (food, 3) and sorted_as(room, step, ideas[2]) == (food, 3)
    for redo, theme in (("redo", food), (None, sea)):
        room.must("undo")
        room.must("undo")
        assert sorted_as(room, step, ideas[1]) == (sea, 3), "undo gives them back, also what was sent again meanwhile"
        assert room.sees_own(ben)["ballot"][str(step)]["marks"] == {str(ideas[1]): sea, str(ideas[2]): 0}
        for _ in range(2) if redo else ():
            room.must("redo")
        assert sorted_as(room, step, ideas[1]) == (theme, 3)
    assert verify(str(room.engine.url))["problems"] == []


def test_a_merge_into_a_theme_that_is_removed_takes_the_answers_along(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    ben = room.comes("ben")
    sort(room, step, ben, {ideas[1]: themes["Meri"]})
    room.must("cluster.merge", cluster=themes["Meri"], into=themes["Ruoka"])
    room.must("cluster.remove", cluster=themes["Ruoka"])
    assert room.sees("facilitators")["sorting"][str(step)]["ideas"] == {}
    assert room.sent_own(ben).get("ballot") == room.sees_own(ben)["ballot"]
    room.must("undo")
    assert sorted_as(room, step, ideas[1]) == (themes["Ruoka"], 1)


def test_a_phone_is_told_that_its_own_answer_from_an_old_page_makes_it_not_done(sorting: Sorting) -> None:
    room, step, _, themes = sorting
    ben = room.comes("ben")
    first, gone, there = dealt(room, step, ben)[0], themes["Meri"], themes["Ruoka"]
    sort(room, step, ben, {first: there})
    assert room.sent_own(ben).keys() == {"ballot"}, "nothing else changed, and a whole hall votes at once"
    room.must("activity.done", ben, activity=step, done=True)
    room.must("cluster.remove", cluster=gone)
    sort(room, step, ben, {first: gone}, n=2)
    assert done_with(room, ben) == [] and room.sent_own(ben)["me"] == room.sees_own(ben)["me"]


def test_who_chose_a_theme_that_was_removed_is_not_done_and_answers_come_back_with_it(sorting: Sorting) -> None:
    room, step, _, themes = sorting
    ben, cee = room.comes("ben"), room.comes("cee")
    first = dealt(room, step, ben)
    for who, theme in ((ben, "Meri"), (cee, "Ruoka")):
        sort(room, step, who, dict.fromkeys(first, themes[theme]))
        room.must("activity.done", who, activity=step, done=True)
    room.must("cluster.remove", cluster=themes["Meri"])
    assert done_with(room, ben) == [] and room.sees("everyone")["activity"][str(step)]["done"] == 1
    assert {("activity", step)} <= room.effects[-1].touched and len(room.effects[-1].own) == 1
    assert dealt(room, step, ben) == first, "nothing new before these have an answer"
    sort(room, step, ben, {first[0]: themes["Ruoka"]}, n=2)
    seen = room.sees("facilitators")["sorting"][str(step)]["ideas"]
    assert seen[str(first[0])]["seen"] == 2 and seen[str(first[1])]["seen"] == 1
    room.must("undo")
    marks = room.sees_own(ben)["ballot"][str(step)]["marks"]
    assert marks == {str(one): themes["Ruoka" if one == first[0] else "Meri"] for one in first}
    assert done_with(room, ben) == [], "who has answered anew says so again"
    assert verify(str(room.engine.url))["problems"] == []


def test_an_idea_that_was_dealt_and_is_merged_is_sorted_as_the_one_it_is_merged_into(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    ben = room.comes("ben")
    first = dealt(room, step, ben)
    other = next(one for one in ideas[1:] if one not in first)
    room.must("idea.merge", into=other, ideas=[first[0]])
    assert other in room.sent_own(ben)["dealt"][str(step)]["targets"], "the phone is told"
    assert hand(room, step, ben) == [other, *first[1:]]
    sort(room, step, ben, dict.fromkeys(first[1:], 0))
    assert dealt(room, step, ben) == [other, *first[1:]], "it has no answer yet"
    sort(room, step, ben, dict.fromkeys(first[1:], 0) | {other: themes["Meri"]}, n=2)
    assert len(dealt(room, step, ben)) == 8
    room.must("idea.unmerge", ideas=[first[0]])
    assert first[0] in hand(room, step, ben)


def test_taking_what_the_hall_agrees_on_is_one_deed_and_leaves_what_a_person_placed(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    food, sea = themes["Ruoka"], themes["Meri"]
    a, b, c, d = ideas[1:5]
    for n, name in enumerate(("ben", "cee", "dee", "eve", "fay")):
        marks = {a: sea, b: sea if n < 3 else food, c: sea if n < 2 else 0, d: sea}
        sort(room, step, room.comes(name), marks)
    room.must("idea.place", ideas=[d], cluster=food)
    before = room.sees("facilitators")["idea"]
    assert all(before[str(one)]["cluster"] is None for one in (a, b, c)), "nothing moves by itself"
    assert room.must("sort.take", activity=step, share=60) == {"placed": 2}
    placed = {one: room.sees("facilitators")["idea"][str(one)]["cluster"] for one in (a, b, c, d)}
    assert placed == {a: sea, b: sea, c: None, d: food}
    room.must("undo")
    assert room.sees("facilitators")["idea"] == before
    assert room.do("sort.take", activity=step, share=0).code == "count_bad"
    assert room.do("sort.take", activity=room.step("dots"), share=60).code == "wrong_activity"
    assert verify(str(room.engine.url))["problems"] == []


def test_a_theme_is_not_undone_from_under_what_a_colleague_took_into_it(sorting: Sorting) -> None:
    room, step, ideas, _themes = sorting
    (mine, _), (theirs, _) = room.leader("Anna"), room.leader("Bea")
    theme = int(room.must("cluster.add", mine, title="Joki", ideas=[])["cluster"])
    for name in ("ben", "cee", "dee"):
        sort(room, step, room.comes(name), {ideas[1]: theme})
    assert room.must("sort.take", theirs, activity=step, share=60) == {"placed": 1}
    assert room.do("undo", mine).code == "undo_changed"
    assert room.sees("facilitators")["idea"][str(ideas[1])]["cluster"] == theme


def test_after_the_result_of_a_sorting_an_idea_may_still_be_left_out_of_the_vote(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    sort(room, step, room.comes("ben"), {ideas[1]: themes["Ruoka"]})
    room.must("activity.close", activity=step)
    room.must("activity.reveal", activity=step, shown=True)
    room.must("idea.leave_out", idea=ideas[1], out=True)
    vote = room.must("activity.add", kind="dots", minutes=5, prompt={"fi": "Mikä?"}, settings={"of": "ideas"})
    room.must("agenda.go", activity=vote["activity"])
    left_out = {int(one) for one, idea in room.sees("everyone")["idea"].items() if not idea["votable"]}
    assert left_out == {ideas[1]}


def test_the_result_names_the_theme_that_most_people_chose(sorting: Sorting) -> None:
    """Not where a facilitator placed the idea since; none where two themes come first together."""
    room, step, ideas, themes = sorting
    food, sea = themes["Ruoka"], themes["Meri"]
    most, tied, unsure = ideas[1:4]
    for n, name in enumerate(("ben", "cee", "dee", "eve")):
        sort(room, step, room.comes(name), {most: sea if n else food, tied: food if n % 2 else sea, unsure: 0})
    room.must("idea.place", ideas=[most], cluster=food)
    room.must("activity.close", activity=step)
    room.must("activity.reveal", activity=step)
    assert room.sees("everyone")["tally"][str(step)]["themes"] == {str(most): sea}
    room.must("cluster.merge", cluster=sea, into=food)
    assert room.sees("everyone")["tally"][str(step)]["themes"] == {str(most): food, str(tied): food}


def test_nobody_but_the_facilitators_sees_what_people_make_of_one_idea(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    sort(room, step, room.comes("ben"), {ideas[1]: themes["Meri"]})
    assert "ideas" not in room.sees("everyone")["sorting"][str(step)]
    assert room.sees("facilitators")["sorting"][str(step)]["ideas"][str(ideas[1])]["share"] == 100


def test_ideas_are_dealt_only_where_and_while_people_sort(sorting: Sorting) -> None:
    room, step, _, _ = sorting
    ben = room.comes("ben")
    assert room.do("ballot.deal", ben, activity=room.step("dots")).code == "not_open"
    room.must("activity.close", activity=step)
    assert room.do("ballot.deal", ben, activity=step).code == "vote_closed"
    room.must("agenda.go", activity=room.step("dots"))
    assert room.do("ballot.deal", ben, activity=room.step("dots")).code == "wrong_activity"


def shown_sorting(room: Room, step: int, ideas: list[int], themes: dict[str, int]) -> None:
    """Three people sorted two ideas, the first all alike; the sorting is closed."""
    for name, second in (("ben", "Ruoka"), ("cee", "Ruoka"), ("dee", "Meri")):
        sort(room, step, room.comes(name), {ideas[1]: themes["Meri"], ideas[2]: themes[second]})
    room.must("activity.close", activity=step)


def tallied(room: Room, step: int) -> dict[str, Any]:
    found: dict[str, Any] = room.sees("everyone")["tally"][str(step)]
    return found


def test_a_theme_that_answers_name_is_not_removed_once_nobody_can_answer_anew(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    shown_sorting(room, step, ideas, themes)
    assert room.do("cluster.remove", cluster=themes["Meri"]).code == "theme_sorted"
    room.must("activity.reveal", activity=step)
    before = tallied(room, step)
    assert room.do("cluster.remove", cluster=themes["Meri"]).code == "theme_sorted"
    room.must("activity.reveal", activity=step, shown=False)
    room.must("activity.open", activity=step)
    assert room.do("cluster.remove", cluster=themes["Meri"]).code == "theme_sorted", "its result was seen"
    room.must("activity.close", activity=step)
    room.must("activity.reveal", activity=step)
    assert tallied(room, step) == before
    room.must("cluster.remove", cluster=int(room.must("cluster.add", title="Tyhjä", ideas=[])["cluster"]))


def test_a_shown_sorting_says_that_it_was_counted_again_when_its_themes_are_merged(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    shown_sorting(room, step, ideas, themes)
    room.must("activity.reveal", activity=step)
    before = tallied(room, step)
    unnamed = int(room.must("cluster.add", title="Tyhjä", ideas=[])["cluster"])
    room.must("cluster.merge", cluster=unnamed, into=themes["Ruoka"])
    assert tallied(room, step) == before, "no answer names it"
    room.now += 60_000
    room.must("cluster.merge", cluster=themes["Meri"], into=themes["Ruoka"])
    after = tallied(room, step)
    assert after["recounted"] == room.now
    assert after["facts"] == before["facts"], "as many have seen each idea as before"
    assert after["themes"] == {str(ideas[1]): themes["Ruoka"], str(ideas[2]): themes["Ruoka"]}
    assert room.do("cluster.remove", cluster=themes["Ruoka"]).code == "theme_sorted", "it has the other one's answers"
    with reading(room.engine) as db:
        assert settled_by_results.recounts(db, room.forum)[step].why == "themes"
    room.must("undo")
    assert tallied(room, step) == before, "as it was shown"
    room.now += 60_000
    room.must("redo")
    assert tallied(room, step) == {**after, "recounted": room.now}


def test_a_shown_sorting_says_that_it_was_counted_again_when_an_earlier_merge_is_undone(sorting: Sorting) -> None:
    room, step, ideas, themes = sorting
    shown_sorting(room, step, ideas, themes)
    bea, _ = room.leader("Bea")
    room.must("cluster.merge", bea, cluster=themes["Meri"], into=themes["Ruoka"])
    room.must("activity.reveal", activity=step)
    assert tallied(room, step)["recounted"] is None
    room.now += 60_000
    room.must("undo", bea)
    assert tallied(room, step)["recounted"] == room.now

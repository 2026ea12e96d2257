"""What a facilitator does against what should not be on a wall: cover a number, hide an author, slow down, stop at
once, give an own reason. Undo takes back exactly that, and `verify` finds it in the log."""

from typing import Any

import pytest
from sqlalchemy import update

from tests.conftest import MINUTE, Room
from workshop.access.authentication import Credentials
from workshop.contract.answer import Answer
from workshop.reports import idea_wording
from workshop.reports import json as as_json
from workshop.storage.tables import HouseReason

ADA, BEN = Credentials(device="device-of-ada"), Credentials(device="device-of-ben")
NUMBER = "Tori kaikille, soita 040 123 4567 tai kirjoita anna@example.fi"
COVERED = "Tori kaikille, soita […] tai kirjoita […]"


@pytest.fixture
def room(room: Room) -> Room:
    for name in ("ada", "ben"):
        room.comes(name)
    room.must("agenda.go", activity=room.step("ideas"))
    return room


def says(room: Room, who: Credentials, text: str) -> int:
    return int(str(room.must("idea.add", who, activity=room.step("ideas"), text=text)["idea"]))


def tries(room: Room, who: Credentials, text: str) -> Answer:
    return room.do("idea.add", who, activity=room.step("ideas"), text=text)


def ideas(room: Room) -> dict[int, dict[str, Any]]:
    return {int(name): idea for name, idea in room.sees("facilitators")["idea"].items()}


def states(room: Room) -> dict[int, str]:
    return {name: idea["state"] for name, idea in ideas(room).items()}


def shown(room: Room) -> dict[int, str]:
    return {int(name): idea["text"] for name, idea in room.sees("everyone").get("idea", {}).items()}


# -- without the number ------------------------------------------------------------------------------------------------


def test_an_idea_is_shown_without_its_number_and_only_its_author_and_the_facilitators_see_it_whole(room: Room) -> None:
    idea = says(room, ADA, NUMBER)
    assert shown(room) == {}
    room.must("idea.mask", idea=idea)
    assert shown(room) == {idea: COVERED}
    seen = ideas(room)[idea]
    assert (seen["text"], seen["unmasked"], seen["flags"], seen["found"]) == (COVERED, NUMBER, [], [])
    own = room.sees_own(ADA)["mine"][str(idea)]
    assert (own["text"], own["masked"]) == (NUMBER, True)
    assert "040" not in str(room.sees("everyone")) and room.is_proven()


def test_undo_of_covering_lets_the_idea_wait_again_with_its_flags(room: Room) -> None:
    idea = says(room, ADA, NUMBER)
    before = ideas(room)[idea]
    room.must("idea.mask", idea=idea)
    room.must("undo")
    assert ideas(room)[idea] == before and before["flags"] == ["phone", "email"]
    room.must("redo")
    assert shown(room) == {idea: COVERED} and room.is_proven()


def test_undo_of_showing_gives_the_flags_back_too(room: Room) -> None:
    """Otherwise an idea with a phone number would wait without a warning, and be let through with others."""
    idea = says(room, ADA, NUMBER)
    before = ideas(room)[idea]
    for verb in ("idea.show", "ideas.show"):
        room.must(verb, **({"idea": idea} if verb == "idea.show" else {"ideas": [idea]}))
        room.must("undo")
        assert ideas(room)[idea] == before


def test_a_covered_idea_can_be_hidden_and_comes_back_covered_or_be_shown_whole(room: Room) -> None:
    idea = says(room, ADA, NUMBER)
    room.must("idea.mask", idea=idea)
    room.must("idea.hide", idea=idea, reason="personal")
    room.must("undo")
    assert shown(room) == {idea: COVERED}
    room.must("idea.show", idea=idea)
    assert shown(room) == {idea: NUMBER}
    room.must("undo")
    assert shown(room) == {idea: COVERED} and room.is_proven()


def test_new_words_of_the_author_are_screened_anew(room: Room) -> None:
    idea = says(room, ADA, NUMBER)
    room.must("idea.mask", idea=idea)
    room.must("idea.edit", ADA, idea=idea, text="Tori kaikille")
    assert shown(room) == {idea: "Tori kaikille"} and not room.sees_own(ADA)["mine"][str(idea)]["masked"]
    room.must("idea.edit", ADA, idea=idea, text=NUMBER)
    assert shown(room) == {} and states(room)[idea] == "waiting"


def test_what_has_nothing_to_cover_is_refused(room: Room) -> None:
    assert room.do("idea.mask", idea=says(room, ADA, "Tori kaikille")).code == "nothing_to_mask"


@pytest.mark.parametrize(
    ("text", "maskable"),
    [
        ("jävla idiot, ring 0401234567", False),
        ("Soita 040 123 4567, puh. 2", False),
        ("Call me at 040 123 4567", True),
        ("图书馆应该更安静 0401234567", True),
        ("Lisää penkkejä", False),
    ],
)
def test_what_says_nothing_when_it_is_covered_can_only_be_shown_or_hidden(
    room: Room, text: str, maskable: bool
) -> None:
    """The shape says so beforehand, so that no facilitator is offered a press that would be refused."""
    idea = says(room, ADA, text)
    assert ideas(room)[idea]["maskable"] is maskable
    answer = room.do("idea.mask", idea=idea)
    assert answer.ok is maskable
    if not maskable:
        assert "[…]" not in str(shown(room))
        assert answer.code == ("too_little_left" if "0" in text else "nothing_to_mask")


def test_a_covered_idea_of_a_private_activity_stays_private(room: Room) -> None:
    step = room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    idea = int(str(room.must("idea.add", ADA, activity=step, text=NUMBER)["idea"]))
    room.must("idea.mask", idea=idea)
    assert states(room)[idea] == "private" and shown(room) == {}
    room.must("activity.reveal", activity=step)
    assert shown(room) == {idea: COVERED}


# -- one author --------------------------------------------------------------------------------------------------------


def test_everything_of_one_author_is_hidden_and_their_later_ideas_wait(room: Room) -> None:
    first, others = says(room, ADA, "Uimahalli"), says(room, BEN, "Kirjasto")
    second = says(room, ADA, NUMBER)
    made = room.must("author.hide", idea=second, reason="insult")
    assert made["ideas"] == 2 and shown(room) == {others: "Kirjasto"}
    assert {room.sees_own(ADA)["mine"][str(one)]["reason"] for one in (first, second)} == {"insult"}
    third = says(room, ADA, "Tori")
    assert states(room)[third] == "waiting" and says(room, BEN, "Puisto") in shown(room)
    assert [idea for idea, seen in ideas(room).items() if seen["author_held"]] == [first, second, third]
    assert room.is_proven()


def test_undo_of_hiding_an_author_takes_back_exactly_that(room: Room) -> None:
    first, second, third = (says(room, ADA, text) for text in ("Uimahalli", NUMBER, "Tori"))
    room.must("idea.hide", idea=third, reason="test")
    before = ideas(room)
    n = room.must("author.hide", idea=first, reason="insult")
    later = says(room, ADA, "Puisto")
    assert n["ideas"] == 2
    room.must("undo")
    after = ideas(room)
    assert after.pop(later)["state"] == "waiting" and after == before
    assert says(room, ADA, "Sauna") in shown(room)
    room.must("redo")
    assert states(room)[first] == states(room)[second] == "hidden" and ideas(room)[later]["author_held"]
    assert room.is_proven()


def test_undo_of_hiding_an_author_leaves_what_others_decided_since(room: Room) -> None:
    bea, _ = room.leader("bea")
    first, second = says(room, ADA, "Uimahalli"), says(room, ADA, "Tori")
    room.must("author.hide", bea, idea=first, reason="insult")
    room.must("idea.show", idea=second)
    room.must("idea.hide", idea=second, reason="advert")
    room.must("undo", bea)
    assert (states(room)[first], states(room)[second]) == ("shown", "hidden")
    assert not ideas(room)[first]["author_held"]


@pytest.mark.parametrize("first", ["author.hold", "author.hide"])
@pytest.mark.parametrize("second", ["author.hold", "author.hide"])
def test_undo_ends_no_hold_that_a_colleague_set_too(room: Room, first: str, second: str) -> None:
    (bea, _), (cai, _) = room.leader("bea"), room.leader("cai")
    idea, fields = says(room, ADA, "Uimahalli"), {"author.hold": {"on": True}, "author.hide": {"reason": "insult"}}
    room.must(first, bea, idea=idea, **fields[first])
    room.must(second, cai, idea=idea, **fields[second])
    as_it_was = ideas(room)
    comes_back = (first, second) == ("author.hide", "author.hold")  # what bea alone hid
    assert room.do("undo", bea).ok is comes_back
    if second == "author.hide":
        assert ideas(room) == as_it_was
    later = says(room, ADA, "Tori")
    assert ideas(room)[idea]["author_held"] and states(room)[later] == "waiting"
    room.must("undo", cai)
    assert ideas(room)[idea]["author_held"] is not comes_back, "as cai found it, unless bea took that back"
    assert room.is_proven()


def test_what_an_author_took_back_keeps_nobody_held(room: Room) -> None:
    first, second = says(room, ADA, "Uimahalli"), says(room, ADA, "Tori")
    room.must("author.hide", idea=second, reason="insult")
    room.must("idea.withdraw", ADA, idea=first)
    room.must("undo")
    assert states(room) == {first: "withdrawn", second: "shown"}
    assert says(room, ADA, "Sauna") in shown(room)


def test_a_held_author_is_released(room: Room) -> None:
    idea = says(room, ADA, "Uimahalli")
    room.must("author.hide", idea=idea, reason="insult")
    room.must("author.hold", idea=idea, on=False)
    assert says(room, ADA, "Tori") in shown(room) and states(room)[idea] == "hidden"
    room.must("undo")
    later = says(room, ADA, "Puisto")
    assert states(room)[later] == "waiting" and room.is_proven()


def test_an_idea_taken_back_by_a_held_author_comes_back_to_be_read(room: Room) -> None:
    first, second = says(room, ADA, "Uimahalli"), says(room, ADA, "Tori")
    room.must("idea.withdraw", ADA, idea=first)
    room.must("author.hide", idea=second, reason="insult")
    room.must("idea.restore", ADA, idea=first)
    assert states(room)[first] == "waiting"


def test_what_came_by_no_phone_has_no_author(room: Room) -> None:
    step = room.step("ideas")
    idea = room.must("idea.enter", activity=step, text="Paperilta", source="paper")["idea"]
    assert room.do("author.hide", idea=idea, reason="test").code == "no_author"
    assert room.do("author.hold", idea=idea, on=True).code == "no_author"


# -- slow mode, emergency ----------------------------------------------------------------------------------------------


def test_in_slow_mode_a_phone_posts_one_idea_at_a_time_and_is_told_when_it_may_again(room: Room) -> None:
    says(room, ADA, "Uimahalli")
    room.must("ideas.slow", seconds=30)
    room.now += 4_500
    refused = tries(room, ADA, "Tori")
    assert (refused.code, refused.facts) == ("slow_mode", {"n": 26})
    says(room, BEN, "Kirjasto")
    room.must("idea.enter", activity=room.step("ideas"), text="Paperilta", source="paper")
    room.now += 25_500
    assert tries(room, ADA, "Tori").ok and room.sees("everyone")["forum"]["1"]["slow"] == 30
    assert tries(room, ADA, "Sauna").code == "slow_mode"
    room.must("ideas.slow", seconds=0)
    assert tries(room, ADA, "Sauna").ok
    room.must("undo")
    assert room.sees("everyone")["forum"]["1"]["slow"] == 30 and room.is_proven()


def test_one_key_stops_everything_and_one_gives_it_back_as_it_was(room: Room) -> None:
    room.must("moderation.set", mode="after")
    before = says(room, ADA, "Uimahalli")
    room.must("forum.emergency", on=True)
    assert room.sees("everyone")["forum"]["1"]["blank"] is True
    waiting = says(room, BEN, "Kirjasto")
    assert states(room) == {before: "shown", waiting: "waiting"}
    assert room.sees("facilitators")["forum"]["1"]["emergency"] and room.is_proven()
    room.must("forum.emergency", on=False)
    forum = room.sees("facilitators")["forum"]["1"]
    assert (forum["blank"], forum["moderation"], forum["emergency"]) == (False, "after", False)
    assert says(room, BEN, "Tori") in shown(room) and states(room)[waiting] == "waiting"


def test_an_emergency_leaves_a_screen_dark_that_was_dark_before(room: Room) -> None:
    room.must("screen.blank", on=True)
    room.must("forum.emergency", on=True)
    room.must("undo")
    assert room.sees("everyone")["forum"]["1"]["blank"] is True
    room.must("undo")
    assert room.sees("everyone")["forum"]["1"]["blank"] is False


@pytest.mark.parametrize("verb", ["idea.mask", "author.hide", "author.hold", "ideas.slow", "forum.emergency"])
def test_participants_may_do_none_of_this(room: Room, verb: str) -> None:
    idea = says(room, ADA, NUMBER)
    body: dict[str, Any] = {
        "idea.mask": {"idea": idea},
        "author.hide": {"idea": idea, "reason": "test"},
        "author.hold": {"idea": idea, "on": True},
        "ideas.slow": {"seconds": 30},
        "forum.emergency": {"on": True},
    }[verb]
    assert room.do(verb, BEN, **body).code == "rights"


# -- own reasons -------------------------------------------------------------------------------------------------------


def test_an_author_reads_the_forums_own_reason_in_its_own_words(room: Room) -> None:
    reason = room.must("reason.add", words={"fi": "Ei koske museota.", "sv": "Gäller inte museet."})["reason"]
    idea = says(room, ADA, "Uimahalli")
    room.must("idea.hide", idea=idea, reason=reason)
    own = room.sees_own(ADA)["mine"][str(idea)]
    assert (own["reason"], own["why"]["sv"]) == (reason, "Gäller inte museet.")
    room.must("reason.remove", reason=reason)
    assert room.sees_own(ADA)["mine"][str(idea)]["why"]["fi"] == "Ei koske museota."
    assert room.do("idea.hide", idea=says(room, BEN, "Tori"), reason=reason).code == "reason_gone"
    assert room.must("reason.add", words={"fi": "Muu"})["reason"] == "own-2" and room.is_proven()


def test_undo_brings_back_a_reason_that_is_no_longer_offered(room: Room) -> None:
    reason = room.must("reason.add", words={"fi": "Ei koske museota."})["reason"]
    idea = says(room, ADA, "Uimahalli")
    room.must("idea.hide", idea=idea, reason=reason)
    room.must("reason.remove", reason=reason)
    room.must("idea.show", idea=idea)
    room.must("undo")
    assert ideas(room)[idea]["reason"] == reason


def test_a_forum_offers_a_handful_of_own_reasons(room: Room) -> None:
    for n in range(10):
        room.must("reason.add", words={"fi": f"Syy {n}"})
    assert room.do("reason.add", words={"fi": "Yksi liikaa"}).code == "too_many_reasons"
    room.must("reason.remove", reason="own-3")
    assert room.must("reason.add", words={"fi": "Uusi"})["reason"] == "own-11"
    assert room.do("reason.remove", reason="own-99").code == "reason_gone"


def test_a_reason_of_the_house_is_offered_after_the_forums_own_and_told_in_its_words(room: Room) -> None:
    of_house = room.must("house_reason.add", words={"fi": "Ei kuulu museolle.", "sv": "Gäller inte museet."})["reason"]
    room.must("reason.add", words={"fi": "Väärä vaihe."})
    offered = room.sees("facilitators")["forum"]["1"]["reasons"]
    assert [one["name"] for one in offered] == ["own-1", of_house] == ["own-1", "house-1"]
    first, second = says(room, ADA, "Uimahalli"), says(room, ADA, "Tori")
    room.must("idea.hide", idea=first, reason=of_house)
    assert room.sees_own(ADA)["mine"][str(first)]["why"]["sv"] == "Gäller inte museet."
    room.must("house_reason.remove", reason=of_house)
    assert room.sees_own(ADA)["mine"][str(first)]["why"]["fi"] == "Ei kuulu museolle."
    assert room.do("idea.hide", idea=second, reason=of_house).code == "reason_gone"
    assert room.do("author.hide", idea=second, reason=of_house).code == "reason_gone"
    room.must("idea.show", idea=first)
    room.must("undo")
    assert ideas(room)[first]["reason"] == of_house and room.is_proven()


@pytest.mark.parametrize("name", ["house-99", "own-1", "test"])
def test_only_a_reason_of_the_house_is_removed_from_the_house(room: Room, name: str) -> None:
    room.must("house_reason.add", words={"fi": "Ei kuulu museolle."})
    room.must("reason.add", words={"fi": "Väärä vaihe."})
    assert room.do("house_reason.remove", reason=name).code == "reason_gone"
    assert all(one["offered"] for one in room.sees("facilitators")["forum"]["1"]["reasons"])


def test_the_house_offers_a_handful_of_reasons_in_words_and_only_organisers_write_them(room: Room) -> None:
    for n in range(10):
        room.must("house_reason.add", words={"fi": f"Syy {n}"})
    assert room.do("house_reason.add", words={"fi": "Yksi liikaa"}).code == "too_many_reasons"
    room.must("house_reason.remove", reason="house-3")
    assert room.do("house_reason.add", words={"fi": " "}).code == "reason_missing"
    assert room.must("house_reason.add", words={"fi": "Uusi"})["reason"] == "house-11"
    assert not room.do("house_reason.add", ADA, words={"fi": "Minun"}).ok


def test_the_log_proves_the_words_of_the_houses_reasons(room: Room) -> None:
    room.must("house_reason.add", words={"fi": "Ei kuulu museolle."})
    assert room.is_proven()
    with room.engine.begin() as db:
        db.execute(update(HouseReason).values(words={"fi": "Jotain muuta"}))
    assert not room.is_proven()


def test_reports_name_a_reason_of_the_house_that_was_used(room: Room) -> None:
    used = room.must("house_reason.add", words={"fi": "Ei kuulu museolle."})["reason"]
    room.must("house_reason.add", words={"fi": "Käyttämätön"})
    room.must("idea.hide", idea=says(room, ADA, "Uimahalli"), reason=used)
    room.must("house_reason.remove", reason=used)
    told = room.summary()
    model: Any = as_json.model(told)
    assert model["participation"]["own_reasons"] == {used: {"fi": "Ei kuulu museolle."}}
    assert idea_wording.fate(told, told.unshown[0], "fi").endswith("Ei kuulu museolle.")


# -- what is told of it ------------------------------------------------------------------------------------------------


def test_reports_have_the_covered_words_and_say_what_was_done(room: Room) -> None:
    reason = room.must("reason.add", words={"fi": "Ei koske museota."})["reason"]
    covered, hidden = says(room, ADA, NUMBER), says(room, BEN, "Mainos")
    room.must("idea.mask", idea=covered)
    room.must("author.hide", idea=hidden, reason=reason)
    room.must("ideas.slow", seconds=30)
    room.must("forum.emergency", on=True)
    room.must("forum.emergency", on=False)
    room.now += MINUTE
    model: Any = as_json.model(room.summary())
    told = model["participation"]
    assert (told["hidden_reasons"], told["own_reasons"]) == ({reason: 1}, {reason: {"fi": "Ei koske museota."}})
    assert told["moderation"] == {"masked": 1, "held": 1, "slow": 1, "emergencies": 1}
    assert {idea["text"] for idea in model["ideas"]} == {COVERED, None}

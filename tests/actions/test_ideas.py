"""Commands on ideas: who may post, edit, withdraw, restore and hide an idea, and when."""

import pytest
from sqlalchemy import event, update

from tests.conftest import Room
from tests.tools.pace import limit
from workshop.access.authentication import Credentials
from workshop.actions import idea_numbers
from workshop.projections import used_idea_capacity
from workshop.storage.database import transaction
from workshop.storage.tables import key
from workshop.verifier.check import verify


def open_ideas(room: Room, nth: int = 0) -> int:
    step = room.step("ideas", nth)
    room.must("agenda.go", activity=step)
    return step


def test_an_idea_gets_the_next_number_and_everyone_sees_it(room: Room) -> None:
    step, ada, ben = open_ideas(room), room.comes("ada"), room.comes("ben")
    assert room.must("idea.add", ada, activity=step, text="Ratikka sinne!")["number"] == 1
    assert room.must("idea.add", ben, activity=step, text="Kahvila")["number"] == 2
    texts = [idea["text"] for idea in room.sees("everyone")["idea"].values()]
    assert texts == ["Ratikka sinne!", "Kahvila"]


def test_the_same_key_again_changes_nothing_and_gets_the_same_answer(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    first = room.do("idea.add", ada, key="same-key-1", activity=step, text="Kahvila")
    again = room.do("idea.add", ada, key="same-key-1", activity=step, text="Kahvila")
    assert first == again
    assert len(room.sees("everyone")["idea"]) == 1


def test_the_same_key_with_other_words_is_refused_and_never_answered_as_done(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    made = room.must("idea.add", ada, key="same-key-1", activity=step, text="Kahvila")
    assert room.do("idea.add", ada, key="same-key-1", activity=step, text="Sauna").code == "key_used"
    assert room.do("idea.add", ada, key="same-key-1", activity=step, text="Kahvila").made == made
    room.must("screen.freeze", key="same-key-2", on=True)
    assert room.do("screen.freeze", key="same-key-2", on=False).code == "key_used"
    assert [idea["text"] for idea in room.sees("everyone")["idea"].values()] == ["Kahvila"]


def test_a_key_is_good_for_one_kind_of_command(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    made = room.must("idea.add", ada, key="same-key-1", activity=step, text="Kahvila")
    for verb, more in (("idea.withdraw", {"idea": made["idea"]}), ("activity.done", {"activity": step, "done": True})):
        assert room.do(verb, ada, key="same-key-1", **more).code == "malformed", (
            "what was not done is not answered as done"
        )
    room.must("moderation.set", key="same-key-2", mode="after")
    assert room.do("screen.freeze", key="same-key-2", on=True).code == "malformed"
    assert room.do("idea.add", ada, key="same-key-1", activity=step, text="Kahvila").made == made


def test_answers_kept_by_an_older_release_are_still_given(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    made = room.must("idea.add", ada, key="same-key-1", activity=step, text="Kahvila")
    with transaction(room.engine) as db:
        db.execute(update(key).where(key.c.key == "same-key-1").values(answer=made))
    assert room.do("idea.add", ada, key="same-key-1", activity=step, text="Kahvila").made == made


def test_anothers_key_is_another_key(room: Room) -> None:
    step, ada, ben = open_ideas(room), room.comes("ada"), room.comes("ben")
    room.must("idea.add", ada, key="same-key-1", activity=step, text="Kahvila")
    room.must("idea.add", ben, key="same-key-1", activity=step, text="Sauna")
    assert len(room.sees("everyone")["idea"]) == 2


def test_private_ideas_are_seen_by_their_author_and_facilitators_only_until_shown(room: Room) -> None:
    step, ada, ben = open_ideas(room, 1), room.comes("ada"), room.comes("ben")
    room.must("idea.add", ada, activity=step, text="salaisuus")
    assert "idea" not in room.sees("everyone")
    assert [idea["state"] for idea in room.sees("facilitators")["idea"].values()] == ["private"]
    assert [idea["text"] for idea in room.sees_own(ada)["mine"].values()] == ["salaisuus"]
    assert "mine" not in room.sees_own(ben)
    room.must("agenda.go", activity=room.step("clusters"))
    assert [idea["text"] for idea in room.sees("everyone")["idea"].values()] == ["salaisuus"]


def test_time_to_finish_takes_late_ideas_and_then_no_more(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    room.must("activity.close", activity=step, grace=20)
    room.now += 19_000
    room.must("idea.add", ada, activity=step, text="ehdin vielä")
    room.now += 1_000
    assert room.do("idea.add", ada, activity=step, text="en ehtinyt").code == "ideas_closed"
    assert room.sees("everyone")["activity"][str(step)]["state"] == "closed"


def test_going_on_leaves_ideas_time_to_finish(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    room.must("agenda.go", activity=room.step("ideas", 1))
    assert room.do("idea.add", ada, activity=step, text="vielä tämä").ok


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\u200d ", "empty"),
        ("\u3164\u2800", "empty"),
        ("x" * 10_000, "too_long"),
        ("ä" * 281, "too_long"),
        ("\ud800", "text_unreadable"),
    ],
)
def test_text_that_cannot_be_an_idea_is_refused(room: Room, text: str, code: str) -> None:
    from workshop.contract import Malformed, decode

    step, ada = open_ideas(room), room.comes("ada")
    try:
        answer = room.writer.execute(
            decode("idea.add", {"key": "key-bad-1", "activity": step, "text": text}), ada, room.forum
        )
        assert answer.code == code
    except Malformed:
        assert code == "malformed"
    assert "idea" not in room.sees("facilitators")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("\u202eabc", "abc"),
        ("  a\r\n\r\n\r\nb  ", "a\n\nb"),
        ("<b>ä</b> 👩‍🔬", "<b>ä</b> 👩‍🔬"),
        ("e\u0301", "é"),
    ],
)
def test_text_is_kept_as_written_but_harmless(room: Room, text: str, kept: str) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    room.must("idea.add", ada, activity=step, text=text)
    assert [idea["text"] for idea in room.sees("everyone")["idea"].values()] == [kept]


def test_own_ideas_can_be_changed_and_taken_back_until_voting(room: Room) -> None:
    step, ada, ben = open_ideas(room, 1), room.comes("ada"), room.comes("ben")
    idea = room.must("idea.add", ada, activity=step, text="kahvila")["idea"]
    assert room.do("idea.edit", ben, idea=idea, text="minun").code == "idea_gone"
    room.must("idea.edit", ada, idea=idea, text="hyvä kahvila")
    room.must("agenda.go", activity=room.step("dots"))
    assert room.do("idea.edit", ada, idea=idea, text="myöhässä").code == "voting_started"
    assert room.do("idea.withdraw", ada, idea=idea).code == "voting_started"
    assert room.sees_own(ada)["mine"][str(idea)]["text"] == "hyvä kahvila"


def test_a_withdrawn_idea_is_gone_and_its_number_is_not_used_again(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    idea = room.must("idea.add", ada, activity=step, text="oho")["idea"]
    room.must("idea.withdraw", ada, idea=idea)
    assert "idea" not in room.sees("everyone")
    assert room.must("idea.add", ada, activity=step, text="uusi")["number"] == 2


def test_an_idea_taken_back_comes_again_under_its_number(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    idea = room.must("idea.add", ada, activity=step, text="oho")["idea"]
    room.must("idea.withdraw", ada, idea=idea)
    assert room.do("idea.restore", room.comes("ben"), idea=idea).code == "idea_gone"
    room.must("idea.restore", ada, idea=idea)
    assert (room.sees("everyone")["idea"][str(idea)]["number"], room.sees_own(ada)["mine"][str(idea)]["state"]) == (
        1,
        "shown",
    )
    assert room.do("idea.restore", ada, idea=idea).code == "idea_gone", "nothing to bring back"


@pytest.mark.parametrize("state", ["hidden", "waiting", "edited"])
def test_what_others_did_not_see_is_not_seen_by_taking_it_back_and_again(room: Room, state: str) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    idea = room.must("idea.add", ada, activity=step, text="soita 040 123 4567" if state == "waiting" else "oho")["idea"]
    if state != "waiting":
        room.must("idea.hide", idea=idea, reason="insult")
    if state == "edited":
        room.must("idea.edit", ada, idea=idea, text="parempi")
    before = room.sees_own(ada)["mine"][str(idea)]
    room.must("idea.withdraw", ada, idea=idea)
    room.must("idea.restore", ada, idea=idea)
    assert room.sees_own(ada)["mine"][str(idea)] == before
    assert "idea" not in room.sees("everyone")


def test_what_was_kept_back_is_kept_back_or_shown_as_the_others_are(room: Room) -> None:
    step, ada = open_ideas(room, 1), room.comes("ada")
    idea = room.must("idea.add", ada, activity=step, text="oma")["idea"]
    room.must("idea.withdraw", ada, idea=idea)
    room.must("activity.reveal", activity=step)
    room.must("idea.restore", ada, idea=idea)
    assert room.sees_own(ada)["mine"][str(idea)]["state"] == "shown"


def test_after_a_minute_or_once_voting_began_it_stays_taken_back(room: Room) -> None:
    step, ada = open_ideas(room, 1), room.comes("ada")
    late, voted = (room.must("idea.add", ada, activity=step, text=text)["idea"] for text in ("a", "b"))
    room.must("idea.withdraw", ada, idea=late)
    room.now += 60_001
    assert room.do("idea.restore", ada, idea=late).code == "idea_gone"
    room.must("idea.withdraw", ada, idea=voted)
    room.must("agenda.go", activity=room.step("dots"))
    assert room.do("idea.restore", ada, idea=voted).code == "voting_started"


def test_review_before_showing_keeps_an_idea_back_until_let_through(room: Room) -> None:
    room.must("moderation.set", mode="before")
    step, ada = open_ideas(room), room.comes("ada")
    idea = room.must("idea.add", ada, activity=step, text="soita 040 123 4567")["idea"]
    assert "idea" not in room.sees("everyone")
    waiting = room.sees("facilitators")["idea"][str(idea)]
    assert (waiting["state"], waiting["flags"]) == ("waiting", ["phone"])
    told = room.sees("everyone")["activity"][str(step)]
    assert (told["count"], told["waiting"]) == (0, 1), "the hall is told how many wait, not what"
    room.must("idea.show", idea=idea)
    assert str(idea) in room.sees("everyone")["idea"]


def test_several_that_wait_are_let_through_as_one_deed_and_go_back_together(room: Room) -> None:
    room.must("moderation.set", mode="before")
    step, ada = open_ideas(room), room.comes("ada")
    three = [room.must("idea.add", ada, activity=step, text=text)["idea"] for text in ("sauna", "kahvila", "silta")]
    unseen = room.must("idea.add", ada, activity=step, text="laituri")["idea"]
    room.must("idea.hide", idea=three[1], reason="advert")
    room.must("ideas.show", ideas=three)
    assert set(room.sees("everyone")["idea"]) == {str(three[0]), str(three[2])}, "nor one hidden meanwhile, nor unseen"
    room.must("undo")
    assert "idea" not in room.sees("everyone")
    assert room.sees("facilitators")["idea"][str(unseen)]["state"] == "waiting"
    assert room.do("ideas.show", ideas=[three[1]]).code == "idea_gone"


def test_a_long_list_of_ideas_that_are_gone_is_looked_up_at_once(room: Room) -> None:
    asked: list[str] = []
    event.listen(room.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert room.do("ideas.show", ideas=list(range(1_000, 2_500))).code == "idea_gone"
    assert len(asked) < 100, "the writer of all waits for it"


@pytest.mark.parametrize("said", ["soita 040 123 4567", "kirjoita anna@museo.example", "perkele sentään"])
def test_what_should_not_be_on_a_wall_waits_whatever_the_setting(room: Room, said: str) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    first = room.must("idea.add", ada, activity=step, text=said)["idea"]
    other = room.must("idea.add", ada, activity=step, text="kahvila")["idea"]
    assert set(room.sees("everyone")["idea"]) == {str(other)}
    assert room.sees_own(ada)["mine"][str(first)]["state"] == "waiting", "the author is told"
    assert room.sees("facilitators")["idea"][str(first)]["state"] == "waiting"
    room.must("idea.edit", ada, idea=other, text=said)
    assert not room.sees("everyone").get("idea"), "nor does it come by a change"
    room.must("idea.show", idea=first)
    assert set(room.sees("everyone")["idea"]) == {str(first)}


def test_a_hint_of_nonsense_keeps_nothing_back(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    room.must("idea.add", ada, activity=step, text="asdfgh jklmn")
    [idea] = room.sees("facilitators")["idea"].values()
    assert (idea["state"], idea["flags"]) == ("shown", ["nonsense"])


def test_a_hidden_idea_tells_its_author_why_and_can_be_sent_again(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    idea = room.must("idea.add", ada, activity=step, text="Pertti 040 123 4567")["idea"]
    room.must("idea.hide", idea=idea, reason="personal")
    assert "idea" not in room.sees("everyone")
    assert room.sees_own(ada)["mine"][str(idea)]["reason"] == "personal"
    room.must("idea.edit", ada, idea=idea, text="ilman numeroa")
    assert room.sees_own(ada)["mine"][str(idea)]["state"] == "waiting"


def test_a_dark_screen_lets_people_write_and_a_pause_is_a_deed_of_its_own(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    room.must("screen.blank", on=True)
    assert room.do("idea.add", ada, activity=step, text="pimeässä").ok
    room.must("ideas.pause", on=True)
    room.must("screen.blank", on=False)
    assert room.do("idea.add", ada, activity=step, text="nyt?").code == "ideas_paused"
    assert room.sees("facilitators")["forum"][str(room.forum)]["paused"]
    room.must("undo")
    room.must("undo")
    assert room.do("idea.add", ada, activity=step, text="nyt!").ok


def test_ideas_for_people_without_a_phone_are_marked(room: Room) -> None:
    step = open_ideas(room)
    room.must("idea.enter", activity=step, text="paperilta luettu", source="paper", table=4)
    idea = next(iter(room.sees("everyone")["idea"].values()))
    assert (idea["source"], idea["table"]) == ("paper", 4)


def test_a_participant_cannot_lead_and_a_stranger_can_do_nothing(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    assert room.do("agenda.go", ada, activity=step).code == "rights"
    assert room.do("idea.add", Credentials(), activity=step, text="x").code == "not_joined"
    assert room.do("agenda.go", Credentials(desk="nobody"), activity=step).code == "signed_out"


def test_a_bad_command_costs_only_itself(room: Room) -> None:
    import threading

    step, ada = open_ideas(room), room.comes("ada")
    room.writer.open()
    answers: list[str] = []
    texts = ["hyvä", "", "toinen hyvä", "x" * 300, "kolmas"]
    threads = [
        threading.Thread(
            target=lambda text=text: answers.append(room.do("idea.add", ada, activity=step, text=text).code)
        )
        for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(limit(10))
    room.writer.close()
    assert sorted(answers) == ["", "", "", "empty", "too_long"]
    assert sorted(idea["number"] for idea in room.sees("everyone")["idea"].values()) == [1, 2, 3]


def test_a_full_forum_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idea_numbers, "MOST_IDEAS", 1)
    step, ada = open_ideas(room), room.comes("ada")
    room.must("idea.add", ada, activity=step, text="viimeinen")
    assert room.do("idea.add", ada, activity=step, text="liikaa").code == "forum_full"


def test_what_is_hidden_or_taken_back_leaves_its_room_and_never_its_number(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idea_numbers, "MOST_IDEAS", 2)
    step, ada = open_ideas(room), room.comes("ada")
    first, second = (room.must("idea.add", ada, activity=step, text=text)["idea"] for text in ("sauna", "kahvila"))
    room.must("idea.hide", idea=first, reason="test")
    assert room.must("idea.add", ada, activity=step, text="puisto")["number"] == 3
    assert room.do("idea.enter", activity=step, text="liikaa", source="paper").code == "forum_full"
    room.must("idea.withdraw", ada, idea=second)
    assert room.must("idea.enter", activity=step, text="laituri", source="paper")["number"] == 4
    room.must("idea.show", idea=first)  # it was there before, so it comes back into a full forum too
    room.must("idea.hide", idea=first, reason="test")
    assert room.do("idea.add", ada, activity=step, text="liikaa").code == "forum_full"
    assert verify(str(room.engine.url))["problems"] == []


def test_a_forum_does_not_give_numbers_for_ever(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idea_numbers, "MOST_IDEA_NUMBERS", 2)
    step, ada = open_ideas(room), room.comes("ada")
    for text in ("sauna", "kahvila"):
        room.must("idea.withdraw", ada, idea=room.must("idea.add", ada, activity=step, text=text)["idea"])
    assert room.do("idea.add", ada, activity=step, text="liikaa").code == "forum_full"


def test_ideas_are_not_counted_for_each_new_one(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    step, taken, counted = open_ideas(room), used_idea_capacity.taken, list[int]()
    monkeypatch.setattr(used_idea_capacity, "taken", lambda *of: counted.append(taken(*of)) or counted[-1])
    room.ideas_on_paper(step, 5)
    assert counted == [0]


def test_nobody_comes_into_a_forum_that_is_over(room: Room) -> None:
    open_ideas(room)
    room.must("forum.end")
    assert room.do("participant.join", Credentials(device="device-of-late"), language="fi").code == "forum_ended"


def test_an_idea_says_in_which_language_it_is_written(room: Room) -> None:
    step, ada, ben = open_ideas(room), room.comes("ada", "fi-simple"), room.comes("ben", "sv")
    room.must("idea.add", ada, activity=step, text="Wi-Fi")
    room.must("idea.add", ada, activity=step, text="Fler bänkar vid ån")
    room.must("idea.add", ben, activity=step, text="Wi-Fi")
    room.must("idea.add", ben, activity=step, text="Больше деревьев")
    room.must("idea.enter", activity=step, text="More benches by the river", source="paper")
    for audience in ("everyone", "facilitators"):
        assert [idea["lang"] for idea in room.sees(audience)["idea"].values()] == ["fi", "sv", "sv", "", "en"]
    assert [idea["lang"] for idea in room.sees_own(ada)["mine"].values()] == ["fi", "sv"]


def test_other_words_may_be_in_another_language(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    made = room.must("idea.add", ada, activity=step, text="Lisää penkkejä joelle")
    room.must("idea.edit", ada, idea=made["idea"], text="Fler bänkar vid ån")
    assert [idea["lang"] for idea in room.sees("everyone")["idea"].values()] == ["sv"]


def test_a_wrong_guess_of_the_language_is_corrected_for_everyone_and_stays(room: Room) -> None:
    """Also under other words, of the author's or a facilitator's, and when those are taken back."""
    step, ada = open_ideas(room), room.comes("ada")
    bea, _ = room.leader("Bea")
    idea = room.must("idea.add", ada, activity=step, text="Kahvila museon pihalle")["idea"]

    def spoken() -> set[str]:
        shapes = [room.sees(who)["idea"] for who in ("everyone", "facilitators")] + [room.sees_own(ada)["mine"]]
        return {shape[str(idea)]["lang"] for shape in shapes}

    assert spoken() == {"fi"}
    room.must("idea.reword", idea=idea, text="Kahvila museon pihaan")
    room.must("idea.language", bea, idea=idea, lang="sv")
    assert spoken() == {"sv"}
    room.must("undo")
    assert spoken() == {"sv"}, "the former words come back, the guess does not"
    room.must("idea.reword", idea=idea, text="A café in the museum yard")
    assert spoken() == {"sv"}
    room.must("idea.edit", ada, idea=idea, text="Ratikka museolle ja kahvila pihalle")
    assert spoken() == {"sv"}
    room.must("idea.language", idea=idea, lang="")
    room.must("idea.edit", ada, idea=idea, text="Ratikka museolle ja sauna pihalle")
    assert spoken() == {""}, "in none that we know was said, too"


def test_a_corrected_language_is_a_guess_again_when_it_is_taken_back(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    idea = room.must("idea.add", ada, activity=step, text="Kahvila museon pihalle")["idea"]
    room.must("idea.language", idea=idea, lang="fi")
    room.must("idea.language", idea=idea, lang="en")
    for verb, lang in (("undo", "fi"), ("redo", "en"), ("undo", "fi"), ("undo", "fi")):
        room.must(verb)
        assert room.sees("everyone")["idea"][str(idea)]["lang"] == lang
    room.must("idea.edit", ada, idea=idea, text="A café in the yard of the museum")
    assert room.sees("everyone")["idea"][str(idea)]["lang"] == "en"


def test_a_guess_does_not_come_back_for_other_words(room: Room) -> None:
    """Neither by undo after the author changed them, nor after a colleague did."""
    step, ada = open_ideas(room), room.comes("ada")
    bea, _ = room.leader("Bea")
    idea = room.must("idea.add", ada, activity=step, text="Kahvila museon pihalle")["idea"]
    room.must("idea.language", idea=idea, lang="en")
    room.must("idea.reword", bea, idea=idea, text="A café in the yard of the museum")
    assert room.do("undo").code == "undo_idea_changed"
    room.must("undo", bea)
    room.now += 1
    room.must("idea.edit", ada, idea=idea, text="A café in the yard of the museum")
    assert not room.do("undo").ok
    assert room.sees("everyone")["idea"][str(idea)]["lang"] == "en"


def test_facilitators_alone_say_the_language_of_an_idea_that_is_there(room: Room) -> None:
    step, ada = open_ideas(room), room.comes("ada")
    idea = room.must("idea.add", ada, activity=step, text="Kahvila")["idea"]
    assert room.do("idea.language", ada, idea=idea, lang="sv").code == "rights"
    room.must("idea.withdraw", ada, idea=idea)
    assert room.do("idea.language", idea=idea, lang="sv").code == "idea_gone"

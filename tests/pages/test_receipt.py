"""What became of an idea, as whoever holds its receipt finds it: without an account or scripts, in any language."""

import html
import re
import zlib

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.conftest import Room, forum_fields
from tests.pages.test_phone import Phone
from workshop.access.authentication import Credentials
from workshop.access.rate_limits_by_address import MOST_WRONG, WAIT
from workshop.domain.idea_receipts import grouped
from workshop.i18n import catalogues
from workshop.pages import join
from workshop.storage.database import reading
from workshop.storage.tables import Idea

WHY = {"fi": "Rahaa ei ole tänä vuonna.", "sv": "Det finns inga pengar i år."}


@pytest.fixture
def receipt(room: Room) -> str:
    """The receipt of idea 1, Ada's; ideas 2 and 3 were entered from paper."""
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.must("idea.add", room.comes("ada"), activity=step, text="Kahvila kattoterassille")
    for text in ("Sauna", "Katolle kahvila"):
        room.must("idea.enter", activity=step, text=text, source="paper")
    return of(room, 1)


def of(room: Room, idea: int) -> str:
    with reading(room.engine) as db:
        return str(db.get_one(Idea, idea).receipt)


def text(client: FlaskClient, receipt: str, lang: str = "fi") -> str:
    answer = client.get(f"/r/{receipt}?lang={lang}")
    assert answer.status_code == 200
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    return " ".join(re.sub(r"<[^>]*>", " ", html.unescape(answer.text)).split())


def test_it_shows_the_idea_and_that_it_waits_for_an_answer(client: FlaskClient, room: Room, receipt: str) -> None:
    page = text(client, receipt)
    assert "1 Kahvila kattoterassille" in page and "Siihen ei ole vielä vastattu." in page
    assert grouped(receipt) in page and "Ideasi on tallessa täsmälleen sellaisena kuin lähetit sen." in page
    room.must("forum.answer_by", at=1_800_000_000_000)
    assert "Vastaamme viimeistään 15.1.2027." in text(client, receipt)
    assert "<script" not in client.get(f"/r/{receipt}").text


def test_an_idea_written_at_home_before_the_forum_does_not_name_its_place(
    client: FlaskClient, room: Room, receipt: str
) -> None:
    room.must("forum.edit", **forum_fields(place="Turun linna"))
    assert "· Turun linna" in text(client, receipt)
    with room.engine.begin() as db:
        db.execute(update(Idea).where(Idea.id == 1).values(beforehand=True))
    assert "· kirjoitettu ennakkoon" in text(client, receipt) and "· Turun linna" not in text(client, receipt)


def test_the_answer_stands_there_with_its_words_in_every_language(
    client: FlaskClient, room: Room, receipt: str
) -> None:
    for status in ("progress", "done", "not_now"):
        room.must("ideas.answer", ideas=[1], status=status, words=WHY, departure=True)
        for lang in ("fi", "sv", "en", "fi-simple"):
            page = text(client, receipt, lang)
            assert catalogues.say(lang, f"status.{status}") in page
            assert catalogues.say(lang, "status.departure") in page and WHY["sv" if lang == "sv" else "fi"] in page


def test_earlier_answers_stay_to_be_read(client: FlaskClient, room: Room, receipt: str) -> None:
    room.must("cluster.add", title="Ruoka", ideas=[1])
    room.must("ideas.answer", ideas=[1], status="not_now", words=WHY)
    room.must("ideas.answer", ideas=[1], status="received", words={})
    room.must("cluster.answer", cluster=1, status="done", words={"fi": "Avattu"})
    page = text(client, receipt)
    assert "Toteutunut" in page and "Vastaus koskee koko teemaa: Ruoka" in page
    assert "2 aiempaa vastausta" in page and page.index("Avattu") < page.index(WHY["fi"])


def test_a_merged_idea_tells_with_which_one_it_goes_on_and_has_its_answer(
    client: FlaskClient, room: Room, receipt: str
) -> None:
    room.must("idea.merge", into=3, ideas=[1])
    room.must("ideas.answer", ideas=[3], status="progress", words={})
    page = text(client, receipt)
    assert "Ideasi kulkee yhdessä tämän kanssa: 3 Katolle kahvila" in page
    assert "1 Kahvila kattoterassille" in page and "Vastaus annettiin idealle, johon omasi on yhdistetty." in page
    assert "Mukana myös 1" in text(client, of(room, 3))


def test_votes_are_told_when_the_hall_has_seen_them_and_not_before(
    client: FlaskClient, room: Room, receipt: str
) -> None:
    room.must("activity.close", activity=room.step("ideas"))
    dots = room.step("dots")
    step = room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    room.must("idea.enter", activity=step, text="Museolaiva", source="paper")
    laiva = of(room, 4)
    room.must("activity.reveal", activity=step)
    room.must("agenda.go", activity=dots)
    for name, n in (("ada", 2), ("ben", 1)):
        room.must("ballot.set", room.comes(name), activity=dots, n=1, marks={"4": n})
    assert "ääntä" not in text(client, laiva)
    room.must("activity.close", activity=dots)
    room.must("activity.reveal", activity=dots)
    assert "ääntä" not in text(client, laiva), "revealed, but no place is uncovered"
    room.must("agenda.go", activity=room.step("results"))
    room.must("screen.uncover", activity=dots, uncovered=1)
    assert "3 ääntä · sija 1 / 1" in text(client, laiva)


def test_an_idea_set_free_after_a_vote_says_as_reports_do_that_it_has_no_result_of_its_own(
    client: FlaskClient, room: Room, receipt: str
) -> None:
    dots = room.step("dots")
    room.must("agenda.go", activity=room.step("ideas", 1))
    for words in ("Museolaiva", "Laiva museoksi"):
        room.must("idea.enter", activity=room.step("ideas", 1), text=words, source="paper")
    free, lead = of(room, 4), of(room, 5)
    room.must("activity.reveal", activity=room.step("ideas", 1))
    room.must("idea.merge", into=5, ideas=[4])
    room.now += 1000
    room.must("agenda.go", activity=dots)
    room.must("ballot.set", room.comes("ben"), activity=dots, n=1, marks={"5": 1})
    room.must("activity.close", activity=dots)
    room.must("activity.reveal", activity=dots)
    room.must("forum.end")
    assert "1 ääni" in text(client, free) and "omaa tulosta" not in text(client, free)
    room.must("idea.unmerge", ideas=[4])
    page = text(client, free)
    assert "Idea 4 oli osa ideaa 5 koko vaiheen ”" in page and "joten sillä ei ole siinä omaa tulosta." in page
    assert "omaa tulosta" not in text(client, lead) and "inget eget resultat" in text(client, free, "sv")


def test_a_vote_in_which_nobody_rated_it_says_nothing(client: FlaskClient, room: Room, receipt: str) -> None:
    def rated(marks: dict[str, int]) -> None:
        prompt, settings = {"fi": "Kuinka tärkeä?"}, {"of": "ideas"}
        vote = int(room.must("activity.add", kind="rating", minutes=1, prompt=prompt, settings=settings)["activity"])
        room.must("agenda.go", activity=vote)
        if marks:
            room.must("ballot.set", room.comes("ben"), activity=vote, n=1, marks=marks)
        room.must("activity.close", activity=vote)
        room.must("activity.reveal", activity=vote)

    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    for idea in ("Museolaiva", "Laituri"):
        room.must("idea.enter", activity=step, text=idea, source="paper")
    rated({})
    rated({"5": 4})
    room.must("forum.end")
    page = text(client, of(room, 4))
    assert "Kuinka tärkeä?" not in page and "Mediaani" not in page
    assert text(client, of(room, 5)).count("Mediaani") == 1


def test_a_share_has_its_sign_and_a_shared_place_its_word(client: FlaskClient, room: Room, receipt: str) -> None:
    vote = int(
        room.must("activity.add", kind="opinion", minutes=1, prompt={"fi": "Mitä mieltä?"}, settings={})["activity"]
    )
    room.must("agenda.go", activity=room.step("ideas", 2))
    for idea in ("Museolaiva", "Laituri"):
        room.must("idea.enter", activity=room.step("ideas", 2), text=idea, source="paper")
    room.must("agenda.go", activity=vote)
    for name in ("ada", "ben"):
        room.must("ballot.set", room.comes(name), activity=vote, n=1, marks={"4": 1, "5": 1})
    room.must("activity.close", activity=vote)
    room.must("activity.reveal", activity=vote)
    room.must("forum.end")
    page = text(client, of(room, 4))
    assert re.search(r"Samaa mieltä \(arvio\) [\d,]+ % · jaettu sija 1 / \d", page), page


def test_hidden_with_its_reason_and_taken_back_without_words(client: FlaskClient, room: Room, receipt: str) -> None:
    room.must("idea.hide", idea=1, reason="advert")
    page = text(client, receipt)
    assert "Syy: idea on mainos" in page and "Kahvila kattoterassille" in page
    room.must("idea.show", idea=1)
    phone = Phone(client, room)
    phone.send("/idea", activity=room.step("ideas"), key="key-of-it", text="Peruttava ajatus")
    cookie = client.get_cookie("device")
    assert cookie is not None
    room.must("idea.withdraw", Credentials(device=cookie.value), idea=4)
    page = text(client, of(room, 4))
    assert "Peruit tämän idean." in page and "Peruttava ajatus" not in page and "täsmälleen" not in page


def test_it_is_found_however_it_is_typed(client: FlaskClient, receipt: str) -> None:
    for typed in (grouped(receipt).lower(), f" {receipt} ", f"http://localhost:5999/r/{receipt}"):
        for field in ("/r?receipt=", "/?code="):
            answer = client.get(field + typed)
            assert (answer.status_code, answer.location) == (303, f"/r/{receipt}")
    assert client.get(f"/R/{grouped(receipt).lower()}").status_code == 200


def test_a_wrong_one_is_asked_for_again_in_the_same_words(client: FlaskClient, room: Room) -> None:
    for wrong in ("ACDE-FGHJ-KMNP", "K7", "<script>alert(1)</script>", "💥" * 12):
        answer = client.get("/r", query_string={"receipt": wrong}, follow_redirects=True)
        assert answer.status_code == 404 and "<script>alert" not in answer.text
        assert "Tällä koodilla ei löydy ideaa." in answer.text and answer.headers["X-Robots-Tag"] == "noindex"


def test_one_of_a_deleted_forum_is_as_unknown_as_a_guess(client: FlaskClient, room: Room, receipt: str) -> None:
    room.must("forum.end")
    room.must("forum.remove")
    guessed = "ACDEFGHJKMNP"
    gone, guess = client.get(f"/r/{receipt}"), client.get(f"/r/{guessed}")
    assert gone.status_code == guess.status_code == 404
    assert gone.text.replace(receipt, guessed) == guess.text


def test_guessing_waits_and_the_right_one_never_does(
    client: FlaskClient, receipt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(join.loop, "sleep", waits.append)
    for _ in range(MOST_WRONG + 2):
        client.get("/r/ACDEFGHJKMNP")
    assert waits and waits[0] == pytest.approx(WAIT, abs=0.5)
    before = len(waits)
    assert client.get(f"/r/{receipt}").status_code == 200 and len(waits) == before


def test_it_can_be_kept_as_text_and_as_a_picture(
    client: FlaskClient, room: Room, receipt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "workshop.pages.idea_receipt.base_url_and_allowed_hosts.best", lambda *_: "https://foorumi.example"
    )
    kept = client.get(f"/r/{receipt}/receipt.txt")
    assert f"https://foorumi.example/R/{receipt}" in kept.text and "1. Kahvila kattoterassille" in kept.text
    assert f'filename="{receipt}.txt"' in kept.headers["Content-Disposition"]
    picture = client.get(f"/r/{receipt}/receipt.png")
    assert picture.mimetype == "image/png" and read(picture.data) == f"https://foorumi.example/R/{receipt}"
    assert client.get("/r/ACDEFGHJKMNP/receipt.png").status_code == 404


def read(png: bytes) -> str:
    """What a camera reads in the picture."""
    from io import BytesIO

    import zxingcpp
    from PIL import Image

    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(png)))
    return str(code.text)


def test_it_is_small(client: FlaskClient, room: Room, receipt: str) -> None:
    page = client.get(f"/r/{receipt}")
    assert len(zlib.compress(page.data)) < 16_000
    assert not re.search(r'(src|href)="(https?:)?//', page.text)

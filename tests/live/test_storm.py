"""A crowd joins at the same moment in several languages: each is a different participant, gets a snapshot and the same
frames afterwards."""

import re
from concurrent.futures import ThreadPoolExecutor

from tests.live.conftest import Hall
from tests.live.people import Person
from tests.tools.form_tokens import unmasked

PEOPLE, LANGUAGES = 48, ("fi", "sv", "en", "fi-simple")


def test_a_crowd_at_the_door(hall: Hall) -> None:
    step = hall.go(5)
    phones = [hall.someone() for _ in range(PEOPLE)]

    def come(number: int) -> Person:
        phone = phones[number].scan(hall.links["join"], LANGUAGES[number % len(LANGUAGES)])
        assert phone.do("idea.add", activity=step, text=f"kaupunki numero {number}")["ok"]
        return phone

    with ThreadPoolExecutor(12) as crowd:
        came = list(crowd.map(come, range(PEOPLE)))
    assert [phone.boot["lang"] for phone in came] == [LANGUAGES[number % len(LANGUAGES)] for number in range(PEOPLE)]
    assert len({unmasked(phone.boot["csrf"]) for phone in came}) == PEOPLE
    for number, phone in enumerate(came):
        page = phone.get(hall.server.base + phone.boot["url"])
        token = re.search(r'"csrf": "([0-9a-f]{80})"', page)
        assert token and unmasked(token[1]) == unmasked(phone.boot["csrf"])
        mine = [
            one["text"]
            for _, data in list(phone.heard)
            for one in data.get("yours", data.get("put", {})).get("mine", {}).values()
        ]
        assert set(mine) <= {f"kaupunki numero {number}"}
    late = hall.someone().scan(hall.links["join"])
    picture = late.wait(lambda event, data: event == "snapshot")["put"]
    assert next(iter(picture["forum"].values()))["here"] == PEOPLE + 3
    assert {one["text"] for one in picture["idea"].values()} >= {
        f"kaupunki numero {number}" for number in range(PEOPLE)
    }

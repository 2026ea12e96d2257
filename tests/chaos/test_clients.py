"""The clients of a round."""

import asyncio
import random
from pathlib import Path
from typing import Any

import pytest

from tests.chaos import clients
from tests.chaos.clients import Hall, Page
from tests.chaos.journal import Journal
from tests.chaos.room import new_word
from workshop.client.connection import Refused
from workshop.domain.screening import flags


def test_who_speaks_another_protocol_ends_the_round_and_does_not_wait_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_: Any) -> Any:
        raise Refused("reload")

    monkeypatch.setattr(clients, "dial", refused)
    journal = Journal(tmp_path)
    page = Page(Hall(journal, 1), "phone-1", "")
    page.boot = {"forum": 1}
    with pytest.raises(Refused):
        asyncio.run(asyncio.wait_for(page._stay(), 1))
    journal.close()


def test_nothing_that_the_phones_write_is_kept_for_review() -> None:
    """The replay expects ideas to be seen at once. Of letters chosen one by one some happen to spell a swear word."""
    chance = random.Random(7)
    kept = [word for word in (new_word(chance) for _ in range(3000)) if flags(f"Ajatus {word} 1")]
    assert not kept

"""The child process with simulated participants that a person starts from the console
(`pages/simulated_participants.py`), and that ends without being killed.

It reads the joining link from standard input, because process lists show arguments, and with it what its phones' tokens
follow from: people who are called again are the same participants. It ends when that input ends (the
participants were sent away, or the server is gone), when the forum has ended, and after some hours.
"""

import asyncio
import os
import threading
from contextlib import suppress

from workshop.rehearsal.participants import Doors, KnownPhones
from workshop.rehearsal.practice import practise
from workshop.rehearsal.run import Wishes

MOST_SECONDS = 3 * 3600
INPUT = 0


def called_in(wishes: Wishes) -> int:
    """Join, follow the facilitator, leave. Raises Unexpected or GaveUp when that is impossible."""
    link, *phones = os.read(INPUT, 4096).decode().split()
    asyncio.run(_until_sent_away(Doors(join=link, phones=KnownPhones(*phones) if phones else None), wishes))
    return 0


async def _until_sent_away(doors: Doors, wishes: Wishes) -> None:
    taking_part, loop = (
        asyncio.create_task(practise(doors, wishes, lambda _: None)),
        asyncio.get_running_loop(),
    )

    def wait_for_the_end() -> None:
        while os.read(INPUT, 4096):
            pass
        with suppress(RuntimeError):  # the event loop has already ended
            loop.call_soon_threadsafe(taking_part.cancel)

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    with suppress(asyncio.CancelledError, TimeoutError):
        async with asyncio.timeout(MOST_SECONDS):
            await taking_part

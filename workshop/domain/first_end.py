"""When a forum ended, of which the end was pressed, taken back and pressed again: files that were made after the first
end tell its time, and so do those that are made later. Only where the forum went on in between its end is the later
one."""

from workshop.domain.activity_states import AFTER_THE_END
from workshop.domain.undo import Deeds
from workshop.domain.undo.command_groups import goes_back

END = "forum.end"
GIVEN = frozenset({*AFTER_THE_END, "participant.join"})
"""The commands by which people take part in a forum that goes on: no phone may send them once it is over."""
LED = frozenset({"agenda.go", "activity.open", "activity.close", "activity.reveal", "activity.time"})
"""The commands by which its agenda goes on, also when they are taken back or done again."""


def first_end(deeds: Deeds, given: int) -> int | None:
    """When (epoch ms) the forum was first ended since it last went on, by its agenda or in row `given` of its log, the
    newest in which people took part; None when it was not ended since."""
    found = None
    for row in deeds.rows:
        if deeds.as_done(row).first.verb in LED:
            found = None
        elif row.verb == END and row.n > given and not goes_back(END, row.body):
            found = found or row.at
    return found

"""The rules of undo and redo: which deeds of a log are in force, and whether the state that a deed changed is still as
it left it.

A deed (a logged command that can be undone) changes slots: the place of an idea, the state of a step, the spotlight. It
can be undone while no other deed has changed the same slots since, by any person; so undo never reverts what another
person did, and never brings back words that another person hid. Of a deed on several ideas, undo leaves out those that
a newer deed holds; once that one is undone too, they are as they were before both. So an idea is as the newest deed in
force made it (`tests/rules/test_overlapping_deeds.py` tries all orders). What is decided on an idea and its words rest
on each other: neither comes back where the other was changed since.
"""

from workshop.domain.undo.command_groups import SWITCHES, Record
from workshop.domain.undo.log_row import LogRow
from workshop.domain.undo.recounts_and_merges import Recount, TimeMerged, freed_again, recounted, showings
from workshop.domain.undo.undo_and_redo_by_actor import Deeds
from workshop.domain.undo.undoable_command import Deed, Touched

__all__ = [
    "SWITCHES",
    "Deed",
    "Deeds",
    "LogRow",
    "Record",
    "Recount",
    "TimeMerged",
    "Touched",
    "freed_again",
    "recounted",
    "showings",
]

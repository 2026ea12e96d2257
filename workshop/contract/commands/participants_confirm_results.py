"""What participants say of the results after the end."""

from workshop.contract.base import TAKE_PART, Command, Text, command


@command("results.confirm", TAKE_PART)
class ResultsConfirm(Command, frozen=True, kw_only=True):
    """Say that the results are what people said (`complete`), or that something is missing, and what. Once for each
    person; a later answer takes the place of the one before. The log does not say whose it is."""

    complete: bool
    missing: Text = ""

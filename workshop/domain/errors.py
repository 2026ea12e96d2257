"""The one way of saying no."""

from workshop.contract.refusals import REFUSALS


class Refusal(Exception):
    """A refusal with its code and the facts that its sentence needs; raised anywhere below the doors, told by them."""

    def __init__(self, code: str, /, **facts: object) -> None:
        if code not in REFUSALS:
            raise LookupError(f"no refusal is called {code!r}")
        super().__init__(code)
        self.code = code
        self.facts = facts

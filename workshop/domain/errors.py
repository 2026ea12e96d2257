"""The exception `Refusal`: the only way in which a command or page is refused."""

from workshop.contract.refusals import REFUSALS


class Refusal(Exception):
    """A refusal with its error code and the facts that its sentence needs. Raised in any module; pages and sockets turn
    it into an answer."""

    def __init__(self, code: str, /, **facts: object) -> None:
        if code not in REFUSALS:
            raise LookupError(f"no refusal is called {code!r}")
        super().__init__(code)
        self.code = code
        self.facts = facts

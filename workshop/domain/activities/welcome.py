"""The kind "welcome": words for everyone. Also for instructions and discussion, and with `break` a pause whose end the
screen shows."""

from workshop.domain.activities.base import Kind, Setting

KIND = Kind("welcome", settings={"break": Setting(False)}, also=("break",), shows="words")

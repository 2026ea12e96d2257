"""Welcome: words for everyone. Also instructions and talking, and with `break` a pause, of which the screen says when
it ends."""

from workshop.domain.activities.base import Kind, Setting

KIND = Kind("welcome", settings={"break": Setting(False)}, also=("break",), only_words=True)

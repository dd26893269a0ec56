"""Regular expressions, in a process of their own: one that never ends is ended with it."""

from __future__ import annotations

import pickle
import re
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.project.finding.words import is_whole
from annotator.project.second_process import NO_ANSWER, started
from annotator.text.ranges import Range

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

    from annotator.project.finding.search import Search
    from annotator.work import Cancel

_Texts: TypeAlias = tuple[str, bool, tuple[str, ...]]
"""An expression, whether whole words are wanted, and texts to find it in."""
_Found: TypeAlias = "list[list[tuple[int, int]]] | str"
_START_S = 60.0
"""So long a process may take to begin, on a machine with much else to do."""
_LIMIT_S = 5.0
_CHARACTERS_A_SECOND = 200_000
"""What one may take beside: a plain expression goes through a hundred times as many."""
_LOOK_S = 0.05


def find_pattern(texts: _Texts) -> _Found:
    """Give the places in each text, or what is wrong with the expression; in the other process."""
    expression, whole, several = texts
    try:
        pattern = re.compile(expression)
        return [
            [
                match.span()
                for match in pattern.finditer(text)
                if match.end() > match.start()
                and (not whole or is_whole(text, Range(*match.span())))
            ]
            for text in several
        ]
    except (re.error, RecursionError, OverflowError, MemoryError) as problem:
        return str(problem) or type(problem).__name__


class Patterns:
    """Finds one expression in texts, a few at a time. It must be closed."""

    def __init__(self, search: Search, cancel: Cancel) -> None:
        """Start the process; raises `WrongUse` for what is no expression, or cannot be tried."""
        self._search, self._cancel = search, cancel
        self._process = started()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pattern")
        self._waited, self._n_characters = 0.0, 0
        if self._process is None:
            raise WrongUse(
                tr("A regular expression cannot be looked for here."), tr("Look for words.")
            )
        try:
            self._ask(("", False, ()), _START_S)
            self._asked((), _LIMIT_S)
        except BaseException:
            self.close()
            raise

    def places(self, texts: Sequence[str]) -> list[list[Range]]:
        """Give the places in each text; raises `WrongUse` when it takes too long, `Cancelled`."""
        self._n_characters += sum(map(len, texts))
        patience = _LIMIT_S + self._n_characters / _CHARACTERS_A_SECOND - self._waited
        begun = time.monotonic()
        found = self._asked(tuple(texts), patience)
        self._waited += time.monotonic() - begun
        return [[Range(*one) for one in some] for some in found]

    def close(self) -> None:
        """End the process, whatever it is at."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            self._thread.shutdown()
            with suppress(OSError), process:
                pass

    def _asked(self, texts: tuple[str, ...], patience_s: float) -> list[list[tuple[int, int]]]:
        found = self._ask((self._search.words, self._search.whole, texts), patience_s)
        if isinstance(found, str):
            raise WrongUse(
                tr("This is no regular expression: {what}.", what=found),
                tr("Mend it, or look for the words as they are."),
            )
        return found

    def _ask(self, texts: _Texts, patience_s: float) -> _Found:
        process = self._process
        if process is None:
            raise _too_long()
        answer = self._thread.submit(_answer, process, texts)
        until = time.monotonic() + patience_s
        while True:
            try:
                return answer.result(_LOOK_S)
            except TooLate:
                if self._cancel.is_wished() or time.monotonic() > until:
                    self.close()
                    self._cancel.check()
                    raise _too_long() from None
            except NO_ANSWER as problem:
                self.close()
                raise _too_long() from problem


def _answer(process: subprocess.Popen[bytes], texts: _Texts) -> _Found:
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    pickle.dump((find_pattern, [texts]), process.stdin)
    process.stdin.flush()
    found: list[_Found] = pickle.load(process.stdout)  # noqa: S301 - our own process wrote it
    return found[0]


def _too_long() -> WrongUse:
    return WrongUse(
        tr("This regular expression takes too long."),
        tr("Repeat less inside what is repeated, or look for words."),
    )

"""What the command line prints: text, tables, CSV, JSON, progress. The only place that prints.

Results go to standard output, messages and progress to standard error.
"""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, TextIO, TypeAlias, TypeGuard

from annotator.errors import CannotWrite
from annotator.text.letters.visible import STEERS, without_steering

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from annotator.errors import AnnotatorError
    from annotator.model.article import Json

Options: TypeAlias = "Namespace"
"""What a verb was told."""
_BAR = 30
_WIDEST = 48
_ROWS_SEEN = 200
_HALF = re.compile("[\ud800-\udfff]")


class CannotPrint(CannotWrite):
    """Standard output takes no more: a full disk under it, most often."""

    kind = "cannot-write"


class Output:
    """Where one verb's results and messages go."""

    def __init__(
        self, *, as_json: bool = False, quiet: bool = False, progress: str = "auto"
    ) -> None:
        """Print JSON or text; say less when `quiet`; progress is auto, plain or none."""
        self.as_json = as_json
        self.quiet = quiet
        self._progress = progress
        self._last = -1
        self._bar_open = False

    def json(self, document: Json) -> None:
        """Print the one JSON document of a verb."""
        _print(_json(document, indent=1))

    def answer(self, document: Json, *lines: str) -> None:
        """Print the one JSON document of a verb where that is wanted, else lines for people."""
        if self.as_json:
            self.json(document)
        for line in () if self.as_json else lines:
            self.line(line)

    def json_rows(self, rows: Iterable[Json]) -> None:
        """Print a JSON array as its rows come, in the same words as `json`."""
        before = "[\n "
        for row in rows:
            words = _json(row, indent=1).replace("\n", "\n ")
            _print(f"{before}{words}", end="", flush=before[0] == "[")
            before = ",\n "
        _print("[]" if before[0] == "[" else "\n]")

    def json_with_rows(
        self,
        first: Mapping[str, Json],
        name: str,
        rows: Iterable[Json],
        last: Callable[[], Mapping[str, Json]],
    ) -> None:
        """Print an object that holds rows, as they come; `last` gives what follows them."""
        for key, value in first.items():
            _print(f"{'{' if key == next(iter(first)) else ''}\n {_pair(key, value)},", end="")
        _print(f'\n "{name}": ', end="")
        before = "[\n  "
        for row in rows:
            words = _json(row, indent=1).replace("\n", "\n  ")
            _print(f"{before}{words}", end="")
            before = ",\n  "
        _print("[]" if before[0] == "[" else "\n ]", end="")
        for key, value in last().items():
            _print(f",\n {_pair(key, value)}", end="")
        _print("\n}")

    def json_line(self, document: Json) -> None:
        """Print a JSON object on one line, at once."""
        _print(_json(document), flush=True)

    def line(self, text: str = "") -> None:
        """Print one line of the result, and no more than one."""
        self._end_bar()
        _print(without_steering(text))

    def lines(self, text: str) -> None:
        """Print a result of several lines."""
        for line in text.split("\n"):
            self.line(line)

    def say(self, text: str) -> None:
        """Say something to the person, unless they want quiet; what was printed goes out first."""
        if not self.quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Say what was not done, to whoever wants quiet too."""
        self._end_bar()
        finish()
        _tell(without_steering(text))

    def error(self, error: AnnotatorError) -> None:
        """Say what is wrong and what to do; as JSON when asked for."""
        self._end_bar()
        if self.as_json:
            self.json({"error": error_object(error)})
            return
        _tell(without_steering(f"{_place(error)}{error.sentence()}"))

    def table(self, rows: Iterable[Mapping[str, Json]], columns: Sequence[str]) -> int:
        """Print rows as aligned columns, cut to what a terminal shows; give how many they are.

        As they come: the first ones say how wide a column is.
        """
        cells = ([_cell(row.get(name)) for name in columns] for row in rows)
        first = [list(columns), *islice(cells, _ROWS_SEEN)]
        widths = [min(_WIDEST, max(map(_width, column))) for column in zip(*first, strict=True)]
        n_lines = 0
        for n_lines, line in enumerate(chain(first, cells)):
            padded = [_fit(text, width) for text, width in zip(line, widths, strict=True)]
            self.line("  ".join(padded).rstrip())
            if n_lines == 1:
                finish()
        return n_lines

    def csv(self, rows: Iterable[Mapping[str, Json]], shown: Sequence[str]) -> None:
        """Print rows as CSV (RFC 4180 but for LF as line end), with all that the first one has."""
        from annotator.text.csv_text import Dialect, text_of

        is_seen = sys.stdout.isatty()
        columns: Sequence[str] = ()
        for row in rows:
            if not columns:
                columns = [*row]
                _print(text_of([columns], Dialect()), end="")
            cells = [_csv_cell(row.get(name)) for name in columns]
            cells = [*map(without_steering, cells)] if is_seen else cells
            _print(text_of([cells], Dialect()), end="")
        if not columns:
            _print(text_of([shown], Dialect()), end="")

    def progress(self, done: int, of: int, what: str) -> None:
        """Show how far long work is: a bar on a terminal, lines when plain, else nothing."""
        if self.quiet or self._progress == "none" or of < 2:
            return
        share = done * 100 // of
        if self._progress == "plain":
            if share // 10 != self._last // 10:
                _tell(f"{what} {done} / {of}")
            self._last = share
        elif _is_terminal(sys.stderr) and share != self._last:
            full = share * _BAR // 100
            _tell(f"\r{'█' * full}{'·' * (_BAR - full)} {what} {done} / {of} ", end="")
            self._last, self._bar_open = share, True

    def _end_bar(self) -> None:
        if self._bar_open:
            _tell("\r\x1b[K", end="")
            self._bar_open = False


def counted(n: int, what: str) -> str:
    """Give a number with its word: 1 article, 2 articles."""
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def is_text(word: str) -> bool:
    """Say whether a word from outside is whole characters, without halves of any."""
    return not _HALF.search(word)


def finish() -> None:
    """Send off what is still to be printed; raises `CannotWrite`, `BrokenPipeError`."""
    with _printing():
        sys.stdout.flush()


def _pair(key: str, value: Json) -> str:
    return f"{json.dumps(key)}: {_json(value)}"


def _json(document: Json, indent: int | None = None) -> str:
    """Give a document as JSON; signs that would steer a terminal are escaped where one is."""
    words = json.dumps(document, ensure_ascii=False, indent=indent)
    if not sys.stdout.isatty():
        return words
    return "\n".join(
        STEERS.sub(lambda found: f"\\u{ord(found.group()):04x}", line) for line in words.split("\n")
    )


def _print(text: str, *, end: str = "\n", flush: bool = False) -> None:
    with _printing():
        print(text, end=end, flush=flush)


@contextmanager
def _printing() -> Iterator[None]:
    """Where standard output goes to a file, the disk may be full."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise CannotPrint(
            f"The result cannot be printed ({problem.strerror}).",
            "Send it to another place and do it again.",
        ) from problem


def _tell(text: str, end: str = "\n") -> None:
    """Print to standard error; a message that nobody can hear stops nothing."""
    with suppress(OSError):
        print(text, file=sys.stderr, end=end, flush=True)


def error_object(error: AnnotatorError) -> dict[str, Json]:
    """Give an error as the command line promises it in JSON."""
    where: dict[str, Json] = {
        name: value
        for name in ("file", "line", "article")
        if (value := getattr(error.where, name)) is not None
    }
    return {"kind": error.kind, "message": error.message, "hint": error.hint, "where": where}


def _place(error: AnnotatorError) -> str:
    if error.where.line is None or error.where.file is None:
        return ""
    start = f"{error.where.file}, line {error.where.line}"
    return "" if error.message.startswith(error.where.file) else f"{start}: "


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _cell(value: Json) -> str:
    text = ", ".join(str(one) for one in value) if _is_plain(value) else _csv_cell(value)
    return without_steering(" ".join(text.split()))


def _is_plain(value: Json) -> TypeGuard[list[Json]]:
    """Say whether this is a list of words or numbers, which needs no brackets to be read."""
    return isinstance(value, list) and not any(isinstance(one, list | dict) for one in value)


def _csv_cell(value: Json) -> str:
    from annotator.text.csv_text import truth

    if value is None:
        return ""
    if isinstance(value, bool):
        return truth(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def _width(text: str) -> int:
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _fit(text: str, width: int) -> str:
    wide = _width(text)
    if wide <= _WIDEST:
        return text + " " * (width - wide)
    kept, used = "", 0
    for letter in text:
        used += _cells(letter)
        if used > _WIDEST - 1:
            break
        kept += letter
    return f"{kept}…"

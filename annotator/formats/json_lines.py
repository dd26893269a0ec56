"""One line of JSON from outside as a record, and its fields by type. Every fault has its line.

What the fields of a record mean is not known here.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from annotator.errors import CannotRead, Where
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from annotator.model.article import Json

MAX_DEPTH = 200
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class LinePlace:
    """Where the reader is: a file and a line, for sentences; and which keys nobody knows."""

    __slots__ = ("decode", "line", "name", "unknown")

    def __init__(self, name: str) -> None:
        """Start before the first line of the file `name`."""
        self.name = name
        self.line = 0
        self.unknown: dict[str, int] = {}
        self.decode = json.JSONDecoder(
            object_pairs_hook=_unique_in(self), parse_constant=_no_number, parse_float=_finite
        ).decode

    def wrong(self, what: str, hint: str = "") -> CannotRead:
        """Give the error that says `what` is wrong in this line."""
        return CannotRead(
            tr("{name}, line {line}: {what}.", name=self.name, line=self.line, what=what),
            hint or tr("Nothing was imported."),
            Where(file=self.name, line=self.line),
        )

    def pass_over(self, keys: Iterable[str], kind: str) -> None:
        """Note keys of a record that mean nothing here."""
        for key in keys:
            name = f"{kind}.{key}"
            self.unknown[name] = self.unknown.get(name, 0) + 1


def record_of(line: bytes, place: LinePlace) -> dict[str, Json]:
    """Give the JSON object in a line; raises `CannotRead`.

    Refused are doubled keys, NaN and infinity, more than 200 levels, half surrogate pairs.
    """
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise place.wrong(tr("byte {n} is not UTF-8", n=problem.start + 1)) from problem
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        raise place.wrong(tr("it is nested more than {n} deep", n=MAX_DEPTH))
    try:
        record = place.decode(text)
    except RecursionError as problem:
        raise place.wrong(tr("it is nested more than {n} deep", n=MAX_DEPTH)) from problem
    except ValueError as problem:
        raise place.wrong(tr("it is no JSON ({reason})", reason=_reason(problem))) from problem
    if not isinstance(record, dict):
        raise place.wrong(tr("it is no JSON object"))
    if "\\u" in text and not _is_text(record):
        raise place.wrong(tr("it has half a character (a lone surrogate)"))
    return record


def _unique_in(place: LinePlace) -> Callable[[list[tuple[str, Json]]], dict[str, Json]]:
    def unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            double = next(key for key in keys if keys.count(key) > 1)
            raise place.wrong(tr("it has the key “{key}” twice", key=double))
        return found

    return unique


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if number in {float("inf"), float("-inf")}:
        raise ValueError(digits[:20])
    return number


def _reason(problem: ValueError) -> str:
    """Give what the JSON reader says, without line numbers of its own."""
    return problem.msg if isinstance(problem, json.JSONDecodeError) else str(problem)[:60]


def _depth(text: str) -> int:
    deepest = depth = 0
    for bracket in re.findall(r'"(?:[^"\\]|\\.)*"|([\[{\]}])', text):
        if bracket in {"[", "{"}:
            depth += 1
            deepest = max(deepest, depth)
        elif bracket:
            depth -= 1
    return deepest


def _is_text(record: Json) -> bool:
    try:
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class Fields:
    """The fields of one JSON object by type; a field that does not fit raises `CannotRead`.

    A missing field and null are the same.
    """

    __slots__ = ("_kind", "_place", "_record")

    def __init__(
        self, record: Mapping[str, Json], kind: str, known: frozenset[str], place: LinePlace
    ) -> None:
        """Look at `record`, of which these keys are known."""
        self._record = record
        self._kind = kind
        self._place = place
        if not record.keys() <= known:
            place.pass_over(record.keys() - known, kind)

    def require(self, keys: frozenset[str]) -> None:
        """Raise `CannotRead` unless all these keys are there, be it with null."""
        missing = keys - self._record.keys()
        if missing:
            raise self._place.wrong(
                tr("this {kind} lacks “{key}”", kind=self._kind, key=min(missing))
            )

    def wrong(self, key: str, what: str) -> CannotRead:
        """Give the error of a field."""
        return self._place.wrong(
            tr("“{key}” of this {kind} {what}", key=key, kind=self._kind, what=what)
        )

    def text(self, key: str, default: str = "") -> str:
        """Give a text, `default` where there is none."""
        value = self._record.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.wrong(key, tr("is no text"))
        return value

    def text_or_none(self, key: str) -> str | None:
        """Give a text or None."""
        value = self._record.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(key, tr("is no text"))
        return value

    def needed(self, key: str) -> str:
        """Give a text that must be there and not empty."""
        value = self.text(key)
        if not value:
            raise self.wrong(key, tr("is missing"))
        return value

    def number(self, key: str) -> int:
        """Give a whole number that must be there."""
        value = self._record.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, tr("is no whole number"))
        return value

    def per_mille(self, key: str) -> int | None:
        """Give a number from 0 to 1 as per mille, or None."""
        value = self._record.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.wrong(key, tr("is no number from 0 to 1"))
        return round(value * 1000)

    def date(self, key: str) -> str | None:
        """Give a year, month or day, or None."""
        value = self.text_or_none(key)
        if value is not None and not _DATE.fullmatch(value):
            raise self.wrong(key, tr("is no date (YYYY, YYYY-MM or YYYY-MM-DD)"))
        return value

    def choice(self, key: str, choices: frozenset[str], default: str = "") -> str:
        """Give a text that is one of `choices`."""
        value = self.text(key, default)
        if value not in choices:
            raise self.wrong(key, tr("is none of: {choices}", choices=", ".join(sorted(choices))))
        return value

    def mapping(self, key: str) -> dict[str, Json]:
        """Give an object; an empty one where there is none."""
        value = self._record.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.wrong(key, tr("is no object"))
        return value

    def texts_by_name(self, key: str) -> dict[str, str]:
        """Give an object of texts."""
        found: dict[str, str] = {}
        for name, value in self.mapping(key).items():
            if not isinstance(value, str):
                raise self.wrong(f"{key}.{name}", tr("is no text"))
            found[name] = value
        return found

    def items(self, key: str) -> list[Json]:
        """Give a list; an empty one where there is none."""
        value = self._record.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(key, tr("is no list"))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts."""
        found = self.items(key)
        texts = tuple(one for one in found if isinstance(one, str))
        if len(texts) != len(found):
            raise self.wrong(key, tr("is no list of texts"))
        return texts

    def ranges(self, key: str) -> list[tuple[int, int]]:
        """Give a list of pairs of whole numbers."""
        found: list[tuple[int, int]] = []
        for one in self.items(key):
            match one:
                case [int(start), int(end)] if type(start) is int and type(end) is int:
                    found.append((start, end))
                case _:
                    raise self.wrong(key, tr("is no list of [start, end]"))
        return found

    def inside(self, key: str, known: frozenset[str]) -> Fields:
        """Give the fields of an object within this one."""
        return Fields(self.mapping(key), f"{self._kind}.{key}", known, self._place)

    def each(self, key: str, known: frozenset[str]) -> list[Fields]:
        """Give the fields of each object in a list."""
        found: list[Fields] = []
        for one in self.items(key):
            if not isinstance(one, dict):
                raise self.wrong(key, tr("is no list of objects"))
            found.append(Fields(one, f"{self._kind}.{key}", known, self._place))
        return found

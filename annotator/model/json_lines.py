"""One line of JSON from outside as a record, and its fields by type. Every fault has its line.

What the fields of a record mean is not known here.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

from annotator.errors import CannotRead, Where
from annotator.language import tr
from annotator.model.article import Json

MAX_DEPTH = 200
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class LinePlace:
    """Where the reader is: a file and a line, for sentences; and which keys nobody knows."""

    __slots__ = ("line", "name", "unknown")

    def __init__(self, name: str) -> None:
        """Start before the first line of the file `name`."""
        self.name = name
        self.line = 0
        self.unknown: Counter[str] = Counter()

    def wrong(self, what: str, hint: str = "") -> CannotRead:
        """Give the error that says `what` is wrong in this line."""
        return CannotRead(
            tr("{name}, line {line}: {what}.", name=self.name, line=self.line, what=what),
            hint or tr("Nothing was imported."),
            Where(file=self.name, line=self.line),
        )


class NoObject(ValueError):
    """A line is no JSON object as it should be; its words say what is wrong with “it”."""


def object_of(line: bytes) -> dict[str, Json]:
    """Give the JSON object in a line; raises `NoObject`.

    Refused are doubled keys, NaN and infinity, more than 200 levels, half surrogate pairs.
    """
    try:
        text = line.decode("utf-8")
        _check_depth(text)
        record = _decode(text)
        if "\\u" in text:
            json.dumps(record, ensure_ascii=False).encode("utf-8")
    except NoObject:
        raise
    except UnicodeEncodeError as problem:
        raise NoObject(tr("it has half a character (a lone surrogate)")) from problem
    except UnicodeDecodeError as problem:
        raise NoObject(tr("byte {n} is not UTF-8", n=problem.start + 1)) from problem
    except ValueError as problem:
        # What the JSON reader says, without line numbers of its own.
        reason = problem.msg if isinstance(problem, json.JSONDecodeError) else str(problem)[:60]
        raise NoObject(tr("it is no JSON ({reason})", reason=reason)) from problem
    if not isinstance(record, dict):
        raise NoObject(tr("it is no JSON object"))
    return record


def record_of(line: bytes, place: LinePlace, hint: str = "") -> dict[str, Json]:
    """Give the JSON object in a line of a file; raises `CannotRead`."""
    try:
        return object_of(line)
    except NoObject as problem:
        raise place.wrong(str(problem), hint) from problem


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise NoObject(tr("it has the key “{key}” twice", key=double))
    return found


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if number in {float("inf"), float("-inf")}:
        raise ValueError(digits[:20])
    return number


_decode = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_no_number, parse_float=_finite
).decode


def _check_depth(text: str) -> None:
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for bracket in re.findall(r'"(?:[^"\\]|\\.)*"|([\[{\]}])', text):
        depth += (bracket in {"[", "{"}) - (bracket in {"]", "}"})
        if depth > MAX_DEPTH:
            raise NoObject(tr("it is nested more than {n} deep", n=MAX_DEPTH))


class Fields:
    """The fields of one JSON object; one that does not fit raises `CannotRead`.

    A missing field and null are the same.
    """

    __slots__ = ("_kind", "_place", "record")

    def __init__(
        self, record: Mapping[str, Json], kind: str, known: frozenset[str], place: LinePlace
    ) -> None:
        """Look at `record`, of which these keys are known; others are noted with the place."""
        self.record, self._kind, self._place = record, kind, place
        if not record.keys() <= known:
            place.unknown.update(f"{kind}.{key}" for key in record.keys() - known)

    def wrong(self, key: str, what: str) -> CannotRead:
        """Give the error of a field."""
        return self._place.wrong(
            tr("“{key}” of this {kind} {what}", key=key, kind=self._kind, what=what)
        )

    def get(self, key: str, take: Callable[[Any], Any], missing: Json = None) -> Any:
        """Give a field as `take` takes it, which says by `ValueError` what is wrong with it."""
        value = self.record.get(key)
        try:
            return take(missing if value is None else value)
        except ValueError as problem:
            raise self.wrong(key, str(problem)) from problem

    def inside(self, key: str, known: frozenset[str]) -> "Fields":
        """Give the fields of an object within this one."""
        return Fields(self.get(key, mapping, {}), f"{self._kind}.{key}", known, self._place)

    def each(self, key: str, known: frozenset[str]) -> "list[Fields]":
        """Give the fields of each object in a list."""
        kind = f"{self._kind}.{key}"
        return [Fields(one, kind, known, self._place) for one in self.get(key, objects, [])]


def _that(fits: Callable[[Any], bool], wrong: Callable[[], str]) -> Callable[[Any], Any]:
    """Give what takes only values that fit."""

    def take(value: Json) -> Any:
        if not fits(value):
            raise ValueError(wrong())
        return value

    return take


def _list_of(kind: type, wrong: Callable[[], str]) -> Callable[[Any], Any]:
    return _that(
        lambda value: isinstance(value, list) and all(isinstance(one, kind) for one in value), wrong
    )


text = _that(lambda value: isinstance(value, str), lambda: tr("is no text"))
name = _that(lambda value: isinstance(value, str) and value != "", lambda: tr("is missing"))
flag = _that(lambda value: isinstance(value, bool), lambda: tr("is neither true nor false"))
number = _that(lambda value: type(value) is int, lambda: tr("is no whole number"))
share = _that(
    lambda value: type(value) in (int, float) and 0 <= value <= 1,
    lambda: tr("is no number from 0 to 1"),
)
date = _that(
    lambda value: isinstance(value, str) and _DATE.fullmatch(value) is not None,
    lambda: tr("is no date (YYYY, YYYY-MM or YYYY-MM-DD)"),
)
mapping = _that(lambda value: isinstance(value, dict), lambda: tr("is no object"))
texts_by_name = _that(
    lambda value: isinstance(value, dict) and all(isinstance(one, str) for one in value.values()),
    lambda: tr("is no text"),
)
numbers_by_name = _that(
    lambda value: isinstance(value, dict) and all(type(one) is int for one in value.values()),
    lambda: tr("is no whole number"),
)
named_texts = _that(
    lambda value: texts_by_name(value) is value and "" not in value,
    lambda: tr("has no name for one of them"),
)
objects = _list_of(dict, lambda: tr("is no list of objects"))
texts = _list_of(str, lambda: tr("is no list of texts"))
pairs = _that(
    lambda value: (
        isinstance(value, list)
        and all(isinstance(one, list) and [*map(type, one)] == [int, int] for one in value)
    ),
    lambda: tr("is no list of [start, end]"),
)

NO_USUAL = object()
"""Of a key that must not lack: what takes it says so."""
_AS_IT_IS: Mapping[Callable[[Any], Any], type] = {text: str, flag: bool, number: int, mapping: dict}
"""What takes any value of a type, and gives it as it is."""


class _Way(NamedTuple):
    """How cells of some types are taken: usual values, cells as they are, cells looked at."""

    usual: dict[str, Any]
    plain: list[tuple[str, int]]
    looked_at: list[tuple[str, str, Callable[[Any], Any]]]


class Ways:
    """Takes some keys of thousands of records: what their types need is found out once for each."""

    def __init__(self, takes: Sequence[tuple[str, str, Callable[[Any], Any], Any]]) -> None:
        """Take these: a name, a key, what takes it, what is usual where it lacks (`NO_USUAL`)."""
        self._takes, self._known = takes, dict[tuple[type, ...], _Way]()

    def values(self, found: Fields) -> dict[str, Any]:
        """Give the values by name; raises `CannotRead` for one that does not fit."""
        record = found.record
        cells = [record.get(key) for _, key, _, _ in self._takes]
        kinds = (*map(type, cells),)
        way = self._known.get(kinds) or self._known.setdefault(kinds, self._way(kinds))
        values = {**way.usual}
        for name, n in way.plain:
            values[name] = cells[n]
        for name, key, take in way.looked_at:
            values[name] = found.get(key, take, "")
        return values

    def _way(self, kinds: tuple[type, ...]) -> _Way:
        way = _Way({}, [], [])
        for n, ((name, key, take, usual), kind) in enumerate(zip(self._takes, kinds, strict=True)):
            if kind is type(None) and usual is not NO_USUAL:
                way.usual[name] = usual
            elif kind is _AS_IT_IS.get(take):
                way.plain.append((name, n))
            else:
                way.looked_at.append((name, key, take))
        return way

"""Which column, or code of another program, becomes what: a map that is written once and used
again, and what a dialog shows.

A map is kept as TOML beside the files, or in the project under a name. Files are not read here.
"""

from __future__ import annotations

import codecs
import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from annotator.errors import CannotRead, Where
from annotator.formats.rows.dates import ORDERS
from annotator.language import tr
from annotator.model.article import KEPT_IN_META, MASTHEAD_FIELDS
from annotator.model.scheme_edits.names import fault_in, is_word
from annotator.text.likeness import text_sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from annotator.formats.base import RefusedRow
    from annotator.model.article import Json
    from annotator.model.scheme_edits.codes import CodeTarget

TEXT = "text"
ID = "id"
"""A column that names the articles: an own field of this name."""
TARGETS = (TEXT, "title", "date", "outlet", "url", "byline", "language", ID)
"""What a column may become besides an own field."""
OWN = "own:"
"""Before the name of an own field."""
KEEP_ALL = "all"
_NOT_OWN = (*MASTHEAD_FIELDS, "language", TEXT, *KEPT_IN_META)
_NO_NAME = re.compile(r"\W+")
_SOURCE_KEYS = ("encoding", "separator", "sheet", "header", "date_order", "keep")
_N_HEADER_ROWS = 3
_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class SourceMap:
    """How sources are read: header of a column by what it becomes, own fields by header.

    `fields` leaves a column out where it says "". `pattern` is that of the sources' paths, ""
    = none; `types` says what codes of other programs become, by their paths. What else is empty is
    found out.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    date_order: str = ""
    keep: str = ""
    header: tuple[int, ...] = ()
    types: Mapping[str, CodeTarget] = field(default_factory=dict)

    def headers(self) -> frozenset[str]:
        """Give the headers of all columns that it names."""
        return frozenset((*self.columns.values(), *self.fields))


@dataclass(frozen=True, slots=True)
class Column:
    """One column as a dialog shows it: its first values, what it becomes, and why.

    `becomes` is one of `TARGETS`, an own field's name behind `OWN`, or "" = left out.
    """

    header: str
    first: tuple[str, ...]
    becomes: str
    because: str
    n_values: int


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """A date that can be read in several ways, as (order, ISO date), and what settles it."""

    example: str
    readings: tuple[tuple[str, str], ...]
    settled_by: str = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """What a source of rows holds, with the map as it was guessed or given."""

    source: str
    sheets: tuple[str, ...]
    map: SourceMap
    columns: tuple[Column, ...]
    n_rows: int
    left_out: tuple[RefusedRow, ...] = ()
    date: DateQuestion | None = None


def own_name(header: str, taken: Sequence[str] = ()) -> str:
    """Give the own field that a column becomes: letters, digits and _ of its header, no other's."""
    base = name = _NO_NAME.sub("_", header).strip("_") or "field"
    n = 1
    while name in _NOT_OWN or name in taken:
        n += 1
        name = f"{base}_{n}"
    return name


# --- TOML -------------------------------------------------------------------------------------


def read_map(data: bytes, name: str) -> SourceMap:
    """Give the map in a file; raises `CannotRead` that says what is wrong with it."""
    try:
        text = data.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as problem:
        raise _wrong(name, tr("it is not written in UTF-8")) from problem
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise _wrong(name, tr("it is not TOML ({problem})", problem=str(problem)[:80])) from problem
    for key, value in tables.items():
        if key not in ("source", "path", "columns", "fields", "types"):
            raise _wrong(name, tr("there is no table “{key}”", key=key))
        if not isinstance(value, dict):
            raise _wrong(name, tr("“{key}” is no table", key=key))
    return _checked(tables, lambda what: _wrong(name, what))


def _wrong(name: str, what: str) -> CannotRead:
    return CannotRead(
        tr("The map {name} cannot be used: {what}.", name=name, what=what),
        tr("Its tables: source, columns, fields, path, types."),
        Where(file=name),
    )


def _checked(tables: Mapping[str, Any], wrong: Callable[[str], CannotRead]) -> SourceMap:
    source, path = tables.get("source", {}), tables.get("path", {})
    for key in (*source, *path):
        if key not in (*_SOURCE_KEYS, "pattern"):
            raise wrong(tr("there is no key “{key}”", key=key))
    _check_columns(tables, wrong)
    header = source.get("header", ())
    rows = (header,) if isinstance(header, int) else header
    if not _is_header(rows):
        raise wrong(tr("“header” is no row, like 1 or [1, 2]"))
    words = {key: source.get(key, "") for key in _SOURCE_KEYS if key != "header"}
    words["pattern"] = path.get("pattern", "")
    for key, value in words.items():
        if not isinstance(value, str):
            raise wrong(tr("“{key}” is no text", key=key))
    _check_words(words, wrong)
    return SourceMap(
        columns=dict(tables.get("columns", {})),
        fields=dict(tables.get("fields", {})),
        header=tuple(rows),
        types=dict(_types(tables.get("types", {}), wrong)),
        **words,
    )


def _types(
    tables: Mapping[str, Any], wrong: Callable[[str], CannotRead]
) -> Iterator[tuple[str, CodeTarget]]:
    for code, said in tables.items():
        if not isinstance(said, dict) or not said.keys() <= {"type", "attributes", "actor"}:
            raise wrong(tr("of “{code}” it says other than type, attributes, actor", code=code))
        kind, actor = said.get("type", ""), said.get("actor", "")
        attributes = said.get("attributes", {})
        if not isinstance(kind, str) or (kind and not is_word(kind)):
            raise wrong(tr("no type can be called “{name}”", name=kind))
        if not isinstance(attributes, dict) or not isinstance(actor, str):
            raise wrong(tr("the attributes or the actor of “{code}” are no text", code=code))
        for name, value in attributes.items():
            if not isinstance(value, str) or not value or fault_in(name):
                raise wrong(tr("“{name}” is no attribute with a text", name=name))
        from annotator.model.scheme_edits.codes import CodeTarget  # most maps name no codes

        yield code, CodeTarget(kind, dict(attributes), actor)


def _check_columns(tables: Mapping[str, Any], wrong: Callable[[str], CannotRead]) -> None:
    for key, value in tables.get("columns", {}).items():
        if key not in TARGETS:
            raise wrong(tr("an article has no “{key}”", key=key))
        if not isinstance(value, str) or not value:
            raise wrong(tr("“{key}” names no column", key=key))
    for key, value in tables.get("fields", {}).items():
        if not isinstance(value, str) or (value and own_name(value) != value):
            raise wrong(tr("“{key}” cannot become “{value}”", key=key, value=value))


def _is_header(rows: object) -> bool:
    if not isinstance(rows, list | tuple) or len(rows) > _N_HEADER_ROWS:
        return False
    if not all(type(one) is int and one > 0 for one in rows):
        return False
    return [*rows] == [*range(rows[0], rows[0] + len(rows))] if rows else True


def _check_words(words: Mapping[str, str], wrong: Callable[[str], CannotRead]) -> None:
    if words["date_order"] not in ("", *ORDERS):
        raise wrong(tr("“date_order” is none of dmy, mdy, ymd"))
    if words["keep"] not in ("", KEEP_ALL):
        raise wrong(tr("“keep” can only be “all”"))
    if len(words["separator"]) > 1 or words["separator"] in ('"', "\n", "\r"):
        raise wrong(tr("“separator” is no single sign"))
    try:
        codecs.lookup(words["encoding"] or "utf-8")
    except (LookupError, ValueError) as problem:
        raise wrong(tr("there is no encoding “{name}”", name=words["encoding"])) from problem


def as_toml(given: SourceMap) -> str:
    """Give a map as a file that `read_map` reads."""
    source: dict[str, str] = {
        key: _quoted(value)
        for key in _SOURCE_KEYS
        if key != "header" and (value := getattr(given, key))
    }
    if given.header:
        source["header"] = json.dumps([*given.header] if len(given.header) > 1 else given.header[0])
    tables = {
        "source": source,
        "columns": {key: _quoted(value) for key, value in given.columns.items()},
        "fields": {_quoted(key): _quoted(value) for key, value in given.fields.items()},
        "path": {"pattern": _quoted(given.pattern)} if given.pattern else {},
    }
    tables |= {f"types.{_quoted(code)}": dict(_of_code(one)) for code, one in given.types.items()}
    blocks = [
        "\n".join((f"[{name}]", *(f"{key} = {value}" for key, value in table.items())))
        for name, table in tables.items()
        if table
    ]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _of_code(one: CodeTarget) -> Iterator[tuple[str, str]]:
    yield "type", _quoted(one.type)
    if one.attributes:
        said = (f"{_quoted(key)} = {_quoted(value)}" for key, value in one.attributes.items())
        yield "attributes", f"{{{', '.join(said)}}}"
    if one.actor:
        yield "actor", _quoted(one.actor)


def _quoted(text: str) -> str:
    # A text of JSON is one of TOML but for one sign.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


# --- in a project -----------------------------------------------------------------------------


def as_json(given: SourceMap) -> dict[str, Json]:
    """Give a map as the body of what a project keeps under a name."""
    plain: dict[str, Json] = {
        key: value
        for key in (*(one for one in _SOURCE_KEYS if one != "header"), "pattern")
        if (value := getattr(given, key))
    }
    if given.header:
        plain["header"] = [*given.header]
    if given.types:
        plain["types"] = {code: target_json(one) for code, one in given.types.items()}
    return {**plain, "columns": dict(given.columns), "fields": dict(given.fields)}


def target_json(one: CodeTarget) -> dict[str, Json]:
    """Give what a code becomes as a JSON object: with the keys of a map, what is empty left out."""
    said: dict[str, Json] = {"type": one.type}
    if one.attributes:
        said["attributes"] = dict(one.attributes)
    if one.actor:
        said["actor"] = one.actor
    return said


def from_json(body: Mapping[str, Json]) -> SourceMap | None:
    """Give the map that a project keeps; None for what is none."""
    source = {key: value for key, value in body.items() if key in _SOURCE_KEYS}
    tables: dict[str, Any] = {"source": source, "path": {"pattern": body.get("pattern", "")}}
    for key in ("columns", "fields", "types"):
        tables[key] = body.get(key, {})
        if not isinstance(tables[key], dict):
            return None
    try:
        return _checked(tables, lambda what: _wrong("", what))
    except CannotRead:
        return None


def kept_name(given: SourceMap) -> str:
    """Give the name under which a project keeps a map: of its columns, its pattern or its codes."""
    name = ", ".join(sorted(given.headers())) or given.pattern or ", ".join(sorted(given.types))
    if len(name) <= _NAME_LENGTH:
        return name
    return f"{name[:_NAME_LENGTH]}… {text_sha256(name)[:8]}"

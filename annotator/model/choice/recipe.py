"""Recipes: what goes out, in which format and where to, kept under a name; what changed since."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, fields
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Self

from annotator.errors import WrongUse
from annotator.language import tr, trn
from annotator.model.choice import ALL, ExportChoice, ExportTexts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.model.article import Json
    from annotator.model.bundle import Content

_PATHS = PurePosixPath, PureWindowsPath
_MARK = 5
"""So many bytes stand for an id: two of a million are hardly ever the same."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A format, what goes out, the format's options and the place.

    `to` and `key` are written from the folder of the project where they lie below it.
    """

    format: str
    to: str
    choice: ExportChoice = ALL
    options: Mapping[str, str] = field(default_factory=dict)
    key: str = ""

    def as_json(self) -> dict[str, Json]:
        """Give it as a value; what is as usual is left out."""
        said: dict[str, Json] = {"format": self.format, "to": self.to}
        if choice := self.choice.as_json():
            said["choice"] = choice
        if self.options:
            said["options"] = {**self.options}
        if self.key:
            said["key"] = self.key
        return said

    @classmethod
    def of(cls, body: Mapping[str, Json]) -> Self:
        """Read what `as_json` wrote; raises `WrongUse` for what no recipe says."""
        match body:
            case {"format": str(name), "to": str(to)}:
                options, key = body.get("options"), body.get("key")
                said = options if isinstance(options, dict) else {}
                known = {one: str(value) for one, value in said.items()}
                choice = choice_of(body.get("choice") or {})
                return cls(name, to, choice, known, str(key or ""))
        raise _unread()


def going_along(body: Mapping[str, Json]) -> dict[str, Json]:
    """Give a kept recipe as it goes out: where folders of a computer stand, the name alone."""
    found = {**body}
    for name in ("to", "key"):
        place = found.get(name)
        if isinstance(place, str) and any(one(place).is_absolute() for one in _PATHS):
            found[name] = PureWindowsPath(place).name
    return found


def choice_of(said: Json) -> ExportChoice:
    """Read what `ExportChoice.as_json` wrote; raises `WrongUse` for what it never says."""
    if not isinstance(said, dict):
        raise _unread()
    found: dict[str, object] = {}
    for name, value in said.items():
        match name, value:
            case "layers" | "articles" | "pseudonyms" | "also", [*some]:
                found[name] = tuple(map(str, some))
            case "where", [*pairs]:
                found[name] = tuple(_pair(one) for one in pairs)
            case "sample", str():
                found[name] = value
            case "boilerplate" | "notes", bool():
                found[name] = value
            case "texts", str() if value in {*ExportTexts}:
                found[name] = ExportTexts(value)
            case _:
                raise _unread()
    return ExportChoice(**found)  # type: ignore[arg-type]


def _pair(said: Json) -> tuple[str, str]:
    match said:
        case [str(key), str(value)]:
            return key, value
    raise _unread()


def _unread() -> WrongUse:
    return WrongUse(
        tr("What this recipe says is not known here."),
        tr("It may be of a newer version of Annotator: keep it anew."),
    )


@dataclass(frozen=True, slots=True)
class MoreAndFewer:
    """How many are more and how many fewer than before."""

    more: int = 0
    fewer: int = 0


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a recipe was written last; `at` is when that was, "" = never."""

    articles: MoreAndFewer
    spans: MoreAndFewer
    statements: MoreAndFewer
    at: str = ""

    def words(self) -> str:
        """Say it in words."""
        if not self.at:
            return tr("not written before")
        more = ", ".join(self._counted(*(one.more for one in self._changes())))
        fewer = ", ".join(self._counted(*(one.fewer for one in self._changes())))
        said = [tr("{what} more", what=more)] if more else []
        said += [tr("{what} fewer", what=fewer)] if fewer else []
        what = "; ".join(said) or tr("nothing more, nothing fewer")
        return tr("since {day}: {what}", day=self.at[:10], what=what)

    def _changes(self) -> tuple[MoreAndFewer, MoreAndFewer, MoreAndFewer]:
        return self.articles, self.spans, self.statements

    @staticmethod
    def _counted(articles: int, spans: int, statements: int) -> Iterator[str]:
        if articles:
            yield trn("{n} article", "{n} articles", articles)
        if spans:
            yield trn("{n} span", "{n} spans", spans)
        if statements:
            yield trn("{n} statement", "{n} statements", statements)


class WhatWentOut:
    """The articles, spans and statements of an export, each as a few bytes of its id."""

    def __init__(self, contents: Iterable[Content], claim: str) -> None:
        """Go through what goes out; `claim` is the type that makes a statement."""
        self._articles: set[bytes] = set()
        self._spans: set[bytes] = set()
        self._statements: set[bytes] = set()
        for content in contents:
            self._articles.add(_mark(content.article.id))
            for one in content.spans:
                mark = _mark(one.id)
                self._spans.add(mark)
                if one.type == claim:
                    self._statements.add(mark)

    def as_json(self) -> dict[str, Json]:
        """Give it as it is kept."""
        return {
            "articles": _packed(self._articles),
            "spans": _packed(self._spans),
            "statements": _packed(self._statements),
        }

    def since(self, before: Json, at: str) -> Since:
        """Say what changed since what was kept (None: nothing was)."""
        known = before if isinstance(before, dict) else {}
        changes = {
            one.name: _change(getattr(self, f"_{one.name}"), known.get(one.name))
            for one in fields(Since)
            if one.name != "at"
        }
        return Since(**changes, at=at if known else "")


def _mark(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:_MARK]


def _packed(marks: set[bytes]) -> str:
    return b64encode(b"".join(sorted(marks))).decode("ascii")


def _change(now: set[bytes], packed: Json) -> MoreAndFewer:
    try:
        held = b64decode(packed) if isinstance(packed, str) else b""
    except ValueError:
        held = b""
    before = {held[at : at + _MARK] for at in range(0, len(held), _MARK)}
    return MoreAndFewer(len(now - before), len(before - now))

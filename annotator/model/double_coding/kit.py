"""Kits: what a project says of itself that was made for a second coder, and what it hides."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from annotator.model.article import HIDDEN, Article, ArticleFields

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from annotator.model.article import Json

_COLUMNS: Mapping[str, Json] = {"outlet": "", "byline": "", "date": None, "url": ""}
"""The columns that can be hidden, and what stands there while they are."""
_SHOWN, _REOPENED = "shown", "reopened"
_Fields = TypeVar("_Fields", bound=ArticleFields)


@dataclass(frozen=True, slots=True)
class Kit:
    """What a kit says of itself; in a file under the key `kit` of its facts.

    `of` is the id of the project that it was made from, `coder` the name it was made for, `by` who
    made it, `version` that of the scheme. `n` counts its articles, `seed` says their order.
    `sample` says how the articles that others code too were drawn. `is_second` = for somebody
    who has coded them before.
    """

    id: str
    of: str
    coder: str
    by: str
    version: int
    n: int
    seed: int
    created: str
    program: str
    sample: Mapping[str, Json]
    hidden: tuple[str, ...] = ()
    given: str = ""
    is_second: bool = False

    def to_json(self) -> dict[str, Json]:
        """Give it as it is kept in files."""
        return {
            "id": self.id,
            "of": self.of,
            "for": self.coder,
            "by": self.by,
            "version": self.version,
            "size": self.n,
            "seed": self.seed,
            "created": self.created,
            "program": self.program,
            "sample": dict(self.sample),
            "hidden": [*self.hidden],
            "given": self.given,
            "actors": "none",
            "suggestions": False,
            "second": self.is_second,
        }


def kit_from_json(found: Mapping[str, Json]) -> Kit | None:
    """Give the kit of what is kept of it; None where it is no such thing."""
    sample, hidden = found.get("sample"), found.get("hidden")
    words = {
        key: str(found.get(key) or "") for key in ("id", "of", "for", "by", "created", "given")
    }
    if not words["id"] or not words["of"]:
        return None
    return Kit(
        id=words["id"],
        of=words["of"],
        coder=words["for"],
        by=words["by"],
        version=_number(found.get("version")),
        n=_number(found.get("size")),
        seed=_number(found.get("seed")),
        created=words["created"],
        program=str(found.get("program") or ""),
        sample=sample if isinstance(sample, dict) else {},
        hidden=tuple(map(str, hidden)) if isinstance(hidden, list) else (),
        given=words["given"],
        is_second=found.get("second") is True,
    )


def kit_from_text(text: str) -> Kit | None:
    """Give the kit of the text under its key; None for a project that is none."""
    try:
        found = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return kit_from_json(found) if isinstance(found, dict) else None


def _number(value: Json) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


# --- what is hidden -----------------------------------------------------------------------------


def hideable(name: str, own: Collection[str]) -> bool:
    """Say whether a field can be hidden: outlet, byline, date, address, or one of the corpus."""
    return name in _COLUMNS or name in own


def hide(article: Article, names: Collection[str]) -> Article:
    """Give an article whose fields of these names are kept where nothing shows them."""
    held: dict[str, Json] = {name: getattr(article, name) for name in names if name in _COLUMNS}
    held |= {name: article.meta[name] for name in names if name in article.meta}
    meta = {name: value for name, value in article.meta.items() if name not in names}
    columns = {name: value for name, value in _COLUMNS.items() if name in names}
    return replace(article, **columns, meta={**meta, HIDDEN: held})  # type: ignore[arg-type]  # columns by name


def reveal(article: _Fields) -> _Fields:
    """Give an article with what was hidden in its place, and that it was shown."""
    held = article.hidden()
    if not held:
        return article
    columns = {name: value for name, value in held.items() if name in _COLUMNS}
    own = {name: value for name, value in held.items() if name not in _COLUMNS}
    return replace(article, **columns, meta={**article.meta, **own, HIDDEN: _SHOWN})  # type: ignore[arg-type]  # columns by name


def reopened(article: _Fields) -> _Fields:
    """Give an article that goes on after what it hid was shown; any other as it is."""
    if article.meta.get(HIDDEN) != _SHOWN:
        return article
    return replace(article, meta={**article.meta, HIDDEN: _REOPENED})


def was_reopened(article: ArticleFields) -> bool:
    """Say whether an article was gone on with after what it hid was shown."""
    return article.meta.get(HIDDEN) == _REOPENED


def unseen(article: _Fields) -> _Fields:
    """Give an article as it goes out: no value and no trace where one is hidden."""
    if HIDDEN not in article.meta:
        return article
    held = article.hidden()
    columns = dict.fromkeys(name for name in held if name in _COLUMNS)
    own: dict[str, Json] = dict.fromkeys(name for name in held if name not in _COLUMNS)
    seen = {key: one for key, one in article.meta.items() if key != HIDDEN}
    return replace(article, **columns, meta={**seen, **own})  # type: ignore[arg-type]  # no value, whatever the column

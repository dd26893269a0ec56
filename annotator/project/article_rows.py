"""Articles as rows, as `annotator list` prints them, and which of them fit some conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model import fields
from annotator.model.article import Json
from annotator.model.double_coding.kit import unseen
from annotator.model.records import RecordForm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from annotator.model.article import CountedArticle
    from annotator.model.named import NamedSet

Row: TypeAlias = "dict[str, Json]"
NOT_SET = ("", "none")
"""What a condition says of a value that is not set."""
_ARTICLE = RecordForm(fields.ARTICLE, lambda one: one.in_list)
_BEHIND = "language"
"""Behind this key of an article stands what is no field of it."""


class ArticleRow(dict[str, Json]):
    """The row of an article; what a kit `hidden` until it is done is null in it."""

    hidden: Collection[str] = ()


def article_rows(
    articles: Iterable[CountedArticle], samples: Iterable[NamedSet]
) -> Iterator[ArticleRow]:
    """Give the rows of articles, with the samples that each is in."""
    named: dict[str, list[Json]] = {}
    for sample in samples:
        for article_id in sample.members:
            named.setdefault(article_id, []).append(sample.name)
    for one in articles:
        own: Row = {"characters": one.n_characters, "state": one.state, "spans": one.n_spans}
        seen = unseen(one)
        row = ArticleRow({"id": one.id, "number": one.number})
        for key, value in _ARTICLE.record(seen).items():
            row[key] = value
            if key == _BEHIND:
                row |= own
        row["fields"] = {**seen.own_fields()}
        row["proposed"] = [*seen.proposed()]
        row["group"], row["group_why"] = seen.group_id, seen.group_why or None
        row["samples"] = named.get(one.id, [])
        row.hidden = one.hidden()
        yield row


def fits(row: Mapping[str, Json], key: str, value: str) -> bool:
    """Say whether a row has this value under this key; a list fits if one of it does.

    "" and "none" fit what is not set; a dotted key looks inside (attributes.directness). What a
    kit hides fits nothing.
    """
    if value in NOT_SET and key in getattr(row, "hidden", ()):
        return False
    found: Json = dict(row)
    for step in key.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    if found is None or found == "":
        return value in NOT_SET
    if isinstance(found, list):
        return any(str(one) == value for one in found)
    if isinstance(found, bool):
        return value == str(found).lower()
    return str(found) == value or (key == "type" and str(found) == value.replace("-", "_"))


def check_keys(row: Mapping[str, Json], wanted: Sequence[tuple[str, str]]) -> None:
    """Raise `WrongUse` for a condition on what such rows do not have."""
    for key, _ in wanted:
        name = key.partition(".")[0]
        if name not in row:
            raise WrongUse(
                tr("These rows have no “{name}”.", name=name),
                tr("They have: {names}.", names=", ".join(row)),
            )

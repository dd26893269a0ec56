"""Edited fields of articles and actors, and edited notes: changes of what is here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.language import tr
from annotator.model.article import MASTHEAD_FIELDS
from annotator.model.changes import differences
from annotator.model.rows import ARTICLE
from annotator.project.acts.actors import plan_edit
from annotator.project.acts.articles import with_fields
from annotator.project.importing.edited.cells import (
    as_own,
    dates_in,
    is_same,
    is_same_date,
    is_same_own,
    own_words,
    plain,
    value_meant,
)
from annotator.project.importing.edited.rows import columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.model.actor import Actor
    from annotator.model.article import Article
    from annotator.model.changes import Change
    from annotator.project.context import PlanContext
    from annotator.project.importing.edited.rows import EditedRow, Noticed

_COLUMNS = (*MASTHEAD_FIELDS, "language")
_NEVER_EMPTY = ("title", "language")


def article_changes(
    row: EditedRow, article: Article, own: Mapping[str, str], noticed: Noticed
) -> tuple[Change, ...]:
    """Give the changes of an article's fields; `own` are names of own fields by columns."""
    if not is_same(row.get("sha256") or article.sha256, article.sha256):
        noticed.stays(row, "sha256")
        return ()
    if not _is_its_text(row, article.text):
        noticed.stays(row, "text")
        return ()
    here = {"group": article.group_id, "direction": article.direction}
    noticed.is_said_elsewhere(row, here)
    said: dict[str, str] = {}
    for column in _COLUMNS:
        cell = row.get(column)
        value = None if cell is None else _field(row, article, column, cell, noticed)
        if value is not None:
            said[column] = value
    typed: dict[str, object] = {}
    for column, name in own.items():
        cell, before = row.get(column), article.meta.get(name)
        if cell is None or is_same_own(cell, before):
            continue
        said[name] = plain(cell)
        meant = as_own(cell, before)
        if not isinstance(meant, str):
            typed[name] = meant
    return _with(row, article, said, typed, noticed)


def _with(
    row: EditedRow,
    article: Article,
    said: Mapping[str, str],
    typed: Mapping[str, object],
    noticed: Noticed,
) -> tuple[Change, ...]:
    after = article
    for name, value in said.items():
        try:
            after = with_fields(after, {name: value}, own=(name,) if name not in _COLUMNS else ())
        except AnnotatorError as problem:
            noticed.refuse(row, problem.sentence())
            continue
        was = article.language if name == "language" else own_words(article.value(name))
        noticed.change(row, name, was, value)
    if typed:
        kept = {name: value for name, value in typed.items() if name in after.meta}
        after = replace(after, meta={**after.meta, **kept})  # type: ignore[dict-item]  # numbers
    return differences([ARTICLE.row(article)], [ARTICLE.row(after)])


def _is_its_text(row: EditedRow, text: str) -> bool:
    cell = row.get("text") or ""
    if not cell or is_same(cell, text):
        return True
    return plain(row.get("text_cut") or "").casefold() == "true" and text.startswith(cell.rstrip())


def _field(
    row: EditedRow, article: Article, column: str, cell: str, noticed: Noticed
) -> str | None:
    """Give the new value of a field; None where it stays."""
    was = article.language if column == "language" else article.value(column)
    if column == "date":
        if is_same_date(cell, was):
            return None
        every = dates_in(cell)
        if len(every) != 1:
            noticed.is_no_date(row, cell)
            return None
        return every[0]
    if is_same(" ".join(cell.split()), " ".join(was.split())):
        return None
    value = plain(cell)
    if not value and column in _NEVER_EMPTY:
        noticed.refuse(row, tr("“{column}” is never empty: it stays.", column=column))
        return None
    return value


def edited_actor(
    row: EditedRow, actor: Actor, context: PlanContext, noticed: Noticed
) -> tuple[Actor, Mapping[str, str]]:
    """Give an actor as a row says it is: name, kind, id elsewhere, note and attributes; and these.

    What cannot be an attribute's value is refused; the name and the kind are not looked at.
    """
    values: dict[str, str] = {}
    for column in _OF_ACTORS:
        cell, was = row.get(column), getattr(actor, column)
        if cell is not None and not is_same(cell, was):
            values[column] = plain(cell)
    attributes = dict(actor.attributes)
    known = {one.name: one for one in context.scheme.actor_attributes}
    for column, name in columns_of("attr_", (*known, *attributes)).items():
        cell, was = row.get(column), attributes.get(name, "")
        if cell is None or is_same(cell, was):
            continue
        closed = name in known and known[name].is_closed
        value = value_meant(cell, known[name].values) if closed and plain(cell) else plain(cell)
        if value is None:
            noticed.refuse(row, tr("“{cell}” is no value of {name}.", cell=cell, name=name))
            continue
        values[name] = value
        attributes[name] = value
    plainly = {name: one for name, one in values.items() if name in _OF_ACTORS}
    kept = {name: one for name, one in attributes.items() if one}
    return replace(actor, **plainly, attributes=kept), values  # type: ignore[arg-type]  # texts by name


def actor_changes(
    row: EditedRow, actor: Actor, context: PlanContext, noticed: Noticed
) -> tuple[Change, ...]:
    """Give the changes of an actor who is here."""
    after, values = edited_actor(row, actor, context, noticed)
    if after == actor:
        return ()
    try:
        changes = tuple(plan_edit(context, after).changes)
    except AnnotatorError as problem:
        noticed.refuse(row, problem.sentence())
        return ()
    for name, value in values.items():
        was = getattr(actor, name) if name in _OF_ACTORS else actor.attributes.get(name, "")
        noticed.change(row, name, was, value)
    return changes


_OF_ACTORS = ("name", "kind", "external_id", "note")

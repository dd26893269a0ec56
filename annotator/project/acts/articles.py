"""Articles: the line above the headline, the coder's state."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.article import MASTHEAD_FIELDS, PROPOSED, ArticleFields, Json
from annotator.model.changes import Step
from annotator.model.layer import Progress, State
from annotator.model.page import Page
from annotator.model.rows import added, changed
from annotator.project.acts.shared import guard_layer, step_of
from annotator.project.asking.noting import excluding_note
from annotator.project.context import PlanContext
from annotator.text.languages import language_code
from annotator.text.words import shortened

SomeArticle = TypeVar("SomeArticle", bound=ArticleFields)

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_COLUMNS = (*MASTHEAD_FIELDS, "language")
_NEEDED = ("title", "language")
"""What an article always has: no words leave it as it is."""
_STATES = {"to do": None, "todo": None, "to-do": None, "in progress": "progress"}


def plan_fields(
    context: PlanContext, page: Page, fields: Mapping[str, str], own: Collection[str] = ()
) -> Step:
    """Give the step that sets fields of an article; each given one is confirmed.

    Fields: those of `MASTHEAD_FIELDS`, "language", the article's own ones and those that `own`
    names. An empty date becomes none, an empty own field goes; raises `Forbidden` for a date that
    is not YYYY, YYYY-MM or YYYY-MM-DD.
    """
    article = page.article
    after = with_fields(article, fields, own)
    title = shortened(after.title)
    names: list[Json] = [*sorted(fields)]
    return step_of(context, "set-fields", changed(article, after), title=title, fields=names)


def with_fields(
    article: SomeArticle, fields: Mapping[str, str], own: Collection[str] = ()
) -> SomeArticle:
    """Give an article with other fields; each given one is confirmed by that.

    Fields and errors as in `plan_fields`.
    """
    values: dict[str, str | None] = {}
    meta = {key: one for key, one in article.meta.items() if key != PROPOSED}
    own_names = {*own, *article.own_fields()}
    for name, value in fields.items():
        if name not in (*_COLUMNS, *own_names):
            names = ", ".join((*MASTHEAD_FIELDS, *sorted(own_names)))
            raise Forbidden(
                tr("An article has no field “{name}”.", name=name),
                tr("Its fields: {names}.", names=names),
            )
        if name in article.hidden():
            raise Forbidden(
                tr("This is hidden until the article is done."), tr("Mark the article as done.")
            )
        clean = " ".join(value.split())
        if name not in _COLUMNS:
            meta[name] = clean
            continue
        values[name] = checked_value(name, clean)
    meta = {key: one for key, one in meta.items() if one != "" or key not in fields}
    open_ones = {key: one.as_json() for key, one in article.proposed().items() if key not in fields}
    if open_ones:
        meta[PROPOSED] = open_ones
    needed = {name: values[name] or getattr(article, name) for name in values if name in _NEEDED}
    return replace(article, **{**values, **needed, "meta": meta})  # type: ignore[arg-type]  # checked names


def checked_value(name: str, value: str) -> str | None:
    """Give the value of a field as it is stored; raises `Forbidden` for a date that is none, and
    for what is no code of a language.
    """
    if name == "date":
        return checked_date(value)
    return checked_language(value) if name == "language" else value


def checked_language(text: str) -> str:
    """Give the code of a language as it is stored, "" for none; raises `Forbidden`."""
    code = language_code(text)
    if text and not code:
        raise Forbidden(
            tr("“{text}” is no code of a language.", text=text),
            tr("Write two or three letters: en, de, fa, prs; und where nobody knows."),
        )
    return code


def checked_date(text: str) -> str | None:
    """Give a year, month or day as it is stored; None for no text; raises `Forbidden`."""
    if not text:
        return None
    if not _DATE.fullmatch(text) or not _is_of_calendar(text):
        raise Forbidden(
            tr("“{text}” is no date.", text=text),
            tr("Write a year, a month or a day: 2025, 2025-05 or 2025-05-19."),
        )
    return text


def _is_of_calendar(text: str) -> bool:
    try:
        return len(text) < len("2025-05-19") or bool(date.fromisoformat(text))
    except ValueError:
        return False


def state_named(name: str) -> State | None:
    """Give the state of this name (None = to do); raises `Forbidden`."""
    slug = name.strip().lower()
    try:
        known = _STATES.get(slug, slug)
        return None if known is None else State(known)
    except ValueError as problem:
        raise Forbidden(
            tr("There is no state “{name}”.", name=name),
            tr("The states: to do, progress, done, excluded."),
        ) from problem


def plan_state(context: PlanContext, page: Page, state: State | None, *, reason: str = "") -> Step:
    """Give the step that says how far the coder is; excluding keeps its reason as a note."""
    from annotator.model.double_coding.kit import reopened, reveal

    guard_layer(context)
    article = page.article
    before = page.progress(context.layer.id)
    changes = [*context.layer_changes()]
    if state is None:
        changes += (*changed(before, None), *changed(article, reopened(article)))
    elif before is None or before.state is not state:
        after = Progress(context.layer.id, article.id, state, context.now())
        changes += changed(before, after)
        shown = reveal(article) if state is State.DONE else reopened(article)
        changes += changed(article, shown)
    if reason.strip():
        changes += added(excluding_note(context, article.id, reason))
    return step_of(
        context,
        "set-state",
        changes,
        state=str(state) if state else None,
        title=shortened(article.title),
    )

"""Notes: words of a coder about a span, link, article, actor or the scheme; questions, answers.

A coder has one note of their own about a thing, and one answer to each question.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.rows import changed
from annotator.model.span import Note, Owner
from annotator.project.acts.shared import (
    first_changes,
    guard_not_derived,
    is_given,
    step_of,
)
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.changes import Change, Step
    from annotator.model.page import Page
    from annotator.project.context import PlanContext


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What a note shall be; None leaves it as it was. Without words it goes, unless it is one to
    come back to.
    """

    text: str | None = None
    question: bool | None = None
    later: bool | None = None


def plan_note(
    context: PlanContext, page: Page, owner_kind: Owner, owner_id: str, words: str | NoteWords
) -> Step:
    """Give the step that sets the coder's note about a span, link or article of a page."""
    owner = page.span(owner_id)
    if owner_kind is Owner.SPAN and owner is None:
        raise Forbidden(tr("There is no such span in this article."), tr("Choose another one."))
    if owner is not None:
        for layer in context.layers:
            if layer.id == owner.layer_id:
                guard_not_derived(layer)
    step = _set(context, page.notes(owner_id), (owner_kind, owner_id), words)
    is_mark = owner_kind is not Owner.ARTICLE and step.act != "delete-note"
    if is_mark and step.changes and is_given(context):
        return replace(step, changes=(*first_changes(context, page), *step.changes))
    return step


def plan_note_beside(
    context: PlanContext,
    notes: Iterable[Note],
    owner_kind: Owner,
    owner_id: str,
    words: str | NoteWords,
) -> Step:
    """Give the step that sets the coder's note about an actor or the scheme.

    `notes` are those there are about it.
    """
    about = [one for one in notes if (one.owner_kind, one.owner_id) == (owner_kind, owner_id)]
    return _set(context, about, (owner_kind, owner_id), words)


def plan_answer(context: PlanContext, notes: Iterable[Note], question: Note, text: str) -> Step:
    """Give the step that sets the coder's answer to a question; no text takes it away.

    `notes` are those about what the question is about.
    """
    if not question.question:
        raise Forbidden(tr("This note asks nothing."), tr("Answer one that is a question."))
    before = next((one for one in notes if _answers(one, question, context)), None)
    clean = text.strip()
    if not clean:
        said = shortened(before.text if before is not None else "")
        return step_of(context, "delete-note", changed(before, None), text=said)
    after = before or _new_note(context, question.owner_kind, question.owner_id)
    after = _dated(context, before, replace(after, text=clean, answer_to=question.id))
    return step_of(context, "answer", changed(before, after), text=shortened(question.text))


def own_note(notes: Iterable[Note], coder_id: str) -> Note | None:
    """Give the note a coder has about something, of all there are about it: no answer."""
    return next((one for one in notes if one.by == coder_id and one.answer_to is None), None)


def excluding_note(context: PlanContext, article_id: str, reason: str) -> Note:
    """Give the note that says why an article is set aside."""
    return replace(_new_note(context, Owner.ARTICLE, article_id), text=reason.strip())


def without_notes(notes: Iterable[Note], gone: Note) -> tuple[Change, ...]:
    """Give the changes that take a note away: what answered it is a plain note then."""
    left = (one for one in notes if one.answer_to == gone.id)
    freed = (change for one in left for change in changed(one, replace(one, answer_to=None)))
    return (*freed, *changed(gone, None))


def _set(
    context: PlanContext,
    notes: Iterable[Note],
    owner: tuple[Owner, str],
    words: str | NoteWords,
) -> Step:
    wish = NoteWords(words) if isinstance(words, str) else words
    about = [*notes]
    before = own_note(about, context.coder.id)
    was = before or _new_note(context, *owner)
    clean = (was.text if wish.text is None else wish.text).strip()
    after = replace(
        was,
        text=clean,
        question=was.question if wish.question is None else wish.question,
        later=was.later if wish.later is None else wish.later,
    )
    said = shortened(clean or was.text)
    if not clean and (wish.question or (after.question and after.later)):
        raise Forbidden(tr("A question needs words."), tr("Write what you want to know."))
    if not clean and not after.later:
        changes = without_notes(about, before) if before is not None else ()
        return step_of(context, "delete-note", changes, text=said)
    changes = changed(before, _dated(context, before, after))
    asks, flags = after.question and not was.question, after.later and not was.later
    return step_of(
        context, "ask" if asks else "come-back" if flags else "set-note", changes, text=said
    )


def _dated(context: PlanContext, before: Note | None, after: Note) -> Note:
    """Give a note as written now, where something of it is another than before."""
    return after if after == before else replace(after, at=context.now())


def _answers(note: Note, question: Note, context: PlanContext) -> bool:
    return note.answer_to == question.id and note.by == context.coder.id


def _new_note(context: PlanContext, owner_kind: Owner, owner_id: str) -> Note:
    return Note(
        id=context.new_id(),
        owner_kind=owner_kind,
        owner_id=owner_id,
        text="",
        by=context.coder.id,
        at=context.now(),
    )

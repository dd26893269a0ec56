"""Asking: the calls of `Project` about notes and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.rows import note_from_row
from annotator.model.span import Owner
from annotator.project import refer
from annotator.project.acts.actors import find_actor
from annotator.project.answers import Done, new_ids
from annotator.project.asking import noting
from annotator.project.asking.asked import asked_for
from annotator.project.asking.walk import SUGGESTIONS, Walk, topic_of
from annotator.project.finding.calls import Finding
from annotator.project.refer import id_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annotator.model.changes import Change, Step
    from annotator.model.layer import Layer
    from annotator.model.page import Page
    from annotator.model.scheme import Scheme
    from annotator.model.span import Note
    from annotator.project.asking.walk import Topic, Walked
    from annotator.project.open_project import OpenProject
    from annotator.project.refer import Named
    from annotator.store.read_notes import NoteLine

ARTICLE = "article"
"""The order in which one reads."""
SCHEME = "scheme"
"""What the whole scheme is called where a note is about it."""


class Asking(Finding):
    """A project in which notes are written, questions asked and answered."""

    def note(
        self,
        about: Named | None = None,
        text: str | None = None,
        *,
        question: bool | None = None,
        answer_to: Named | None = None,
        later: bool | None = None,
    ) -> Done:
        """Set the coder's note about a span, link, article, actor or the scheme.

        Of the scheme a path is named as edits of it do ("claim.directness.mixed"), "scheme" = all.
        No text takes the note away; None leaves its words. A `question` is for all coders; with
        `answer_to` the text answers one, where it was asked. `later` = to come back to.
        """
        if answer_to is not None:
            return self._answer(id_of(answer_to), about, text or "")
        if about is None:
            raise WrongUse(
                tr("It is not said what the note is about."),
                tr("Give the id of a span, link, article or actor, or “scheme”."),
            )
        words = noting.NoteWords(text, question, later)
        context = self.context
        page, kind, owner = self._place_of_note(id_of(about))
        if page is None:
            every = self._notes_beside()
            return self._do(noting.plan_note_beside(context, every, kind, owner, words))
        return self._do(noting.plan_note(context, page, kind, owner, words))

    def notes(self) -> Iterator[NoteLine]:
        """Give all notes with what they are about: those in articles first, in their order."""
        self._here.drain()
        return self._while_open(self.reader.note_lines())

    def ask_about(
        self,
        what: str,
        *,
        all: bool = False,  # noqa: A002 - the field's word
        order: str | int = ARTICLE,
        coder: Named | None = None,
    ) -> Walk:
        """Walk over all spans or links of a layer that have no answer to one question, or `all`.

        `what` is an attribute (`claim.directness`, `about.stance`), `who` each speaker and entity
        is, or `suggestions`. `order` = as one reads ("article"), or a seed that shuffles. An answer
        is an `edit`, about a suggestion a `take` of its id into the layer.
        """
        here = self._here
        here.drain()
        layer = here.context.layer if coder is None else refer.layer_of(here, coder)
        topic = topic_of(here.context.scheme, what)
        if order != ARTICLE and not str(order).isdecimal():
            raise WrongUse(
                tr("There is no order “{order}”.", order=order),
                tr("Say “article”, or a number to shuffle by."),
            )
        items = self._asked_items(topic, layer)
        return Walk(topic, items, every=all, seed=None if order == ARTICLE else int(order))

    def _asked_items(self, topic: Topic, layer: Layer) -> Sequence[Walked]:
        if topic.what == SUGGESTIONS:
            from annotator.project.asking.suggestions import SuggestedItems

            some = SuggestedItems(self._here, layer)
            return [one for ids in some.blocks() for one in some.read(ids)]
        return self.reader.asked_items(layer.id, asked_for(topic))

    def _answer(self, question_id: str, about: Named | None, text: str) -> Done:
        question = self._note(question_id)
        if about is not None and id_of(about) not in (question.id, question.owner_id):
            raise WrongUse(
                tr("An answer stands where its question stands."),
                tr("Leave out what it is about."),
            )
        return self._do(self._planned_answer(question, text))

    def _planned_answer(self, question: Note, text: str) -> Step:
        page = None
        if question.owner_kind in (Owner.ACTOR, Owner.SCHEME):
            there: Iterable[Note] = self._notes_beside()
        else:
            page, _, _ = self._place_of_note(question.owner_id)
            there = () if page is None else page.notes(question.owner_id)
        return noting.plan_answer(self.context, there, question, text)

    def _place_of_note(self, said: str) -> tuple[Page | None, Owner, str]:
        """Give the page of what a note is about, None for an actor or the scheme; its kind, id."""
        here = self._here
        if here.article_of(said) is not None:
            page = refer.page_of(here, said)
            return page, Owner.SPAN if page.span(said) is not None else Owner.LINK, said
        if said == SCHEME or _is_path(here.context.scheme, said):
            return None, Owner.SCHEME, "" if said == SCHEME else said
        if not here.reader.known_ids("article", [said]):
            actor = find_actor(here.context.actors, said)
            if actor is not None:
                return None, Owner.ACTOR, actor.id
        page = here.page(self.article_id(said))
        return page, Owner.ARTICLE, page.article.id

    def _notes_beside(self) -> tuple[Note, ...]:
        """Give the notes on actors and the scheme, those of acts being done together too."""
        known = {one.id: one for one in self.reader.notes_beside()}
        for note_id, note in self._gathered_notes():
            if note is None or note.owner_kind not in (Owner.ACTOR, Owner.SCHEME):
                known.pop(note_id, None)
            else:
                known[note_id] = note
        return tuple(known.values())

    def _gathered_notes(self) -> Iterator[tuple[str, Note | None]]:
        _, steps = self._here.gathered()
        changes: list[Change] = [one for step in steps for one in step.changes]
        for one in changes:
            if one.table == "note":
                yield str(one.key()[0]), None if one.after is None else note_from_row(one.after)

    def _note(self, note_id: str) -> Note:
        """Give a note; raises `WrongUse`."""
        found = self.reader.note(note_id)
        for key, note in self._gathered_notes():
            found = note if key == note_id else found
        if found is None:
            raise WrongUse(
                tr("There is no note {id}.", id=note_id),
                tr("Give an id that “annotator list FILE notes” shows."),
            )
        return found

    def _do(self, step: Step) -> Done:
        """Write a step; of what is new the one it was done for comes first: of `link` the link."""
        main = step.args.get("id")
        ids = sorted(new_ids(step.changes), key=lambda one: one != main)
        return Done(self._here.apply(step), tuple(ids))


def words_about(here: OpenProject, note: Note) -> str:
    """Give the words that a note is on; of an article, an actor or the scheme none."""
    if note.owner_kind not in (Owner.SPAN, Owner.LINK):
        return ""
    page = refer.page_of(here, note.owner_id)
    link = page.link(note.owner_id)
    span = page.span(note.owner_id if link is None else link.source_id)
    return "" if span is None else span.text()


def _is_path(scheme: Scheme, path: str) -> bool:
    """Say whether a path names something that a scheme has."""
    from annotator.model.scheme_edits.draft import is_there
    from annotator.model.scheme_edits.paths import SchemePath

    try:
        return is_there(scheme, SchemePath.of(path))
    except WrongUse:
        return False

"""Notes: on what is current, on the article, or on what is chosen of all that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner
from annotator.model.statement import statement_around
from annotator.project.asking.noting import NoteWords, own_note, plan_note
from annotator.reading.choices import Choice
from annotator.reading.told import path_words
from annotator.text.words import quoted, shortened
from annotator.ui.handlers.note_box import NoteOn, NoteWriter, on_actor, on_scheme
from annotator.ui.popups.fields import NotePopup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from annotator.model.span import Link, Span
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.handlers.reading_state import ReadingState


class NoteHandlers:
    """The acts that write notes from the page."""

    def __init__(self, reading: ReadingState, jobs: Jobs) -> None:
        """Act on what is read."""
        self._reading = reading
        self.writer = NoteWriter(reading.bridge, jobs)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {
            "note": self.note,
            "note-on": self.note_on,
            "article-note": self.article_note,
            "come-back": self.come_back,
        }

    def note(self) -> None:
        """Write a note on the current span; without one, on the article."""
        span = self._span()
        if span is None:
            self.article_note()
        else:
            self._write(_on_span(span))

    def article_note(self) -> None:
        """Write a note on the article."""
        self._write(self._on_article())

    def note_on(self) -> None:
        """Choose what a note is about: what is current, its links, actors, article or type."""
        reading, span = self._reading, self._span()
        choices = [] if span is None else [*self._about_span(span)]
        choices.append(Choice(tr("the article"), self._on_article()))
        if span is not None:
            choices += self._about_scheme(span)
        scheme = NoteOn(Owner.SCHEME, "", tr("Note on the scheme"))
        choices.append(Choice(tr("the scheme"), scheme))

        def picked(on: object) -> None:
            if not isinstance(on, NoteOn):
                return
            if on.kind in (Owner.ACTOR, Owner.SCHEME):
                self.writer.write(on, reading.host, reading.open_popup)
            else:
                self._write(on)

        reading.choose(tr("Note or question on …"), choices, picked)

    def come_back(self) -> None:
        """Keep the current span, without one the article, to be come back to; again: no more."""
        reading, span = self._reading, self._span()
        on = self._on_article() if span is None else _on_span(span)
        mine = own_note(reading.page.notes(on.id), reading.bridge.context.coder.id)
        words = NoteWords(later=mine is None or not mine.later)
        reading.act(lambda context, page: plan_note(context, page, on.kind, on.id, words))
        said = tr("To be come back to; Notes and questions … lists it.")
        reading.say(said if words.later else tr("No more to be come back to."))

    # --- what there is to write on --------------------------------------------------------------

    def _span(self) -> Span | None:
        return self._reading.span or self._reading.span_at_caret()

    def _on_article(self) -> NoteOn:
        return NoteOn(Owner.ARTICLE, self._reading.page.article.id, tr("Note on the article"))

    def _about_span(self, span: Span) -> Iterator[Choice]:
        """Give the span, its links, and the actors of its statement."""
        reading = self._reading
        page = reading.page
        words = " ".join(span.text().split())
        yield Choice(words, _on_span(span), tr(span.type), at=span.parts[0])
        for link in page.links_of(span.id):
            yield self._of_link(span, link)
        statement = statement_around(page, reading.scheme, span)
        speakers = () if statement is None else statement.speakers
        book = reading.bridge.context.actors
        actors = [book.get(one.actor_id) for one in (span, *speakers)]
        for actor in dict.fromkeys(one.id for one in actors if one is not None):
            known = book.get(actor)
            if known is not None:
                yield Choice(known.name, on_actor(known), tr("actor"))

    def _of_link(self, span: Span, link: Link) -> Choice:
        kind = self._reading.scheme.link(link.type)
        name = tr((kind.label if kind is not None else "") or link.type)
        outward = link.source_id == span.id
        other = self._reading.page.span(link.target_id if outward else link.source_id)
        words = "" if other is None else " ".join(other.text().split())
        title = tr("Note on {words}", words=f"{name}: {quoted(shortened(words))}")
        at = None if other is None else other.parts[0]
        detail = tr("link") if outward else tr("link to this")
        return Choice(f"{name}: {words}", NoteOn(Owner.LINK, link.id, title), detail, at=at)

    def _about_scheme(self, span: Span) -> Iterator[Choice]:
        """Give the type of the span, its attributes, and the values that are set."""
        path = SchemePath(Owner.SPAN, span.type)
        yield _of_scheme(path)
        kind = self._reading.scheme.type(span.type)
        for one in kind.offered_attributes if kind is not None else ():
            value = span.attributes.get(one.name)
            own = path._replace(attribute=one.name)
            yield _of_scheme(own)
            if value is not None and one.value(value) is not None:
                yield _of_scheme(own._replace(value=value))

    def _write(self, on: NoteOn) -> None:
        reading = self._reading
        mine = own_note(reading.page.notes(on.id), reading.bridge.context.coder.id)
        popup = NotePopup(reading.host, on.title, mine)

        def written(words: NoteWords) -> None:
            reading.act(lambda context, page: plan_note(context, page, on.kind, on.id, words))

        popup.written.connect(written)
        reading.open_popup(popup)


def _of_scheme(path: SchemePath) -> Choice:
    return Choice(path_words(path), on_scheme(path), tr("scheme"), also=(str(path),))


def _on_span(span: Span) -> NoteOn:
    title = tr("Note on {words}", words=quoted(shortened(span.text())))
    return NoteOn(Owner.SPAN, span.id, title)

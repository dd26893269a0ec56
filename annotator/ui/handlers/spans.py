"""SpanHandlers and changing marks: a type key, a further part, a digit, another type, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.scheme import Role
from annotator.project.acts.edit import plan_attribute, plan_delete, plan_type
from annotator.project.acts.mark import plan_mark_reading, plan_part
from annotator.reading import spans
from annotator.reading.choices import Framed, value_choices
from annotator.reading.selection import quotation_parts
from annotator.ui.popups.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.model.changes import Step
    from annotator.model.span import Link, Span
    from annotator.text.ranges import Range
    from annotator.ui.handlers.reading_state import ReadingState

_NOT_SET = "\0"
"""Stands for "not set" in a list of values."""


class SpanHandlers:
    """The acts that make spans and change what they are."""

    def __init__(self, reading: ReadingState) -> None:
        """Act on what is read."""
        self._reading = reading
        reading.strip.picked.connect(lambda digit: reading.guarded(lambda: self.digit(digit))())

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name; those of types are made with `mark` and `add_part`."""
        return {
            "open-values": self.open_values,
            "change-type": self.change_type,
            "delete": self.delete,
        }

    def mark(self, type_name: str) -> None:
        """Mark the selection, else the word at the caret; on such a span: open its attributes."""
        reading = self._reading
        page = reading.page
        chosen = reading.selected() if reading.view.selection() is not None else None
        meant = spans.meant(
            page,
            type_name,
            layer_id=reading.bridge.layer_id,
            position=reading.view.caret(),
            selected=chosen,
            current_id=reading.span_id,
        )
        if meant is not None:
            reading.make_current(meant.id, reading.frame_for(meant))
            self.open_values()
            return
        at = reading.selected_or_word()
        if at is None:
            raise Forbidden(tr("There is nothing to mark."), tr("Select some words first."))
        parts: tuple[Range, ...] = (at,)
        if reading.scheme.role_of(type_name) is Role.CLAIM and not reading.free:
            parts = quotation_parts(page.text, at, reading.language)
        lexicon = reading.lexicon
        reading.act(
            lambda context, page: plan_mark_reading(context, page, type_name, parts, lexicon),
            then=self._marked,
        )

    def _marked(self, step: Step) -> None:
        reading = self._reading
        span_id = spans.made_by(step.changes, reading.scheme)
        span = None if span_id is None else reading.page.span(span_id)
        if span is None:
            return
        reading.view.set_caret(
            span.parts[0].start if reading.is_claim(span) else span.parts[-1].end
        )
        reading.make_current(span.id, reading.frame_for(span, fresh=True))

    def add_part(self, type_name: str) -> None:
        """Add the selection to the current span of this type as a further part."""
        reading = self._reading
        at = reading.selected_or_word()
        if at is None:
            raise Forbidden(tr("There is nothing to mark."), tr("Select some words first."))
        span = self._span_to_extend(type_name)
        reading.act(
            lambda context, page: plan_part(context, page, span.id, at),
            then=lambda _step: self._kept(span.id, at),
        )

    def _span_to_extend(self, type_name: str) -> Span:
        reading = self._reading
        current = reading.span
        if current is not None and current.type == type_name:
            return current
        last = reading.page.span(reading.last_of_type.get(type_name, ""))
        if last is not None:
            return last
        raise Forbidden(
            tr("There is no current {type} to add a part to.", type=tr(type_name)),
            tr("Mark its first part, or go to it, then select the further part."),
        )

    def _kept(self, span_id: str, at: Range) -> None:
        reading = self._reading
        reading.view.set_caret(at.end)
        span = reading.page.span(span_id)
        reading.make_current(span_id, reading.frame_for(span) if span else None)

    # --- attributes -----------------------------------------------------------------------------

    def digit(self, digit: int) -> None:
        """Set the framed attribute to its value of this number; the frame moves on."""
        reading = self._reading
        if reading.framed is not None and reading.framed.attribute is None:
            reading.said.emit(tr("Every value is set; 0 lists them again."))
            return
        framed = self._framed()
        value = framed.value_of(digit)
        attribute = framed.attribute
        if value is None or attribute is None:
            return
        self.set_value(framed.owner_id, attribute.name, value)
        reading.framed = framed.next()
        reading.show_current()

    def set_value(self, owner_id: str, name: str, value: str | None) -> None:
        """Set an attribute of a span or link; None takes the value away."""
        self._reading.act(
            lambda context, page: plan_attribute(context, page, [owner_id], name, value)
        )

    def open_values(self) -> None:
        """List the values of the framed attribute; after it the frame moves on."""
        reading = self._reading
        framed = self._framed()
        attribute = framed.attribute
        span = reading.span
        if attribute is None or span is None:
            return
        owner: Span | Link = reading.page.link(framed.owner_id) or span
        current = owner.attributes.get(attribute.name)
        lines = value_choices(attribute, current)
        choices = [
            Choice(
                one.label, one.value, one.note, chosen=one.value == (current or attribute.default)
            )
            for one in lines.options
        ]
        if current is not None:
            choices.append(Choice(tr("not set"), _NOT_SET))

        def picked(value: object) -> None:
            self.set_value(owner.id, attribute.name, None if value == _NOT_SET else str(value))
            reading.framed = framed.next()
            reading.show_current()

        reading.choose(tr(attribute.name), choices, picked, at=span.parts[-1])

    def frame(self, name: str) -> None:
        """Frame an attribute of the current span, so that digits set it."""
        reading = self._reading
        framed = self._framed()
        reading.framed = framed.at(name)
        reading.show_current()

    def _framed(self) -> Framed:
        reading = self._reading
        if (
            reading.framed is not None
            and reading.framed.attribute is not None
            and reading.span is not None
        ):
            return reading.framed
        span = reading.span_or_refuse()
        framed = reading.frame_for(span)
        if framed is None or not framed.attributes:
            raise Forbidden(
                tr("A {type} has no values to choose from.", type=tr(span.type)),
                tr("The coding scheme says which attributes a type has."),
            )
        reading.make_current(span.id, framed)
        return framed

    # --- changing -------------------------------------------------------------------------------

    def change_type(self) -> None:
        """List the other types for the current span."""
        reading = self._reading
        span = reading.span_or_refuse()
        choices = [
            Choice(tr(kind.name), kind.name, kind.key, chosen=kind.name == span.type)
            for kind in reading.bridge.context.scheme.types
        ]

        def picked(value: object) -> None:
            reading.act(
                lambda context, page: plan_type(context, page, span.id, str(value)),
                then=lambda _step: reading.make_current(span.id),
            )

        reading.choose(tr("Another type"), choices, picked, at=span.parts[0])

    def delete(self) -> None:
        """Delete the current span with its links, as one step."""
        reading = self._reading
        span = reading.span_or_refuse()
        reading.act(lambda context, page: plan_delete(context, page, [span.id]))
        reading.view.set_caret(span.start)
        reading.make_current(None)

    def delete_item(self, item_id: str) -> None:
        """Delete a span or link by its id."""
        self._reading.act(lambda context, page: plan_delete(context, page, [item_id]))

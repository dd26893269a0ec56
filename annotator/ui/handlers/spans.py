"""SpanHandlers and changing marks: a type key, a further part, a digit, another type, delete."""

from collections.abc import Callable, Mapping
from functools import partial

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.changes import Step
from annotator.model.span import Link, Span
from annotator.project.acts.edit import plan_attribute, plan_delete, plan_type
from annotator.project.acts.mark import plan_mark, plan_part
from annotator.reading.choices import Choice, Framed, value_choices
from annotator.reading.keys import ADD_PART, DIGIT, MARK, Meaning
from annotator.reading.selection import meant_by_type
from annotator.reading.spans import made_by
from annotator.reading.told import told_of_type
from annotator.text.ranges import Range
from annotator.ui.basics.heard import announce
from annotator.ui.handlers.reading_state import ReadingState

_NINE = 9


class SpanHandlers:
    """The acts that make spans and change what they are."""

    def __init__(self, reading: ReadingState) -> None:
        """Act on what is read."""
        self._reading = reading
        reading.area.digit_clicked.connect(reading.guarded(self.digit))

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name; those of types are made with `mark` and `add_part`."""
        return {
            "open-values": self.open_values,
            "change-type": self.change_type,
            "delete": self.delete,
        }

    def for_types(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts of the scheme's types by name: mark, and add a part."""
        found: dict[str, Callable[[], None]] = {}
        for kind in self._reading.scheme.offered_types:
            found[f"{MARK}{kind.name}"] = partial(self.mark, kind.name)
            found[f"{ADD_PART}-{kind.name}"] = partial(self.add_part, kind.name)
        return found

    def by_key(self) -> Mapping[str, Callable[[Meaning], None]]:
        """Give what only keys do: digits set the framed attribute."""
        return {DIGIT: lambda meaning: self.digit(meaning.digit or 0)}

    def mark(self, type_name: str) -> None:
        """Mark the selection, else the word at the caret; on such a span: open its attributes."""
        reading = self._reading
        meant = meant_by_type(reading.page, type_name, reading.scheme, reading.standing())
        if isinstance(meant, Span):
            reading.stand_on(meant.id)
            self.open_values()
            return
        if not meant:
            raise Forbidden(tr("There is nothing to mark."), tr("Select some words first."))
        reading.act(
            lambda context, page: plan_mark(context, page, type_name, meant), then=self._marked
        )

    def _marked(self, step: Step) -> None:
        reading = self._reading
        span = reading.page.span(made_by(step.changes, reading.scheme) or "")
        if span is None:
            return
        is_claim = reading.is_claim(span)
        reading.view.set_caret(span.parts[0].start if is_claim else span.parts[-1].end)
        reading.make_current(span.id, reading.frame_for(span, fresh=True))

    def add_part(self, type_name: str) -> None:
        """Add the selection to the current span of this type as a further part."""
        reading = self._reading
        at = reading.words_to_mark()
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
        reading.stand_on(span_id)

    # --- attributes -----------------------------------------------------------------------------

    def digit(self, digit: int) -> None:
        """Set what the key line says for this digit; the frame moves on."""
        reading = self._reading
        if reading.bridge.looked_at is not None:
            reading.bridge.say_looking()
            return
        line, framed = reading.key_line(), reading.framed
        if line is None:
            span = reading.span_or_refuse()
            reading.stand_on(span.id)
            reading.say(tr("Now digits set the values of this {type}.", type=tr(span.type)))
            return
        value = line.value_of(digit)
        if framed is None or not line.values:
            why = line.instead or tr("these marks cannot be changed here")
            reading.say(f"{why[:1].upper()}{why[1:]}.")
        elif value is not None:
            self.set_value(line.owner_id, line.framed, value)
            reading.framed = framed.next()
            reading.show_current()

    def set_value(self, owner_id: str, name: str, value: str | None) -> None:
        """Set an attribute of a span or link; None takes the value away."""
        said = tr(value) if value else tr("not set")
        self._reading.act(
            lambda context, page: plan_attribute(context, page, [owner_id], name, value),
            then=lambda _step: announce(self._reading.view, f"{tr(name)}: {said}"),
        )

    def open_values(self) -> None:
        """List every attribute with its values; the frame moves on behind the one that is set."""
        reading = self._reading
        span = reading.span_or_refuse()
        framed = reading.framed if reading.span is not None else None
        framed = framed or reading.frame_for(span)
        if framed is None or not framed.attributes:
            raise Forbidden(
                tr("“{type}” has no values to choose from.", type=tr(span.type)),
                tr("The coding scheme says which attributes a type has."),
            )
        reading.make_current(span.id, framed)
        owner: Span | Link = reading.page.link(framed.owner_id) or span
        stands = framed

        def picked(value: object) -> None:
            if isinstance(value, tuple):
                name, chosen = value
                self.set_value(owner.id, name, chosen)
                reading.framed = stands.at(name).next()
                reading.show_current()

        choices = value_choices(framed, owner.attributes)
        reading.choose(_title(framed), choices, picked, letters=len(choices) > _NINE)

    # --- changing -------------------------------------------------------------------------------

    def change_type(self) -> None:
        """List the other types for the current span."""
        reading = self._reading
        span = reading.span_or_refuse()
        choices = [
            Choice(
                tr(kind.name),
                kind.name,
                kind.key,
                chosen=kind.name == span.type,
                told=told_of_type(kind),
            )
            for kind in reading.scheme.offered_types
        ]

        def picked(value: object) -> None:
            reading.act(
                lambda context, page: plan_type(context, page, span.id, str(value)),
                then=lambda _step: reading.make_current(span.id),
            )

        reading.choose(tr("Another type"), choices, picked)

    def delete(self) -> None:
        """Delete the current span with its links, as one step."""
        reading = self._reading
        span = reading.span_or_refuse()
        reading.act(lambda context, page: plan_delete(context, page, [span.id]))
        reading.view.set_caret(span.start)
        reading.make_current(None)


def _title(framed: Framed) -> str:
    if len(framed.attributes) == 1:
        return tr(framed.attributes[0].name)
    return tr("Values")

"""LinkHandlers: who says a claim, other links, and which actor the words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.scheme import LinkType, Role
from annotator.model.span import Span
from annotator.model.statement import statement_around, statement_of
from annotator.project.acts.edit import plan_refer, plan_refer_new
from annotator.project.acts.link import Words, plan_attribution, plan_link
from annotator.reading.choices import Framed
from annotator.reading.linking import LinkCandidate, candidates
from annotator.text.likeness import fold
from annotator.ui.popups.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from annotator.model.actor import Actor
    from annotator.model.changes import Step
    from annotator.ui.handlers.reading_state import ReadingState

_FAR = 60
_MOST_ENDS = 30
_MOST_ACTORS = 8


class LinkHandlers:
    """The acts that tie spans to each other and to actors."""

    def __init__(self, reading: ReadingState) -> None:
        """Act on what is read."""
        self._reading = reading

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"link": self.link, "actor": self.actor}

    # --- links ----------------------------------------------------------------------------------

    def link(self) -> None:
        """List who may say the current claim, nearest first; then the other links it can have."""
        reading = self._reading
        claim = self._claim()
        if claim is None:
            self._other_links(reading.span_or_refuse())
            return
        found = candidates(
            reading.page,
            claim.id,
            reading.lexicon,
            reading.bridge.context.actors,
            scheme=reading.scheme,
            layer_id=reading.bridge.layer_id,
        )
        choices = [self._choice(one) for one in found]
        choices += [
            Choice(tr("{link} …", link=tr(one.label or one.name)), one, tr("another link"))
            for one in self._links_from(claim)
        ]

        def picked(value: object) -> None:
            match value:
                case LinkCandidate():
                    self._attribute(claim, value)
                case LinkType():
                    self._choose_end(claim, value)

        reading.choose(tr("Who says this?"), choices, picked, at=claim.parts[0])

    def _choice(self, one: LinkCandidate) -> Choice:
        page = self._reading.page
        words = " ".join(one.text.split())
        cue = "" if one.cue is None else " ".join(one.cue.of(page.text).split())
        actor = self._reading.bridge.context.actors.get(one.actor_id)
        label = f"{words} · {cue}" if cue else words
        detail = actor.name if actor is not None and actor.name != words else one.why
        return Choice(label, one, detail, also=(one.why,))

    def _attribute(self, claim: Span, one: LinkCandidate) -> None:
        reading = self._reading
        words = Words(
            speaker_id=one.span_id,
            speaker_at=None if one.span_id else one.at,
            cue_id=one.cue_span_id,
            cue_at=None if one.cue_span_id else one.cue,
            actor_id=one.actor_id,
        )
        lexicon = reading.lexicon
        reading.act(
            lambda context, page: plan_attribution(context, page, claim.id, words, lexicon=lexicon),
            then=lambda _step: reading.make_current(claim.id, reading.frame_for(claim)),
        )

    def _claim(self) -> Span | None:
        """The current claim: the span, its statement's claim, or the claim at the caret."""
        reading = self._reading
        span = reading.span
        if span is None:
            at = reading.page.spans_at(reading.view.caret())
            mine = [one for one in at if one.layer_id == reading.bridge.layer_id]
            span = next((one for one in mine if reading.is_claim(one)), mine[0] if mine else None)
        if span is None:
            return None
        if reading.is_claim(span):
            return span
        statement = statement_around(reading.page, reading.scheme, span)
        return None if statement is None else statement.claim

    def _links_from(self, span: Span) -> list[LinkType]:
        return [
            one for one in self._reading.bridge.context.scheme.links if span.type in one.sources
        ]

    def _other_links(self, span: Span) -> None:
        links = self._links_from(span)
        if not links:
            raise Forbidden(
                tr("No link starts at a {type}.", type=tr(span.type)),
                tr("Links start at a claim: go to one, then press L."),
            )
        choices = [Choice(tr(one.label or one.name), one) for one in links]
        self._reading.choose(
            tr("Which link?"),
            choices,
            lambda value: self._choose_end(span, value) if isinstance(value, LinkType) else None,
            at=span.parts[0],
        )

    def _choose_end(self, source: Span, link: LinkType) -> None:
        """List the spans a link may end at, nearest first."""
        reading = self._reading
        taken = {one.target_id for one in reading.page.links_from(source.id, link.name)}
        ends = [
            span
            for span in reading.page.spans(layer_id=reading.bridge.layer_id)
            if span.type in link.targets and span.id != source.id and span.id not in taken
        ]
        ends.sort(key=lambda span: _distance(source, span))
        if not ends:
            raise Forbidden(
                tr("There is nothing this link could end at."),
                tr("Mark a {types} first.", types=" / ".join(tr(one) for one in link.targets)),
            )
        actors = reading.bridge.context.actors
        choices = [
            Choice(
                " ".join(span.text().split()),
                span,
                actor.name if (actor := actors.get(span.actor_id)) else tr(span.type),
            )
            for span in ends[:_MOST_ENDS]
        ]

        def picked(value: object) -> None:
            if isinstance(value, Span):
                self.link_to(source, link, value)

        reading.choose(tr(link.label or link.name), choices, picked, at=source.parts[0])

    def link_to(self, source: Span, link: LinkType, target: Span) -> None:
        """Link two spans; digits then set the link's first attribute."""
        reading = self._reading

        def then(step: Step) -> None:
            made = [
                str(one.after["id"])
                for one in step.changes
                if one.table == "link" and one.before is None and one.after is not None
            ]
            framed = Framed.of(made[0], link.attributes) if made and link.attributes else None
            reading.make_current(source.id, framed or reading.frame_for(source))

        reading.act(
            lambda context, page: plan_link(context, page, source.id, link.name, target.id),
            then=then,
        )

    # --- actors ---------------------------------------------------------------------------------

    def actor(self) -> None:
        """Ask which actor the current speaker or entity is; a new name makes a new actor."""
        reading = self._reading
        span = self._span_of_actor()
        words = " ".join(span.text().split())
        span_ids = [span.id]

        def find(typed: str) -> Sequence[Choice]:
            return self._actor_choices(span, typed, words)

        def picked(value: object) -> None:
            match value:
                case str(actor_id):
                    reading.act(lambda context, page: plan_refer(context, page, span_ids, actor_id))
                case ("none", _):
                    reading.act(lambda context, page: plan_refer(context, page, span_ids, None))
                case ("new", str(name)):
                    self._choose_kind(span, name)

        reading.choose(
            tr("Which actor is “{words}”?", words=_cut(words)),
            find,
            picked,
            at=span.parts[0],
            placeholder=tr("name or alias"),
        )

    def _actor_choices(self, span: Span, typed: str, words: str) -> list[Choice]:
        """The actors for what was typed, else for the span's own words: those that fit first."""
        actors = self._reading.bridge.context.actors
        wanted = typed.strip() or words
        fitting = list(actors.matching(wanted, limit=_MOST_ACTORS))
        if not typed.strip():
            fitting += [one for one in self._actors_near(span) if one not in fitting]
            others = [one for one in reversed(actors.present()) if one not in fitting]
            fitting += sorted(others, key=lambda one: not self._is_named(one))
        found = [
            Choice(one.name, one.id, _other_names(one.names()), chosen=one.id == span.actor_id)
            for one in fitting[:_MOST_ACTORS]
        ]
        name = " ".join(wanted.split())
        if not any(choice.label == name for choice in found):
            new = Choice(tr("New actor: {name}", name=name), ("new", name))
            is_first = not typed.strip() and not self._is_pronoun(words)
            fits = bool(actors.matching(wanted, limit=1))
            found.insert(0 if is_first and not fits else len(found), new)
        if span.actor_id is not None and not typed.strip():
            found.append(Choice(tr("no actor"), ("none", "")))
        return found

    def _actors_near(self, span: Span) -> list[Actor]:
        """The actors of the spans before this one, the nearest first: whom a pronoun means."""
        page, actors = self._reading.page, self._reading.bridge.context.actors
        near = [actors.get(one.actor_id) for one in page.spans_before(span.start)]
        return list({one.id: one for one in near if one is not None}.values())

    def _is_named(self, actor: Actor) -> bool:
        """Whether the article has one of the actor's names."""
        text = self._reading.page.text
        return any(name in text for name in actor.names())

    def _is_pronoun(self, words: str) -> bool:
        return fold(words) in self._reading.lexicon.pronouns

    def _choose_kind(self, span: Span, name: str) -> None:
        reading = self._reading
        kinds = reading.bridge.context.scheme.actor_kinds
        likely = _likely_kind(span, reading.scheme.role_of(span.type), kinds)
        choices = [Choice(tr(kind), kind, chosen=kind == likely) for kind in kinds]

        def picked(value: object) -> None:
            reading.act(
                lambda context, page: plan_refer_new(context, page, [span.id], name, str(value))
            )

        reading.choose(tr("What is “{name}”?", name=_cut(name)), choices, picked, at=span.parts[0])

    def _span_of_actor(self) -> Span:
        """The span that gets the actor: the current one, or the speaker of the current claim."""
        reading = self._reading
        span = reading.span_or_refuse()
        kind = reading.bridge.context.scheme.type(span.type)
        if kind is not None and kind.refers_to_actor:
            return span
        if reading.is_claim(span):
            speakers = statement_of(reading.page, reading.scheme, span).speakers
            if speakers:
                return speakers[0]
            raise Forbidden(
                tr("This claim has no speaker yet."), tr("Link one with L; then A sets its actor.")
            )
        raise Forbidden(
            tr("A {type} does not refer to an actor.", type=tr(span.type)),
            tr("Go to a speaker or an entity."),
        )


def _distance(source: Span, span: Span) -> tuple[int, int]:
    if source.start <= span.start < source.end:
        return (0, span.start - source.start)
    return (1, min(abs(span.start - source.end), abs(source.start - span.end)))


def _other_names(names: tuple[str, ...]) -> str:
    return ", ".join(names[1:3])


def _cut(words: str) -> str:
    return words if len(words) <= _FAR else f"{words[: _FAR - 1]}…"


def _likely_kind(span: Span, role: Role | None, kinds: tuple[str, ...]) -> str:
    kind = span.attributes.get("kind", "")
    if kind in kinds:
        return kind
    return "person" if role is Role.SPEAKER and "person" in kinds else kinds[0]

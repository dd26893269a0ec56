"""Actors: which one the words mean, the list of all, their names, joining two."""

from collections.abc import Callable, Mapping, Sequence

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.actor import Actor
from annotator.model.scheme import Role
from annotator.model.span import Span
from annotator.model.statement import statement_of
from annotator.project.acts.actors import plan_edit, plan_join, plan_new
from annotator.project.acts.edit import plan_refer, plan_refer_new
from annotator.reading.choices import Choice
from annotator.text.likeness import fold
from annotator.text.words import in_marks, isolated, shortened
from annotator.ui.handlers.reading_state import ReadingState

_FAR = 60
_MOST_ACTORS = 8
_MOST_LISTED = 50


class ActorHandlers:
    """The acts about actors."""

    def __init__(self, reading: ReadingState) -> None:
        """Act on what is read."""
        self._reading = reading

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"actor": self.actor, "actors": self.list_all}

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
            tr("Which actor is {words}?", words=isolated(in_marks(shortened(words, _FAR)))),
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
            text = self._reading.page.text
            fitting += sorted(others, key=lambda one: not any(name in text for name in one.names()))
        found = [
            Choice(one.name, one.id, ", ".join(one.names()[1:3]), chosen=one.id == span.actor_id)
            for one in fitting[:_MOST_ACTORS]
        ]
        name = " ".join(wanted.split())
        if not any(choice.label == name for choice in found):
            new = Choice(tr("New actor: {name}", name=name), ("new", name))
            is_first = not typed.strip() and fold(words) not in self._reading.lexicon.pronouns
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

    def _choose_kind(self, span: Span, name: str) -> None:
        reading = self._reading
        kinds = reading.scheme.actor_kinds
        likely = _likely_kind(span, reading.scheme.role_of(span.type), kinds)
        choices = [Choice(tr(kind), kind, chosen=kind == likely) for kind in kinds]

        def picked(value: object) -> None:
            reading.act(
                lambda context, page: plan_refer_new(context, page, [span.id], name, str(value))
            )

        title = tr("What is “{name}”?", name=shortened(name, _FAR))
        reading.choose(title, choices, picked, at=span.parts[0])

    def _span_of_actor(self) -> Span:
        """The span that gets the actor: the current one, or the speaker of the current claim."""
        reading = self._reading
        span = reading.span_or_refuse()
        kind = reading.scheme.type(span.type)
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

    # --- the actors of the project --------------------------------------------------------------

    def list_all(self) -> None:
        """List the actors; picking one opens its names, a new name makes one."""
        book = self._reading.bridge.context.actors

        def find(typed: str) -> list[Choice]:
            some = book.matching(typed, limit=_MOST_LISTED) if typed.strip() else book.present()
            found = [Choice(one.name, one.id, tr(one.kind)) for one in some]
            name = " ".join(typed.split())
            if name and not book.named(name):
                found.append(Choice(tr("New actor: {name}", name=name), ("new", name)))
            return found

        def picked(value: object) -> None:
            match value:
                case str(actor_id):
                    self.open(actor_id)
                case ("new", str(name)):
                    self._reading.bridge.act_on_project(lambda context: plan_new(context, name))

        self._reading.choose(tr("Actors"), find, picked)

    def open(self, actor_id: str) -> None:
        """Open an actor's names, kind, roles and note."""
        from annotator.ui.dialogs.actor import ActorDialog

        bridge = self._reading.bridge
        context = bridge.context
        actor = context.actors.get(actor_id)
        if actor is None:
            return
        dialog = ActorDialog(
            self._reading.host, actor, context.actors, context.scheme.actor_kinds, context.new_id
        )
        dialog.kept.connect(lambda after: bridge.act_on_project(lambda now: plan_edit(now, after)))
        dialog.merge_wanted.connect(
            lambda old, into: bridge.act_on_project(lambda now: plan_join(now, [into, old]))
        )
        dialog.open()


def _likely_kind(span: Span, role: Role | None, kinds: tuple[str, ...]) -> str:
    kind = span.attributes.get("kind", "")
    if kind in kinds:
        return kind
    return "person" if role is Role.SPEAKER and "person" in kinds else kinds[0]

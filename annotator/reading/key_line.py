"""What a digit does now: the key line of the selected card, asked by the card and by the digit.

Both ask here, so that what stands on the card is what a key changes. Setting it is planned
elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.language import tr
from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.model.span import Link, Span
from annotator.reading.choices import Framed
from annotator.text.words import shortened

_WORDS = 24


@dataclass(frozen=True, slots=True)
class KeyLine:
    """The attributes of the current span or link with their values, one of them framed.

    `whose` says whose they are, where that is not the claim of the card. `values` are those that
    the digits from 1 on set on the framed attribute; none while digits mean something else.
    `instead` is what is said where nothing is framed.
    """

    owner_id: str
    whose: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    framed: str = ""
    values: tuple[str, ...] = ()
    instead: str = ""

    def value_of(self, digit: int) -> str | None:
        """Give the value that a digit sets now; None where it sets none."""
        return self.values[digit - 1] if 1 <= digit <= len(self.values) else None

    def words(self) -> str:
        """Give the line as it is read out: whose, every value, then what digits do."""
        parts = [f"{name} {value or '–'}" for name, value in self.attributes]
        if self.whose:
            parts.insert(0, self.whose)
        if self.values:
            keys = ", ".join(f"{n} {value}" for n, value in enumerate(self.values, start=1))
            parts.append(tr("digits set {attribute}: {values}", attribute=self.framed, values=keys))
        elif self.instead:
            parts.append(self.instead)
        return "; ".join(parts)


def key_line(
    page: Page,
    span: Span,
    framed: Framed | None,
    *,
    scheme: Scheme,
    actors: ActorBook,
    are_free: bool = True,
) -> KeyLine:
    """Give the key line of the current span. `are_free`: digits do not belong to anything else."""
    link = page.link(framed.owner_id) if framed is not None else None
    owner: Span | Link = link or span
    kind = scheme.type(span.type)
    shown = framed or Framed.of(span.id, kind.attributes if kind is not None else ())
    attribute = framed.attribute if framed is not None else None
    names = [one.name for one in shown.attributes]
    instead = ""
    if are_free and attribute is None:
        instead = _nothing_framed(span, names, owner.attributes)
    return KeyLine(
        owner_id=owner.id,
        whose=_whose(page, span, link, scheme, actors),
        attributes=_with_values(names, owner.attributes),
        framed=attribute.name if attribute is not None else "",
        values=attribute.values[:9] if are_free and attribute is not None else (),
        instead=instead,
    )


def _with_values(names: list[str], values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Those that digits set, in their order, then what else is set."""
    every = [*names, *(name for name in values if name not in names)]
    return tuple((name, values.get(name, "")) for name in every)


def _nothing_framed(span: Span, names: list[str], values: Mapping[str, str]) -> str:
    if not names:
        return tr("“{type}” has no values to choose from", type=tr(span.type))
    if all(name in values for name in names):
        return tr("every value is set; 0 lists them")
    return tr("no value is asked for; 0 lists them")


def _whose(page: Page, span: Span, link: Link | None, scheme: Scheme, actors: ActorBook) -> str:
    if link is not None:
        kind = scheme.link(link.type)
        end = page.span(link.target_id)
        label = tr(kind.label or kind.name) if kind is not None else link.type
        return f"{label} {_short(end)}" if end is not None else label
    if scheme.role_of(span.type) is Role.CLAIM:
        return ""
    whose = f"{tr(span.type)} {_short(span)}"
    if lacks_actor(span, scheme, actors):
        return f"{whose} · {tr('no actor')}"
    return whose


def _short(span: Span) -> str:
    return f"“{shortened(' '.join(span.text().split()), _WORDS)}”"


def lacks_actor(span: Span, scheme: Scheme, actors: ActorBook) -> bool:
    """Say whether nobody has said yet whom a span of a type with actors means."""
    kind = scheme.type(span.type)
    is_named = kind is not None and kind.refers_to_actor
    return is_named and span.attributes.get("kind") != "date" and actors.get(span.actor_id) is None

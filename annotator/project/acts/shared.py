"""What several families of acts share: making a step, guarding a layer, first progress."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from annotator.errors import Forbidden, WrongUse
from annotator.language import tr
from annotator.model.article import Json
from annotator.model.changes import Blocks, Change, Row, Step, row_key
from annotator.model.checks import parts_in_text
from annotator.model.layer import Layer, Progress, State
from annotator.model.page import Page
from annotator.model.rows import added
from annotator.model.scheme import Role, Scheme
from annotator.model.span import OF_TYPE, Link, Owner, Span
from annotator.project.context import PlanContext
from annotator.reading.covered import is_covered
from annotator.text.ranges import Range
from annotator.work import Watch


def step_of(context: PlanContext, act: str, changes: Iterable[Change], /, **args: Json) -> Step:
    """Give a step of this coder, now; raises `Forbidden` where it moves places that are given."""
    every: Blocks | tuple[Change, ...]
    if isinstance(changes, Blocks):
        every = changes if context.scheme.version == 1 else _blocks_now(context.scheme, changes)
    else:
        every = decided_now(context.scheme, changes)
    if is_given(context):
        _guard_places(context, every)
    return Step(act=act, changes=every, by=context.coder.id, at=context.now(), args=args)


def decided_now(scheme: Scheme, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give changes of marks with the version of the scheme that their values are decided under.

    Under the first version nothing is noted. What brings its version along, as what is moved from
    elsewhere does, keeps it.
    """
    every = tuple(changes)
    if scheme.version == 1:
        return every
    found = [_with_version(one, scheme.version) for one in every]
    known = {one.key() for one in found if one.table == "attribute"}
    for one in every:
        if one.table in {"span", "link"} and _is_retyped(scheme, one):
            row: Row = {
                **{"owner_kind": one.table, "owner_id": one.key()[0], "name": OF_TYPE},
                **{"value": "", "version": scheme.version},
            }
            if row_key("attribute", row) not in known:
                found.append(Change("attribute", None, row))
    return tuple(found)


def _blocks_now(scheme: Scheme, changes: Blocks) -> Blocks:
    """Do so change by change: the changes of a large step are never all in memory."""
    return Blocks(
        lambda: chain.from_iterable(decided_now(scheme, (one,)) for one in changes),
        changes.summary,
        changes.texts,
    )


def _with_version(change: Change, version: int) -> Change:
    after, before = change.after, change.before
    if change.table != "attribute" or after is None or after["owner_kind"] == Owner.ACTOR:
        return change
    is_kept = before is not None and before["value"] == after["value"]
    if is_kept or (before is None and after["version"] is not None):
        return change
    return Change("attribute", before, {**after, "version": version})


def _is_retyped(scheme: Scheme, change: Change) -> bool:
    """Say whether a mark is decided to be of a type whose words have changed since."""
    if change.after is None:
        return False
    if change.before is not None and change.before["type"] == change.after["type"]:
        return False
    name = str(change.after["type"])
    kind = scheme.type(name) if change.table == "span" else scheme.link(name)
    return kind is not None and kind.since > 1


def step_on(
    context: PlanContext, page: Page, act: str, changes: Iterable[Change], /, **args: Json
) -> Step:
    """Give a step that changes marks of an article.

    Marks may stand there that nobody made, in a kit with places: the first step that changes one
    makes them the coder's, and begins the article, as the first mark does elsewhere.
    """
    every = tuple(changes)
    if every and is_given(context):
        every = (*first_changes(context, page), *every)
    return step_of(context, act, every, **args)


def first_changes(context: PlanContext, page: Page) -> tuple[Change, ...]:
    """Give what the first mark in an article brings along: the layer, and "in progress"."""
    guard_layer(context)
    changes = list(context.layer_changes())
    if page.progress(context.layer.id) is None:
        begun = Progress(context.layer.id, page.article.id, State.IN_PROGRESS, context.now())
        changes += added(begun)
    return tuple(changes)


def guard_layer(context: PlanContext) -> None:
    """Raise `Forbidden` when the layer takes no marks."""
    guard_not_derived(context.layer)
    if context.layer.frozen:
        raise Forbidden(
            tr(
                "The layer “{name}” came from a colleague and cannot be changed.",
                name=context.layer.name,
            ),
            tr("Take what you want from it into your own layer."),
        )


def guard_not_derived(layer: Layer) -> None:
    """Raise `Forbidden` for a layer that suggesters fill: its rows are in no step."""
    if layer.is_derived:
        raise Forbidden(
            tr("The layer “{name}” is filled by suggesters.", name=layer.name),
            tr("Take what you want from it into your own layer."),
        )


# --- places that are given ------------------------------------------------------------------------


def is_given(context: PlanContext) -> bool:
    """Say whether this is a kit in which the places of claims are given."""
    return context.kit is not None and bool(context.kit.given)


def is_held(context: PlanContext, *type_names: str) -> bool:
    """Say whether places of claims are given and one of these types is a claim."""
    return is_given(context) and any(
        context.scheme.role_of(one) is Role.CLAIM for one in type_names
    )


def guard_place(context: PlanContext, *type_names: str) -> None:
    """Raise `Forbidden` where the places of one of these types are held."""
    if is_held(context, *type_names):
        raise Forbidden(
            tr("In this kit the places of claims are given: none can be added, moved or retyped."),
            tr("Delete one that is no claim; a note can say what is missing."),
        )


_PLACE = ("type", "start", "end")


def _guard_places(context: PlanContext, changes: Iterable[Change]) -> None:
    """Let claims take values and go, but not come, and stay where they are.

    Further parts are rows that do not say whose they are: `plan_part` and `plan_parts` ask.
    """
    for one in changes:
        if one.table == "span" and one.after is not None:
            rows = [row for row in (one.before, one.after) if row is not None]
            if len({tuple(row[name] for name in _PLACE) for row in rows}) != 1 or len(rows) < 2:
                guard_place(context, *(str(row["type"]) for row in rows))


def parts_to_mark(page: Page, parts: Sequence[Range]) -> tuple[Range, ...]:
    """Give the parts in text order; raises `Forbidden` for such as cannot be, or are covered."""
    ordered = parts_in_text(parts, page.text)
    guard_seen(page, *ordered)
    return ordered


def guard_seen(page: Page, *places: Range) -> None:
    """Raise `Forbidden` for places that a kit covers until the article is done."""
    if any(is_covered(page, at) for at in places):
        raise Forbidden(
            tr("This is hidden until the article is done."), tr("Mark what can be read.")
        )


def span_on_layer(context: PlanContext, page: Page, span_id: str) -> Span:
    """Give a span of the context's layer; raises `WrongUse`."""
    span = page.span(span_id)
    if span is None:
        raise WrongUse(
            tr("There is no span {id} in this article.", id=span_id),
            tr("Choose one of the spans that “list spans” shows."),
        )
    if span.layer_id != context.layer.id:
        raise Forbidden(
            tr("This span is on another layer."), tr("Change only what is on your own layer.")
        )
    guard_layer(context)
    return span


def link_on_layer(context: PlanContext, page: Page, link_id: str) -> Link:
    """Give a link of the context's layer; raises `WrongUse`."""
    link = page.link(link_id)
    if link is None or link.layer_id != context.layer.id:
        raise WrongUse(
            tr("There is no link {id} on your layer in this article.", id=link_id),
            tr("Choose one of the links that “list links” shows."),
        )
    guard_layer(context)
    return link


def watched(step: Step, watch: Watch, n: int, what: str) -> Step:
    """Give a large step that tells how far its writing is, of `n` things, and stops if wished."""
    changes = step.changes
    if not isinstance(changes, Blocks):
        return step

    def read() -> Iterator[Change]:
        for done, one in enumerate(changes):
            if done % 1_000 == 0:
                watch.cancel.check()
                watch.progress(min(done, n), n, what)
            yield one

    blocks = Blocks(read, changes.summary)
    return Step(act=step.act, changes=blocks, by=step.by, at=step.at, args=step.args)


def moved_on() -> Forbidden:
    """Give what is said where others wrote again and again while an act was planned."""
    return Forbidden(
        tr("The project changed while this was reckoned."),
        tr("Nothing was changed. Do it again when the others are done."),
    )

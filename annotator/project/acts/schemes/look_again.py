"""Looking again at what was decided under older words: which marks, deciding one, all alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.changes import Change, ChangesToCome, Step
from annotator.model.checks import attribute_values
from annotator.model.rows import changed
from annotator.model.scheme_edits.coded_marks import LookAgain
from annotator.model.span import OF_TYPE, Link, Owner, Span
from annotator.project.acts.edit import plan_type
from annotator.project.acts.shared import link_on_layer, span_on_layer, step_of, step_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from annotator.model.changes import Row
    from annotator.model.page import Page
    from annotator.model.scheme import LinkType, Scheme, SpanType
    from annotator.model.scheme_edits.coded_marks import DecidedMark
    from annotator.model.scheme_edits.paths import SchemePath
    from annotator.project.context import PlanContext
    from annotator.store.lists.in_use import InUse
    from annotator.work import Watch

_Mark = TypeVar("_Mark", Span, Link)


def to_look_at(
    in_use: InUse, scheme: Scheme, layer_ids: Collection[str] | None = None
) -> Iterator[LookAgain]:
    """Give what was decided under older words than hold now, of some layers (None = all).

    What an edit has moved too. Read in blocks; spans first, then links.
    """
    for kind, one, choices in _waiting(in_use, scheme, layer_ids):
        is_type = one.name == OF_TYPE
        yield LookAgain(
            item=one.item.item_id,
            kind=str(kind),
            type=one.type,
            layer=one.item.layer_id,
            article=one.item.article_id,
            attribute=None if is_type else one.name,
            value=one.type if is_type else one.value,
            version=abs(one.version or 1),
            choices=choices,
            at=one.item.at,
        )


def _waiting(
    in_use: InUse, scheme: Scheme, layer_ids: Collection[str] | None
) -> Iterator[tuple[Owner, DecidedMark, tuple[str, ...]]]:
    if scheme.version == 1:
        return
    holders: tuple[tuple[Owner, Sequence[SpanType | LinkType]], ...] = (
        (Owner.SPAN, scheme.types),
        (Owner.LINK, scheme.links),
    )
    for kind, every in holders:
        known = {one.name: one for one in every}
        redefined = [one.name for one in every if one.since > 1]
        blocks = chain(
            in_use.older_values(kind, max(map(_latest, every), default=1)),
            in_use.never_confirmed(kind, redefined) if redefined else (),
        )
        for one in chain.from_iterable(blocks):
            holder = known.get(one.type)
            if holder is None or (layer_ids is not None and one.item.layer_id not in layer_ids):
                continue
            since, choices = _asked(scheme, holder, one)
            if (one.version or 1) < since:
                yield kind, one, choices


def _latest(holder: SpanType | LinkType) -> int:
    values = (one.since for each in holder.attributes for one in each.explained)
    return max(holder.since, *(one.since for one in holder.attributes), *values, 1)


def _asked(
    scheme: Scheme, holder: SpanType | LinkType, mark: DecidedMark
) -> tuple[int, tuple[str, ...]]:
    """Give the version whose words hold for a decided value, and what may be chosen instead."""
    if mark.name == OF_TYPE:
        is_type = scheme.type(mark.type) is holder
        names = [one.name for one in scheme.offered_types] if is_type else [mark.type]
        return holder.since, _with(names, mark.type)
    attribute = holder.attribute(mark.name)
    if attribute is None:
        return 1, (mark.value,)
    value = attribute.value(mark.value)
    since = max(attribute.since, value.since if value is not None else 1)
    return since, _with(() if attribute.retired else attribute.values, mark.value)


def _with(names: Collection[str], current: str) -> tuple[str, ...]:
    return (*names, current) if current not in names else tuple(names)


# --- deciding -------------------------------------------------------------------------------------


def plan_look_again(
    context: PlanContext, page: Page, item_id: str, attribute: str | None, value: str | None
) -> Step:
    """Give the step that decides a value, or the type (`attribute` None), under today's words.

    The same value again means that it is still right; None takes the value away.
    """
    link = page.link(item_id)
    if link is not None:
        link_on_layer(context, page, item_id)
        return _decided(context, page, link, attribute, value)
    span = span_on_layer(context, page, item_id)
    if attribute is None and value not in (None, span.type):
        return plan_type(context, page, item_id, str(value))
    return _decided(context, page, span, attribute, value)


def _decided(
    context: PlanContext, page: Page, item: _Mark, attribute: str | None, value: str | None
) -> Step:
    name, version = attribute or OF_TYPE, context.scheme.version
    if attribute is None:
        if value not in (None, item.type):
            raise WrongUse(
                tr("A link cannot become another one."), tr("Delete it and draw the other one.")
            )
        after = replace(item, confirmed={**item.confirmed, OF_TYPE: version})
    else:
        after = _with_value(context, item, attribute, value)
    words = page.span(item.id if isinstance(item, Span) else item.source_id)
    return step_on(
        context,
        page,
        "look-again",
        changed(item, after),
        name=name,
        value=item.type if attribute is None else value,
        text=words.text()[:60] if words is not None else "",
    )


def _with_value(context: PlanContext, item: _Mark, attribute: str, value: str | None) -> _Mark:
    old = item.attributes.get(attribute)
    if old is None:
        raise WrongUse(tr("This mark has no {name}.", name=attribute), tr("See “list look-again”."))
    confirmed = {**item.confirmed, attribute: context.scheme.version}
    if value == old:
        return replace(item, confirmed=confirmed)
    scheme = context.scheme
    kind = scheme.type(item.type) if isinstance(item, Span) else scheme.link(item.type)
    values = {name: one for name, one in item.attributes.items() if name != attribute}
    if value is not None:
        attribute_values(item.type, kind.attributes if kind is not None else (), {attribute: value})
        values[attribute] = value
    else:
        del confirmed[attribute]
    after = replace(item, attributes=dict(sorted(values.items())), confirmed=confirmed)
    return replace(after, changed=context.now()) if isinstance(after, Span) else after


class DecidingAlike:
    """All marks that wait with one value, decided as one step."""

    def __init__(
        self, context: PlanContext, in_use: InUse, path: SchemePath, value: str, watch: Watch
    ) -> None:
        """Decide for all that wait with the value (or type) of `path` that it is `value` now."""
        self._context, self._in_use, self._path = context, in_use, path
        self._value, self._watch = value, watch
        self._found: set[str] = set()
        self.article_ids: set[str] = set()

    @property
    def n(self) -> int:
        """How many marks there are."""
        return len(self._found)

    def plan(self, layer_ids: Collection[str]) -> Step:
        """Give the step; `layer_ids` are the layers it may write into."""
        path, scheme = self._path, self._context.scheme
        old = path.type if path.depth == 1 else path.value or ""
        if path.depth == 2 or (path.depth == 1 and self._value != path.type):
            raise WrongUse(
                tr("“{path}” is not decided for all alike.", path=str(path)),
                tr("Name a value; that of a type can only be said to be still right."),
            )
        if self._value != old:
            holder = scheme.type(path.type) if path.kind is Owner.SPAN else scheme.link(path.type)
            attributes = holder.attributes if holder is not None else ()
            attribute_values(path.type, attributes, {path.attribute or "": self._value})
        changes = ChangesToCome()
        wanted = (path.kind, path.type, path.attribute or OF_TYPE)
        for kind, one, _ in _waiting(self._in_use, scheme, layer_ids):
            self._watch.cancel.check()
            if (kind, one.type, one.name) == wanted and one.value in (old, ""):
                changes.add([self._confirmed(kind, one)])
                self._found.add(one.item.item_id)
                self.article_ids.add(one.item.article_id)
                self._watch.progress(self.n, self.n, tr("mark"))
        if self._value != old and path.kind is Owner.SPAN:
            self._touch(changes)
        step = step_of(
            self._context, "look-again", (), name=path.attribute, value=self._value, n=self.n
        )
        return replace(step, changes=changes.behind())

    def _confirmed(self, kind: Owner, one: DecidedMark) -> Change:
        is_type = one.name == OF_TYPE
        before: Row = {
            **{"owner_kind": str(kind), "owner_id": one.item.item_id, "name": one.name},
            **{"value": "" if is_type else one.value, "version": one.version},
        }
        value = "" if is_type else self._value
        after = {**before, "value": value, "version": self._context.scheme.version}
        return Change("attribute", None if is_type and one.version is None else before, after)

    def _touch(self, changes: ChangesToCome) -> None:
        """Note when the spans were changed."""
        now = self._context.now()
        for block in self._in_use.of_type(self._path._replace(attribute=None, value=None)):
            changes.add(
                Change("span", row, {**row, "changed": now})
                for row, _ in block
                if row["id"] in self._found
            )

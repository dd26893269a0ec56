"""Edits of the scheme, and what they touch, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr, trn
from annotator.model.scheme_edits.edits import EditKind
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner
from annotator.reading.told import path_words
from annotator.text.words import isolated, shortened
from annotator.ui.scheme.entries import attribute_of, holder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType
    from annotator.model.scheme_edits.edits import SchemeEdit
    from annotator.project.schemes.calls import EditCount

_LONGEST, _MOST_LAYERS = 40, 3
_TOUCHES_NOTHING = frozenset({EditKind.ADD, EditKind.MOVE, EditKind.RESTORE})


def named(name: str) -> str:
    """Give a name of the scheme as a part of a sentence."""
    return f"“{isolated(shortened(tr(name), _LONGEST))}”"


def _named(path: SchemePath) -> str:
    name = path.name.replace("_", " ") if path.kind is Owner.LINK and path.depth == 1 else path.name
    return named(name)


def edit_words(edit: SchemeEdit, *, whole: bool = False) -> str:
    """Say what an edit does; of a list of edits with the `whole` path of what it is about."""
    path = SchemePath.of(edit.what)
    name = path_words(path) if whole else _named(path)
    match edit.edit:
        case EditKind.ADD:
            return tr("Add {name}", name=name)
        case EditKind.RENAME:
            return tr("Call {name} {to}", name=name, to=named(str(edit.to)))
        case EditKind.MOVE:
            return tr("Move {name} to place {n}", name=name, n=edit.to)
        case EditKind.MERGE:
            into = SchemePath.of(str(edit.into))
            return tr("Merge {name} into {into}", name=name, into=_named(into))
        case EditKind.SPLIT:
            names = (edit.into,) if isinstance(edit.into, str) else edit.into
            return tr("Split {name} into {names}", name=name,
                      names=", ".join(map(named, names)))  # fmt: skip
        case EditKind.RETIRE:
            return tr("Retire {name}", name=name)
        case EditKind.RESTORE:
            return tr("Take {name} back into use", name=name)
        case EditKind.DEFINE:
            return tr("Define {name}", name=name)


def lost_words(lost: Sequence[SchemeEdit]) -> str:
    """Say which drafts a newer version has no place for."""
    return trn("{n} draft does not fit the new version and is gone: {edits}.",
               "{n} drafts do not fit the new version and are gone: {edits}.",
               len(lost), edits="; ".join(map(edit_words, lost)))  # fmt: skip


def touched_words(edit: SchemeEdit, count: EditCount | None) -> str:
    """Say what an edit touches; nothing of one that touches nothing, whatever is coded so."""
    if edit.edit in _TOUCHES_NOTHING and not (count and count.spans):
        return ""
    if count is None:
        return tr("counting …")
    if not count.spans:
        return tr("Nothing is coded so.")
    spans = trn("{n} mark in {articles}", "{n} marks in {articles}", count.spans,
                articles=trn("{n} article", "{n} articles", count.articles))  # fmt: skip
    layers = [isolated(shortened(one, _LONGEST)) for one in count.layers[:_MOST_LAYERS]]
    if len(count.layers) > _MOST_LAYERS:
        layers.append("…")
    what = {
        EditKind.MERGE: tr("change their value"),
        EditKind.RENAME: tr("are called otherwise"),
        EditKind.SPLIT: tr("keep their value"),
        EditKind.RETIRE: tr("keep it"),
    }.get(edit.edit, "")
    where = tr("{marks}, of {layers}", marks=spans, layers=", ".join(layers)) if layers else spans
    return f"{where}, {what}." if what else f"{where}."


def further_words(edit: SchemeEdit, version: int) -> str:
    """Say what else is to be known of an edit."""
    name = _named(SchemePath.of(edit.what))
    match edit.edit:
        case EditKind.MERGE:
            return tr(
                "{name} is retired: shown where it was coded under version {n} or before. "
                "Figures that were kept stay as they were.",
                name=name,
                n=version,
            )
        case EditKind.SPLIT:
            return tr("{name} is retired: what is coded keeps it until somebody looks again.",
                      name=name)  # fmt: skip
        case EditKind.RETIRE:
            return tr("Nobody picks {name} any more; what is coded keeps it.", name=name)
        case EditKind.RENAME:
            return tr("What is coded gets the new name, in every layer.")
        case EditKind.DEFINE:
            return tr("What is coded stays as it is.")
        case _:
            return tr("Nothing that is coded changes.")


def facts_of(
    scheme: Scheme, path: SchemePath, counted: Callable[[SchemePath], int | None]
) -> list[str]:
    """Give what is to be known of what the page is about: its kind, and how much is coded."""
    attribute, holder = attribute_of(scheme, path), holder_of(scheme, path)
    n = counted(path)
    of = counted(path._replace(attribute=None)) if path.kind is Owner.SPAN else None
    if path.is_kind:
        return [tr("what an actor is")]
    if attribute is not None:
        found = [_kind_of_attribute(attribute)]
        if n is not None and of is not None:
            found.append(tr("{n} of {of} have one", n=f"{n:,}", of=f"{of:,}"))
        elif n is not None:
            found.append(trn("{n} has one", "{n} have one", n))
        item: AttributeType | SpanType | LinkType | None = attribute
    else:
        role = holder.role if holder is not None else None
        kind = tr("link") if path.kind is Owner.LINK else tr("type")
        found = [tr("{kind} with the role {role}", kind=kind, role=tr(role)) if role else kind]
        if n is not None:
            found.append(trn("{n} coded", "{n} coded", n))
        item = holder
    if item is not None and item.retired:
        found.append(tr("retired"))
    elif item is not None and item.since > 1:
        found.append(tr("worded so since version {n}", n=item.since))
    return found


def _kind_of_attribute(one: AttributeType) -> str:
    if one.grows:
        return tr("list that grows while coding")
    if not one.values:
        return tr("attribute with free words")
    return tr("ordered values") if one.ordered else tr("attribute with one value")

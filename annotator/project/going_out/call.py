"""One export of an open project: what is chosen made into a bundle, and handed to the format."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator import formats
from annotator.errors import WrongUse
from annotator.formats.base import write_options
from annotator.formats.export import export, plan_export
from annotator.language import tr
from annotator.model.choice import ALL, PERSONS, ExportChoice, ExportTexts
from annotator.model.choice.recipe import WhatWentOut
from annotator.model.scheme import Role
from annotator.project.going_out.key_file import check_place, kept, key_beside, read_key
from annotator.project.going_out.making import bundle_of
from annotator.project.going_out.pseudonyms import WithPseudonyms, names_to_hide
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from annotator.formats.base import Format, Paper, WriteOptions
    from annotator.formats.export import ExportReport
    from annotator.model.bundle import Bundle, Content
    from annotator.project.open_project import OpenProject
    from annotator.store.read import Reader


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is wanted: a format by its name, where to, what goes out, and how it is written.

    `options` are those of the format, `key` where the names of pseudonyms are to stand.
    """

    format: str
    to: Path
    choice: ExportChoice = ALL
    options: Mapping[str, str] = field(default_factory=dict)
    key: Path | None = None
    overwrite: bool = False
    paper: Paper | None = None


def going_out(
    here: OpenProject,
    order: ExportOrder,
    watch: Watch,
    *,
    dry_run: bool = False,
    went: Callable[[WhatWentOut], object] | None = None,
) -> ExportReport:
    """Write what is ordered, or say what that would do; what goes out is one moment.

    `went` is told which articles, spans and statements those are, once all is well.
    """
    chosen, options = _checked(order)
    key = order.key or key_beside(order.to)
    here.drain()
    with here.file.snapshot(goes_out=not dry_run) as reader:
        in_kit, own_layer = here.context.kit is not None, here.context.layer.id
        hide = _hiding(reader, order.choice, key, tells=dry_run)
        bundle = bundle_of(reader, order.choice, own_layer, in_kit=in_kit, hide=hide)
        if dry_run:
            if went is not None:
                went(_went(bundle, watch))
            report = plan_export(bundle, chosen, order.to, options, watch.cancel)
            told = () if hide is None else tuple(hide.still)
            return replace(report, plan=replace(report.plan, still_tells=told))
        with nullcontext() if hide is None else kept(hide.hidden.rows, key):
            report = export(bundle, chosen, order.to, options, watch.progress, watch.cancel)
        if went is not None:
            went(_went(bundle, Watch()))
        return report if hide is None else replace(report, key=key)


def what_goes_out(here: OpenProject, order: ExportOrder, watch: Watch) -> WhatWentOut:
    """Give which articles, spans and statements an order would write; nothing is made of them."""
    _checked(order)
    here.drain()
    with here.file.snapshot() as reader:
        in_kit, own_layer = here.context.kit is not None, here.context.layer.id
        # Other names take no article, span or statement away.
        choice = replace(order.choice, texts=ExportTexts.KEEP, pseudonyms=(), also=(), notes=False)
        return _went(bundle_of(reader, choice, own_layer, in_kit=in_kit), watch)


def _checked(order: ExportOrder) -> tuple[Format, WriteOptions]:
    """Give the format and its options; raises `WrongUse` for what cannot be meant."""
    chosen, overwrite, paper = formats.by_name(order.format), order.overwrite, order.paper
    options = write_options(chosen, order.options, overwrite=overwrite, paper=paper)
    _check(chosen, order)
    return chosen, options


def _went(bundle: Bundle, watch: Watch) -> WhatWentOut:
    def watched() -> Iterator[Content]:
        for one in bundle.contents:
            watch.cancel.check()
            yield one

    claim = "" if bundle.scheme is None else bundle.scheme.name_for(Role.CLAIM)
    return WhatWentOut(watched(), claim)


def _hiding(
    reader: Reader, choice: ExportChoice, key: Path, *, tells: bool
) -> WithPseudonyms | None:
    """Give what puts other names in, if that was chosen; names in an earlier key hold."""
    if choice.texts is not ExportTexts.PSEUDONYMS:
        return None
    hidden = names_to_hide(reader.actors().every(), choice, read_key(key))
    return WithPseudonyms(hidden, tells=tells)


def _check(chosen: Format, order: ExportOrder) -> None:
    """Raise `WrongUse` for what cannot be meant together."""
    choice = order.choice
    if choice.texts is ExportTexts.OFFSETS and not chosen.can_leave_out_words:
        names = ", ".join(one.name for one in formats.every() if one.can_leave_out_words)
        raise WrongUse(
            tr("A file of the format “{name}” makes no sense without texts.", name=chosen.name),
            tr("These can leave them out: {names}.", names=names),
        )
    if choice.texts is ExportTexts.PSEUDONYMS:
        check_place(order.key or key_beside(order.to), order.to)
    is_for_names = choice.texts is ExportTexts.PSEUDONYMS
    if is_for_names and not choice.pseudonyms:
        raise WrongUse(
            tr("Nobody is named whose name is to be replaced."),
            tr("Name actors, or all “{word}” (--pseudonym).", word=PERSONS),
        )
    if not is_for_names and (choice.pseudonyms or choice.also or order.key is not None):
        raise WrongUse(
            tr("Names are replaced only where texts go out with pseudonyms."),
            tr("Say so (--text pseudonyms), or leave the names out."),
        )
    if choice.notes and choice.texts is not ExportTexts.OFFSETS:
        raise WrongUse(
            tr("Notes go out anyway where the texts do."),
            tr("Say “with notes” only where texts are left out (--text offsets)."),
        )

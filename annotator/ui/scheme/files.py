"""The scheme as a file, out and in; what a ready one has that ours lacks becomes drafts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFileDialog

from annotator import disk
from annotator.errors import AnnotatorError, CannotWrite
from annotator.language import tr, trn
from annotator.model.scheme import Value
from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.scheme_edits.ready import ReadyScheme, ready_names, ready_scheme, scheme_in
from annotator.model.scheme_file import scheme_to_toml
from annotator.model.span import Owner
from annotator.reading.choices import Choice
from annotator.ui.popups.choice import ChoicePopup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from annotator.model.scheme import AttributeType, Scheme
    from annotator.ui.basics.buttons import KeyButton
    from annotator.ui.led_to import Looking
    from annotator.ui.scheme.sheet import SchemeSheet


def ask_file(session: Looking, sheet: SchemeSheet) -> None:
    """Ask whether the scheme goes out as a file, or one comes in."""
    choices = [
        Choice(tr("Write it to a file …"), "out"),
        Choice(tr("Add what a file has …"), "in"),
    ]
    run = {"out": lambda: _write(session, sheet), "in": lambda: _read(sheet)}
    _choose(sheet, sheet.as_file, tr("Scheme as a file"), choices, lambda name: run[str(name)]())


def ask_ready(sheet: SchemeSheet) -> None:
    """Ask which of the ready schemes is to be added."""
    choices = [Choice(tr(ready_scheme(one).scheme.title), one) for one in ready_names()]
    _choose(sheet, sheet.ready, tr("Add a ready scheme"), choices,
            lambda name: _add(sheet, ready_scheme(name)))  # fmt: skip


def _choose(
    sheet: SchemeSheet,
    button: KeyButton,
    title: str,
    choices: Sequence[Choice],
    picked: Callable[[Any], object],
) -> None:
    popup = ChoicePopup(sheet, title, choices)
    popup.closed.connect(sheet.outline.setFocus)
    popup.picked.connect(picked)
    popup.open_at(QRect(button.pos(), button.size()))


def _write(session: Looking, sheet: SchemeSheet) -> None:
    project = session.project
    proposed = str(project.path.with_name(f"{project.path.stem}-scheme.toml"))
    name = tr("Schemes (*.toml)")
    chosen, _ = QFileDialog.getSaveFileName(sheet, tr("Write the scheme"), proposed, name)
    if chosen:
        path, text = Path(chosen), scheme_to_toml(session.bridge.context.scheme)

        def write(_progress: object, _cancel: object) -> None:
            try:
                disk.write_whole(path, text)
            except OSError as problem:
                raise CannotWrite(
                    tr("“{file}” could not be written.", file=path.name),
                    tr("Choose another place."),
                ) from problem

        session.jobs.start(
            write,
            lambda _done: session.reading.say(tr("Wrote {file}.", file=path.name)),
            session.bridge.refused.emit,
        )


def _read(sheet: SchemeSheet) -> None:
    name = tr("Schemes (*.toml)")
    chosen, _ = QFileDialog.getOpenFileName(sheet, tr("Add what a file has"), "", name)
    if not chosen:
        return

    def read(_progress: object, _cancel: object) -> ReadyScheme:
        return scheme_in(Path(chosen))

    sheet.jobs.start(read, lambda found: _add(sheet, found), sheet.bridge.refused.emit)


def _add(sheet: SchemeSheet, ready: ReadyScheme) -> None:
    """Draft what another scheme has and ours lacks; types that have one role are one."""
    ours = sheet.drafts.scheme
    edits = [*additions(ours, replace(ready, adds=True).onto(ours))]
    if not edits:
        sheet.say(tr("The scheme has all of it already."))
        return
    try:
        is_drafted = sheet.draft(*edits)
    except AnnotatorError as problem:
        sheet.bridge.refused.emit(problem)
        return
    if is_drafted:
        said = trn("{n} thing is drafted. Enter makes it a version.",
                   "{n} things are drafted. Enter makes them a version.", len(edits))  # fmt: skip
        sheet.say(" ".join((said, *ready.remarks)))


def additions(ours: Scheme, theirs: Scheme) -> Iterator[SchemeEdit]:
    """Give the edits that add what only the other scheme has; nothing of ours changes."""
    for kind in theirs.offered_types:
        path, mine = SchemePath(Owner.SPAN, kind.name), ours.type(kind.name)
        if mine is None:
            has_role = kind.role is not None and ours.type_for(kind.role) is None
            key = kind.key if all(one.key != kind.key for one in ours.types) else ""
            yield _added(path, kind, colour=kind.colour, refers_to_actor=kind.refers_to_actor,
                         role=kind.role if has_role else None, key=key or None)  # fmt: skip
        known = {one.name: one for one in (() if mine is None else mine.attributes)}
        yield from _of_attributes(path, known, kind.offered_attributes)
    for link in theirs.offered_links:
        path, own = SchemePath(Owner.LINK, link.name), ours.link(link.name)
        if own is None:
            has_role = link.role is not None and ours.link_for(link.role) is None
            ends = {"from": [*link.sources], "to": [*link.targets]}
            yield _added(path, link, optional=link.optional,
                         role=link.role if has_role else None, **ends)  # fmt: skip
        known = {one.name: one for one in (() if own is None else own.attributes)}
        yield from _of_attributes(path, known, link.offered_attributes)
    for name in theirs.actor_kinds:
        if name not in ours.actor_kinds:
            yield SchemeEdit(EditKind.ADD, f"actor:kind.{name}")
    known = {one.name: one for one in ours.actor_attributes}
    yield from _of_attributes(SchemePath(Owner.ACTOR, ""), known, theirs.actor_attributes)


def _of_attributes(
    path: SchemePath, known: dict[str, AttributeType], theirs: Sequence[AttributeType]
) -> Iterator[SchemeEdit]:
    for one in theirs:
        at, mine = path._replace(attribute=one.name), known.get(one.name)
        bare = all(value == Value(value.name) for value in one.explained)
        if mine is None:
            names = {"values": [*one.values]} if bare and one.values else {}
            yield _added(at, one, optional=one.optional, ordered=one.ordered, grows=one.grows,
                         **names)  # fmt: skip
        elif not (mine.values or mine.grows):
            continue
        for value in one.explained:
            is_new = not bare if mine is None else mine.value(value.name) is None
            if is_new and not value.retired:
                yield _added(at._replace(value=value.name), value)
        if mine is None and one.default is not None:
            yield SchemeEdit(EditKind.DEFINE, str(at), default=one.default)


def _added(path: SchemePath, like: object, **more: object) -> SchemeEdit:
    words = {name: getattr(like, name, "") or None
             for name in ("asks", "definition", "example", "counter_example")}  # fmt: skip
    return SchemeEdit.of({"edit": "add", "what": str(path), **words, **more})

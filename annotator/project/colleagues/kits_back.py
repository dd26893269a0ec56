"""Taking kits back: merging, for files that were made here, and what is said of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from annotator.language import tr, trn
from annotator.model.double_coding.kit import Kit, was_reopened
from annotator.model.layer import GIVEN, LayerKind, State
from annotator.model.named import NamedKind
from annotator.model.rows import changed
from annotator.model.scheme import Role
from annotator.project.acts.kits import KIT, REOPENED, of_kit, places_in
from annotator.project.colleagues.merging import MergeReport, MergeTerms, Theirs, merged
from annotator.project.listed import entries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from annotator.model.article import Json
    from annotator.model.changes import Change
    from annotator.model.layer import Layer, Progress
    from annotator.project.colleagues.merging import MergedFile
    from annotator.project.open_project import OpenProject
    from annotator.store.read import Reader
    from annotator.work import Watch

EMPTY = "empty"
"""What is said of a kit in which nobody has marked anything yet."""


@dataclass(frozen=True, slots=True)
class KitBack:
    """What came back in one kit.

    `verdict` is new, updated, unchanged, older, apart or `EMPTY`; `notes` are sentences for people.
    """

    file: str
    kit_id: str
    coder: str
    coded_by: str
    n_articles: int
    n_done: int
    n_excluded: int
    verdict: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KitsBack:
    """What `collect_kits` did: a report as of any merge, and what each kit held."""

    report: MergeReport
    kits: tuple[KitBack, ...]


def collected(
    here: OpenProject, paths: Sequence[Path], *, dry_run: bool = False, watch: Watch
) -> KitsBack:
    """Bring in what was coded in kits of this project, as one step.

    Raises `CannotRead` where none of the files is a kit of this project.
    """
    kits: dict[str, tuple[Kit, tuple[str, ...], Counter[State]]] = {}

    def admits(theirs: Theirs) -> str:
        kit = kit_of(theirs)
        if kit is None:
            return tr(
                "“{name}” is no kit. Open it as a colleague’s file instead.", name=theirs.path.name
            )
        if kit.of != here.id:
            return tr(
                "“{name}” is a kit of another project. Open it as a colleague’s file instead.",
                name=theirs.path.name,
            )
        kits[theirs.sha256] = (kit, tuple(_notes(here, kit, theirs)), _states(theirs))
        return ""

    terms = MergeTerms(admits=admits, layer_as=layer_as, also=lambda every: _returned(here, every))
    report = merged(here, paths, terms, dry_run=dry_run, watch=watch)
    told = ((one, kits[one.sha256]) for one in report.files)
    return KitsBack(report, tuple(_back(one, *said) for one, said in told))


def kit_of(theirs: Theirs) -> Kit | None:
    """Give what a file says of itself as a kit; None for any other file."""
    return None if theirs.reader is None else theirs.reader.facts().kit


def layer_as(theirs: Theirs, layer: Layer) -> Layer:
    """Give a layer of a kit as it comes in: it says out of which kit it is."""
    kit = kit_of(theirs)
    if kit is None:
        return layer
    given = {GIVEN: True} if kit.given else {}
    name = tr("{name}, second reading", name=layer.name) if kit.is_second else layer.name
    return replace(
        layer, name=name, record={**layer.record, KIT: kit.id, "for": kit.coder, **given}
    )


def _returned(here: OpenProject, every: Sequence[Theirs]) -> Iterator[Change]:
    """Give the changes that keep when kits came back."""
    back = {kit.id: one for one in every if (kit := kit_of(one)) is not None}
    for one in here.reader.named(NamedKind.KIT):
        if one.id in back:
            now: dict[str, Json] = {"returned": here.context.now()}
            reader = back[one.id].reader
            if reader is not None and one.body.get("hidden"):
                now[REOPENED] = sum(map(was_reopened, entries_of(reader, None)))
            after = replace(one, body={**one.body, **now})
            yield from changed(one, after)


def _states(theirs: Theirs) -> Counter[State]:
    """Give how many articles of a kit are done and excluded, by whoever has done most of it.

    Of one that is older than what is here too.
    """
    reader = theirs.reader
    if reader is None:
        return Counter()
    every = (reader.states_of(one.id).values() for one in theirs.bundle.layers)
    counts = (Counter(one.state for one in some) for some in every)
    return max(counts, key=lambda one: one[State.DONE], default=Counter())


def _back(file: MergedFile, kit: Kit, notes: tuple[str, ...], states: Counter[State]) -> KitBack:
    layers = file.counts.layers
    main = max(layers, key=lambda one: one.n_done, default=None)
    return KitBack(
        file=file.source,
        kit_id=kit.id,
        coder=kit.coder,
        coded_by="; ".join(one.name for one in layers),
        n_articles=kit.n,
        n_done=states[State.DONE],
        n_excluded=states[State.EXCLUDED],
        verdict=str(main.outcome) if main is not None else EMPTY,
        notes=notes,
    )


# --- what is said of a kit ----------------------------------------------------------------------


def _notes(here: OpenProject, kit: Kit, theirs: Theirs) -> Iterator[str]:
    reader = theirs.reader
    people = [one for one in theirs.bundle.layers if one.kind is LayerKind.PERSON]
    if reader is None or not people:
        yield tr("Nothing is marked in it yet.")
        return
    for one in people:
        if one.name != kit.coder:
            names = {"name": kit.coder, "other": one.name}
            yield tr("Made for {name}, coded by {other}.", **names)
    n_reopened = sum(map(was_reopened, entries_of(reader, None)))
    if n_reopened:
        yield trn(
            "{n} article was gone on with after what was hidden had been shown.",
            "{n} articles were gone on with after what was hidden had been shown.",
            n_reopened,
        )
    asked = {one.coder_id for one in people}
    n_asked = sum(one.note.question and one.note.by in asked for one in reader.note_lines())
    if n_asked:
        yield trn("{n} question was asked in it.", "{n} questions were asked in it.", n_asked)
    if kit.given:
        yield from _deleted(here, kit, reader, people[0].id)
    if kit.is_second:
        yield from _distance(here, kit, reader.states_of(people[0].id).values())


def _deleted(here: OpenProject, kit: Kit, reader: Reader, layer_id: str) -> Iterator[str]:
    """Say how many of the given places were deleted as no claim, and if others came to be."""
    made = next((one for one in here.reader.named(NamedKind.KIT) if one.id == kit.id), None)
    if made is None:
        return
    given = frozenset[str]().union(*places_in(made).ids.values())
    scheme = reader.scheme()
    claims = {
        one.id
        for content in reader.contents(None, (layer_id,))
        for one in content.spans
        if scheme.role_of(one.type) is Role.CLAIM
    }
    yield trn(
        "{n} of {of} given places was deleted as no claim.",
        "{n} of {of} given places were deleted as no claim.",
        len(given - claims),
        of=len(given),
    )
    if others := len(claims - given):
        yield trn(
            "{n} claim is none of the given places.",
            "{n} claims are none of the given places.",
            others,
        )


def _distance(here: OpenProject, kit: Kit, second: Iterable[Progress]) -> Iterator[str]:
    """Say how many days lie between a first reading and the second one."""
    first = next(
        (
            one
            for one in here.context.layers
            if one.kind is LayerKind.PERSON and one.name == kit.coder and not of_kit(one)
        ),
        None,
    )
    if first is None:
        return
    before = [_day(one.at) for one in here.reader.states_of(first.id).values()]
    after = [_day(one.at) for one in second]
    if before and after:
        n = (min(after) - max(before)).days
        yield trn(
            "The second reading began {n} day after the first ended.",
            "The second reading began {n} days after the first ended.",
            n,
        )


def _day(time: str) -> datetime:
    return datetime.fromisoformat(time)

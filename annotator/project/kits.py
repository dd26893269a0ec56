"""Making kits: which articles go into which one, and the files themselves.

What goes into a file is said in `acts/kits.py`; taking kits back is merging, in `collecting.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from annotator import __version__, disk
from annotator.errors import CannotWrite, Where, WrongUse
from annotator.language import tr, trn
from annotator.model.article import RegionType, boilerplate
from annotator.model.double_coding import sampling
from annotator.model.double_coding.kit import Kit, hideable
from annotator.model.double_coding.sampling import Rule
from annotator.model.ids import new_id
from annotator.model.layer import LayerKind, State
from annotator.model.named import NamedKind, NamedSet
from annotator.model.scheme import Role
from annotator.project import refer
from annotator.project.acts import kits as kit_acts
from annotator.project.acts import samples as sample_acts
from annotator.project.acts.kits import KitsMade, KitState, MadeKit, PlannedKit, of_kit
from annotator.project.listed import candidate, entries
from annotator.reading.covered import COVERED
from annotator.store import new_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from annotator.model.article import ArticleEntry, Json
    from annotator.model.bundle import Content
    from annotator.model.changes import Step
    from annotator.model.double_coding.sampling import Candidate
    from annotator.model.layer import Layer
    from annotator.model.scheme import Scheme
    from annotator.model.span import Span
    from annotator.project.acts.samples import Sampled
    from annotator.project.open_project import OpenProject
    from annotator.project.refer import Named
    from annotator.store.read import Reader

ENDING = ".annotator"
DOUBLE_CODING = "double coding"
"""What a sample is called that is drawn for kits."""
ADVISED_DAYS = 14
GIVEN_CLAIMS = "claims"
"""What a kit says that has places: never whose they are."""
_NOT_IN_NAMES = '<>:"/\\|?*'
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class KitOrder:
    """What somebody wants kits for: for whom, of which sample or how many, hiding what.

    `overlap` is the share that all code, `alone` the one of the rest that each codes alone.
    """

    coders: tuple[str, ...]
    sample: str | None = None
    overlap: Fraction | None = None
    alone: Fraction = Fraction(0)
    hides: tuple[str, ...] = ()
    given: Named | None = None
    by: tuple[str, ...] = ()
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class KitPlan:
    """What making kits would do: what each holds, the sample, and what is to be said."""

    planned: tuple[PlannedKit, ...]
    sample: NamedSet | None
    sampled: Sampled | None
    notes: tuple[str, ...]


def plan(here: OpenProject, order: KitOrder) -> KitPlan:
    """Say which articles go into which kit; raises `WrongUse` for what cannot be."""
    _check(here, order)
    every = list(entries(here))
    own = {name for one in every for name in one.own_fields()}
    for name in order.hides:
        if not hideable(name, own):
            raise WrongUse(
                tr("The field “{name}” cannot be hidden.", name=name),
                tr("Outlet, byline, date and url can, and fields of your own."),
            )
    named = here.reader.named()
    samples = [one for one in named if one.kind is NamedKind.SAMPLE]
    sampled = _drawn(here, order, every, samples) if order.sample is None else None
    sample = sampled.sample if sampled is not None else None
    if order.sample is not None:
        sample = refer.find_sample(tuple(samples), order.sample)
    usual = len(samples) + 1 if sample is None else sample_acts.seed_of(sample)
    seed = usual if order.seed is None else order.seed
    alone = _alone(order, every, named, sample, seed)
    by_id = {one.id: candidate(one) for one in every}
    shared = [by_id[one] for one in (sample.members if sample else ()) if one in by_id]
    planned = tuple(
        _planned(here, order, coder, (shared, own, sample, seed))
        for coder, own in zip(order.coders, alone, strict=True)
    )
    if not any(one.members for one in planned):
        raise WrongUse(
            tr("There is no article to put into a kit."), tr("Import some, or ask for more.")
        )
    return KitPlan(planned, sample, sampled, tuple(_notes(here, order, planned)))


def _check(here: OpenProject, order: KitOrder) -> None:
    if here.context.kit is not None:
        raise WrongUse(
            tr("This is a kit: no kits are made of it."),
            tr("Open the project that it was made from."),
        )
    coders = [" ".join(one.split()) for one in order.coders]
    if not coders or not all(coders):
        raise WrongUse(tr("Nobody said whom the kit is for."), tr("Name a coder."))
    if len({_file_name(one).casefold() for one in coders}) < len(coders):
        raise WrongUse(tr("Two kits would have one name."), tr("Name each coder once."))
    if order.sample is not None and (order.overlap is not None or order.by):
        raise WrongUse(
            tr("The sample says already which articles are coded twice."),
            tr("Give a sample, or a share and its cells."),
        )
    for share in (order.overlap or Fraction(0), order.alone * len(coders)):
        if not 0 <= share <= 1:
            raise WrongUse(
                tr("The shares are more than all articles."), tr("Write 0.1 for ten per cent.")
            )


def _drawn(
    here: OpenProject, order: KitOrder, every: Sequence[ArticleEntry], samples: Sequence[NamedSet]
) -> Sampled | None:
    """Draw the articles that all code; None where nobody is to code the same."""
    seed = len(samples) + 1 if order.seed is None else order.seed
    open_ones = [candidate(one) for one in every if one.state != State.EXCLUDED]
    n_frame = len(sampling.frame_of(seed, open_ones))
    n = sampling.usual_number(n_frame)
    if order.overlap is not None:
        n = sampling.number_of(order.overlap, n_frame)
    if not n:
        return None
    rule = Rule(seed, n=n if order.overlap is None else None, share=order.overlap, by=order.by)
    name = sample_acts.free_name(samples, DOUBLE_CODING)
    last = here.reader.last_number()
    drawn = sampling.draw(rule, open_ones)
    return sample_acts.plan_sample(here.context, name, rule, drawn, last_number=last)


def _alone(
    order: KitOrder,
    every: Sequence[ArticleEntry],
    named: Sequence[NamedSet],
    sample: NamedSet | None,
    seed: int,
) -> list[list[Candidate]]:
    """Give what each codes alone: of what is left a share each, no article to two of them."""
    taken = {*(sample.members if sample else ())}
    for one in named:
        own = one.body.get("alone") if one.kind is NamedKind.KIT else ()
        taken.update(map(str, own) if isinstance(own, list) else ())
    groups = {one.group_id for one in every if one.id in taken and one.group_id}
    left = sampling.frame_of(
        seed,
        (
            candidate(one)
            for one in every
            if one.id not in taken and one.group_id not in groups and one.state != State.EXCLUDED
        ),
    )
    n = sampling.number_of(order.alone, len(left))
    return [left[at * n : (at + 1) * n] for at in range(len(order.coders))]


def _planned(
    here: OpenProject,
    order: KitOrder,
    coder: str,
    of: tuple[Sequence[Candidate], Sequence[Candidate], NamedSet | None, int],
) -> PlannedKit:
    shared, own, sample, seed = of
    name = " ".join(coder.split())
    members = tuple(one.id for one in sampling.in_kit_order(seed, (*shared, *own)))
    kit = Kit(
        id=here.context.new_id(),
        of=here.id,
        coder=name,
        by=here.context.coder.name,
        version=here.context.scheme.version,
        n=len(members),
        seed=seed,
        created=here.context.now(),
        program=f"annotator {__version__}",
        sample={} if sample is None else _said_of(sample, len(shared)),
        hidden=order.hides,
        given="" if order.given is None else GIVEN_CLAIMS,
        is_second=_codes_again(here, name, members),
    )
    given_id = "" if order.given is None else _given(here, order.given).id
    places = _places(here, given_id, members, hides=bool(order.hides))
    return PlannedKit(kit, members, tuple(one.id for one in own), places, given_id)


def _given(here: OpenProject, layer: Named) -> Layer:
    return refer.find_layer(here.context.layers, refer.id_of(layer))


def _places(
    here: OpenProject, layer_id: str, members: Sequence[str], *, hides: bool
) -> dict[str, dict[str, str]]:
    """Give new ids for the claims of a layer, in the order of the text, by article."""
    if not layer_id:
        return {}
    found: dict[str, dict[str, str]] = {}
    for content in in_order(here.reader, members, layers=(layer_id,)):
        claims = _claims(content, here.context.scheme, hides=hides)
        if claims:
            found[content.article.id] = {here.context.new_id(): one.id for one in claims}
    if not found:
        raise WrongUse(
            tr("The layer has no claim in these articles, so there is no place to give."),
            tr("Give another layer, or make a kit without places."),
        )
    return found


def _claims(content: Content, scheme: Scheme, *, hides: bool) -> list[Span]:
    """Give the claims of an article that can be judged: boilerplate is outside, and what a kit that
    `hides` something covers cannot be read.
    """
    masks = boilerplate((one.type, one.at) for one in content.regions)
    if hides:
        masks = (*masks, *(one.at for one in content.regions if one.type in COVERED))
    return sorted(
        (
            one
            for one in content.spans
            if scheme.role_of(one.type) is Role.CLAIM
            and not all(any(mask.covers(part) for mask in masks) for part in one.parts)
        ),
        key=lambda one: (one.parts, one.type),
    )


def _said_of(sample: NamedSet, n: int) -> dict[str, Json]:
    """Give what a kit says of its sample: the rule, the seed, the sizes of its cells."""
    sizes: dict[str, Json] = {
        name: len(marks) for name, marks in sample_acts.frame_cells(sample).items()
    }
    said = {key: sample.body[key] for key in ("rule", "seed", "frame") if key in sample.body}
    return {"name": sample.name, "n": n, "strata": sizes, **said}


def _codes_again(here: OpenProject, name: str, members: Sequence[str]) -> bool:
    """Say whether somebody of this name has marks in these articles."""
    wanted = {*members}
    return any(
        not wanted.isdisjoint(here.reader.counts(layer.id))
        for layer in here.context.layers
        if layer.kind is LayerKind.PERSON and layer.name == name
    )


# --- what is said -------------------------------------------------------------------------------


def _notes(here: OpenProject, order: KitOrder, planned: Sequence[PlannedKit]) -> Iterator[str]:
    ids = {one for kit in planned for one in kit.members}
    if "outlet" in order.hides:
        n = sum(_names_its_outlet(one) for one in here.reader.contents(ids, ()))
        yield trn(
            "{n} of {of} articles names its outlet in the text; that stays readable.",
            "{n} of {of} articles name their outlet in the text; that stays readable.",
            n,
            of=len(ids),
        )
    if order.given is not None:
        places = {one for kit in planned for ids in kit.places.values() for one in ids.values()}
        yield trn(
            "{n} place of a claim is given; no other can be marked.",
            "{n} places of claims are given; no others can be marked.",
            len(places),
        )
    for one in planned:
        if one.kit.is_second:
            yield tr(
                "{name} has coded some of these articles: a second reading. At least {n} days"
                " between the two are advised.",
                name=one.kit.coder,
                n=ADVISED_DAYS,
            )


def _names_its_outlet(content: Content) -> bool:
    """Say whether the body of an article holds the name of its outlet."""
    outlet = content.article.outlet.casefold()
    text = content.article.text
    for region in content.regions:
        if region.type in (RegionType.DATELINE, RegionType.BYLINE, RegionType.BOILERPLATE):
            text = text[: region.at.start] + " " * region.at.length + text[region.at.end :]
    return bool(outlet) and outlet in text.casefold()


# --- the files ----------------------------------------------------------------------------------


def make(here: OpenProject, order: KitOrder, to: Path, *, dry_run: bool = False) -> KitsMade:
    """Write the kits into a folder and keep which were made, as one step; all of it or nothing.

    Raises `TargetExists` and `CannotWrite`. With `dry_run` nothing is written.
    """
    if not dry_run:
        new_id.renew()  # ids of one run count on: those of a kit would tell how many came before
    found = plan(here, order)
    step = kit_acts.plan_kits(here.context, found.planned, here.reader.named(), found.sampled)
    made = tuple(
        MadeKit(
            one.kit.coder,
            to / _file_name(one.kit.coder),
            len(one.members),
            len(one.alone),
            one.kit.is_second,
        )
        for one in found.planned
    )
    if not dry_run:
        step = _written(here, found.planned, [one.path for one in made], step)
    ids = tuple(one.kit.id for one in found.planned)
    name = found.sample.name if found.sample else ""
    return KitsMade(step, ids, made, name, here.reader.n_articles(), found.notes)


def _written(
    here: OpenProject, planned: Sequence[PlannedKit], paths: Sequence[Path], step: Step
) -> Step:
    """Write all files, then the step; where one cannot be written none stays."""
    written: list[Path] = []
    try:
        _make_folder(paths[0].parent)
        for one, path in zip(planned, paths, strict=True):
            _write(here, one, path)
            written.append(path)
        return here.apply(step)
    except BaseException:
        for path in written:
            disk.remove(path)
        raise


def _make_folder(to: Path) -> None:
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotWrite(
            tr("The folder “{name}” cannot be made.", name=to.name),
            tr("Choose another folder."),
            Where(str(to)),
        ) from problem


def _file_name(coder: str) -> str:
    clean = "".join(one for one in coder if one not in _NOT_IN_NAMES and one.isprintable())
    return f"{clean.strip(' .')[:_LONGEST_NAME] or 'kit'}{ENDING}"


def _write(here: OpenProject, one: PlannedKit, path: Path) -> None:
    """Write one kit: a fresh file into which rows are put, never a copy that is thinned out."""
    from annotator.model.rows import to_json

    reader, context = here.reader, here.context
    layers = (one.given_id,) if one.given_id else ()
    contents = in_order(reader, one.members, layers=layers)
    own = (each.coder_id for each in context.layers if each.name == one.kit.coder)
    asked = kit_acts.AskedBeside(reader.notes_beside(), frozenset(filter(None, own)))
    first = kit_acts.kit_step(context, one.kit, contents, context.scheme, one.places, asked)
    facts = {
        "project_id": context.new_id(),
        "title": f"{here.title} · {one.kit.coder}",
        "created": one.kit.created,
        "kit": to_json(one.kit.to_json()),
    }
    new_file.create_with(path, first, facts, context.new_id)


def in_order(
    reader: Reader, article_ids: Sequence[str], n: int = 100, layers: Sequence[str] = ()
) -> Iterator[Content]:
    """Give articles with their regions in this order, and of these layers alone."""
    for at in range(0, len(article_ids), n):
        yield from reader.content_chunk(article_ids[at : at + n], layers)


# --- what became of them ------------------------------------------------------------------------


def states(here: OpenProject) -> tuple[KitState, ...]:
    """Give the kits that were made, with what came back of each."""
    back: dict[str, list[Layer]] = {}
    for layer in here.context.layers:
        back.setdefault(of_kit(layer), []).append(layer)
    found: list[KitState] = []
    for one in here.reader.named(NamedKind.KIT):
        layers, wanted = back.get(one.id, []), {*one.members}
        # More people may have coded in one kit: an article counts that any of them has done.
        progress: dict[str, State] = {}
        for layer in layers:
            for each in here.reader.states_of(layer.id).values():
                if each.article_id in wanted and progress.get(each.article_id) != State.DONE:
                    progress[each.article_id] = each.state
        counts = Counter(progress.values())
        found.append(
            KitState(
                id=one.id,
                name=one.name,
                coder=str(one.body.get("for") or one.name),
                n_articles=len(one.members),
                n_done=counts[State.DONE],
                n_excluded=counts[State.EXCLUDED],
                returned=str(one.body.get("returned") or "") if layers else "",
                coded_by="; ".join(layer.name for layer in layers),
            )
        )
    return tuple(found)

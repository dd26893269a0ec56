"""Colleagues' files: opened as private copies, planned as one step, told in a report.

Project files and kits are read through `store.copies.colleague`, our JSONL through its format.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator import disk
from annotator.errors import CannotOpen, CannotRead, WrongUse
from annotator.formats import LOSSLESS
from annotator.formats.sources import Source
from annotator.language import tr
from annotator.model.article import ArticleKey
from annotator.model.bundle import Bundle
from annotator.model.changes import Change, Step
from annotator.model.layer import Layer, is_nobodys
from annotator.project.acts.colleague import MergePlan
from annotator.project.acts.versions import OPENED, Version, version_of
from annotator.project.colleagues.by_versions import mapped_by_versions
from annotator.project.colleagues.merge_values import Incoming, MergeChoices, MergeCounts, Present
from annotator.project.going_out.making import bundle_of, with_hidden
from annotator.project.importing.parsing import Refused, SourceToRead, parse
from annotator.project.open_project import OpenProject
from annotator.store.copies.colleague import opened_copy
from annotator.store.read import Reader
from annotator.work import Cancel, Watch


@dataclass(frozen=True, slots=True)
class Theirs:
    """One file that was opened; `reader` reads the private copy of a project file."""

    path: Path
    sha256: str
    size: int
    bundle: Bundle
    reader: Reader | None = None
    program: str = ""


@dataclass(frozen=True, slots=True)
class MergedFile:
    """What is known of a file beside what it brings."""

    source: str
    sha256: str
    size: int
    project_id: str
    title: str
    program: str
    counts: MergeCounts


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What colleagues' files bring. `step` is None for a dry run, and where nothing was new."""

    files: tuple[MergedFile, ...]
    refused: tuple[Refused, ...]
    brings: bool
    step: Step | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        """What was left out, and why, in sentences."""
        return tuple(one for file in self.files for one in file.counts.problems)


@dataclass(frozen=True, slots=True)
class MergeTerms:
    """How files are taken: what was chosen, and what taking kits back asks for.

    `admits` gives "" or the sentence why a file is refused, `layer_as` a layer as it shall come
    in, `also` changes that belong to the step where the files bring something.
    """

    choices: MergeChoices = field(default_factory=MergeChoices)
    admits: Callable[[Theirs], str] = lambda _: ""
    layer_as: Callable[[Theirs, Layer], Layer] = lambda _, layer: layer
    also: Callable[[Sequence[Theirs]], Iterable[Change]] = lambda _: ()


def merged(
    here: OpenProject,
    others: Sequence[Path],
    terms: MergeTerms,
    *,
    dry_run: bool = False,
    watch: Watch,
) -> MergeReport:
    """Bring what colleagues' files hold into the project as one step; give what it was.

    A file that cannot be read stops none of the others: it is in `refused`. Raises `CannotRead`
    where none could be read, and `Cancelled`.
    """
    if not others:
        raise WrongUse(tr("There is nothing to open."), tr("Name a colleague's file."))
    with contextlib.ExitStack() as stack:
        every, refused = _all_opened(others, terms, watch, stack)
        here.drain()
        schemes = here.reader.schemes()
        by_versions = [mapped_by_versions(one.bundle, schemes) for one in every]
        plan = MergePlan(here.context, _present(here), terms.choices, counts_only=dry_run)

        def went_through(done: int, of: int) -> None:
            watch.progress(done, of, tr("article"))
            watch.cancel.check()

        coming = [
            _incoming(replace(one, bundle=bundle), terms)
            for one, (bundle, _) in zip(every, by_versions, strict=True)
        ]
        plan.add(coming, went_through)
        for counts, (_, said) in zip(plan.counts, by_versions, strict=True):
            counts.problems += [said] if said else []
        step = None
        if plan.n_changes and not dry_run:
            plan.put(terms.also(every))
            step = here.apply(plan.step())
            here.resume()
    files = tuple(map(_file, every, plan.counts))
    return MergeReport(files, tuple(refused), bool(plan.n_changes), step)


def _all_opened(
    others: Sequence[Path], terms: MergeTerms, watch: Watch, stack: contextlib.ExitStack
) -> tuple[list[Theirs], list[Refused]]:
    """Open all files; raises `CannotRead` where none can be."""
    every: list[Theirs] = []
    refused: list[Refused] = []
    for n, path in enumerate(others):
        watch.progress(n, len(others), tr("file"))
        watch.cancel.check()
        try:
            opened = stack.enter_context(_opened(path, watch.cancel))
            why = _not_begun(opened) or terms.admits(opened)
        except (CannotOpen, CannotRead) as problem:
            if len(others) == 1:
                raise CannotRead(problem.message, problem.hint, problem.where) from problem
            why = problem.sentence()
        if why:
            refused.append(Refused(path.name, why))
        else:
            every.append(opened)
    if not every:
        raise CannotRead(refused[0].reason)
    return every, refused


def _not_begun(theirs: Theirs) -> str:
    """Say that nobody has done anything in a kit with places; they are no coding."""
    if not any(map(is_nobodys, theirs.bundle.layers)):
        return ""
    return tr("Nothing is marked in “{name}” yet.", name=theirs.path.name)


def _file(theirs: Theirs, counts: MergeCounts) -> MergedFile:
    bundle = theirs.bundle
    return MergedFile(
        source=theirs.path.name,
        sha256=theirs.sha256,
        size=theirs.size,
        project_id=bundle.project_id,
        title=bundle.project_title,
        program=theirs.program,
        counts=counts,
    )


# --- opening ----------------------------------------------------------------------------------


@contextlib.contextmanager
def _opened(path: Path, cancel: Cancel) -> Iterator[Theirs]:
    if path.suffix.lower() in LOSSLESS.endings:
        yield _read_lossless(path)
        return
    with opened_copy(path, cancel) as copy:
        bundle, facts = bundle_of(copy.reader), copy.reader.facts()
        if facts.kit is not None:
            bundle = with_hidden(bundle)
        program = facts.program
        yield Theirs(path, copy.sha256, copy.size, bundle, copy.reader, program)


def _read_lossless(path: Path) -> Theirs:
    parsed = parse(SourceToRead(Source.of_path(path, path.name), LOSSLESS.name))
    if parsed.bundle is None:
        reason = parsed.refused[0].reason if parsed.refused else ""
        raise CannotRead(reason or tr("“{name}” cannot be read.", name=path.name))
    try:
        size, sha256 = path.stat().st_size, disk.sha256_of(path)
    except OSError as problem:
        raise CannotRead(tr("“{name}” cannot be read.", name=path.name)) from problem
    return Theirs(path, sha256, size, parsed.bundle, None, parsed.bundle.program)


def _incoming(theirs: Theirs, terms: MergeTerms) -> Incoming:
    bundle = theirs.bundle
    if theirs.reader is not None:
        steps = theirs.reader.step_ids()
        versions = {one.id: version_of(one, steps) for one in bundle.layers}
        keys = theirs.reader.article_keys()
    else:
        versions, keys = _without_history(bundle)
    bundle = replace(bundle, layers=tuple(terms.layer_as(theirs, one) for one in bundle.layers))
    return Incoming(theirs.path.name, bundle, versions, keys)


def _without_history(bundle: Bundle) -> tuple[dict[str, Version], list[ArticleKey]]:
    """Give the versions of layers by their newest marks, and what articles are known by."""
    newest = {one.id: "" for one in bundle.layers}
    keys: list[ArticleKey] = []
    for content in bundle.contents:
        one = content.article
        keys.append(ArticleKey(one.id, one.sha256, one.title, one.url, len(one.text)))
        for span in content.spans:
            at = span.changed or span.created
            newest[span.layer_id] = max(newest.get(span.layer_id, ""), at)
    opened = {one.id: version_of(one, {}) for one in bundle.layers if OPENED in one.record}
    return {key: opened.get(key, Version(until=at)) for key, at in newest.items()}, keys


def _present(here: OpenProject) -> Present:
    reader = here.reader
    steps = reader.step_ids()
    return Present(
        known_texts=reader.known_texts,
        known_ids=reader.known_ids,
        every_key=reader.article_keys,
        contents=reader.content_chunk,
        versions={one.id: version_of(one, steps) for one in here.context.layers},
        decisions=reader.decisions(),
        notes=reader.notes_beside(),
        named=reader.named(),
        last_number=reader.last_number(),
        is_empty=here.is_empty(),
    )

"""What each call of `Project` writes and answers, one after the other in one project.

It must be as `calls.txt` tells it, ids by their order of coming and without the time; what is
different there is to be read. `python -m tests.unit.project.test_calls` writes the file again.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.answers import Attributed, Done, MarkedEverywhere
from annotator.project.importing.report import ImportReport
from annotator.project.keeping.restoring import Restored
from annotator.store.backups.making import BackupReason
from tests.planning import TEXT, at, told

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.store.backups.listing import Backup

TOLD = Path(__file__).with_name("calls.txt")
CODER = Coder("coder-a", "A")
OTHER = "Home\n\nNews\n\nKabul is far. “It is,” said Dar.\n"
Call: TypeAlias = Callable[[Project], object]


def span(project: Project, words: str, kind: str, article: int = 1) -> Span:
    """Give the first span of this type and these words."""
    found = project.spans([article], type_name=kind)
    return next(one for one in found if one.text() == words)


def first_link(project: Project, kind: str) -> str:
    return next(project.links(type_name=kind)).id


def several(project: Project) -> object:
    with project.together("Two marks") as made:
        project.mark(2, "cue", (13, 18))
        project.note(2, "a note")
    return made.step


def actor(project: Project, name: str) -> object:
    return next(one for one in project.actors() if one.name == name)


def kept(project: Project) -> Backup:
    """Keep a backup, and mark something since."""
    made = project.open_project.backups.keep(BackupReason("step"))
    assert made is not None
    project.mark(1, "cue", at("Mira"))
    return made.backup


def edited(project: Project) -> object:
    known = project.context.actors.named("Mira Talven")[0]
    return project.edit_actor(replace(known, kind="person", note="minister"))


def joined(project: Project) -> object:
    return project.join([actor(project, "Mira Talven"), "Dar"])


CALLS: tuple[tuple[str, Call], ...] = (
    ("a text", lambda p: p.import_text(TEXT, "first.txt")),
    ("another", lambda p: p.import_text(OTHER)),
    ("the same again", lambda p: p.import_text(OTHER, "again")),
    ("a claim", lambda p: p.mark(1, "claim", tuple(at("“We will,”")))),
    (
        "a speaker by a new name",
        lambda p: p.mark("1", "speaker", at("Mira Talven"), {"form": None}, "Mira Talven"),
    ),
    ("two parts", lambda p: p.mark(1, "claim", [(68, 80), (95, 102)], {"directness": "mixed"})),
    ("a further part", lambda p: p.add_part(span(p, "“We will,”", "claim"), at("“not wait.”"))),
    ("looked for only", lambda p: p.mark_everywhere("Kabul", "entity", dry_run=True)),
    ("everywhere in one", lambda p: p.mark_everywhere("Kabul", "entity", 2, actor="Kabul")),
    (
        "everywhere in all",
        lambda p: p.mark_everywhere("Kabul", "entity", attributes={"kind": "place"}),
    ),
    ("a link", lambda p: p.link(span(p, "The minister […] “ready”", "claim"), "about",
                                span(p, "Kabul", "entity"), {"stance": "none"})),
    ("who may say it", lambda p: p.attribution(
        span(p, "“We will,” […] “not wait.”", "claim"), dry_run=True)),
    ("who says it", lambda p: p.attribution(
        span(p, "“We will,” […] “not wait.”", "claim"), at("Mira Talven"))),
    ("edited", lambda p: p.edit(
        span(p, "Mira Talven", "speaker"), attributes={"form": "name"}, actor="Dar",
        actor_kind="person")),
    ("another type and place", lambda p: p.edit(
        span(p, "Kabul", "entity", 2), type="speaker", at=[(12, 17)])),
    ("a note on a claim", lambda p: p.note(span(p, "The minister […] “ready”", "claim"), "odd")),
    ("a note on a link", lambda p: p.note(first_link(p, "said_by"), "sure?")),
    ("a note on an article", lambda p: p.note(2, "short")),
    ("an actor", lambda p: p.actor("Mira Talven", "person", ["M. Talven"])),
    ("an actor changed", edited),
    ("actors joined", joined),
    ("a region", lambda p: p.region(2, "boilerplate", (0, 4))),
    ("regions confirmed", lambda p: p.confirm(2)),
    ("a field alike", lambda p: p.confirm_alike(1, "title", dry_run=True)),
    ("a field confirmed", lambda p: p.confirm(1, "title")),
    ("text again", lambda p: p.restore(2, (1, 3))),
    ("a state", lambda p: p.state(2, "excluded", "no news")),
    ("a state of a layer", lambda p: p.state(1, "done", layer="A")),
    ("fields", lambda p: p.fields(1, {"outlet": "The Gull", "date": "2025-05-19"})),
    ("a scheme", lambda p: p.set_scheme(replace(p.scheme, title="Next"))),
    ("a recipe", lambda p: p.keep_recipe("for R", "tables", "/out", options={"preset": "r"})),
    ("a recipe forgotten", lambda p: p.keep_recipe("for R")),
    ("several at once", several),
    ("deleted", lambda p: p.delete([span(p, "The minister […] “ready”", "claim"),
                                    first_link(p, "said_by")])),
    ("undone", lambda p: p.undo()),
    ("done again", lambda p: p.redo()),
    ("a backup taken back", lambda p: p.restore_backup(kept(p), articles=[1])),
)  # fmt: skip


def answered(answer: object) -> Iterator[str]:
    """Give what a call answered, as text."""
    if isinstance(answer, ImportReport):
        for one in answer.articles:
            yield f"article {one.source} row {one.row}: {one.article_id} new: {one.is_new}"
        counts = (answer.new, answer.n_spans, answer.n_links, answer.n_actors)
        yield f"{answer.formats} {answer.known} {answer.refused} {counts}"
        answer = answer.step
    if isinstance(answer, Restored):
        yield f"{answer.taken}"
        answer = answer.step
    if isinstance(answer, Attributed):
        for line in answer.lines:
            yield f"line {line.at}, cue {line.cue}, actor {line.actor_id}"
    if isinstance(answer, MarkedEverywhere):
        yield from (f"place {one.article_id} {one.place.at}" for one in answer.places)
    if isinstance(answer, Done):
        yield f"new: {' '.join(answer.ids)}; number {answer.step.number}"
        answer = answer.step
    for step in answer if isinstance(answer, tuple) else [answer]:
        yield "nothing" if step is None else told(step)


def session(folder: Path) -> Iterator[str]:
    """Give the blocks of `calls.txt`, made anew."""
    names: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"#{len(names) + 1}")

    with Project.create(folder / "study.annotator", coder=CODER) as project:
        for name, call in CALLS:
            text = "\n".join(answered(call(project)))
            text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}", named, text)
            text = re.sub(r"\d{4}-\d\d-\d\dT[0-9:]{8}Z", "now", text)
            # Whether a second has passed is left open.
            yield f"# {name}\n" + re.sub(r' \w+=\["now", "now"\]', "", text)


def test_every_call_writes_and_answers_what_is_told_of_it(tmp_path: Path) -> None:
    blocks = TOLD.read_text(encoding="utf-8").strip().split("\n\n")
    for made, known in zip(session(tmp_path), blocks, strict=True):
        assert made == known


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as new:
        TOLD.write_text("\n\n".join(session(Path(new))) + "\n", encoding="utf-8")

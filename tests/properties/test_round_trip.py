"""Laws of whole projects: what goes out as JSONL comes out of a new project with the same bytes.

The projects are made by random acts through the one door, or taken over from random bundles.
"""

from __future__ import annotations

import itertools
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import __version__
from annotator.errors import WrongUse
from annotator.formats.jsonl import JsonLines
from annotator.model.actor import DatedRole
from annotator.model.choice import ExportChoice
from annotator.model.layer import Coder
from annotator.project import Project
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle

FEW = settings(max_examples=settings().max_examples // 4)
"""Each example makes two project files, and each step of it waits for the disk."""
A, B = Coder("coder-a", "A"), Coder("coder-b", "B")
LINKS = ("said_by", "cued_by", "about", "addressed_to", "continues")
DIRECTNESS = ("direct", "indirect", "mixed")
KINDS = ("person", "place", "date", "nonsense")
REGIONS = ("headline", "dateline", "byline", "body", "caption", "boilerplate")
STATES = ("to do", "progress", "done", "excluded")

Draw = Callable[[st.SearchStrategy], object]


@given(data=st.data())
@FEW
def test_a_project_made_by_any_acts_comes_out_of_a_new_one_as_it_was(data: st.DataObject) -> None:
    texts = data.draw(st.lists(bundles.texts, min_size=1, max_size=3))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Project.create(folder / "one.annotator", coder=A, title=texts[0][:20]) as project:
            for number, text in enumerate(texts):
                project.import_text(f"{text}\n\n“We will,” said Zoë of {number}.", f"text {number}")
            ids = [one.id for one in project.articles()]
            for _ in range(data.draw(st.integers(0, 12))):
                _act(project, data.draw, ids)
            project.export("jsonl", folder / "one.jsonl")
            _check_texts(project, folder / "one.jsonl")
            chosen = [data.draw(st.sampled_from(ids))]
            project.export("jsonl", folder / "part.jsonl", ExportChoice(articles=tuple(chosen)))
        assert _through_a_new_project(folder, "one.jsonl") == _bytes(folder, "one")
        # The head of a part says what was chosen: of the new project nothing was left out.
        part = _through_a_new_project(folder, "part.jsonl")
        assert part[1:-2] == _bytes(folder, "part")[1:-2]


@given(bundle=bundles.bundles())
@FEW
def test_a_file_that_a_new_project_takes_over_comes_out_as_it_went_in(bundle: Bundle) -> None:
    _check_taken_over(bundle)


def test_decisions_roles_merged_actors_notes_and_suggestions_come_out_as_they_went_in() -> None:
    _check_taken_over(bundles.full())


def _check_taken_over(bundle: Bundle) -> None:
    whole = replace(bundle, scheme=bundles.scheme(), program=f"annotator {__version__}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        exports.write(JsonLines(), whole, folder / "one.jsonl")
        assert _through_a_new_project(folder, "one.jsonl") == _bytes(folder, "one")


def _bytes(folder: Path, name: str) -> list[str]:
    """Give the lines of a file, so that a difference is seen."""
    return (folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")


def _through_a_new_project(folder: Path, name: str) -> list[str]:
    with Project.create(folder / f"new {name}.annotator", coder=B) as project:
        report = project.import_sources([folder / name])
        assert report.refused == ()
        project.export("jsonl", folder / f"again {name}")
        if report.step is not None:
            project.undo()
            assert list(project.articles()) == []
            project.redo()
        project.export("jsonl", folder / f"thrice {name}")
    again = (folder / f"again {name}").read_text(encoding="utf-8")
    assert (folder / f"thrice {name}").read_text(encoding="utf-8") == again
    return again.split("\n")


def _check_texts(project: Project, at: Path) -> None:
    """Every exported word equals the article at its offsets, wherever it stands."""
    records = [json.loads(line) for line in at.read_text(encoding="utf-8").split("\n") if line]
    texts = {one["id"]: one["text"] for one in records if one["kind"] == "article"}
    spans = [one for one in records if one["kind"] == "span"]
    assert len(spans) == sum(1 for _ in project.spans())
    for span in spans:
        words = [texts[span["article"]][start:end] for start, end in span["parts"]]
        assert span["text"] == words


# --- random acts ------------------------------------------------------------------------------


def _act(project: Project, draw: Draw, ids: list[str]) -> None:
    """Do one random act; one that does not fit is refused, and that is as good."""
    acts = (_mark, _mark, _mark, _link, _link, _edit, _delete, _region, _note, _state, _fields,
            _actor, _merge, _walk, _sit)  # fmt: skip
    try:
        draw(st.sampled_from(acts))(project, draw, draw(st.sampled_from(ids)))
    except WrongUse:
        return


def _places(draw: Draw, length: int) -> list[tuple[int, int]]:
    edges = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=6)))
    return list(zip(edges[::2], edges[1::2], strict=False))


def _mark(project: Project, draw: Draw, article: str) -> None:
    kind = draw(st.sampled_from(("speaker", "cue", "claim", "entity")))
    at = _places(draw, len(project.article(article).text))
    attributes = {
        "claim": {"directness": draw(st.sampled_from(DIRECTNESS))},
        "entity": {"kind": draw(st.sampled_from(KINDS))},
    }.get(kind)
    actor = draw(st.sampled_from((None, "Zoë", "وزیر", "🚢 Line", "Velmora")))
    project.mark(article, kind, at, attributes, actor=actor)


def _spans(project: Project, article: str) -> Iterator[str]:
    return (span.id for span in project.spans([article]))


def _link(project: Project, draw: Draw, article: str) -> None:
    ids = sorted(_spans(project, article))
    pairs = list(itertools.permutations(ids, 2))
    if pairs:
        source, target = draw(st.sampled_from(pairs))
        kind = draw(st.sampled_from(LINKS))
        project.link(source, kind, target, {"stance": "favourable"} if kind == "about" else None)


def _one_span(project: Project, draw: Draw, article: str) -> str:
    ids = sorted(_spans(project, article))
    if not ids:
        raise WrongUse("There is no span yet.")
    return str(draw(st.sampled_from(ids)))


def _edit(project: Project, draw: Draw, article: str) -> None:
    span = _one_span(project, draw, article)
    at = _places(draw, len(project.article(article).text)) if draw(st.booleans()) else None
    actor = draw(st.sampled_from((None, "", "Zoë", "New one")))
    project.edit(span, at=at, actor=actor, attributes={"directness": None})


def _delete(project: Project, draw: Draw, article: str) -> None:
    project.delete([_one_span(project, draw, article)])


def _region(project: Project, draw: Draw, article: str) -> None:
    at = _places(draw, len(project.article(article).text))[0]
    project.region(article, draw(st.sampled_from(REGIONS)), at)


def _note(project: Project, draw: Draw, article: str) -> None:
    about = article if draw(st.booleans()) else _one_span(project, draw, article)
    project.note(about, draw(bundles.words))


def _state(project: Project, draw: Draw, article: str) -> None:
    project.state(article, draw(st.sampled_from(STATES)), draw(bundles.words))


def _fields(project: Project, draw: Draw, article: str) -> None:
    fields = {"title": draw(bundles.words), "date": draw(st.sampled_from(("", "2026-03")))}
    project.fields(article, fields)


def _actor(project: Project, draw: Draw, article: str) -> None:
    name = draw(bundles.words)
    made = project.actor(name, draw(st.sampled_from(("person", "state"))), [draw(bundles.words)])
    actor = next(one for one in project.actors() if one.id == made.id)
    role = DatedRole(project.context.new_id(), draw(bundles.words), actor.id, "2024-03", None)
    project.edit_actor(replace(actor, roles=(role,), note=draw(bundles.words)))


def _merge(project: Project, draw: Draw, article: str) -> None:
    ids = sorted(actor.id for actor in project.actors())
    if len(ids) > 1:
        project.join([draw(st.sampled_from(ids)), draw(st.sampled_from(ids))])


def _walk(project: Project, draw: Draw, article: str) -> None:
    if len(list(project.reader.steps())) > 2 + len(list(project.articles())):
        project.undo()
        if draw(st.booleans()):
            project.redo()


def _sit(project: Project, draw: Draw, article: str) -> None:
    project.open_project.on_layer_of(draw(st.sampled_from((A, B))))

"""Studies of several coders for tests: one that is made, copies of it, and who codes in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.layer import Coder
from annotator.project import Project

if TYPE_CHECKING:
    from annotator.project.colleagues.merging import MergeReport

A, B, C, D, E, F = (Coder(f"coder-{name.lower()}", name) for name in "ABCDEF")
TEXTS = (
    "Ferry returns\n\n“We have kept our promise,” said Mira Talven, the minister.",
    "Rain again\n\nIt will rain, the weather office in Kabul said on Monday.",
    "Bridge shut\n\nThe bridge is shut, Ishaq Dar told reporters. It opens in May.",
)


def study(folder: Path, name: str = "study", coder: Coder = A) -> Path:
    """Make a study of three articles by one coder, who has marked nothing yet."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.annotator"
    with Project.create(path, coder=coder, title="Study") as project:
        for text in TEXTS:
            project.import_text(text, text.split("\n")[0])
    return path


def copy_of(path: Path, name: str) -> Path:
    """Give a copy of a project file beside it, as it is handed on."""
    return Path(shutil.copyfile(path, path.with_name(f"{name}.annotator")))


def begun(folder: Path) -> Path:
    """Make a study of A with a mark in the first article."""
    path = study(folder)
    with coding(path, A) as project:
        mark(project, 1, "Mira Talven", "speaker", "Mira Talven")
    return path


def coded(path: Path, coder: Coder = B, words: str = "Kabul", article: int = 2) -> Path:
    """Let a coder mark words as an entity, and be done with their article."""
    with coding(path, coder) as project:
        mark(project, article, words, actor=words)
        project.state(str(article), "done")
    return path


def numbers(report: MergeReport) -> tuple[int, int, int]:
    """Give how many marks came, changed and went with all files of a report."""
    layers = [one for file in report.files for one in file.counts.layers]
    return (
        sum(one.n_new for one in layers),
        sum(one.n_changed for one in layers),
        sum(one.n_gone for one in layers),
    )


def outcomes(report: MergeReport) -> list[str]:
    """Give what became of each layer of a report's files."""
    return [str(one.outcome) for file in report.files for one in file.counts.layers]


@contextmanager
def coding(path: Path, coder: Coder) -> Iterator[Project]:
    """Let a coder work in a project file."""
    with Project.open(path, coder=coder) as project:
        yield project


def mark(
    project: Project, article: int, words: str, kind: str = "entity", actor: str | None = None
) -> str:
    """Mark words of the article of this number; give the span's id."""
    text = project.article(str(article)).text
    start = text.index(words)
    project.mark(str(article), kind, (start, start + len(words)), actor=actor)
    (found,) = [
        one.id
        for one in project.spans([str(article)], [project.context.layer.id], kind)
        if one.start == start and one.text() == words
    ]
    return found


def layer_of(project: Project, coder: Coder) -> str:
    """Give the id of the one layer of a coder."""
    (found,) = [one.id for one in project.layers() if one.coder_id == coder.id]
    return found


def words_of(project: Project, coder: Coder) -> list[str]:
    """Give the words that are marked on all layers of a coder, sorted."""
    layers = {one.id for one in project.layers() if one.coder_id == coder.id}
    found = (span for span in project.spans(layers=layers))
    return sorted(f"{one.type}: {one.text()}" for one in found)


def as_exported(project: Project, to: Path) -> bytes:
    """Give the project as JSONL, byte for byte."""
    project.export("jsonl", to, overwrite=True)
    return to.read_bytes()

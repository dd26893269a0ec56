"""A project file of every released format opens, with its texts, spans and whole history."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.errors import CannotOpen
from annotator.store.check import Health, check
from annotator.store.file import open_file
from annotator.store.schema import FORMAT
from tests import builders as make

DATA = Path(__file__).resolve().parent.parent.parent / "data"


def test_the_file_of_the_format_opens_and_is_whole(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / f"format-{FORMAT}.annotator", tmp_path))
    with make.opened(path) as project:
        reader = project.reader
        assert reader.article_ids() == ("article-1", "article-2")
        assert reader.article("article-1").text == make.TEXT
        page = reader.page("article-1")
        assert (page.n_spans, sum(1 for _ in page.links())) == (4, 2)
        suggested = page.span("span-20")
        assert suggested is not None
        assert suggested.reason is not None
        assert reader.actors().every()[0].aliases[0].name == "the minister"
        assert [one.version for one in reader.schemes()] == [1, 2]
        project.journal.redo()
        for _ in range(6):
            project.journal.undo()
        assert reader.article_ids() == ()
        for _ in range(6):
            project.journal.redo()
        assert len(reader.actors()) == 3
    assert check(path) == Health(ok=True, problems=(), n_articles=2, n_spans=4, n_steps=8)


@pytest.mark.parametrize("look", [check, open_file])
def test_a_file_of_a_trial_version_is_known_and_told_how_to_go_on(
    tmp_path: Path, look: Callable[[Path], object]
) -> None:
    path = Path(shutil.copy(DATA / "trial-1.annotator", tmp_path))
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match="was made by a trial version of Annotator") as caught:
        look(path)
    assert caught.value.hint == (
        "Export it there as JSONL and import that here; nothing was changed."
    )
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {path.name, "annotator-home"}

"""Word files in a project: comments are layers; what came back of ours brings only what is new."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from annotator import coder
from annotator.formats.rows.mapping import SourceMap
from annotator.model.layer import LayerKind
from annotator.model.scheme_edits.codes import CodeTarget
from annotator.project import Project
from annotator.project.importing.gather import HowToRead
from tests.word_files import comment, end, file_of, line, start

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    line("Harbour reopens")
    + line(start(1), "“We will open it,” ", start(2), "she", end(1), " said.", end(2))
    + line("It was ", start(3), "closed", end(3), start(4), " for years.", end(4))
)
SAID = (
    comment(1, "Claim") + comment(2, "#speaker who?", "") + comment(3, "Really?")
    + comment(4, "frame: decline")
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.create(tmp_path / "s.annotator", coder=coder("Bea"))


def marks(project: Project) -> dict[tuple[str, str], str]:
    """Give the words marked, by layer and type."""
    names = {one.id: one.name for one in project.layers()}
    (article,) = project.articles()
    every = project.page(article.id, {*names}).spans()
    return {(names[one.layer_id], one.type): one.text() for one in every}


def test_comments_are_layers_of_their_authors_and_their_codes_our_types(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(file_of(BODY, SAID))
    report = project.import_sources(tmp_path / "a.docx")
    assert (report.new, report.n_spans, report.refused) == (1, 4, ())
    assert marks(project) == {
        ("Ada", "claim"): "“We will open it,” she",
        ("no author", "speaker"): "she said.",
        ("Ada", "comment"): "for years.",
    }
    kinds = {one.name: one.kind for one in project.layers()}
    assert (kinds["Ada"], kinds["no author"]) == (LayerKind.IMPORT, LayerKind.IMPORT)
    (article,) = project.articles()
    texts = sorted(
        one.text
        for one in project.page(article.id, {one.id for one in project.layers()}).every_note()
    )
    assert texts == ["#speaker who?", "Really?", "frame: decline"], "a code alone needs no note"
    assert {one.path: one.because for one in report.codes} == {
        "claim": "name", "speaker": "name", "comment": "unknown", "frame": "unknown",
    }  # fmt: skip
    again = project.import_sources(tmp_path / "a.docx")
    assert (again.new, again.n_spans, again.step) == (0, 0, None)
    project.undo()
    assert [*project.articles()] == []


def test_a_code_nobody_knows_becomes_what_a_map_says(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(file_of(BODY, SAID))
    given = SourceMap(types={"frame": CodeTarget("entity"), "comment": CodeTarget()})
    plan = project.plan_import(tmp_path / "a.docx", HowToRead(map=given))
    report = project.take_in(plan)
    assert sorted(kind for _, kind in marks(project)) == ["claim", "entity", "speaker"]
    assert [one.how for one in report.losses] == [
        "1 span of codes that are left out",
        "1 note on a coding that is left out",
    ]


def sent_out(project: Project, to: Path) -> dict[str, str]:
    """Code an article, export it as a Word file, and give its parts."""
    project.import_text("Harbour reopens\n\n“We will open it,” she said. “Soon.”\n")
    (article,) = project.articles()
    text = project.page(article.id).article.text
    at, soon, she = text.index("“We"), text.index("“Soon"), text.index("she")
    claim = project.mark(article.id, "claim", [(at, at + 18), (soon, soon + 7)]).ids[0]
    speaker = project.mark(article.id, "speaker", (she, she + 3)).ids[0]
    project.link(claim, "said_by", speaker)
    project.export("docx", to)
    with zipfile.ZipFile(to) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_a_file_of_ours_that_came_back_brings_nothing(project: Project, tmp_path: Path) -> None:
    sent_out(project, tmp_path / "a.docx")
    report = project.import_sources(tmp_path / "a.docx")
    assert (report.new, len(report.known), report.n_spans, report.step) == (0, 1, 0, None)
    assert report.notes == ("2 marks are here already.",)
    assert [one.name for one in project.layers()] == ["Bea"]


def test_what_somebody_wrote_in_it_is_all_that_is_new(project: Project, tmp_path: Path) -> None:
    held = sent_out(project, tmp_path / "a.docx")
    name, body = "word/comments.xml", held["word/comments.xml"]
    body = re.sub(">(speaker[^<]*)<", r">\1 – who is she?<", body)
    held[name] = body.replace("</w:comments>", comment(9, "entity", "Prof") + "</w:comments>")
    text = '<w:t xml:space="preserve">Harbour reopens</w:t>'
    at = held["word/document.xml"].rindex(text)
    run_at = held["word/document.xml"].rindex("<w:r>", 0, at)
    document = held["word/document.xml"]
    held["word/document.xml"] = (
        document[:run_at] + start(9) + document[run_at:].replace("</w:r>", "</w:r>" + end(9), 1)
    )
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as file:
        for part, inside in held.items():
            file.writestr(part, inside)
    report = project.import_sources(tmp_path / "b.docx")
    assert (report.new, report.n_spans) == (0, 1)
    assert marks(project)["Prof", "entity"] == "Harbour reopens"
    assert {one.name for one in project.layers()} == {"Bea", "Prof"}
    (article,) = project.articles()
    page = project.page(article.id, {one.id for one in project.layers()})
    (note,) = page.every_note()
    assert note.text.startswith("speaker")
    assert note.text.endswith(" – who is she?")
    assert [one.type for one in page.spans() if one.id == note.owner_id] == ["speaker"]
    assert project.import_sources(tmp_path / "b.docx").step is None

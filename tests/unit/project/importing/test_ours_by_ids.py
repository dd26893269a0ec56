"""A project of ours that was in another program and came back brings only what is new."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from annotator import coder
from annotator.formats.refi import bundle_in
from annotator.model.layer import LayerKind
from annotator.project import Project
from tests.refi_foreign import ForeignProject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "Harbour reopens\n\n“We will open it,” Jane Doe said. “Soon.” She left at once.\n"


@pytest.fixture
def project(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Project.create(tmp_path / "s.annotator", coder=coder("Bea")) as made:
        made.import_text(TEXT)
        (article,) = made.articles()
        at, soon, jane = (TEXT.index(one) for one in ("“We", "“Soon", "Jane"))
        parts = [(at, at + 18), (soon, soon + 7)]
        claim = made.mark(article.id, "claim", parts, attributes={"directness": "direct"}).ids[0]
        actor = made.actor("Jane Doe", kind="person").ids[0]
        speaker = made.mark(article.id, "speaker", (jane, jane + 8), actor=actor).ids[0]
        made.link(claim, "said_by", speaker)
        made.note(claim, "a note of ours")
        yield made


def through(project: Project, folder: Path, change: Callable[[str], str]) -> Path:
    """Export a project, change its XML as another program might, and give the file."""
    project.export("qdpx", folder / "out.qdpx")
    made = BytesIO()
    with zipfile.ZipFile(folder / "out.qdpx") as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name.endswith(".qde"):
                data = change(data.decode()).replace("annotator ", "Other ").encode()
            after.writestr(name, data)
    (folder / "back.qdpx").write_bytes(made.getvalue())
    return folder / "back.qdpx"


def without_descriptions(xml: str) -> str:
    return re.sub(r"(<PlainTextSelection[^>]*>)<Description>[^<]*</Description>", r"\1", xml)


def others_users(xml: str) -> str:
    users = re.findall(r'<User guid="([^"]+)"', xml)
    return xml.replace(users[0], "0" * 8 + users[0][8:])


@pytest.mark.parametrize(
    "change", [str, without_descriptions, others_users, str.lower], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("in_memory", [True, False])
def test_what_nobody_changed_brings_nothing(
    project: Project,
    tmp_path: Path,
    change: Callable[[str], str],
    in_memory: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not in_memory:
        monkeypatch.setattr(bundle_in, "_IN_MEMORY", 1)
    if change is str.lower:

        def change(xml: str) -> str:
            return re.sub(
                r'((?:guid|GUID|targetGUID|creatingUser)=")([^"]+)"',
                lambda one: f'{one[1]}{{{one[2].lower()}}}"',
                xml,
            )

    report = project.import_sources(through(project, tmp_path, change))
    assert report.refused == ()
    assert (report.new, report.n_spans, report.n_links, report.n_actors) == (0, 0, 0, 0)
    assert report.step is None
    assert [one.name for one in project.layers()] == ["Bea"]


def test_what_was_coded_there_is_all_that_is_new_and_goes_back_in_one_step(
    project: Project, tmp_path: Path
) -> None:
    there = ForeignProject(users={"ben": "Bea"})
    at = "Harbour reopens"
    added = there.selection("T", TEXT, at, "Topic", "ben")

    def change(xml: str) -> str:
        xml = xml.replace("</Users>", f'<User guid="{there.id("ben")}" name="Bea"/></Users>')
        code = f'<Code guid="{there.id("Topic")}" name="Topic" isCodable="true"/></Codes>'
        xml = xml.replace("</Codes>", code)
        return xml.replace("</PlainTextSelection>", f"</PlainTextSelection>{added}", 1)

    path = through(project, tmp_path, change)
    before = [one.id for one in project.page(next(iter(project.articles())).id).spans()]
    report = project.import_sources(path)
    assert (report.new, report.n_spans, report.n_actors) == (0, 1, 0)
    layers = {one.id: one for one in project.layers()}
    (new,) = (one for one in layers.values() if one.kind is LayerKind.IMPORT)
    assert new.name == "Bea"
    (article,) = project.articles()
    spans = [*project.page(article.id, {*layers}).spans()]
    assert {one.type: one.text() for one in spans if one.layer_id == new.id} == {"topic": at}
    assert {one.id for one in spans if one.layer_id != new.id} == {*before}
    assert project.import_sources(path).step is None
    project.undo()
    assert [one.name for one in project.layers()] == ["Bea"]


def test_a_coder_there_who_is_called_like_one_here_is_somebody_else(
    project: Project, tmp_path: Path
) -> None:
    there = ForeignProject(users={"bea": "Bea"})
    there.text("Same", TEXT, [("Jane Doe", "speaker", "bea"), ("She", "speaker", "bea")])
    (tmp_path / "a.qdpx").write_bytes(there.data())
    report = project.import_sources(tmp_path / "a.qdpx")
    assert (report.new, report.n_spans) == (0, 2)
    assert len(project.layers()) == 2


def test_a_mark_that_was_coded_otherwise_there_comes_in_beside_ours(
    project: Project, tmp_path: Path
) -> None:
    def change(xml: str) -> str:
        codes = dict(re.findall(r'<Code guid="([^"]+)" name="(direct|indirect)"', xml))
        direct, indirect = sorted(codes, key=codes.__getitem__)
        return xml.replace(f'targetGUID="{direct}"', f'targetGUID="{indirect}"')

    report = project.import_sources(through(project, tmp_path, change))
    assert report.n_spans == 1
    layers = {one.id: one.kind for one in project.layers()}
    (article,) = project.articles()
    found = {
        (layers[one.layer_id].value, one.attributes.get("directness"))
        for one in project.page(article.id, {*layers}).spans()
        if one.type == "claim"
    }
    assert found == {("person", "direct"), ("import", "indirect")}
    assert report.n_links == 0
    assert any("1 new link is left out" in one for one in report.notes)

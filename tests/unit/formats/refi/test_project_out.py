"""Projects as they are written: the order of the standard, references that lead somewhere."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

from annotator.formats import by_name
from annotator.formats.base import WriteOptions
from annotator.formats.export import export
from tests import bundles
from tests.refi_projects import NVIVO, bare, root_of, written

# The order of elements in REFI's Project.xsd (2019), as far as we write them.
ORDER = {
    "Project": "Users CodeBook Variables Cases Sources Notes Links NoteRef",
    "Code": "Description Code",
    "Case": "Description VariableValue SelectionRef",
    "TextSource": "Description PlainTextSelection NoteRef VariableValue",
    "PlainTextSelection": "Description Coding NoteRef",
    "Note": "Description PlainTextContent",
    "Link": "NoteRef",
    "VariableValue": "VariableRef TextValue",
}


def test_elements_stand_in_the_order_of_the_schema(tmp_path: Path) -> None:
    for element in root_of(written(tmp_path, bundles.asked())).iter():
        if bare(element) in ORDER:
            names = ORDER[bare(element)].split()
            places = [names.index(bare(child)) for child in element]
            assert places == sorted(places), bare(element)


def test_whatever_is_referred_to_is_there(tmp_path: Path) -> None:
    root = root_of(written(tmp_path, bundles.asked()))
    guids = [one.attrib["guid"] for one in root.iter() if "guid" in one.attrib]
    assert len(guids) == len(set(guids))
    names = ("targetGUID", "originGUID", "creatingUser", "creatingUserGUID")
    said = {one.attrib[name] for one in root.iter() for name in names if name in one.attrib}
    assert said <= set(guids)
    assert len(said) > 10


def test_what_has_no_time_gets_that_of_the_last_step_as_qualcoder_stops_at_none(
    tmp_path: Path,
) -> None:
    whole = replace(bundles.asked(), changed="2026-03-01T10:32:07Z")
    undated = tuple(
        replace(
            content,
            article=replace(content.article, imported_at=""),
            spans=tuple(replace(one, created=f"{n}" * n) for n, one in enumerate(content.spans)),
            notes=tuple(replace(one, at="") for one in content.notes),
        )
        for content in whole.contents
    )
    at = tmp_path / "a.qdpx"
    report = export(replace(whole, contents=undated), by_name("qdpx"), at, WriteOptions())
    root = root_of(at)
    dated = {"TextSource", "PlainTextSelection", "Coding", "Note"}
    moments = {bare(one): one.get("creationDateTime") for one in root.iter() if bare(one) in dated}
    assert moments == dict.fromkeys(dated, "2026-03-01T10:32:07Z")
    n = sum(len(one.parts) for content in undated for one in content.spans)
    (said,) = [one for one in report.plan.losses if one.item == "span.created"]
    assert (said.n, said.of) == (n, n)
    assert all(bare(one[0]) == "CodeRef" for one in root.iter() if bare(one) == "Coding")
    assert "span.created" not in {
        one.item
        for one in export(whole, by_name("qdpx"), tmp_path / "b.qdpx", WriteOptions()).plan.losses
    }


def test_the_real_schema_holds(shared: Path, tmp_path: Path) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(shared / "samples" / "refi-qda" / "Project.xsd")))
    for options in (WriteOptions(), NVIVO):
        at = written(tmp_path, bundles.asked(), options)
        with zipfile.ZipFile(at) as archive:
            assert schema.validate(etree.fromstring(archive.read("project.qde"))), schema.error_log
        at.unlink()


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    one, other = written(tmp_path), written(tmp_path / "b")
    assert one.read_bytes() == other.read_bytes()

"""Projects of ours read element by element: what was written, in the order of the file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from annotator.formats.refi import project_in
from annotator.formats.refi.sources import SourceMaker
from tests import bundles
from tests.refi_projects import FULL, written


def test_elements_come_one_by_one_and_the_project_last(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, bundles.asked())) as archive:
        names = [name for name, _ in project_in.elements(archive)]
    assert list(dict.fromkeys(names)) == (
        ["User", "Code", "Variable", "Case", "TextSource", "Note", "Link", "Project"]
    )
    assert (names.count("TextSource"), names.count("Code"), names.count("User")) == (2, 4, 2)


def test_a_source_is_read_as_it_was_made(tmp_path: Path) -> None:
    maker = SourceMaker(FULL, for_nvivo=False)
    wanted = [maker.source(content) for content in FULL.contents]
    variables: dict[str, str] = {}
    found = []
    with zipfile.ZipFile(written(tmp_path)) as archive:
        for name, one in project_in.elements(archive):
            if name == "Variable":
                variables[one.attrib["guid"]] = one.attrib["name"]
            elif name == "TextSource":
                found.append(project_in.source_of(one, archive, variables))
    for one, other in zip(wanted, found, strict=True):
        assert (one.text, one.selections, one.fields) == (
            other.text,
            other.selections,
            other.fields,
        )


def test_what_is_no_xml_is_said(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.qdpx", "w") as archive:
        archive.writestr("project.qde", "<Project>")
        with pytest.raises(ValueError, match="no element found"):
            list(project_in.elements(archive))

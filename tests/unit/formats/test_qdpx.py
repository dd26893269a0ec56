"""REFI-QDA projects: the order of the standard, the words at their places, faults that are seen."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import by_name, export
from annotator.formats.base import WriteOptions
from annotator.formats.refi.project_out import SPACE
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle

QDPX = by_name("qdpx")
FULL = bundles.full()
NVIVO = WriteOptions({"for": "nvivo"})

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


def written(folder: Path, bundle: Bundle = FULL, options: WriteOptions | None = None) -> Path:
    to = folder / "a.qdpx"
    report = export.export(bundle, QDPX, to, options or WriteOptions())
    assert report.verified
    return to


def root_of(at: Path) -> ElementTree.Element:
    with zipfile.ZipFile(at) as archive:
        return ElementTree.fromstring(archive.read("project.qde"))  # noqa: S314 - made here


def bare(one: ElementTree.Element) -> str:
    return one.tag.removeprefix(f"{{{SPACE}}}")


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


@pytest.mark.parametrize("options", [WriteOptions(), NVIVO])
def test_each_selection_has_its_words_in_the_file(tmp_path: Path, options: WriteOptions) -> None:
    at = written(tmp_path, options=options)
    space = {"q": SPACE}
    n = 0
    with zipfile.ZipFile(at) as archive:
        for source in root_of(at).iterfind("q:Sources/q:TextSource", space):
            path = source.attrib["plainTextPath"].removeprefix("internal://")
            text = archive.read(f"sources/{path}").decode("utf-8-sig")
            units = text.encode("utf-16-le")
            assert ("\r\n" in text) == (options is NVIVO)
            for one in source.iterfind("q:PlainTextSelection", space):
                start, end = int(one.attrib["startPosition"]), int(one.attrib["endPosition"])
                words = text[start:end]
                if options is NVIVO:
                    words = units[2 * start : 2 * end].decode("utf-16-le")
                assert " ".join(words.split()).startswith(one.attrib["name"].rstrip("…"))
                assert len(one.findall("q:Coding", space)) == 1
                n += 1
    assert n == 6


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


def test_losses_are_counted_before_as_after(tmp_path: Path) -> None:
    to = tmp_path / "a.qdpx"
    planned = export.plan_export(FULL, QDPX, to, WriteOptions()).plan
    assert export.export(FULL, QDPX, to, WriteOptions()).plan == planned
    found = {one.item: (one.n, one.fate.value) for one in planned.losses}
    assert found["part"] == (1, "changed")
    assert found["role"] == (1, "dropped")
    assert found["span.place"][0] == 3
    for_nvivo = export.plan_export(FULL, QDPX, to, NVIVO).plan
    assert "span.place" not in {one.item for one in for_nvivo.losses}


def test_only_a_project_of_ours_is_replaced(tmp_path: Path) -> None:
    at = written(tmp_path)
    assert QDPX.is_own(at)
    other = tmp_path / "b.qdpx"
    with zipfile.ZipFile(at) as source, zipfile.ZipFile(other, "w") as changed:
        held = source.read("project.qde").replace(b'origin="annotator ', b'origin="another ')
        changed.writestr("project.qde", held)
    assert not QDPX.is_own(other)
    other.write_bytes(b"no archive")
    assert not QDPX.is_own(other)


FAULTS = (
    *(b'startPosition="', b'endPosition="', b'name="', b"targetGUID=", b"<TextValue>"),
    *(b"<PlainTextContent>", b"<Description>", b'isCodable="', b"originGUID=", b"<Note "),
)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_seen(tmp_path: Path, fault: bytes) -> None:
    exports.write(QDPX, FULL, tmp_path / "a.qdpx")
    sound = tmp_path / "a.qdpx"
    spoilt = tmp_path / "spoilt.qdpx"
    shutil.copy(sound, spoilt)
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(spoilt, "w") as changed:
        for name in source.namelist():
            held = source.read(name)
            if name == "project.qde":
                at = held.index(fault, held.index(b"<Users>")) + len(fault)
                after = held[at : at + 1]
                if fault == b"<Note ":
                    held = held[: at - len(fault)] + held[held.index(b"</Note>", at) + 7 :]
                else:
                    held = held[:at] + (b"9" if after != b"9" else b"8") + held[at:]
            changed.writestr(name, held)
    assert export.differences(FULL, QDPX, sound, WriteOptions()) == ()
    assert export.differences(FULL, QDPX, spoilt, WriteOptions()) != ()


def test_a_changed_text_is_seen(tmp_path: Path) -> None:
    exports.write(QDPX, FULL, tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as source:
        parts = {name: source.read(name) for name in source.namelist()}
    text = next(name for name in parts if name.startswith("sources/"))
    parts[text] = parts[text][:-1]
    with zipfile.ZipFile(tmp_path / "a.qdpx", "w") as changed:
        for name, held in parts.items():
            changed.writestr(name, held)
    assert any(
        "text of" in one
        for one in export.differences(FULL, QDPX, tmp_path / "a.qdpx", WriteOptions())
    )


@given(bundles.bundles(), st.sampled_from([WriteOptions(), NVIVO]))
@settings(max_examples=25)
def test_any_project_reads_back(
    tmp_path_factory: pytest.TempPathFactory, bundle: Bundle, options: WriteOptions
) -> None:
    at = written(tmp_path_factory.mktemp("refi"), bundle, options)
    assert hashlib.sha256(at.read_bytes()).digest()
    assert QDPX.is_own(at)

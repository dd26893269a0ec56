"""The archive of a project of another program: what is taken of it, and what is refused."""

from __future__ import annotations

import gc
import io
import random
import zipfile
from pathlib import Path

import pytest

from annotator.errors import Cancelled, CannotRead
from annotator.formats.refi.archive import RefiArchive, held_text, scheme_elements
from annotator.formats.refi.contents import RefiContents
from annotator.formats.refi.index import index_of
from annotator.work import Cancel, Watch
from tests.refi_foreign import SPACE, ForeignProject, read

TEXT = "The minister said it.\nAnd left."


def zipped(**files: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return made.getvalue()


def test_the_project_is_the_one_file_of_its_ending_whatever_its_name() -> None:
    project = ForeignProject(qde="Harbour.QDE", folder="Sources")
    project.text("One", TEXT)
    archive = RefiArchive.opened(project.data(), "a.qdpx")
    assert archive.project == "Harbour.QDE"
    assert [one.kind for one in archive.elements()] == ["User", "TextSource", "Project"]


@pytest.mark.parametrize(
    "scheme",
    ["internal://", "", "INTERNAL://", "relative://x/", "sources/", "Sources\\", "C:\\b\\"],
)
def test_a_text_is_found_by_its_name_with_or_without_a_scheme(scheme: str) -> None:
    project = ForeignProject()
    project.text("One", TEXT, scheme=scheme)
    (content,) = read(project).bundle.contents
    assert content.article.text == TEXT


@pytest.mark.parametrize("path", ["M%C3%BCller%20100%25.txt", "Müller 100%.txt"])
def test_a_path_may_be_written_as_addresses_are(path: str) -> None:
    project = ForeignProject()
    project.text("One", TEXT)
    (name,) = project.files
    project.files["sources/Müller 100%.txt"] = project.files.pop(name)
    project.sources[0] = project.sources[0].replace(name.removeprefix("sources/"), path)
    assert [one.article.text for one in read(project).bundle.contents] == [TEXT]


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"a__txt": "x"}, "0 projects"),
        ({"a__qde": "<Project/>", "b__qde": "<Project/>"}, "2 projects"),
        ({"project__qde": "<Project"}, "no XML"),
        ({"project__qde": "<!DOCTYPE a [<!ENTITY b 'c'>]><Project>&b;</Project>"}, "DTD"),
        ({"project__qde": f"<Project xmlns='{SPACE}'/>"}, "neither codes nor"),
        ({"project__qde": "<a>" * 300 + "</a>" * 300}, "nested"),
        ({"../project__qde": "<Project/>"}, "leads out"),
        ({"project__qde": "<Project/>", "sources/a__txt": "a" * 3_000_000}, "unpack"),
    ],
)
def test_an_archive_that_is_none_or_would_harm_is_refused(files: dict[str, str], what: str) -> None:
    with pytest.raises(CannotRead, match=r"a\.qdpx") as error:
        read(zipped(**files))
    assert what in str(error.value)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("sources/picture.png", b"pixels" * 50, "picture.png in it is damaged"),
        ("sources/other.xml", b"<a><b></a>", "other.xml, line 1: it is no XML"),
        ("sources/other.qde.xml", b"<!DOCTYPE a><a/>", "it has a DTD"),
    ],
)
def test_what_nobody_reads_of_an_archive_is_looked_at_too(
    name: str, data: bytes, what: str
) -> None:
    project = ForeignProject()
    project.text("One", TEXT)
    project.files[name] = data
    archive = project.data()
    if name.endswith(".png"):
        # The last byte of what is packed: the checksum fits no more.
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            entry = opened.getinfo(name)
        at = entry.header_offset + 30 + len(name) + entry.compress_size - 1
        archive = archive[:at] + bytes([archive[at] ^ 1]) + archive[at + 1 :]
    with pytest.raises(CannotRead) as error:
        read(archive)
    assert what in str(error.value)


def test_articles_are_there_when_the_file_is_gone() -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a")])
    archive = RefiArchive.opened(project.data(), "a.qdpx")
    index = index_of(archive)
    archive.archive.close()
    contents = RefiContents("a.qdpx", index, None, "2026-01-01T00:00:00Z")
    for _ in range(2):  # as often as one likes
        (content,) = contents
        assert [one.quotes for one in content.spans] == [("minister",)]


def test_what_is_no_archive_says_what_to_do() -> None:
    with pytest.raises(CannotRead, match="not a whole ZIP archive") as error:
        read(b"PK\x03\x04 cut")
    assert "Save or export it again" in str(error.value.hint)


def test_of_several_projects_the_usual_name_counts() -> None:
    project = ForeignProject()
    project.text("One", TEXT)
    project.files["old.qde"] = b"<Project/>"
    reading = read(project)
    assert len([*reading.bundle.contents]) == 1
    assert "a.qdpx: project.qde is read; another project that lies in it is not: old.qde." in (
        reading.notes
    )
    project.files |= {f"of/{n}.qde": b"<Project/>" for n in range(5)}
    (said,) = (one for one in read(project).notes if "is read" in one)
    assert said.endswith("6 other projects that lie in it are not: old.qde, of/0.qde, of/1.qde.")


@pytest.mark.parametrize("folder", ["", "study/"])
def test_what_a_mac_puts_beside_the_files_is_passed_over(folder: str) -> None:
    project = ForeignProject(qde=f"{folder}project.qde", folder=f"{folder}sources")
    project.text("One", TEXT)
    before = read(project)
    for name in ("project.qde", *(one.rpartition("/")[2] for one in [*project.files])):
        project.files[f"__MACOSX/{folder}._{name}"] = b"\x00\x05\x16\x07\x00\x02\x00\x00"
    reading = read(project)
    assert (reading.notes, reading.losses) == (before.notes, before.losses)
    assert [one.article.text for one in reading.bundle.contents] == [TEXT]


def test_a_text_that_is_missing_is_named() -> None:
    project = ForeignProject()
    project.text("One", TEXT)
    project.files.clear()
    with pytest.raises(CannotRead, match="the text of “One”"):
        read(project)


def test_the_shape_of_a_text_tells_line_ends_of_two_from_those_of_one() -> None:
    assert held_text("\ufeffa\r\nb")[:3] == ("a\nb", "a\nb", 0)
    assert held_text("a\r\nb\nc\rd\r\ne")[:3] == ("a\nb\nc\nd\ne", "a\nb c d\ne", 0)
    assert held_text("a\nb\x00")[:3] == ("a\nb\ufffd", "a\nb\ufffd", 1)


def test_a_codebook_that_is_none_is_refused() -> None:
    for data, what in (
        (b"<a/>", "holds no coding scheme"),
        (b"<CodeBook", "line 1"),
        (b"x", "line 1"),
    ):
        with pytest.raises(CannotRead, match="coding scheme") as error:
            scheme_elements(data, "a.qdc")
        assert what in str(error.value)


def test_reading_tells_how_far_it_is_and_stops_when_that_is_wished() -> None:
    project = ForeignProject()
    for n in range(200):
        project.text(f"T{n}", TEXT)
    told: list[str] = []
    cancel = Cancel()

    def hear(_done: int, _of: int, what: str) -> None:
        told.append(what)
        if len(told) == 3:
            cancel.cancel()

    archive = RefiArchive.opened(project.data(), "a.qdpx", Watch(hear, cancel))
    with pytest.raises(Cancelled):
        index_of(archive)
    assert told == ["MB"] * 3


def test_a_file_that_is_cut_off_while_it_is_read_bit_by_bit_is_said(tmp_path: Path) -> None:
    project = ForeignProject()
    for n in range(3):
        project.text(f"T{n} {random.Random(n).randbytes(9_000).hex()}", TEXT)  # noqa: S311 - no secret
    at = tmp_path / "a.qdpx"
    at.write_bytes(project.data())
    file = at.open("rb")
    archive = RefiArchive.opened(file, "a.qdpx")
    assert len([*archive.elements()]) == len([*archive.elements()])
    at.write_bytes(b"")
    with pytest.raises(CannotRead, match=r"project\.qde in it is damaged"):
        list(archive.elements())
    with pytest.raises(CannotRead, match="is damaged"):
        archive.text_at(next(one for one in archive.by_name if one.endswith(".txt")))
    del archive
    gc.collect()  # what was raised may hold it, in a ring with its own traceback
    assert file.closed

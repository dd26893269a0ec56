"""Archives: whole by their checksums, the same bytes twice, the same project made anew."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import Cancelled, CannotWrite, WrongUse
from annotator.formats import by_name, export
from annotator.formats.base import WriteOptions
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.model.layer import SAMPLE_CODER, Coder
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.project import Project
from annotator.project.sample import make_sample
from annotator.work import Cancel
from tests import bundles, exports

ARCHIVE = by_name("archive")
FULL = replace(bundles.full(), changed="2026-03-01T10:32:07Z")
AGAIN = WriteOptions(overwrite=True)
AT_ITS_TOP = {
    *("README.txt", "CITATION.cff", "codebook.html", "samples.json", "scheme.toml"),
    *("project.jsonl", "SHA256SUMS"),
}


def written(to: Path, options: WriteOptions | None = None) -> zipfile.ZipFile:
    assert export.export(FULL, ARCHIVE, to, options or WriteOptions()).verified
    return zipfile.ZipFile(to)


def test_it_holds_what_a_repository_asks_for(tmp_path: Path) -> None:
    with written(tmp_path / "a.zip") as archive:
        names = set(archive.namelist())
        assert {one for one in names if not one.startswith("data/")} == AT_ITS_TOP
        assert {"data/statements.csv", "data/datapackage.json", "data/README.txt"} <= names
        assert {one.date_time for one in archive.infolist()} == {(2026, 3, 1, 10, 32, 6)}
        assert tomllib.loads(archive.read("scheme.toml").decode())["scheme"]["version"] == 3
        (pilot, *_) = json.loads(archive.read("samples.json"))["samples"]
        assert pilot["articles"] == [*next(one.members for one in FULL.named if one.members)]
        readme = archive.read("README.txt").decode()
        assert "Articles: 2. Layers: Ada, quotes." in readme
        assert not any(name in readme for name in ("LICENCE", "scheme/ "))
        assert all(name in readme for name in AT_ITS_TOP - {"README.txt"})


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        written(tmp_path / name).close()
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_unpacked_it_fits_its_checksums_and_makes_the_same_project(tmp_path: Path) -> None:
    there = tmp_path / "unpacked"
    with make_sample(tmp_path / "sample.annotator", SAMPLE_CODER) as project:
        edit = {"edit": "define", "what": "claim", "definition": "What somebody says."}
        project.edit_scheme([SchemeEdit.of(edit)])
        project.draw_sample("pilot", n=1)
        project.export("archive", tmp_path / "a.zip", options={"licence": "CC-BY-4.0"})
        older = project.scheme_versions()[0]
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(there)
    for folder in (there, there / "data"):
        if shutil.which("sha256sum"):
            subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, check=True)
    assert older.note == tomllib.loads((there / "scheme/version-1.toml").read_text())["scheme"].get(
        "note", ""
    )
    assert json.loads((there / "samples.json").read_text())["samples"][0]["name"] == "pilot"
    with Project.create(tmp_path / "anew.annotator", coder=Coder("c", "C")) as anew:
        anew.import_sources(there / "project.jsonl")
        anew.export("jsonl", tmp_path / "anew.jsonl")
    assert (tmp_path / "anew.jsonl").read_bytes() == (there / "project.jsonl").read_bytes()


def test_the_licence_is_as_chosen_and_stands_wherever_one_looks(tmp_path: Path) -> None:
    with written(tmp_path / "a.zip", WriteOptions({"licence": "cc-by-4.0"})) as archive:
        assert "creativecommons.org/licenses/by/4.0" in archive.read("LICENCE.txt").decode()
        assert "license: CC-BY-4.0\n" in archive.read("CITATION.cff").decode()
        assert "Licence: CC-BY-4.0" in archive.read("README.txt").decode()
        assert json.loads(archive.read("data/datapackage.json"))["licenses"] == [
            {"name": "CC-BY-4.0"}
        ]
    for plan in (export.plan_export, export.export):
        with pytest.raises(WrongUse, match="“GPL” is no licence"):
            plan(FULL, ARCHIVE, tmp_path / "b.zip", WriteOptions({"licence": "GPL"}))
    assert not [*tmp_path.glob("*b.zip*")]


def test_without_texts_it_comes_back_whole_where_the_texts_are(tmp_path: Path) -> None:
    there = tmp_path / "unpacked"
    with make_sample(tmp_path / "sample.annotator", SAMPLE_CODER) as project:
        choice = ExportChoice(texts=ExportTexts.OFFSETS)
        project.export("archive", tmp_path / "a.zip", choice)
        wanted = {one.id: one.text() for one in project.spans()}
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(there)
    assert "project.jsonl --texts-from FOLDER" in (there / "README.txt").read_text("utf-8")
    with Project.create(tmp_path / "anew.annotator", coder=Coder("c", "C")) as anew:
        anew.import_sources(there / "project.jsonl", texts_from=tmp_path / "sample.annotator")
        assert {one.id: one.text() for one in anew.spans()} == wanted


def test_losses_are_those_of_the_lossless_form(tmp_path: Path) -> None:
    planned = export.plan_export(FULL, ARCHIVE, tmp_path / "a.zip", WriteOptions()).plan
    assert export.export(FULL, ARCHIVE, tmp_path / "a.zip", WriteOptions()).plan == planned
    assert planned == replace(exports.plan(by_name("jsonl"), FULL), files=("a.zip",))


def test_only_an_archive_of_ours_is_replaced(tmp_path: Path) -> None:
    to, others = tmp_path / "a.zip", tmp_path / "b.zip"
    written(to).close()
    export.export(FULL, ARCHIVE, to, AGAIN)
    with zipfile.ZipFile(others, "w") as archive:
        archive.writestr("project.jsonl", '{"format":"annotator-jsonl"}\n')
        archive.writestr("data/datapackage.json", '{"profile":"tabular-data-package"}')
    (tmp_path / "c.zip").write_bytes(to.read_bytes()[:-30])
    (tmp_path / "d.zip").write_bytes(b"weeks")
    (tmp_path / "e.zip").mkdir()
    for name in "bcde":
        with pytest.raises(CannotWrite, match="no earlier export"):
            export.export(FULL, ARCHIVE, tmp_path / f"{name}.zip", AGAIN)
    assert (tmp_path / "d.zip").read_bytes() == b"weeks"


def packed_anew(at: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """Change what stands in an archive; its checksums are made anew, so only the content tells."""
    with zipfile.ZipFile(at) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    change(held)
    lines = [
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in sorted(held.items())
        if name != "SHA256SUMS"
    ]
    with zipfile.ZipFile(at, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, "".join(lines) if name == "SHA256SUMS" else data)


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("project.jsonl", None, "project.jsonl is missing or too many"),
        ("evil.exe", lambda _: b"MZ", "evil.exe is missing or too many"),
        ("data/spans.csv", lambda data: data + b"\n", "data/spans.csv reads back otherwise"),
        ("README.txt", lambda data: data[1:], "README.txt reads back otherwise"),
        ("project.jsonl", lambda data: data.replace(b"Ferry", b"Fairy"), "reads back otherwise"),
        ("scheme.toml", lambda data: b"[" + data, "scheme.toml reads back otherwise"),
        ("SHA256SUMS", lambda data: data, ""),
    ],
)
def test_reading_back_finds_what_is_not_as_it_was_written(
    tmp_path: Path, name: str, change: Callable[[bytes], bytes] | None, words: str
) -> None:
    at = tmp_path / "a.zip"
    exports.write(ARCHIVE, FULL, at)

    def fault(held: dict[str, bytes]) -> None:
        data = held.pop(name, b"")
        if change is not None:
            held[name] = change(data)

    packed_anew(at, fault)
    found = exports.read_back(ARCHIVE, FULL, at)
    assert words in " ".join(found)
    assert bool(found) == bool(words)


def test_reading_back_finds_a_checksum_that_lacks_and_a_part_that_is_of_another_project(
    tmp_path: Path,
) -> None:
    at, other = tmp_path / "a.zip", tmp_path / "b.zip"
    exports.write(ARCHIVE, FULL, at)
    with zipfile.ZipFile(at) as archive, zipfile.ZipFile(other, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name) if name != "SHA256SUMS" else b"")
    other.replace(at)
    assert "SHA256SUMS does not name all files" in exports.read_back(ARCHIVE, FULL, at)
    exports.write(ARCHIVE, FULL, at)
    changed = replace(FULL, project_title="Another")
    assert "header  reads back otherwise" in exports.read_back(ARCHIVE, changed, at)


def test_a_wish_to_stop_leaves_nothing(tmp_path: Path) -> None:
    cancel = Cancel()

    def told(done: int, n: int, what: str) -> None:
        if done == n:
            cancel.cancel()

    with pytest.raises(Cancelled):
        export.export(FULL, ARCHIVE, tmp_path / "a.zip", WriteOptions(), told, cancel)
    assert not [one for one in tmp_path.iterdir() if one.name != "annotator-home"]

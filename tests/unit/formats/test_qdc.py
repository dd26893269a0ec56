"""REFI-QDA codebooks: the scheme and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from annotator.errors import CannotWrite
from annotator.formats import by_name, export
from annotator.formats.base import Counts, WriteOptions
from annotator.model.scheme import Scheme
from tests import bundles

QDC = by_name("qdc")
FULL = bundles.full()


def test_it_has_the_codes_of_the_scheme_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    report = export.export(FULL, QDC, tmp_path / "a.qdc", WriteOptions())
    assert (report.verified, report.plan.counts) == (True, Counts())
    items = {one.item: one.n for one in report.plan.losses}
    assert (items["article"], items["span"], items["link"], items["scheme.link"]) == (2, 5, 2, 3)
    root = ElementTree.parse(tmp_path / "a.qdc").getroot()  # noqa: S314 - made here
    names = [one.attrib["name"] for one in root[0]]
    assert names == ["speaker", "cue", "claim", "entity"]
    held = (tmp_path / "a.qdc").read_text(encoding="utf-8")
    assert "wait" not in held.replace("await", "")
    assert QDC.is_own(tmp_path / "a.qdc")


def test_the_real_schema_holds(shared: Path, tmp_path: Path) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(shared / "samples" / "refi-qda" / "Codebook.xsd")))
    export.export(FULL, QDC, tmp_path / "a.qdc", WriteOptions())
    assert schema.validate(etree.parse(str(tmp_path / "a.qdc"))), schema.error_log


def test_a_scheme_without_types_gets_a_sentence(tmp_path: Path) -> None:
    for scheme in (None, Scheme()):
        with pytest.raises(CannotWrite, match="no types"):
            export.export(replace(FULL, scheme=scheme), QDC, tmp_path / "a.qdc", WriteOptions())
    assert not [*tmp_path.glob("*.qdc")]


def test_a_changed_code_is_seen(tmp_path: Path) -> None:
    at = tmp_path / "a.qdc"
    export.export(FULL, QDC, at, WriteOptions())
    sound = at.read_text(encoding="utf-8")
    for before, after in (("claim", "clame"), ("what is said", "what was said"), ("true", "false")):
        at.write_text(sound.replace(before, after, 1), encoding="utf-8")
        assert export.differences(FULL, QDC, at, WriteOptions()) != ()
    at.write_text(sound[:-20], encoding="utf-8")
    assert "cannot be read back" in export.differences(FULL, QDC, at, WriteOptions())[0]

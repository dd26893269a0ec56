"""Reading back sees whatever is otherwise than it should be."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from annotator.formats import export
from annotator.formats.base import WriteOptions
from tests import exports
from tests.refi_projects import FULL, QDPX

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

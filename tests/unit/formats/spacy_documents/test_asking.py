"""The process with spaCy: what it cannot do is an OSError, and it ends with who asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.formats.base import HelperEnded
from annotator.formats.spacy_documents.asking import spacy

pytest.importorskip("spacy", reason="spaCy is not installed")
NOTHING: dict[str, object] = {"text": "", "groups": {}, "entities": [], "data": {}}


def test_what_cannot_be_written_or_read_keeps_its_reason(tmp_path: Path) -> None:
    with spacy() as ask:
        assert ask({"doc": NOTHING, "into": "a"}) == {"entities": []}
        with pytest.raises(FileNotFoundError):
            ask({"write": str(tmp_path / "no" / "folder.spacy"), "of": "a"})
        with pytest.raises(FileNotFoundError):
            ask({"read": str(tmp_path / "none.spacy")})
        (tmp_path / "wrong.spacy").write_bytes(b"no documents")
        with pytest.raises(OSError, match="Error"):
            ask({"read": str(tmp_path / "wrong.spacy")})
        assert ask({"write": str(tmp_path / "a.spacy"), "of": "a"}) == {}
    assert (tmp_path / "a.spacy").is_file()


def test_what_it_cannot_take_is_said_and_it_goes_on() -> None:
    with spacy() as ask:
        with pytest.raises(OSError, match="KeyError"):
            ask({"doc": {"text": "no groups"}, "into": "a"})
        assert ask({"doc": NOTHING, "into": "a"}) == {"entities": []}


def test_a_process_that_has_ended_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    with spacy() as ask, pytest.raises(HelperEnded, match=r"has ended \(1\)"):
        ask({"doc": NOTHING, "into": "a"})

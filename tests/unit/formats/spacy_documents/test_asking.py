"""The process with spaCy: what it cannot do is an OSError, and it ends with who asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import Cancelled
from annotator.formats.base import HelperEnded
from annotator.formats.spacy_documents import asking
from annotator.formats.spacy_documents.asking import spacy
from annotator.work import Cancel

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


def test_what_a_library_prints_does_not_come_between_the_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "printing"
    folder.mkdir()
    says = "import os, sys\nprint('hello'); sys.stdout.flush(); os.write(1, b'and more\\n')\n"
    (folder / "printing.py").write_text(f"{says}from spacy import blank, util\nimport spacy\n")
    child = asking._CHILD.read_text(encoding="utf-8")
    loud = tmp_path / "child.py"
    before = "    from spacy.tokens import DocBin\n"
    assert before in child
    loud.write_text(child.replace(before, f"{before}    import printing\n", 1), encoding="utf-8")
    monkeypatch.setattr(asking, "_CHILD", loud)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    with spacy() as ask:
        assert ask({"doc": NOTHING, "into": "a"}) == {"entities": []}
    loud.write_text("print('no answer')", encoding="utf-8")
    with spacy() as ask, pytest.raises(HelperEnded, match="no answer"):
        ask({"doc": NOTHING, "into": "a"})


def test_what_takes_long_can_be_stopped_and_the_process_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "child.py"
    slow.write_text("import sys, time\nsys.stdin.readline()\ntime.sleep(300)", encoding="utf-8")
    monkeypatch.setattr(asking, "_CHILD", slow)
    cancel = Cancel()
    looks: list[int] = []

    def look() -> None:
        looks.append(len(looks))
        if len(looks) == 2:
            cancel.cancel()
        cancel.check()

    with pytest.raises(Cancelled), spacy(look) as ask:
        ask({"write": str(tmp_path / "a.spacy"), "of": ""})
    assert looks == [0, 1]

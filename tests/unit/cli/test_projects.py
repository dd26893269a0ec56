"""Verbs where the settings were spoilt, by a sync for one: it is said, and who codes stays."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from annotator import settings as kept
from annotator.cli import main
from annotator.project.keeping.backups import Backups


@pytest.mark.parametrize("how", ["cut", "a value of another kind"])
def test_settings_that_are_passed_over_are_said_once_and_who_codes_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    study = str(tmp_path / "study.annotator")
    (tmp_path / "a.txt").write_text("Harbour opens\n\nThe minister said so.")
    assert main(["new", study, "--coder", "Ada"]) == 0
    assert main(["import", study, str(tmp_path / "a.txt")]) == 0
    place = kept.settings_path()
    text = place.read_text("utf-8")
    place.write_text(
        text[:-3] if how == "cut" else json.dumps(json.loads(text) | {"text_size": "large"})
    )
    capsys.readouterr()
    assert main(["mark", study, "1", "claim", "--at", "0:7", "--json"]) == 0
    told = capsys.readouterr()
    assert told.err.count("settings file" if how == "cut" else "“text_size”") == 1
    assert main(["list", study, "layers", "--json"]) == 0
    (layer,) = json.loads(capsys.readouterr().out)
    assert (layer["name"], layer["spans"]) == ("Ada", 1)


def test_a_backup_that_a_step_waits_for_shows_how_far_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The one made beside the work of a verb would be there by then, or not.
    monkeypatch.setattr(Backups, "start", lambda *_: None)
    study, large = str(tmp_path / "study.annotator"), tmp_path / "large.txt"
    large.write_text(random.Random(1).randbytes(2 * 1024**2).hex(" ", 3))  # noqa: S311 - filler
    (tmp_path / "a.txt").write_text("Harbour opens\n\nThe minister said so.")
    assert main(["new", study, "--coder", "Ada"]) == 0
    assert main(["import", study, str(large)]) == 0
    capsys.readouterr()
    assert main(["import", study, str(tmp_path / "a.txt"), "--progress", "plain"]) == 0
    assert "MB of a backup" in capsys.readouterr().err

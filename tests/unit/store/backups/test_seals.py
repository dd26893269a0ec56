"""What stands beside a backup is read back as it was written."""

from __future__ import annotations

from pathlib import Path

from annotator.store.backups.seals import Seal, read_seal, seal_path, write_seal


def test_a_seal_is_read_as_it_was_written(tmp_path: Path) -> None:
    backup = tmp_path / "20260301T120000Z-9-step.annotator"
    seal = Seal(
        "ab", "step-9", "step-8", "0a1b", "/study.annotator", "import", {"n": 3, "title": "Ä “x”"}
    )
    write_seal(backup, seal, mode=0o600)
    assert read_seal(backup) == seal
    assert seal_path(backup).name == "20260301T120000Z-9-step.json"


def test_where_there_is_none_or_too_much_of_it_there_is_no_seal(tmp_path: Path) -> None:
    backup = tmp_path / "one.annotator"
    assert read_seal(backup) is None
    seal_path(backup).mkdir()
    assert read_seal(backup) is None
    seal_path(backup).rmdir()
    write_seal(backup, Seal("a" * 2_000_000), mode=0o600)
    assert read_seal(backup) is None

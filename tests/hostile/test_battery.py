"""Files that want to harm at every door: each is refused by a sentence, or read and harmless.

A share of them by turns; `TORTURE=9` tries all at all doors, as does `python -m tests.hostile`.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.formats import READERS
from tests.hostile import files, guarded
from tests.hostile.battery import tried
from tests.hostile.doors import DOORS
from tests.hostile.guarded import BYTES, met

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork here")
_TORTURE = int(os.environ.get("TORTURE", "1"))


@pytest.mark.parametrize("kind", files.KINDS)
def test_no_file_harms(tmp_path: Path, kind: str) -> None:
    n_doors = sum(kind in door.kinds for door in DOORS)
    share = max(1, min(n_doors, 9) // _TORTURE)
    n: Counter[bool] = Counter()
    faults: list[str] = []
    for one in tried(tmp_path, only={kind}, share=share):
        n[bool(one.met.said)] += 1
        faults += [f"{one.door} ← {one.file.name!r}: {fault}" for fault in one.faults()]
    assert faults == []
    assert n[True] > 0 or kind == "settings"  # bad settings are passed over, never refused


def test_they_are_three_hundred_and_more_and_every_reader_has_its_door() -> None:
    assert sum(1 for make in files.KINDS.values() for _ in make()) >= 300
    assert {f"as {one.name}" for one in READERS} <= {door.name for door in DOORS}
    assert all(any(kind in door.kinds for door in DOORS) for kind in files.KINDS)


def _calls() -> None:
    with socket.socket() as one:
        one.settimeout(0.1)
        one.connect(("127.0.0.1", 9))


def _takes_time() -> None:
    end = time.process_time() + guarded.SECONDS + 0.2
    while time.process_time() < end:
        pass


HARMS: dict[str, Callable[[Path], object]] = {
    "writes": lambda folder: (folder / "outside").write_text("x"),
    "removes": lambda folder: (folder / "there").unlink(),
    "reads": lambda _folder: Path("/etc/passwd").read_text("utf-8"),
    "runs": lambda _folder: subprocess.run(["true"], check=False),
    "calls": lambda _folder: _calls(),
    "takes time": lambda _folder: _takes_time(),
    "takes room": lambda _folder: bytearray(b"x") * (BYTES + 50_000_000),
    "breaks": lambda _folder: {}["breaks"],
    "dies": lambda _folder: os.kill(os.getpid(), signal.SIGKILL),
    "nothing": lambda _folder: None,
}


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("writes", "wrote "),
        ("removes", "os.remove"),
        ("reads", "read /etc/passwd"),
        ("runs", "subprocess.Popen"),
        ("calls", "socket.connect"),
        ("takes time", "took 0"),
        ("takes room", "MB"),
        ("breaks", "KeyError"),
        ("dies", "the process ended with"),
        ("nothing", ""),
    ],
)
def test_what_harms_is_heard_of(tmp_path: Path, monkeypatch, what: str, told: str) -> None:
    monkeypatch.setattr(guarded, "SECONDS", 0.5)
    (tmp_path / "room").mkdir()
    (tmp_path / "given").mkdir()
    (tmp_path / "there").write_text("x")

    def door(_file: Path, room: Path) -> str:
        HARMS[what](room.parent)
        return ""

    faults = met(door, tmp_path / "given" / "file", tmp_path / "room").faults()
    assert any(told in one for one in faults) if told else faults == []

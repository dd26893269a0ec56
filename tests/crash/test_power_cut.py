"""The power is cut at any moment: the study opens, is whole, and has every reported step.

A program's writes are written down and played (power_cut.py), with the settings in use. Where the
journal were deleted instead of cut, or synced less, steps would come back: see
test_these_states_find_what_is_not_synced.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import AnnotatorError
from annotator.store.check import check
from annotator.store.file import open_file
from tests.crash.bad_disk import library, started_with
from tests.crash.power_cut import Record, RecordedDisk, Write, played, records_in, sectors
from tests.crash.recorded import content_of, steps_of
from tests.crash.share import CHECKOUT, fast_folder, share

if TYPE_CHECKING:
    from tests.tried import Tried

LOTS = 2
STATES = 1000
"""Of each lot."""
ACTS = 60
READ_ONE_IN, CHECKED_ONE_IN = 3, 20
"""Of so many states one is read as a whole, and one is checked through and through."""
CUTS_OF_ONE_ROUND = 400
NAMES_BESIDE = (".~lock.", ".~new-")


@pytest.mark.parametrize("lot", range(LOTS))
def test_a_power_cut_loses_no_reported_step(tmp_path: Path, lot: int, tried: Tried) -> None:
    made = library(tmp_path)
    with tempfile.TemporaryDirectory(dir=fast_folder(tmp_path)) as name:
        folder = Path(name)
        recorded(folder, made, lot)
        cut = Cuts(folder, lot)
        cut.through(share(STATES))
    assert cut.counted["moments"] > 100
    tried.count("power cuts", **cut.counted)


def recorded(folder: Path, made: Path, seed: int) -> None:
    """Let a program work and write down what it did to the disk."""
    (folder / "home").mkdir()
    program = CHECKOUT / "tests/crash/recorded.py"
    said = subprocess.run(
        [sys.executable, "-B", program, folder, str(seed), str(ACTS)],
        env=started_with(made, folder / "home"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.stderr, said.returncode) == ("", 0)


class Cuts:
    """Plays what was written down, again and again, cutting by chance."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Read what was written down."""
        self.folder = folder
        self.told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
        self.records = [*records_in(folder / "records")]
        self.chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
        self.study = f"{self.told['disk']}/study/study.annotator"
        self.seen: set[str] = set()
        self.counted: Counter[str] = Counter(lost=0, damaged=0)

    def through(self, n_states: int) -> None:
        """Play all again and again and cut on the way, until there were so many states."""
        while self.counted["states"] < n_states:
            disk = RecordedDisk(self.folder / "begun", self.told)
            moments = {self.chance.randrange(len(self.records)) for _ in range(CUTS_OF_ONE_ROUND)}
            for number, one in enumerate(self.records):
                disk.play(one)
                if number in moments and self.counted["states"] < n_states:
                    self.counted["moments"] += 1
                    self.nothing_half_under_its_name(disk)
                    for _ in range(3):
                        self.cut(disk)

    def nothing_half_under_its_name(self, disk: RecordedDisk) -> None:
        """What is written besides the study gets its name when it is on the disk."""
        beside = [
            name
            for name in disk.unsure()
            if not name.startswith((self.study, f"{self.told['disk']}/came"))
            and not any(part.startswith(NAMES_BESIDE) for part in Path(name).parts)
        ]
        assert beside == []

    def cut(self, disk: RecordedDisk) -> None:
        """Cut the power and open what is there then."""
        files = disk.cut(self.chance, self.study)
        sums = [(name, hashlib.sha256(held).digest()) for name, held in files.items()]
        key = repr([disk.said, *sums])
        if key in self.seen:
            return
        self.seen.add(key)
        self.counted["states"] += 1
        place = self.folder / "left" / "study.annotator"
        place.parent.mkdir(exist_ok=True)
        for one in place.parent.iterdir():
            one.unlink()
        for name, held in files.items():
            (place.parent / Path(name).name).write_bytes(held)
        self.look(place, disk.said)

    def look(self, place: Path, said: int) -> None:
        """See that the study is as it was after the last report, or one act further."""
        possible = self.told["states"][said : said + 2]
        n = self.counted["states"]
        with open_file(place, who="Ada") as file, file.reader() as reader:
            found = [steps_of(reader), content_of(reader) if n % READ_ONE_IN == 0 else None]
        assert any(found[0] == steps and found[1] in (None, all_) for steps, all_ in possible), said
        if n % CHECKED_ONE_IN == 0:
            assert check(place).problems == ()
            self.counted["checked_whole"] += 1


def test_these_states_find_what_is_not_synced(tmp_path: Path) -> None:
    recorded(tmp_path, library(tmp_path), 7)
    cut = Cuts(tmp_path, 7)
    cut.records = [one for one in cut.records if one.what != "y"]
    with pytest.raises((AnnotatorError, AssertionError)):
        cut.through(500)


def test_a_write_is_torn_at_sectors() -> None:
    write = Write(1000, bytes(range(200)) * 6)
    parts = [*sectors(write)]
    assert [(one.offset, len(one.data or b"")) for one in parts] == [
        (1000, 24), (1024, 512), (1536, 512), (2048, 152),
    ]  # fmt: skip
    assert played(b"", parts) == played(b"", [write])
    assert played(b"abc", [Write(5, b"x"), Write(6, None), Write(7, None)]) == b"abc\0\0x\0"


def left(disk: RecordedDisk) -> set[tuple[tuple[str, bytes], ...]]:
    """Give all that may be left when the power goes now."""
    return {tuple(disk.cut(random.Random(n)).items()) for n in range(99)}  # noqa: S311


def test_what_was_not_synced_may_be_gone_with_its_name() -> None:
    told = {"disk": "/d", "inodes": {}}
    disk = RecordedDisk(Path("/"), told)
    for one in (
        Record("f", ("/d",), 1, 0, b""),
        Record("c", ("/d/a",), 2, 0, b""),
        Record("w", (), 2, 0, b"new"),
    ):
        disk.play(one)
    found = left(disk)
    assert {(), (("/d/a", b""),), (("/d/a", b"new"),)} <= found
    disk.play(Record("y", (), 2, 0, b""))
    assert left(disk) == {(), (("/d/a", b"new"),)}
    disk.play(Record("y", (), 1, 0, b""))
    disk.play(Record("r", ("/d/a", "/d/b"), 0, 0, b""))
    assert left(disk) == {(("/d/a", b"new"),), (("/d/b", b"new"),)}

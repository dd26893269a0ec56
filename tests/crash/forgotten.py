"""A program that lets calls of the disk fail while history is forgotten: `forgotten.py FOLDER N`.

Started by test_forgotten.py with the library of bad_disk.c. The file shrinks by it, so it is cut
when all else is saved. N calls fail, each on a fresh file, and all that write behind it: the last
ones, where the file is written anew, and some by chance; 0 = every call. It prints a line of JSON
for each that went wrong, and one at the end with the sums.
"""

from __future__ import annotations

import errno
import json
import random
import struct
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.project import Project
from annotator.store.check import check
from tests import builders
from tests.crash.bad_disk import FAULTS, WRITING, BadDisk, Fault, Kind
from tests.crash.scene import CODER

FAULT = next(one for one in FAULTS if one.name == "read-only from then on")
CUTS = Fault("no cutting from then on", Kind.CUT, errno.EROFS, lasting=True)
KEPT = 2
"""So many steps stay."""


class Forgetting:
    """One project with much to forget, and what became of it."""

    def __init__(self, folder: Path) -> None:
        """Make it."""
        folder.mkdir(parents=True)
        self.path = folder / "study.annotator"
        with Project.create(self.path, coder=CODER) as project:
            project.import_text("Ferry returns\n\nMira Talven said so.")
            for n in range(4):
                project.import_text(f"Text {n}\n\n" + f"Words of {n}, again and again. " * 2_000)
                project.undo()
            project.mark("1", "cue", (27, 31))
            project.mark("1", "speaker", (15, 26))
            self.digest = builders.digest(project.reader)
        self.whole = self.path.read_bytes()
        self.disk = BadDisk(folder)
        self.counted: Counter[str] = Counter()

    def done(self) -> None:
        """Forget."""
        with suppress(AnnotatorError), Project.open(self.path, coder=CODER) as project:
            project.forget_before(str(project.steps()[KEPT - 1].step.number))

    def n_calls(self, kinds: Kind) -> int:
        """Give how many calls of some kinds it takes."""
        self.begin_again()
        self.done()
        return self.disk.calls(kinds)

    def begin_again(self) -> None:
        """Put the file back as it was."""
        for one in self.path.parent.iterdir():
            one.unlink()
        self.path.write_bytes(self.whole)
        self.disk.well()

    def look(self, fault: Fault, at: int) -> Iterator[str]:
        """Let a call fail and say what is wrong afterwards."""
        self.begin_again()
        self.disk.fail(fault, at)
        self.done()
        self.counted["faults"] += bool(self.disk.well())
        is_long = self.is_longer()
        self.counted["longer"] += is_long
        if is_long:
            yield from check(self.path).problems
        with Project.open(self.path, coder=CODER) as project:
            if builders.digest(project.reader) != self.digest:
                yield "not as it was"
            if project.read_only:
                yield "not to be written"
            project.note("1", "Afterwards")
        yield from check(self.path).problems
        if self.is_longer():
            yield "not cut by the next opening"

    def is_longer(self) -> bool:
        """Say whether the file is longer than it says (with no journal to be rolled back)."""
        content = self.path.read_bytes()
        (size,), (n,) = struct.unpack_from(">H", content, 16), struct.unpack_from(">I", content, 28)
        journal = self.path.with_name(f"{self.path.name}-journal")
        is_hot = journal.exists() and journal.stat().st_size > 0
        return not is_hot and len(content) > size * n


def main(words: list[str]) -> None:
    """Try, and print what is wrong."""
    one, n = Forgetting(Path(words[0])), int(words[1])
    calls = one.n_calls(WRITING)
    chance = random.Random(n)  # noqa: S311 - no secret hangs on it
    last = range(max(1, calls - n // 2), calls + 1)
    some = (
        sorted({*last, *chance.sample(range(1, calls + 1), n // 3)}) if n else range(1, calls + 1)
    )
    tries = [
        *((FAULT, at) for at in some),
        *((CUTS, at + 1) for at in range(one.n_calls(Kind.CUT))),
    ]
    for fault, at in tries:
        one.counted["tries"] += 1
        try:
            wrong = [*one.look(fault, at)]
        except Exception as bug:  # noqa: BLE001 - it is told, the next try goes on
            wrong = [f"{type(bug).__name__}: {bug}"]
        finally:
            one.disk.well()
        for said in wrong:
            print(json.dumps([f"call {at} of {calls}, {fault.name}", said]), flush=True)  # noqa: T201
    print(json.dumps(one.counted), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])

"""A read that fails, once or for ever, is never told as damage of a sound project.

TORTURE multiplies the number of reads that fail.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.crash.bad_disk import library
from tests.crash.share import fast_folder, share
from tests.crash.test_faults import printed

if TYPE_CHECKING:
    from tests.tried import Tried


def test_a_disk_that_cannot_be_read_is_never_damage(tmp_path: Path, tried: Tried) -> None:
    with tempfile.TemporaryDirectory(dir=fast_folder(tmp_path)) as folder:
        words = (Path(folder) / "disk", str(share(4)))
        *wrong, counted = printed("failing_once.py", Path(folder), library(tmp_path), *words)
    assert wrong == []
    assert counted["disk"] > 3, "a disk that goes on failing is told as that"
    tried.count("reads that fail", failed=counted["failed"], told_as_damage=len(wrong))

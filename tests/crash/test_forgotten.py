"""The disk turns read-only while history is forgotten: the file opens, whole, and is cut later.

TORTURE multiplies the number of calls that fail.
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


def test_a_file_that_could_not_be_cut_opens_and_is_whole(tmp_path: Path, tried: Tried) -> None:
    with tempfile.TemporaryDirectory(dir=fast_folder(tmp_path)) as folder:
        words = (Path(folder) / "disk", str(share(24)))
        *wrong, counted = printed("forgotten.py", Path(folder), library(tmp_path), *words)
    assert wrong == []
    assert counted["longer"] > 0, "else nothing was tried"
    tried.count("forgetting on a failing disk", faults=counted["faults"], longer=counted["longer"])

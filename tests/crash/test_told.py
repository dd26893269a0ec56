"""A share of `tests.crash.damage`: what changes what a project says is told, a sound one never.

TORTURE multiplies the numbers.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.store.check import check
from tests.crash import damage
from tests.crash.share import fast_folder
from tests.crash.sound import sound_files

if TYPE_CHECKING:
    from tests.tried import Tried

TIMES = float(os.environ.get("TORTURE", "1"))


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(tmp_path_factory.mktemp("home")))
        return damage.rich_project(tmp_path_factory.mktemp("rich"), 24).read_bytes()


@pytest.fixture
def path(tmp_path: Path, rich: bytes) -> Path:
    place = tmp_path / "study.annotator"
    place.write_bytes(rich)
    return place


def test_flips_that_change_what_a_project_says_are_told(path: Path, tried: Tried) -> None:
    found = damage.flips(path, round(60 * TIMES))
    tried.count("flips that change what a project says", files=found.changed, told=found.told)
    assert found.missed == []
    assert found.changed == found.told == round(60 * TIMES)
    assert found.slowest_s < damage.TOLD_S


def test_mixed_states_are_told(path: Path, tried: Tried) -> None:
    found = damage.mixes(path, round(40 * TIMES))
    tried.count("two states mixed", files=found.n, changed=found.changed, told=found.told)
    assert found.missed == []
    assert found.told == found.changed > 5


def test_sound_states_are_not_accused(path: Path, tried: Tried) -> None:
    found = damage.false_alarms(path, round(25 * TIMES))
    tried.count("sound states", files=found.n, accused=len(found.missed))
    assert found.missed == []


def test_what_any_act_leaves_is_not_accused(tmp_path: Path, tried: Tried) -> None:
    with tempfile.TemporaryDirectory(dir=fast_folder(tmp_path)) as folder:
        found = sound_files(Path(folder) / "sound", round(50 * TIMES), 1)
    tried.count("files after any act", looked_at=found.n, accused=len(found.accused))
    assert found.accused == []


def test_files_that_earlier_programs_wrote_are_not_accused() -> None:
    assert check(Path(__file__).parent.parent / "data" / "format-2.annotator").ok

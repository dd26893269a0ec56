"""The file goes away, is replaced, written by two, copied while it is written: by calls and verbs.

What of this happens in the window is in tests/ui/keeping.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import AnnotatorError, CannotOpen, CannotRead, CannotWrite, WrongUse
from annotator.project import Project
from annotator.store.check import check
from annotator.store.file import open_file
from tests import builders as make
from tests.crash import verbs
from tests.crash.acts import ACTS, Work
from tests.crash.histories import after_reports, report_of, states_of
from tests.crash.scene import CODER, Scene, make_scene
from tests.crash.share import CHECKOUT, fast_folder, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.project.notices import Notice
    from tests.tried import Tried

RUNS = 3
"""Of each way."""
ACTS_BEFORE = 4
WRITERS, MARKS = 3, 6
COPIES = 40
RUBBISH = b"This is no project. " * 5000


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The study in which every act can be done."""
    usual = tmp_path_factory.mktemp("scene")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(usual / "home"))
        with tempfile.TemporaryDirectory(dir=fast_folder(usual)) as name:
            yield make_scene(Path(name) / "scene")


def replaced(scene: Scene, content: bytes) -> None:
    beside = scene.study.with_name("coming")
    beside.write_bytes(content)
    beside.replace(scene.study)


GONE: dict[str, Callable[[Scene], object]] = {
    "deleted": lambda s: s.study.unlink(),
    "moved": lambda s: s.study.rename(s.out / "moved.annotator"),
    "its folder removed": lambda s: shutil.rmtree(s.study.parent),
    "its folder moved": lambda s: s.study.parent.rename(s.out / "elsewhere"),
    "replaced by an older copy": lambda s: replaced(s, (s.out / "older").read_bytes()),
    "replaced by another study": lambda s: replaced(s, s.colleague.read_bytes()),
    "replaced by rubbish": lambda s: replaced(s, RUBBISH),
}
SPOILT: dict[str, Callable[[Scene], object]] = {
    "overwritten by rubbish": lambda s: s.study.write_bytes(RUBBISH),
    "cut to nothing": lambda s: s.study.write_bytes(b""),
    "cut in the middle": lambda s: os.truncate(s.study, s.study.stat().st_size // 2 + 100),
}


class Working:
    """An open study in which some acts were done, and what was reported of them."""

    def __init__(self, scene: Scene, chance: random.Random) -> None:
        """Open it, keep a copy as it is, do some acts."""
        scene.begin_again()
        shutil.copyfile(scene.study, scene.out / "older")
        self.scene, self.chance = scene, chance
        self.project = Project.open(scene.study, coder=CODER)
        self.before, self.reports = states_of(self.project), [""][:0]
        self.project.subscribe(self._hear)
        for _ in range(ACTS_BEFORE):
            with suppress(WrongUse, CannotRead):
                self.act()

    def _hear(self, notice: Notice) -> None:
        told = report_of(notice)
        self.reports += [told] if told else []

    def act(self) -> None:
        """Do an act."""
        ACTS[self.chance.choice([*ACTS])](Work(self.project, self.scene, self.chance))

    def expected(self) -> dict[str, str]:
        """Give the history as it was reported."""
        return after_reports(self.before, self.reports)


def refused(work: Working) -> AnnotatorError:
    """See that an act is refused with its sentences, and give the error."""
    n = len(work.reports)
    with pytest.raises((CannotWrite, CannotOpen)) as caught:
        work.project.mark("1", "cue", (0, 7))
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")
    assert len(work.reports) == n
    return caught.value


@pytest.mark.parametrize("way", GONE)
def test_what_was_reported_is_in_a_copy_when_the_file_is_gone(
    scene: Scene, way: str, tried: Tried
) -> None:
    for run in range(share(RUNS)):
        work = Working(scene, random.Random(f"{way} {run}"))  # noqa: S311
        GONE[way](scene)
        stands = scene.study.read_bytes() if scene.study.exists() else None
        refused(work)
        copy = work.project.backup(scene.folder / f"kept {run}.annotator")
        work.project.close()
        assert (scene.study.read_bytes() if scene.study.exists() else None) == stands
        assert check(copy).problems == ()
        with Project.open(copy, coder=CODER) as kept:
            assert states_of(kept) == work.expected()
            kept.mark("1", "cue", (0, 7))
    tried.count("files that went away (calls)", runs=share(RUNS), lost=0)


@pytest.mark.parametrize("way", SPOILT)
def test_a_file_that_was_spoilt_in_place_is_told_and_left_alone(
    scene: Scene, way: str, tried: Tried
) -> None:
    for run in range(share(RUNS)):
        work = Working(scene, random.Random(f"{way} {run}"))  # noqa: S311
        SPOILT[way](scene)
        spoilt = scene.study.read_bytes()
        refused(work)
        refused(work)
        work.project.close()
        assert scene.study.read_bytes() == spoilt
        with pytest.raises(CannotOpen):
            Project.open(scene.study, coder=CODER)
        code, said = verbs.run(["list", scene.study, "articles"])
        assert (code, "Traceback" in said) == (4, False)
        assert [one.name for one in scene.study.parent.iterdir()] == [scene.study.name]
        scene.begin_again()  # a sound file in its place opens at once
        Project.open(scene.study, coder=CODER).close()
    tried.count("files spoilt in place (calls)", runs=share(RUNS), told=share(RUNS))


MARKING = """
import sys
from tests.crash import verbs
for n in range(int(sys.argv[3])):
    at = int(sys.argv[2]) * 7 + n
    code, said = verbs.run(["mark", sys.argv[1], "4", "cue", "--at", f"{at}:{at + 1}"])
    print(code, flush=True)
"""


def test_programs_that_write_at_the_same_time_lose_nothing(scene: Scene, tried: Tried) -> None:
    scene.begin_again()
    with Project.open(scene.study, coder=CODER) as project:
        before = states_of(project)
    n_marks = share(MARKS)
    running = [
        subprocess.Popen(
            [sys.executable, "-B", "-c", MARKING, scene.study, str(n), str(n_marks)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        )
        for n in range(WRITERS)
    ]
    told = [one.communicate() for one in running]
    assert [errors for _, errors in told] == [""] * WRITERS
    codes = Counter(line for said, _ in told for line in said.split())
    assert codes.keys() <= {"0", "2", "4"}  # done; marked so already; open elsewhere
    with Project.open(scene.study, coder=CODER) as project:
        new = states_of(project).keys() - before.keys()
    assert len(new) == codes["0"]
    assert check(scene.study).problems == ()
    tried.count("programs at the same time", marks=codes["0"], refused=codes["4"], lost=0)


def test_copies_taken_while_it_is_written_are_whole_or_told(tmp_path: Path, tried: Tried) -> None:
    with tempfile.TemporaryDirectory(dir=fast_folder(tmp_path)) as name:
        counted = taken(Path(name))
    assert len(counted) > 1
    tried.count("copies while it is written", **counted)


def taken(folder: Path) -> Counter[str]:
    """Copy a file again and again while a program writes in it; see what the copies are."""
    path = make.project_file(folder)
    chance = random.Random(5)  # noqa: S311 - no secret hangs on it
    counted: Counter[str] = Counter()
    writer = subprocess.Popen(
        [sys.executable, "-B", CHECKOUT / "tests/crash/worker.py", path, "5"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        copies = [copied(path, folder / f"copy {n}", chance) for n in range(share(COPIES))]
    finally:
        writer.kill()
        writer.communicate()
    with open_file(path, who="Ada") as file, file.reader() as reader:
        real = {one.step.id for one in reader.steps()}
    for copy in copies:
        counted["copies"] += 1
        try:
            health = check(copy)
        except CannotOpen as problem:
            counted["told"] += 1
            assert problem.message.endswith(".")  # noqa: PT017 - or it is whole
            continue
        counted["whole" if health.ok else "told"] += 1
        if health.ok:
            with open_file(copy, read_only=True) as file, file.reader() as reader:
                steps = [one.step.id for one in reader.steps()]
            assert len([one for one in steps if one not in real]) <= 1
    return counted


def copied(path: Path, folder: Path, chance: random.Random) -> Path:
    """Copy a project file as a sync tool does, with the journal or without."""
    time.sleep(chance.random() * 0.02)
    folder.mkdir()
    names = [path.name, f"{path.name}-journal"][: chance.choice([1, 2, 2])]
    for name in chance.sample(names, len(names)):
        with suppress(FileNotFoundError):
            shutil.copyfile(path.with_name(name), folder / name)
    return folder / path.name


def test_a_verb_on_a_file_that_is_gone_says_so(scene: Scene) -> None:
    for name, words in verbs.WRITING.items():
        scene.begin_again()
        scene.study.unlink()
        said = words(scene, random.Random(1))  # noqa: S311
        if scene.study not in said:
            continue
        code, answer = verbs.run(said)
        assert code in ((0, 2, 4) if name == "backup" else (4,)), name
        assert code == 0 or json.loads(answer)["error"]["message"].endswith(".")
        assert not [*scene.study.parent.glob(".~lock*")]

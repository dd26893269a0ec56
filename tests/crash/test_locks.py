"""One writes, others are told; what cannot be written opens to read."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from annotator.errors import CannotOpen, CannotWrite, ForeignFile, LockedProject, ReadOnly
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.store.check import check
from annotator.store.copies.colleague import opened_copy
from annotator.store.file import open_file
from annotator.store.lock import lock_path
from tests import builders as make

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, _ = make.small_corpus()
    return make.project_file(tmp_path, step)


def spoil_title(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(8))


REFUSED = {
    "a header of nothing": lambda path: path.write_bytes(path.read_bytes()[:90] + bytes(9000)),
    "pages that are cut off": lambda path: os.truncate(path, path.stat().st_size // 2),
    "its first page": spoil_title,
    "a page in the middle": lambda path: path.write_bytes(
        path.read_bytes()[:8192] + os.urandom(path.stat().st_size - 8192)
    ),
    "no last step": lambda path: by_hand(path, "DELETE FROM step"),
    "a table of somebody": lambda path: by_hand(path, "CREATE TABLE mine (a)"),
    "no id": lambda path: by_hand(path, "DELETE FROM meta"),
    "a scheme that is none": lambda path: by_hand(path, "UPDATE scheme SET body = '{'"),
    "an actor with no name": lambda path: by_hand(path, "DELETE FROM origin"),
}


def by_hand(path: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql)


@pytest.mark.parametrize("what", REFUSED)
def test_whatever_is_refused_gives_its_lock_back(path: Path, what: str) -> None:
    """A sound file that takes the place of a damaged one opens at once, in the same program."""
    sound = path.read_bytes()
    REFUSED[what](path)
    with pytest.raises(CannotOpen):
        Project.open(path, coder=Coder("coder-1", "Ada"))
    assert not lock_path(path).exists()
    path.write_bytes(sound)
    with Project.open(path, coder=Coder("coder-1", "Ada")) as project:
        assert not project.read_only


# --- what lies beside it --------------------------------------------------------------------------

DOORS = {
    "open": lambda path: open_file(path, who="Ada").close(),
    "open to read": lambda path: open_file(path, read_only=True).close(),
    "check": check,
    "merge": lambda path: opened_copy(path).__enter__(),
}
BESIDE = {
    "a pipe": os.mkfifo,
    "a folder": os.mkdir,
    "a link": lambda place: Path(place).symlink_to("/dev/zero"),
    "rubbish": lambda place: Path(place).write_bytes(os.urandom(5_000)),
}


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("door", DOORS)
def test_what_lies_beside_it_is_looked_at_before_sqlite_sees_it(
    path: Path, ending: str, beside: str, door: str
) -> None:
    before = path.read_bytes()
    place = path.with_name(f"{path.name}{ending}")
    BESIDE[beside](place)
    if (ending, beside) == ("-journal", "rubbish"):
        DOORS[door](path)  # no journal of ours, so there is nothing to roll back
    else:
        with pytest.raises(ForeignFile, match=f"lies “study.annotator{ending}”"):
            DOORS[door](path)
        assert os.path.lexists(place)
    assert path.read_bytes() == before
    assert not lock_path(path).exists()


def test_what_is_laid_beside_an_open_file_hinders_a_step_and_no_more(path: Path) -> None:
    _, known = make.small_corpus()
    extra = make.adding(make.span(known["article"], "entity", "line", id="span-9"))
    with make.opened(path) as project:
        project.journal.close()
        wal = path.with_name(f"{path.name}-wal")
        wal.write_bytes(os.urandom(5_000))
        with pytest.raises(CannotWrite, match="which Annotator did not put there"):
            project.journal.apply(extra)
        wal.unlink()
        assert project.journal.apply(extra).number == 3
    assert check(path).ok


# --- locks and rights ---------------------------------------------------------------------------


def test_a_second_writer_is_told_since_when_it_is_open(path: Path) -> None:
    with open_file(path, who="Ada"):
        with pytest.raises(LockedProject, match=r"is open in another window since \d\d:\d\d\."):
            open_file(path, who="Bo")
        with open_file(path, read_only=True) as second, second.reader() as reader:
            assert reader.article_ids() == ("article-1",)
            with pytest.raises(ReadOnly):
                second.journal()
        assert lock_path(path).exists()
    assert not lock_path(path).exists()
    with open_file(path, who="Bo"):
        pass


def test_a_second_program_is_refused_and_the_first_loses_nothing(path: Path) -> None:
    second = (
        "import sys; from pathlib import Path; from annotator.store.file import open_file\n"
        "from annotator.errors import AnnotatorError\n"
        "try: open_file(Path(sys.argv[1]), who='Bo')\n"
        "except AnnotatorError as problem: print(problem.kind)"
    )
    _, known = make.small_corpus()
    with make.opened(path) as project:
        said = subprocess.run(
            [sys.executable, "-c", second, str(path)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        )
        assert said.stdout == "locked-project\n"
        extra = make.span(known["article"], "entity", "line", id="span-9")
        assert project.journal.apply(make.adding(extra)).number == 3
    assert check(path).ok


def test_a_lock_left_by_another_computer_is_told_and_overcome(path: Path) -> None:
    lock_path(path).write_text(
        '{"coder": "Bo", "computer": "far-away", "process": "7", "time": "2026-03-01T10:32:00Z"}'
    )
    with pytest.raises(
        LockedProject, match=r"The computer far-away seems to have .* open since"
    ) as told:
        open_file(path, who="Ada")
    assert "--anyway" in told.value.hint
    with open_file(path, who="Ada", anyway=True) as file:  # as the sentence says
        assert not file.read_only
    with open_file(path, who="Ada") as file:
        assert not file.read_only


@pytest.mark.parametrize("content", ["", "{", "[]", "[" * 50_000, '{"time": 3}', "\udcff"])
def test_a_lock_file_with_nonsense_in_it_is_taken_over(path: Path, content: str) -> None:
    lock_path(path).write_bytes(content.encode("utf-8", "surrogateescape"))
    with open_file(path, who="Ada") as file:
        assert not file.read_only


def test_a_lock_file_that_is_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    lock_path(path).symlink_to(target)
    with open_file(path, who="Ada") as file:
        assert file.read_only
    assert target.read_text() == "precious"


TRY_AS_NOBODY = """
import os, sys
from pathlib import Path
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
from annotator.errors import AnnotatorError
from annotator.store.file import open_file
from annotator.store.new_file import create
from annotator.store.check import check
from annotator.model.scheme import Scheme
path = Path(sys.argv[1])
try:
    with open_file(path, who="Bo") as file:
        with file.reader() as reader:
            why, n = file.refusal().sentence(), len(reader.article_ids())
            print(file.read_only, why, n, check(path).ok)
        try:
            file.journal()
        except AnnotatorError as problem:
            print(problem.kind)
except AnnotatorError as problem:
    print(problem.kind, problem.message)
try:
    create(path.with_name("new.annotator"), title="", scheme=Scheme())
except AnnotatorError as problem:
    print(problem.kind, problem.message)
"""


def as_nobody(path: Path) -> list[str]:
    """Let a program without special rights try to open the file; give what it said."""
    said = run_as_nobody(python_for_nobody() or "", TRY_AS_NOBODY, str(path))
    assert said.stderr == ""
    return said.stdout.splitlines()


def run_as_nobody(python: str, program: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run a few lines of Python that give up their rights first."""
    return subprocess.run(
        [python, "-B", "-c", program, *args],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )


@cache
def python_for_nobody() -> str | None:
    """Give a Python that can read this checkout without special rights, if there is one."""
    program = (
        "import os, sys; os.getuid() or os.setuid(65534)\n"
        "import annotator.store.file; sys.exit(sys.version_info < (3, 11))"
    )
    for python in (sys.executable, "/usr/bin/python3"):
        if Path(python).exists() and run_as_nobody(python, program).returncode == 0:
            return python
    return None


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may reach, which the usual folders of tests are not."""
    if python_for_nobody() is None:
        pytest.skip("a program without special rights cannot run here")
    with tempfile.TemporaryDirectory(prefix="annotator-shelf-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_folder_that_cannot_be_written_opens_to_read(open_folder: Path) -> None:
    step, _ = make.small_corpus()
    path = make.project_file(open_folder, step)
    path.chmod(0o666)
    open_folder.chmod(0o555)
    try:
        assert as_nobody(path) == [
            "True Read only: this folder cannot be written. Save a copy to work on it. 1 True",
            "read-only",
            "read-only “new.annotator” cannot be made: this folder cannot be written.",
        ]
    finally:
        open_folder.chmod(0o755)


def test_a_file_that_cannot_be_written_opens_to_read(open_folder: Path) -> None:
    step, _ = make.small_corpus()
    path = make.project_file(open_folder, step)
    path.chmod(0o444)
    assert as_nobody(path)[0] == (
        "True Read only: this file cannot be written. Save a copy to work on it. 1 True"
    )


def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    path = make.project_file(open_folder)
    path.chmod(0o000)
    assert as_nobody(path)[0] == "missing-project You may not read “study.annotator”."


def test_looking_at_a_file_that_is_open_here_does_not_drop_its_locks(path: Path) -> None:
    other = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
        "try: c.execute('BEGIN EXCLUSIVE'); print('got in')\n"
        "except sqlite3.OperationalError: print('kept out')"
    )
    with make.opened(path) as project:
        writer = project.journal._connected()
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedProject):
            open_file(path, who="Bo")
        said = subprocess.run(
            [sys.executable, "-c", other, str(path)], capture_output=True, text=True, check=True
        )
        writer.execute("ROLLBACK")
    assert said.stdout == "kept out\n"

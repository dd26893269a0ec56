"""Colleagues' files from hell: each gets its sentence, nothing is executed, nothing is written.

The rows and tables are those of test_strange.py; here also what is slow or large by intent.
"""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError, CannotRead
from annotator.model.layer import Coder
from annotator.project import Project
from tests import builders as make
from tests.crash.refusing import everything_in
from tests.crash.test_strange import HOSTILE_ROWS, REWRITTEN, STRANGE

MOST_BYTES = 500_000_000
# Five seconds on a machine of its own; here others may be at work.
MOST_CPU_S = 5
B = Coder("coder-b", "B")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    return make.project_file(folder, make.small_corpus()[0], name="theirs.annotator")


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ours") / "ours.annotator"
    with Project.create(path, coder=B) as project:
        project.import_text(make.TEXT, "note")
        project.mark("1", "entity", (0, 5))
    return path


@pytest.fixture
def theirs(sound: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "theirs"
    folder.mkdir()
    return Path(shutil.copyfile(sound, folder / "theirs.annotator"))


def stranger(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("foreign_keys = OFF", "ignore_check_constraints = ON", "writable_schema = ON"):
        connection.execute(f"PRAGMA {setting}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def refused(ours: Path, theirs: Path) -> str:
    """Give the sentence; nothing of ours or theirs may have changed."""
    before = everything_in(theirs.parent), ours.read_bytes()
    with Project.open(ours, coder=B) as project:
        with pytest.raises(AnnotatorError) as caught:
            project.merge(theirs)
        assert project.steps()[0].step.act == "mark"
    assert (everything_in(theirs.parent), ours.read_bytes()) == before
    assert type(caught.value) is CannotRead
    assert caught.value.message.endswith((".", ")."))
    assert caught.value.hint.endswith(".")
    return caught.value.message


@pytest.mark.parametrize("statement", HOSTILE_ROWS)
def test_rows_that_make_no_sense_are_refused(ours: Path, theirs: Path, statement: str) -> None:
    stranger(theirs, statement)
    refused(ours, theirs)


@pytest.mark.parametrize("statement", [one for one, named in STRANGE if named is not None])
def test_things_that_do_not_belong_there_are_refused(
    ours: Path, theirs: Path, statement: str
) -> None:
    stranger(theirs, statement)
    assert "contains things Annotator did not put there" in refused(ours, theirs)


@pytest.mark.parametrize(("old", "new"), REWRITTEN)
def test_tables_that_were_rewritten_are_refused(
    ours: Path, theirs: Path, old: str, new: str
) -> None:
    said = new.ljust(len(old)).replace("'", "''")
    old = old.replace("'", "''")
    stranger(theirs, f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{said}')")
    refused(ours, theirs)


NAMED_LIKE_A_TABLE = {
    "a view": (
        "ALTER TABLE article RENAME TO hidden",
        "CREATE VIEW article AS SELECT * FROM hidden",
    ),
    "a trigger": ("CREATE TRIGGER article AFTER INSERT ON span BEGIN DELETE FROM article; END",),
    "a view that never ends": (
        "DROP TABLE member",
        "CREATE VIEW member AS WITH RECURSIVE n (named_id) AS (SELECT 1 UNION ALL SELECT named_id"
        " FROM n) SELECT named_id, 1 AS article_id, 1 AS n FROM n",
    ),
    "a virtual table": ("DROP TABLE member", "CREATE VIRTUAL TABLE member USING fts5(named_id)"),
    "a table with a column that is worked out": (
        "DROP TABLE member",
        "CREATE TABLE member (named_id, article_id, n GENERATED ALWAYS AS (hex(zeroblob(9))))",
    ),
}


@pytest.mark.parametrize("kind", NAMED_LIKE_A_TABLE)
def test_what_is_named_like_one_of_our_tables_is_refused(
    ours: Path, theirs: Path, kind: str
) -> None:
    stranger(theirs, *NAMED_LIKE_A_TABLE[kind])
    refused(ours, theirs)


def test_a_tree_whose_page_leads_to_itself_is_refused(ours: Path, theirs: Path) -> None:
    """The last child of a page that has children is the page itself: a walk would never end."""
    content = theirs.read_bytes()
    size = struct.unpack_from(">H", content, 16)[0]
    found = 0
    for n in range(len(content) // size):
        at = n * size + (100 if n == 0 else 0)
        if content[at] in (2, 5):
            patched(at + 8, struct.pack(">I", n + 1))(theirs)
            refused(ours, theirs)
            theirs.write_bytes(content)
            found += 1
    assert found


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_file_beside_it_that_is_none_of_its_own_is_refused_and_stays(
    ours: Path, theirs: Path, ending: str
) -> None:
    beside = theirs.with_name(f"{theirs.name}{ending}")
    if ending == "-wal":
        beside.write_bytes(b"\x37\x7f\x06\x82" + bytes(600))
    else:
        beside.symlink_to("/dev/zero")
    refused(ours, theirs)


def test_a_sound_file_of_theirs_would_have_come_in(ours: Path, theirs: Path) -> None:
    with Project.open(ours, coder=B) as project:
        assert project.merge(theirs, dry_run=True).brings


def patched(at: int, put: bytes) -> Callable[[Path], object]:
    def act(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[at : at + len(put)] = put
        path.write_bytes(content)

    return act


BYTES = {
    "a format number below nothing": patched(60, struct.pack(">i", -1)),
    "the largest format number": patched(60, struct.pack(">i", 2**31 - 1)),
    "a header that asks for a WAL": patched(18, b"\x02\x02"),
    "UTF-16": patched(56, struct.pack(">I", 2)),
    "UTF-16, the other end first": patched(56, struct.pack(">I", 3)),
    "another program's": patched(68, b"GPKG"),
    "a page size of nothing": patched(16, b"\x00\x00"),
    "a huge page": patched(16, b"\x00\x01"),
    "a free list that leads to itself": patched(32, struct.pack(">II", 3, 40)),
    "more pages than there are": patched(28, struct.pack(">I", 9_000_000)),
}


@pytest.mark.parametrize("name", BYTES)
def test_headers_that_lie_are_refused(ours: Path, theirs: Path, name: str) -> None:
    BYTES[name](theirs)
    refused(ours, theirs)


def test_every_page_zeroed_or_turned_into_another_is_refused(ours: Path, theirs: Path) -> None:
    content = theirs.read_bytes()
    size = struct.unpack_from(">H", content, 16)[0]
    pages = len(content) // size
    for n in range(1, pages, 3):
        broken = bytearray(content)
        broken[n * size : (n + 1) * size] = content[size : 2 * size] if n % 2 else bytes(size)
        if bytes(broken) == content:
            continue
        theirs.write_bytes(broken)
        refused(ours, theirs)


@pytest.mark.parametrize("kind", ["pipe", "folder", "ring", "zero", "empty", "zip"])
def test_what_is_no_file_is_told_at_once(ours: Path, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    path = folder / "theirs.annotator"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "ring":
            path.symlink_to(path)
        case "zero":
            path.symlink_to("/dev/zero")
        case "empty":
            path.touch()
        case "zip":
            path.write_bytes(b"PK\x03\x04" + bytes(600))
    with Project.open(ours, coder=B) as project, pytest.raises(CannotRead) as caught:
        project.merge(path)
    assert caught.value.message.endswith(".")


# --- large and slow by intent ---------------------------------------------------------------------

LARGE = {
    "a million spans on one word": (
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1000000)"
        ' INSERT INTO span SELECT 16777216 * 9 + n, article_id, layer_id, type, start, "end",'
        " quote, confidence, how, source_uid, by, created, changed FROM span, n"
        " WHERE span.id = (SELECT min(id) FROM span)",
    ),
    "an attribute of 50 MB": (
        "UPDATE attribute SET value = CAST(zeroblob(50000000) AS TEXT)",
        "UPDATE attribute SET value = replace(hex(zeroblob(25000000)), '0', 'x')",
    ),
    "a hundred thousand tables": (
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000)"
        " INSERT INTO sqlite_schema SELECT 'table', 't' || n, 't' || n, 2,"
        " 'CREATE TABLE t' || n || ' (a)' FROM n",
    ),
    "actors in a ring": (
        "UPDATE actor SET merged_into = (SELECT max(id) FROM actor)",
        "INSERT INTO actor SELECT id + 1, name, kind, external_id, note, id FROM actor",
        "UPDATE actor SET merged_into = (SELECT max(a.id) FROM actor a WHERE a.id <> actor.id)",
    ),
}
_MERGE = """
import resource, sys
from pathlib import Path
from annotator.errors import AnnotatorError
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.colleagues import merging
with Project.open(Path(sys.argv[1]), coder=Coder("coder-b", "B")) as project:
    try:
        report = project.merge(Path(sys.argv[2]))
    except AnnotatorError as problem:
        print(problem.message)
    else:
        print("taken in", *report.problems)
used = resource.getrusage(resource.RUSAGE_SELF)
# Not ru_maxrss: a new process begins with that of the one it was forked from.
most = next(one for one in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in one)
print(round(used.ru_utime + used.ru_stime, 1), int(most.split()[1]) * 1024)
"""


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_by_intent_is_told_in_little_time_and_room(
    ours: Path, theirs: Path, name: str
) -> None:
    stranger(theirs, *LARGE[name])
    before = theirs.read_bytes()
    said = subprocess.run(
        [sys.executable, "-c", _MERGE, ours, theirs],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)),
    )
    assert said.stderr == ""
    sentence, used = said.stdout.splitlines()
    assert sentence.endswith(".")
    seconds, most = used.split()
    assert float(seconds) < MOST_CPU_S
    assert int(most) < MOST_BYTES
    assert theirs.read_bytes() == before

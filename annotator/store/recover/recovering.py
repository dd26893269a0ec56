"""A damaged project read page by page, and all that is left of it written into a new file.

The damaged file is only read. The new one takes its name when `check` finds nothing wrong with it.
"""

import contextlib
import errno
import os
import sqlite3
import stat
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.disk import shown
from annotator.errors import (
    AnnotatorError,
    CannotOpen,
    DamagedProject,
    ForeignFile,
    MissingProject,
    Where,
    WrongUse,
)
from annotator.language import tr
from annotator.model.ids import new_id, now
from annotator.store.check import check
from annotator.store.connection import close_writer, commit, connect
from annotator.store.copies.snapshot import copying, private_place
from annotator.store.history import Log, StepSum, step_seal
from annotator.store.journal import FIRST_ACT
from annotator.store.new_file import made as made_file
from annotator.store.recover.assembling import Assembled, assembled
from annotator.store.recover.gathering import gathered
from annotator.store.recover.pages import Pages
from annotator.store.recover.steps import Rows, Told, bridged
from annotator.store.rows_sql import TABLES, RowChange, seconds
from annotator.store.schema import bring_to_format, database_of
from annotator.store.uids import NUMBER, Uids, pattern_sum
from annotator.store.write import PROGRAM, put_meta
from annotator.text.normal import RULES_VERSION
from annotator.work import Watch

RECOVER_ACT = "recover"
"""The act of a step that does what lost ones must have done."""
_MOST_BYTES = 8 * 1024**3


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of a damaged project: the new file, what it holds, what is lost, in sentences."""

    path: Path
    n_articles: int
    n_spans: int
    n_steps: int
    lost: tuple[str, ...]


def recover(path: Path, to: Path, watch: Watch | None = None) -> Recovery:
    """Save what can be read of the damaged project at `path` into a new file at `to`.

    Raises `MissingProject`, `ForeignFile` for what is no project, `WrongUse` for a sound one,
    `TargetExists`, `CannotWrite`, `DiskFull`, and `Cancelled`.
    """
    watch = watch or Watch()
    with private_place(path) as place:
        _copy(path, place)
        _refuse_sound(place, path, watch)
        watch.progress(0, 3, tr("part"))
        with copying(path):
            content = place.read_bytes()
    found = gathered(Pages(content))
    if not any(found.rows.get(name) for name in ("step", "text", "article", "span", "scheme")):
        sentence = tr("Nothing of an Annotator project was found in “{name}”.", name=shown(path))
        raise ForeignFile(sentence, tr("Open a backup."), Where(str(path)))
    watch.cancel.check()
    watch.progress(1, 3, tr("part"))
    whole = assembled(found)
    watch.cancel.check()
    watch.progress(2, 3, tr("part"))
    with made_file(to) as beside:
        return _written(whole, beside, to)


def _copy(path: Path, place: Path) -> None:
    """Copy the file with its journal, which is rolled back in the copy if it can be."""
    for ending in ("", "-journal"):
        source = path.with_name(f"{path.name}{ending}")
        plain = _plain(source, path, must=not ending)
        if plain is not None:
            with copying(path):
                place.with_name(f"{place.name}{ending}").write_bytes(plain)
    with (
        contextlib.suppress(sqlite3.Error, AnnotatorError, UnicodeError),
        contextlib.closing(connect(place, write=False, query_only=True)) as connection,
    ):
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _plain(source: Path, path: Path, *, must: bool) -> bytes | None:
    """Give the bytes of a regular file, without waiting for one that is none."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not must and source.is_symlink():
        return None  # SQLite made no link beside the file
    try:
        handle = os.open(source, flags)
    except OSError as problem:
        if not must:
            return None
        sentence = tr("“{name}” was not found.", name=shown(path))
        if problem.errno in (errno.EACCES, errno.EPERM):
            sentence = tr("You may not read “{name}”.", name=shown(path))
        hint = tr("Look whether it was moved, renamed or deleted.")
        raise MissingProject(sentence, hint, Where(str(path))) from problem
    seen = os.fstat(handle)
    if stat.S_ISREG(seen.st_mode) and seen.st_size <= _MOST_BYTES:
        with os.fdopen(handle, "rb") as file:
            return file.read()
    os.close(handle)
    if not must:
        return None
    sentence = tr("“{name}” is not a file.", name=shown(path))
    raise MissingProject(
        sentence, tr("Pick a file whose name ends in .annotator."), Where(str(path))
    )


def _refuse_sound(place: Path, path: Path, watch: Watch) -> None:
    try:
        is_sound = check(place, watch).ok
    except ForeignFile as problem:
        if place.read_bytes()[:16] != b"SQLite format 3\0":
            is_sound = False  # perhaps only its first page is damaged
        else:
            raise type(problem)(problem.message, problem.hint, Where(str(path))) from problem
    except CannotOpen:
        is_sound = False
    if is_sound:
        raise WrongUse(
            tr("“{name}” is sound: there is nothing to recover.", name=shown(path)),
            tr("Open it, or copy it as any file."),
            Where(str(path)),
        )


# --- the new file ---------------------------------------------------------------------------------


def _written(whole: Assembled, beside: Path, to: Path) -> Recovery:
    """Fill the new file; where history and rows do not meet, the rows alone go in."""
    _fill(beside, whole, bridged(whole.told, whole.rows))
    health, lost = check(beside), [*whole.lost]
    if not health.ok:
        beside.unlink()
        beside.touch()
        whole.told = Told()
        _fill(beside, whole, bridged(whole.told, whole.rows))
        health = check(beside)
        lost.append(tr("The history could not be kept: all that is there is one step."))
    if not health.ok:
        sentence = tr("What was read of the project does not fit together.")
        raise DamagedProject(sentence, tr("Open a backup."), Where(str(to)))
    return Recovery(to, health.n_articles, health.n_spans, health.n_steps, tuple(lost))


def _fill(beside: Path, whole: Assembled, bridges: Mapping[int, list[RowChange]]) -> None:
    connection = connect(beside, write=True)
    try:
        connection.execute("BEGIN IMMEDIATE")
        bring_to_format(database_of(connection))
        _put_origins(connection, whole)
        connection.executemany(
            "INSERT INTO text (sha256, length, body) VALUES (?, ?, ?)",
            [(total, len(body), body) for total, body in whole.texts.items()],
        )
        for form in TABLES:
            rows = whole.rows[form.name].values()
            connection.executemany(form.insert, map(form.inserting, rows))
        _put_steps(connection, whole, bridges)
        _put_facts(connection, whole)
        commit(connection)
    finally:
        close_writer(connection)


def _put_origins(connection: sqlite3.Connection, whole: Assembled) -> None:
    for number, pattern, total in whole.origins:
        if pattern is None and isinstance(number, int):
            # An id that counts nothing must not look like one that does.
            kept = f"{new_id()[:30]}%06x" if number > NUMBER else uuid.uuid4().bytes
            pattern, total = kept, pattern_sum(kept)
        connection.execute(
            "INSERT INTO origin (id, pattern, sum) VALUES (?, ?, ?)", (number, pattern, total)
        )


def _put_steps(
    connection: sqlite3.Connection, whole: Assembled, bridges: Mapping[int, list[RowChange]]
) -> None:
    """Write the steps that are kept as they stood, and those that bridge what is lost."""
    uids, steps = Uids(connection), whole.told.steps
    at_end = max([*steps, *whole.told.lost], default=0) + 1
    drops = at_end in bridges or not _is_next(whole.rows, whole.told)
    by = next((one.cells[5] for one in steps.values()), None)
    first = min([*steps, *bridges], default=1)
    for number in sorted({*steps, *bridges}):
        if number in bridges:
            _put_bridge(connection, uids, number, bridges[number], by, is_first=number == first)
            continue
        cells = [*steps[number].cells]
        if drops and cells[7] == "undone":
            cells[7] = "dropped"
        connection.execute(f"INSERT INTO step VALUES ({', '.join('?' * len(cells))})", cells)
        for block in steps[number].blocks:
            connection.execute(f"INSERT INTO block VALUES ({', '.join('?' * len(block))})", block)


def _is_next(rows: Rows, history: Told) -> bool:
    """Say whether the step that was undone first finds what it would change."""
    undone = [n for n in sorted(history.steps) if history.steps[n].state == "undone"]
    if not undone:
        return True
    if any(one > undone[0] for one in history.lost):
        return False
    return all(
        one.fits(rows[one.form.name].get(one.key)) for one in history.steps[undone[0]].changes
    )


def _put_bridge(
    connection: sqlite3.Connection,
    uids: Uids,
    number: int,
    changes: list[RowChange],
    by: object,
    *,
    is_first: bool,
) -> None:
    log = Log(connection, number)
    ordered = sorted(changes, key=lambda one: (one.after is not None) + (one.before is None))
    log.add(ordered)
    act, at = FIRST_ACT if is_first else RECOVER_ACT, seconds(now())
    coder = by if isinstance(by, int) else uids.kept("")
    total = StepSum(act=act, args="{}", by=coder, at=at)
    text, uid = log.finish(total), uids.kept(new_id())
    connection.execute(
        "INSERT INTO step (id, uid, act, args, by, at, state, changes, sum, log)"
        " VALUES (?, ?, ?, '{}', ?, ?, 'done', ?, ?, ?)",
        (number, uid, act, coder, at, log.n_changes, total.digest() + step_seal(number, uid), text),
    )


def _put_facts(connection: sqlite3.Connection, whole: Assembled) -> None:
    import unicodedata

    usual = {
        "project_id": new_id(),
        "title": "",
        "created": now(),
        "normaliser": str(RULES_VERSION),
        "unicode": unicodedata.unidata_version,
    }
    put_meta(connection, {**usual, **whole.facts, "program": PROGRAM})

"""Work in other processes: the same answers in the same order, and nothing left behind."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import Cancelled
from annotator.formats.sources import Source
from annotator.model.article import Article, Doubt, FieldProposal, RegionProposal, RegionType
from annotator.model.bundle import Content
from annotator.project import second_process
from annotator.project.importing.parsing import SourceToRead, parse_text
from annotator.project.second_process import Helpers, each, in_lots
from annotator.text.ranges import Range
from annotator.work import Cancel

LONG = 600
HERE = os.getpid()
CANCEL = Cancel()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started while the test runs."""
    found: list[subprocess.Popen[bytes]] = []
    start = second_process.started

    def recorded() -> subprocess.Popen[bytes] | None:
        process = start()
        if process is not None:
            found.append(process)
        return process

    monkeypatch.setattr(second_process, "started", recorded)
    return found


Job = tuple[int, int, str]
"""A number, the id of the process that asks, and a file that shows that another one is at work."""


def jobs(folder: Path, n: int = 100) -> list[Job]:
    return [(number, HERE, str(folder / "another")) for number in range(n)]


def meet(job: Job) -> tuple[int, int]:
    """Whoever asks waits until somebody else is at work, too."""
    number, asking, sign = job
    if os.getpid() != asking:
        Path(sign).touch()
    while not Path(sign).exists():
        time.sleep(0.001)
    return number, os.getpid()


def die(job: Job) -> int:
    if os.getpid() != job[1]:
        os._exit(3)
    return job[0]


def fail(job: Job) -> int:
    message = f"job {job[0]}"
    raise LookupError(message)


def hang(job: Job) -> int:
    """The other process hangs; this one cancels when that has begun."""
    meet(job)
    if os.getpid() != job[1]:
        time.sleep(LONG)
    CANCEL.cancel()
    return job[0]


def all_ended(processes: list[subprocess.Popen[bytes]]) -> bool:
    """Whether they ended and were waited for: no zombie is left."""
    return all(process.returncode is not None for process in processes)


def test_answers_come_in_the_order_of_the_jobs_from_both_processes(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    answers = list(each(meet, jobs(tmp_path), n_helpers=1))
    assert [number for number, _ in answers] == list(range(100))
    assert {process for _, process in answers} == {HERE, started[0].pid}
    assert all_ended(started)


@pytest.mark.parametrize("n", [0, 1, 63, 64, 65, 300])
def test_jobs_are_handed_out_once_in_their_order_few_at_once_at_the_end(n: int) -> None:
    lots = [*in_lots(range(n))]
    assert [one for lot in lots for one in lot] == [*range(n)]
    assert [len(one) for one in lots] == sorted(map(len, lots), reverse=True)
    assert len(lots[-1] if lots else ()) <= 4


def test_the_jobs_of_a_process_that_dies_are_done_here(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    assert list(each(die, jobs(tmp_path), n_helpers=2)) == list(range(100))
    assert len(started) == 2
    assert all_ended(started)


def test_an_error_of_the_work_is_raised_here(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    with pytest.raises(LookupError, match=r"job \d+"):
        list(each(fail, jobs(tmp_path), n_helpers=1))
    assert all_ended(started)


def test_jobs_that_are_still_being_made_are_worked_at_meanwhile(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    every = jobs(tmp_path, 120)

    def made() -> Iterator[Job]:
        yield from every[:90]
        while not (tmp_path / "another").exists():  # the other process is at work
            time.sleep(0.001)
        yield from every[90:]

    answers = list(each(meet, made(), n_helpers=1))
    assert [number for number, _ in answers] == list(range(120))
    assert {process for _, process in answers} == {HERE, started[0].pid}
    assert all_ended(started)


def test_jobs_that_cannot_be_made_leave_no_process(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    def made() -> Iterator[Job]:
        yield from jobs(tmp_path, 90)
        raise LookupError

    with pytest.raises(LookupError):
        list(each(die, made(), n_helpers=2))
    assert len(started) == 2
    assert all_ended(started)


def test_cancel_does_not_wait_for_a_process_that_hangs(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    with pytest.raises(Cancelled):
        list(each(hang, jobs(tmp_path), n_helpers=1, cancel=CANCEL))
    assert all_ended(started)


def test_who_stops_listening_leaves_no_process(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    answers = each(meet, jobs(tmp_path), n_helpers=1)
    next(answers)
    assert started[0].stdin is not None
    started[0].stdin.write(b"half of a job")
    answers.close()
    assert all_ended(started)


def test_few_jobs_start_no_process(started: list[subprocess.Popen[bytes]]) -> None:
    assert list(each(abs, [-1, 2, -3])) == [1, 2, 3]
    assert started == []


def test_where_no_process_can_be_started_all_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert list(each(abs, range(-100, 0), n_helpers=2)) == list(range(100, 0, -1))


def test_texts_read_in_another_process_are_what_they_are_here(tmp_path: Path) -> None:
    texts = {
        "plain.txt": b"A headline\n\nThe minister said that the bridge would close.\n",
        "persian.txt": "تیتر\n\nوزیر گفت که پل بسته می‌شود.\n".encode("cp1256", "replace"),
        "guessed.txt": "Überschrift\n\nDie Brücke wird gesperrt, sagte sie.\n".encode("cp1252"),
        "empty.txt": b"",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "odd\udce9.txt": b"A name that is no text.\n",
        "crlf.txt": b"\xef\xbb\xbfOne\r\n\r\nTwo \x00 three.\r\n",
    }
    for name, data in texts.items():
        (tmp_path / name).write_bytes(data)
    asked = [SourceToRead(Source.of_path(tmp_path / name)) for name in texts]
    asked.append(SourceToRead(Source.of_path(tmp_path / "missing.txt")))
    asked.append(SourceToRead(Source.of_text("Pasted words.", "pasted"), is_empty_folder=True))
    done = subprocess.run(
        [sys.executable, "-m", "annotator", second_process.FLAG, "en"],
        input=pickle.dumps((parse_text, asked)),
        stdout=subprocess.PIPE,
        check=True,
    )
    answers = pickle.loads(done.stdout)  # noqa: S301 - our own process wrote it
    assert answers == [parse_text(job) for job in asked]
    came_in = [job.source.name for job, one in zip(asked, answers, strict=True) if not one.refused]
    assert came_in == ["plain.txt", "persian.txt", "guessed.txt", "odd\ufffd.txt", "crlf.txt"]


@pytest.mark.parametrize(("n_jobs", "n_helpers"), [(second_process.WORTH_IT - 1, 0), (400, 2)])
def test_many_jobs_start_as_many_processes_as_there_are_processors_to_spare(
    started: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
    n_jobs: int,
    n_helpers: int,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert list(each(abs, range(n_jobs))) == list(range(n_jobs))
    assert len(started) == n_helpers


def test_never_more_than_three_processes_help(
    started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(9)), raising=False)
    assert list(each(abs, range(400))) == list(range(400))
    assert len(started) == 3
    assert all_ended(started)


def test_where_processors_cannot_be_asked_for_the_computers_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3}, raising=False)
    assert second_process._n_processors() == 2
    monkeypatch.delattr(os, "sched_getaffinity")
    for counted, n in ((4, 4), (None, 1)):
        monkeypatch.setattr(os, "cpu_count", lambda counted=counted: counted)
        assert second_process._n_processors() == n


def test_a_program_in_one_file_calls_itself_with_the_flag_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "annotator-in-one-file"
    script.write_text(f'#!/bin/sh\n[ "$#" = 2 ] && exec {sys.executable} -m annotator "$@"\n')
    script.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(script))
    (tmp_path / "jobs").mkdir()
    answers = list(each(meet, jobs(tmp_path / "jobs"), n_helpers=1))
    assert [number for number, _ in answers] == list(range(100))
    assert len({process for _, process in answers}) == 2


def test_whoever_serves_answers_lot_by_lot_until_nothing_comes(tmp_path: Path) -> None:
    """What is printed meanwhile does not come among the answers."""
    lots = [(abs, [-1, 2]), (print, ["words"]), (second_process.language.current, [])]
    process = subprocess.run(
        [sys.executable, "-m", "annotator", second_process.FLAG, "de"],
        input=b"".join(map(pickle.dumps, lots)),
        capture_output=True,
        check=True,
        cwd=Path(second_process.__file__).parents[2],
    )
    found = io.BytesIO(process.stdout)
    assert [pickle.load(found) for _ in lots] == [[1, 2], [None], []]  # noqa: S301 - ours
    assert found.read() == b""
    assert process.stderr == b"words\n"


def test_the_work_is_cancelled_while_another_process_has_the_last_jobs(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    cancel = Cancel()
    threading.Timer(0.3, cancel.cancel).start()
    with pytest.raises(Cancelled):
        list(each(hang_elsewhere, jobs(tmp_path, 64), n_helpers=1, cancel=cancel))
    assert all_ended(started)


@pytest.mark.parametrize("n_helpers", [0, 1])
def test_a_wish_to_stop_is_heard_where_the_next_answers_are_there_already(n_helpers: int) -> None:
    cancel = Cancel()
    answers = each(abs, [-1, -2, -3, -4], n_helpers=n_helpers, cancel=cancel)
    assert next(answers) == 1
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(answers)


def hang_elsewhere(job: Job) -> int:
    meet(job)
    if os.getpid() != job[1]:
        time.sleep(LONG)
    return job[0]


def test_processes_that_were_started_beforehand_help_and_end(
    tmp_path: Path,
    started: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    with Helpers(meet, are_worth_it=True) as helpers:
        assert len(started) == 1
        answers = list(each(meet, jobs(tmp_path), helpers=helpers))
    assert [number for number, _ in answers] == list(range(100))
    assert {process for _, process in answers} == {HERE, started[0].pid}
    with Helpers(meet, are_worth_it=True), Helpers(meet, are_worth_it=False):
        assert len(started) == 2
    assert all_ended(started)


def test_values_are_the_same_behind_another_process_as_before_it() -> None:
    article = Article(id="a", title="T", sha256="0", text="T", meta={"n": [1, None]})
    region = RegionProposal(RegionType.CAPTION, Range(0, 1))
    field = FieldProposal("date", "2026", None, "line", Doubt.TWO_READINGS)
    content = Content(article, proposed_regions=(region,), proposed_fields=(field,), row=3)
    answers = each(same, [content, Cancel, None] * 9, n_helpers=1)
    assert list(answers) == [content, Cancel, None] * 9


def same(job: object) -> object:
    return job

"""Intervals reckoned in another process: the same, ended when that is wished, told if lost."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import Cancelled, ProcessEnded
from annotator.project import second_process
from annotator.project.agreement import beside
from annotator.project.agreement.beside import reckoned_beside
from annotator.work import Cancel
from tests.codings import coded, coding, project_of, span

if TYPE_CHECKING:
    from annotator.compare.agreement import Agreement

TEXT = "“We will pay,” the minister said in Port Aldane on Monday. It was late in the day."
N = 14
MANY = 50_000_000
"""So many draws take hours."""


@pytest.fixture
def found(tmp_path: Path) -> Agreement:
    """Two coders who agree in some of fourteen articles, without intervals."""

    def one(coder: str, at: int) -> object:
        value = "person" if coder == "B" and at % 3 == 0 else "place"
        end = 12 if coder == "B" and at % 2 else 14
        return coding(
            span(f"{coder}{at}c", "claim", (0, end), directness="direct"),
            span(f"{coder}{at}e", "entity", (36, 47), kind=value),
        )

    articles = [
        coded(f"{TEXT} {at}", one("A", at), one("B", at), article_id=f"a{at}") for at in range(N)
    ]
    with project_of(tmp_path / "two.annotator", articles) as project:
        return project.agreement("A", "B", resamples=0)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started, for few articles as well."""
    begun: list[subprocess.Popen[bytes]] = []
    start = second_process.started

    def recorded() -> subprocess.Popen[bytes] | None:
        process = start()
        if process is not None:
            begun.append(process)
        return process

    monkeypatch.setattr(second_process, "started", recorded)
    monkeypatch.setattr(beside, "WORTH_IT", 0)
    return begun


def have_ended(processes: list[subprocess.Popen[bytes]]) -> bool:
    return all(one.returncode is not None for one in processes)


def test_intervals_are_the_very_same_as_those_reckoned_here(
    found: Agreement, processes: list[subprocess.Popen[bytes]]
) -> None:
    there = found.with_intervals(300, Cancel(), reckoned_beside)
    assert len(processes) == 1
    assert have_ended(processes)
    here = found.with_intervals(300, Cancel())
    assert there == here
    between = {(one.measure, one.of): one.interval for one in there.pairs[0].figures}
    assert between["alpha", "entity.kind"] is not None
    assert between["alpha_u", "all"] is not None
    assert between["exact", "claim"] is not None
    assert len(processes) == 1


def test_what_is_sent_grows_by_less_than_two_kilobytes_an_article(
    found: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []

    def reckon(asked: object, _cancel: Cancel) -> list[None]:
        sent.append(second_process._packed(asked))
        return [None] * len(found.pairs[0].figures)

    found.with_intervals(300, Cancel(), reckon)
    texts = [one for one in sent if TEXT.encode() in one]
    assert not texts
    assert len(sent[0]) < 20_000 + N * 2_000


def test_few_articles_are_not_worth_a_process(
    found: Agreement, processes: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "WORTH_IT", N + 1)
    assert found.with_intervals(20, Cancel(), reckoned_beside) == found.with_intervals(20, Cancel())
    assert not processes


def test_the_process_ends_when_nobody_wishes_for_intervals_any_more(
    found: Agreement, processes: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel, start = Cancel(), second_process.started

    def cancelled_soon() -> subprocess.Popen[bytes] | None:
        process = start()
        threading.Timer(0.3, cancel.cancel).start()
        return process

    monkeypatch.setattr(second_process, "started", cancelled_soon)
    with pytest.raises(Cancelled):
        found.with_intervals(MANY, cancel, reckoned_beside)
    assert len(processes) == 1
    assert have_ended(processes)


def test_a_process_that_is_killed_is_a_sentence_and_nothing_is_reckoned_here(
    found: Agreement,
    processes: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = second_process.started

    def killed() -> subprocess.Popen[bytes] | None:
        process = start()
        assert process is not None
        process.kill()
        return process

    monkeypatch.setattr(second_process, "started", killed)
    with pytest.raises(ProcessEnded, match="ended before it was done") as told:
        found.with_intervals(MANY, Cancel(), reckoned_beside)
    assert "more memory" in told.value.hint
    assert have_ended(processes)


def test_where_no_process_can_be_started_it_is_done_here_and_can_be_cancelled(
    found: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "WORTH_IT", 0)
    monkeypatch.setattr(second_process, "started", lambda: None)
    assert found.with_intervals(20, Cancel(), reckoned_beside) == found.with_intervals(20, Cancel())
    cancel = Cancel()
    threading.Timer(0.1, cancel.cancel).start()
    with pytest.raises(Cancelled):
        found.with_intervals(MANY, cancel, reckoned_beside)


def test_the_other_process_comes_after_everything_else_and_this_one_does_not() -> None:
    """Reckoned here, it does not hold this process back."""
    before = os.nice(0)
    second_process.step_back()
    assert os.nice(0) == before
    there = second_process.answer_of(_niceness, 0, Cancel())
    assert there == max(before, 15)


def _niceness(_job: int) -> int:
    second_process.step_back()
    return os.nice(0)

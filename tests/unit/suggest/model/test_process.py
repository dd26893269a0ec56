"""The language process: what comes back, and what happens when it fails."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import Cancelled
from annotator.suggest.base import SuggestInput
from annotator.suggest.model.pipelines import Pipeline, Pipelines
from annotator.suggest.model.process import Bounds, LanguageProcess, shortened
from annotator.suggest.model.running import RunningModel, command_of
from annotator.work import Cancel
from tests.unit.suggest.model.stand_in import lay_out

if TYPE_CHECKING:
    from annotator.suggest.model.parsed import Parse

ENGLISH = Pipeline("en", "stand_in", "1.0", "stand_in")
SPOILT = Pipeline("fr", "spoilt", "1.0", "spoilt")
Make = Callable[..., LanguageProcess]


def nothing() -> None:
    """Wish for nothing."""


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Give what makes language processes that run the stand-in, and ends them."""
    monkeypatch.setenv("PYTHONPATH", str(lay_out(tmp_path / "there")))
    made: list[LanguageProcess] = []

    def make(**bounds: float) -> LanguageProcess:
        process = LanguageProcess(lambda: Pipelines((ENGLISH, SPOILT)), bounds=Bounds(**bounds))
        made.append(process)
        return process

    yield make
    for process in made:
        process.close()


def parsed(process: LanguageProcess, *texts: str, language: str = "en") -> list[Parse | None]:
    return list(process.parses([SuggestInput(text, language) for text in texts], nothing))


def words(parse: Parse | None, text: str) -> list[list[str]]:
    assert parse is not None
    return [[text[one.start : one.end] for one in some] for some in parse.paragraphs.values()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # it is gone before opening, or before reading
        return False


def pids(process: LanguageProcess) -> list[int]:
    return [one._process.pid for one in process._running.values()]


def until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def test_words_come_back_with_their_places_in_the_article(make: Make) -> None:
    text = "Dar said so.\n\nKabul “😀” did not.\n"
    (parse,) = parsed(make(), text)
    assert words(parse, text) == [["Dar", "said", "so."], ["Kabul", "“😀”", "did", "not."]]
    assert parse is not None
    assert parse.model == "stand_in 1.0"
    assert list(parse.paragraphs) == [0, 14]


def test_many_articles_come_back_in_their_order(make: Make) -> None:
    texts = [f"Article {n}.\n" + f"Line {n} of it.\n" * (n % 40) for n in range(60)]
    found = parsed(make(), *texts)
    assert [words(one, text) for one, text in zip(found, texts, strict=True)] == [
        [line.split() for line in text.splitlines()] for text in texts
    ]


def test_of_a_very_long_article_the_beginning_is_read_and_that_is_said(make: Make) -> None:
    process = make(n_characters=20, n_stretches=5)
    found = parsed(process, "One two.\nThree.\nFour five.\nSix.", "\n".join("abcdefgh"), "Seven.")
    assert [[*parse.paragraphs] for parse in found if parse] == [[0, 9], [0, 2, 4, 6, 8], [0]]
    assert shortened(process.n_shortened).startswith("The model read the beginning of 2 very long")
    process.begin_run()
    assert shortened(process.n_shortened) == ""


def test_half_characters_keep_the_places_of_the_others(make: Make) -> None:
    text = "\ud800\udc00 a\ud800 b"
    assert [one.start for one in parsed(make(), text)[0].paragraphs[0]] == [0, 3, 6]  # type: ignore[union-attr]


def test_without_a_pipeline_nothing_is_started(make: Make) -> None:
    process = make()
    assert parsed(process, "Hallo.", language="de") == [None]
    assert pids(process) == []
    assert process.trouble == ""


def test_what_was_parsed_once_is_not_parsed_again(make: Make) -> None:
    process = make()
    first = parsed(process, "Dar said so.\nKabul did not.")
    process.close()
    assert parsed(process, "Dar said so.\nKabul did not.") == first


@pytest.mark.parametrize(
    ("word", "why", "bounds"),
    [
        ("CRASH", "it ended by itself", {}),
        ("HANG", "took longer than", {"seconds": 0.2}),
        ("EAT", "100 MB of memory", {"megabytes": 100}),
    ],
)
def test_a_process_that_fails_twice_is_given_up_with_a_sentence(
    make: Make, word: str, why: str, bounds: dict[str, float]
) -> None:
    process = make(**bounds)
    texts = ["Good one.", f"Bad {word}.", "Good other."]
    found = parsed(process, *texts)
    assert found[1] is None
    assert why in process.trouble
    assert pids(process) == []
    process.begin_run()
    process.bounds = Bounds()  # a machine with much else to do may need as long for a good one
    assert words(parsed(process, "Good again.")[0], "Good again.") == [["Good", "again."]]
    assert process.trouble == ""


def test_a_process_that_was_killed_is_started_again_once(make: Make) -> None:
    process = make()
    parsed(process, "One.")
    (first,) = pids(process)
    os.kill(first, 9)
    assert until(lambda: not is_running(first))
    assert words(parsed(process, "Two.")[0], "Two.") == [["Two."]]
    assert pids(process) != [first]
    assert process.trouble == ""


def test_a_model_that_cannot_be_loaded_is_said_at_once(make: Make) -> None:
    process = make()
    assert parsed(process, "Bonjour.", language="fr") == [None]
    assert "spoilt 1.0" in process.trouble
    assert "there is no such model" in process.trouble


def test_a_program_that_cannot_be_started_is_said(make: Make) -> None:
    process = make()
    process._command = lambda _: ["/nothing/there"]
    assert parsed(process, "Hello.") == [None]
    assert "cannot be loaded" in process.trouble


TRIES = 20
"""Something else that the machine does may come between; so often it does not."""


def took_to_cancel(make: Make) -> float:
    process, cancel = make(), Cancel()
    parsed(process, "Started.")
    wished: list[float] = []

    def check() -> None:
        if not wished and process._running[ENGLISH].is_asked():
            cancel.cancel()
            wished.append(time.monotonic())
        cancel.check()

    with pytest.raises(Cancelled):
        list(process.parses([SuggestInput("HANG", "en")], check))
    return time.monotonic() - wished[0]


def test_waiting_can_be_cancelled_within_a_fifth_of_a_second(make: Make) -> None:
    assert any(took_to_cancel(make) < 0.2 for _ in range(TRIES))


def took_to_close(make: Make) -> float:
    process = make()
    parsed(process, "Started.")
    (pid,) = pids(process)
    process.ask(ENGLISH, ["HANG"])
    began = time.monotonic()
    process.close()
    took = time.monotonic() - began
    assert until(lambda: not is_running(pid))
    assert parsed(process, "Afterwards.") == [None]
    return took


def test_closing_ends_it_within_a_fifth_of_a_second_in_the_middle_of_work(make: Make) -> None:
    assert any(took_to_close(make) < 0.2 for _ in range(TRIES))


def test_it_ends_when_nobody_has_needed_it_for_some_time(make: Make) -> None:
    process = make()
    parsed(process, "One.")
    (pid,) = pids(process)
    process.tick()
    process.bounds = Bounds(idle_seconds=0.05)
    assert until(lambda: process._running[ENGLISH].seconds_of_silence() > 0.05)
    process.tick()
    assert not is_running(pid)
    assert words(parsed(process, "Two.")[0], "Two.") == [["Two."]]


def test_it_dies_with_whoever_started_it_in_the_middle_of_work(make: Make) -> None:
    code = (
        "import os, sys\n"
        "from annotator.suggest.model.pipelines import Pipeline\n"
        "from annotator.suggest.model.running import RunningModel, command_of\n"
        "one = Pipeline('en', 'stand_in', '1.0', 'stand_in')\n"
        "running = RunningModel(one, command_of(one))\n"
        "running.ask(['Good.']).done.wait(60)\n"
        "running.ask(['HANG'])\n"
        "print(running._process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    path = os.pathsep.join((os.environ["PYTHONPATH"], *filter(None, sys.path)))
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        encoding="ascii",
    )
    pid = int(ended.stdout)
    assert until(lambda: not is_running(pid))


def test_once_loaded_it_opens_no_connection_no_file_and_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(0.1)
        place = lay_out(tmp_path / "there", port=server.getsockname()[1])
        monkeypatch.setenv("PYTHONPATH", str(place))
        running = RunningModel(ENGLISH, command_of(ENGLISH))
        try:
            question = running.ask(["CONNECT.", "READ.", "LIST.", "START."])
            assert question.done.wait(60)
            assert question.answer is not None
            assert [some[0][2] for some in question.answer] == ["refused"] * 4
            with pytest.raises(TimeoutError):
                server.accept()
        finally:
            running.end()

"""`annotator do` killed at any moment: every step it answered for is there, nothing is half done.

Other verbs are killed in test_kill_acts.py.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from annotator.cli import main
from annotator.store.check import check
from tests.crash.share import share

KILLS = share(40)
LOTS = 2
TEXT = "Ferry returns\n\n" + " ".join(f"word{n}" for n in range(2000)) + ".\n"


class Running:
    """The program, fed with commands until it is killed."""

    def __init__(self, path: Path, seed: int) -> None:
        self.reported: list[str] = []
        self.first = threading.Event()
        self.random = random.Random(seed)  # noqa: S311 - chance, not secrecy
        self.process = subprocess.Popen(
            [sys.executable, "-m", "annotator", "do", str(path), "--coder", "A"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.threads = [threading.Thread(target=self.feed), threading.Thread(target=self.listen)]
        for thread in self.threads:
            thread.start()

    def feed(self) -> None:
        assert self.process.stdin is not None
        try:
            while self.process.poll() is None:
                self.process.stdin.write((json.dumps(self.command()) + "\n").encode())
                self.process.stdin.flush()
        except OSError:
            return

    def command(self) -> dict[str, object]:
        start = self.random.randrange(20, len(TEXT) - 60)
        place = [start, start + self.random.randrange(1, 40)]
        return self.random.choice(
            [
                {"do": "mark", "article": "1", "type": "entity", "at": [place]},
                {"do": "mark", "article": "1", "type": "claim", "at": [place], "actor": None},
                {"do": "actor", "name": f"Actor {start}", "kind": "person"},
                {"do": "note", "about": "1", "text": f"note {start}"},
                {"do": "region", "article": "1", "type": "caption", "at": [place]},
                {"do": "undo"},
                {"do": "redo"},
            ]
        )

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if not line.endswith(b"\n"):
                return
            answer = json.loads(line)
            if answer["ok"] and answer["step"]:
                self.reported.append(answer["step"])
            self.first.set()

    def kill(self) -> None:
        assert self.first.wait(60)
        threading.Event().wait(self.random.random() * 0.12)
        self.process.kill()
        self.process.wait()
        for thread in self.threads:
            thread.join()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            with suppress(OSError):  # what was on its way to the killed program
                stream.close()


@pytest.mark.parametrize("lot", range(LOTS))
def test_what_the_program_answered_for_is_there_after_it_was_killed(lot, tmp_path, capsys, tried):
    path = tmp_path / "study.annotator"
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main(["new", str(path), "--coder", "A"]) == 0
    assert main(["import", str(path), str(tmp_path / "a.txt")]) == 0
    n_reported = 0
    for kill in range(KILLS // LOTS):
        running = Running(path, seed=lot * 10_000 + kill)
        running.kill()
        health = check(path)
        assert health.ok, health.problems
        capsys.readouterr()
        assert main(["history", str(path), "--json"]) == 0
        there = {one["id"] for one in json.loads(capsys.readouterr().out)}
        assert set(running.reported) <= there
        n_reported += len(running.reported)
    assert n_reported > KILLS // LOTS
    tried.count("kills (do)", kills=KILLS // LOTS, steps=n_reported, lost=0)

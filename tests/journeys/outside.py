"""The program in its own process on a screen of its own, used from outside: keys, clicks, looking.

Whoever uses it waits for what is to be seen, as a person does; nothing sleeps for a fixed time.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.screen import Hand

_ROOT = Path(__file__).parents[2]
_PATIENCE_S = 120.0
_LOST_S = 5.0
"""How long it may take until a key that was let go arrives; in a window that goes, none does."""
_LOST_LOOKS = 300
"""So often is looked as well: an idle program answers five times as often in that time."""
_HELD_S, _BETWEEN_S = 0.6, 0.1
"""How long a key is held down; longer than it takes to come again."""
_PAPER = 240
"""All colours of the page are brighter."""
Seen = dict[str, Any]


class Outside:
    """One start of the program, with a hand and eyes."""

    def __init__(self, display: str, layout: str, project: Path | None, home: Path) -> None:
        """Start the program on a project, or on its start page; its settings are in `home`."""
        self.hand = Hand(display, layout)
        self._home, self._opened = home, [] if project is None else [str(project)]
        self._said = (home / "said.txt").open("w+", encoding="utf-8")
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.watched_program", *self._opened],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            cwd=home,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(home),
                "ANNOTATOR_HOME": str(home),
                "XDG_RUNTIME_DIR": str(home),
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "LC_ALL": "C.UTF-8",
                "PYTHONPATH": str(_ROOT),
                "PYTHONFAULTHANDLER": "1",
            },
        )

    def __enter__(self) -> Outside:
        """Wait until the article is there, or the start page."""
        first = "page" if self._opened else "Your coder name"
        try:
            self.until(lambda seen: seen["is_ready"] and seen["keyboard"] == first, first)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_how: object) -> None:
        """End the program, if it has not ended; let the keyboard go."""
        self.hand.close()
        self._program.kill()
        self._program.wait()
        self._said.close()

    # --- looking --------------------------------------------------------------------------------

    def look(self, words: str = "") -> Seen:
        """Give what is seen now; with words, where they stand on the page."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(f"{words}\n")
        self._program.stdin.flush()
        can_be_read, _, _ = select.select([self._program.stdout], [], [], _PATIENCE_S)
        if not can_be_read:
            raise TimeoutError(f"the program does not answer: {self._told()}")
        line = self._program.stdout.readline()
        if not line:
            raise AssertionError(f"the program has ended ({self._program.wait()}): {self._told()}")
        found: Seen = json.loads(line)
        return found

    def _told(self) -> str:
        """What the program wrote to its error stream and its logs, the end of it."""
        self._said.seek(0)
        logs = (one.read_text("utf-8") for one in sorted(self._home.rglob("log/*")))
        return "\n".join(one[-4000:] for one in (self._said.read(), *logs))

    def until(self, is_so: Callable[[Seen], object], what: str, words: str = "") -> Seen:
        """Look again and again until something is so."""
        end = time.monotonic() + _PATIENCE_S
        while True:
            seen = self.look(words)
            if is_so(seen):
                return seen
            if time.monotonic() > end:
                raise TimeoutError(f"not seen: {what}. Seen: {_in_short(seen)}")
            time.sleep(0.003)

    def settled(self, words: str = "") -> Seen:
        """Wait until all that was pressed has arrived and everything is on disk."""
        hand, lost, n_looks = self.hand, time.monotonic() + _LOST_S, 0

        def is_settled(seen: Seen) -> bool:
            nonlocal n_looks
            n_looks += 1
            if not seen["is_ready"] or seen["is_busy"]:
                return False
            if time.monotonic() > lost and n_looks > _LOST_LOOKS:
                hand.n_keys, hand.n_clicks = seen["n_keys"], seen["n_clicks"]
            return (seen["n_keys"], seen["n_clicks"]) == (hand.n_keys, hand.n_clicks)

        return self.until(is_settled, "an end of it", words)

    def thing(self, kind: str, words: str, of: str = "") -> Seen:
        """Wait for something that can be clicked, the first whose words begin so; give it."""

        def find(seen: Seen) -> list[Seen]:
            every = (one for one in seen.get("things", ()) if one.get("in", "") == of)
            there = [one for one in every if one["kind"] == kind]
            return [one for one in there if one["words"].startswith(words) and one["is_seen"]]

        return find(self.until(find, f"{kind} “{words}”"))[0]

    def until_told(self, words: str) -> Seen:
        """Wait until a message that begins so is shown."""
        return self.until(lambda seen: seen.get("message", "").startswith(words), words)

    def until_painted(self, words: str) -> None:
        """Wait until the paper behind some words of the page is on the screen."""
        at = self.settled(words)["words"][0]["begin"]
        end = time.monotonic() + _PATIENCE_S
        while min(self.hand.colour_at(at[0] - 24, at[1])) < _PAPER:
            if time.monotonic() > end:
                raise TimeoutError("the page is not painted")
            time.sleep(0.01)

    # --- keys and clicks ------------------------------------------------------------------------

    def press(self, *keys: str) -> Seen:
        """Press keys one by one, each when the one before has done what it does."""
        for key in keys:
            self.hand.press(key)
            seen = self.settled()
        return seen

    def go_back(self, *, most: int = 6) -> Seen:
        """Press Esc until nothing is open any more and the page has the keyboard.

        Another workspace has a keyboard of its own; Ctrl+1 comes back from it.
        """
        for _ in range(most):
            seen = self.settled()
            open_now = seen["dialog"] or seen["list"] or seen["menu"]
            if not open_now and seen["keyboard"] == "page":
                return seen
            if seen["dialog"]:
                self.until(lambda now: now["window"] == now["dialog"] or not now["dialog"], "it")
            self.hand.press("Esc" if open_now or seen["shows_page"] else "Ctrl+1")
        raise AssertionError(f"Esc does not lead back to the page: {self.look()}")

    def type(self, words: str) -> Seen:
        """Press the keys of words, as fast as can be."""
        return self.press_fast(*words)

    def press_fast(self, *keys: str) -> Seen:
        """Press keys one after another without looking."""
        for key in keys:
            self.hand.press(key)
        return self.settled()

    def reach(self, harmless: str) -> Seen:
        """Press a key that does nothing there until it arrives in what has just opened.

        The window manager may not have given it the keyboard yet: what is pressed then is lost.
        """
        n_before = self.settled()["n_keys"]

        def arrives(seen: Seen) -> bool:
            if seen["n_keys"] == n_before:
                self.hand.press(harmless)
                time.sleep(_BETWEEN_S)
            return bool(seen["n_keys"] > n_before)

        self.until(arrives, f"{harmless}, pressed")
        return self.settled()

    def hold(self, written: str) -> Seen:
        """Hold a key down for a while, without looking: looking would change when keys are read."""
        self.settled()
        self.hand.hold(written)
        time.sleep(_HELD_S)
        self.hand.let_go(written)
        last = -1
        while (now := self.until(lambda seen: seen["is_ready"], "it")["n_keys"]) != last:
            last = now
            time.sleep(_BETWEEN_S)
        self.hand.n_keys = now
        return self.settled()

    def click(self, kind: str, words: str, *, of: str = "", **how: Any) -> Seen:
        """Click something; `of` is the list that a cell stands in."""
        self.hand.click(*self.thing(kind, words, of)["at"], **how)
        return self.settled()

    def click_words(self, words: str, *, n: int = 1, right: bool = False) -> Seen:
        """Click into the first of these words of the page."""
        at = self.settled(words)["words"][0]["begin"]
        self.hand.click(*at, n=n, right=right)
        return self.settled()

    def select(self, words: str) -> Seen:
        """Drag over words of the page."""
        at = self.settled(words)["words"][0]
        self.hand.drag(at["begin"], at["end"])
        return self.settled()


def _in_short(seen: Seen) -> str:
    """Give what is seen for a person to read: of what can be clicked its words alone."""
    things = [f"{one['kind']} “{one['words']}”" for one in seen.get("things", ()) if one["is_seen"]]
    rest = {"things": things, "strays": seen.get("strays")}
    first = {name: one for name, one in seen.items() if name not in rest}
    return json.dumps({**first, **rest}, ensure_ascii=False)

"""The verbs that change a study or write a file, each as one line; and how one is run in here.

`WRITING` has the words of each verb behind `annotator`, `READING` the verbs that only read, and
those that torture has elsewhere; test_acts.py says so where a verb is in neither.
"""

from __future__ import annotations

import contextlib
import io
import random
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from annotator.cli import main

if TYPE_CHECKING:
    from tests.crash.scene import Scene

Words: TypeAlias = Callable[["Scene", random.Random], list[object]]


def _new(s: Scene, c: random.Random) -> list[object]:
    return ["new", s.out / f"new {c.randrange(10**9)}.annotator"]


def _kit(s: Scene, c: random.Random) -> list[object]:
    make = ["kit", "make", s.study, "--coder", "C", "--to", s.out / f"kits {c.randrange(10**9)}"]
    return c.choice([make, ["kit", "collect", s.study, s.kit]])


def _export(s: Scene, c: random.Random) -> list[object]:
    name, ending = c.choice([("jsonl", ".jsonl"), ("tables", ""), ("qdpx", ".qdpx")])
    to = s.out / f"export {c.randrange(10**9)}{ending}"
    return ["export", s.study, "--format", name, "--to", to]


def _mark(s: Scene, c: random.Random) -> list[object]:
    at = c.randrange(60)
    return ["mark", s.study, "1", c.choice(["cue", "claim", "entity"]), "--at", f"{at}:{at + 9}"]


def _backup(s: Scene, c: random.Random) -> list[object]:
    words = ["backup", "restore", s.study, "newest"]
    return c.choice([words, [*words, "--to", s.out / f"restored {c.randrange(10**9)}.annotator"]])


def _history(s: Scene, c: random.Random) -> list[object]:
    name = ["--name", "2", f"name {c.randrange(10**9)}"]
    return ["history", s.study, *c.choice([name, ["--forget-before", "5", "--yes"]])]


WRITING: Mapping[str, Words] = {
    "new": _new,
    "import": lambda s, c: ["import", s.study, s.texts],
    "mark": _mark,
    "link": lambda s, c: ["link", s.study, "x", "said-by", "y"],
    "take": lambda s, c: ["take", s.study, "A", "agreed"],
    "carry": lambda s, c: ["carry", s.study, "1"],
    "scheme": lambda s, c: [
        "scheme", "edit", s.study,
        f'{{"edit": "define", "what": "cue", "definition": "{c.randrange(10**6)}"}}',
    ],
    "sample": lambda s, c: ["sample", s.study, "--n", "1", "--name", f"s{c.randrange(10**6)}"],
    "kit": _kit,
    "merge": lambda s, c: ["merge", s.study, s.colleague],
    "suggest": lambda s, c: ["suggest", s.study, "--article", "1"],
    "export": _export,
    "undo": lambda s, c: ["undo", s.study],
    "redo": lambda s, c: ["redo", s.study],
    "backup": _backup,
    "history": _history,
    "traces": lambda s, c: ["traces", s.study, *c.choice([[], ["--remove"]])],
}  # fmt: skip

GOING_BACK = frozenset({"backup", "history"})
"""Verbs after which steps that were there may be gone, by intent."""

READING = frozenset({
    "agreement", "check", "compare", "demo", "do", "find", "formats", "info", "list",
    "recover", "show", "suggesters",
})  # fmt: skip
"""`do` is killed by test_kill.py, `recover` has test_recover.py; `find` marks by the call
that ACTS has too."""


def run(words: list[object]) -> tuple[int, str]:
    """Run a verb in this program; give its exit code, and all that it said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main([*map(str, words), "--coder", "A", "--json"])
    return code, said.getvalue()

"""The text that the command line's journeys are about, and what its verbs answer."""

from __future__ import annotations

import json

TEXT = "Harbour opens\n\n“We will 🚢 reopen,” said Mira Talven of Velmora.\n"


def answer(outcome: tuple[int, str, str]):
    assert outcome[0] == 0, outcome
    return json.loads(outcome[1])


def at(words: str) -> str:
    start = TEXT.index(words)
    return f"{start}:{start + len(words)}"

"""What notes quote of a text goes out without it, however long the note is."""

from __future__ import annotations

import pytest

from annotator.project.going_out import offsets
from annotator.text.likeness import fold

TEXT = "The mayor said: It’s shut, and it stays shut. Nobody else spoke about the harbour."


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("See “it stays shut.” again.", "See “…” again."),
        ("She says 'It's shut, and it stays' there.", "She says '…' there."),
        ("„Nobody  else spoke“, so «it stays shut»", "„…“, so «…»"),
        ("“It is open” is not said.", "“It is open” is not said."),
        ("It’s the coder’s own “word”.", "It’s the coder’s own “word”."),
        ("“” is empty", "“” is empty"),
    ],
)
def test_a_quotation_is_left_out_and_other_words_stay(note: str, left: str) -> None:
    assert offsets._Repeated(TEXT).unquoted(note) == left


def test_a_long_note_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    n_letters = 0

    def counting(words: str) -> str:
        nonlocal n_letters
        n_letters += len(words)
        return fold(words)

    monkeypatch.setattr(offsets, "fold", counting)
    note = " ".join(f'“word {n}” isn’t what they’d say; "other {n}"' for n in range(300))
    assert offsets._Repeated(TEXT).unquoted(note) == note
    assert n_letters < 4 * len(note)

"""Signs that nobody sees are written out; those that do their work stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.letters.visible import STEERS, visible, without_steering


def test_signs_that_steer_a_terminal_or_turn_its_line_are_written_out() -> None:
    assert without_steering("a\x1b[31mb\u202etxt.exe\nc") == "a<001B>[31mb<202E>txt.exe<000A>c"
    assert without_steering("می‌شود\u00a0ok\t") == "می‌شود\u00a0ok\t"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("invoice\u202efdp.exe", "invoice<202E>fdp.exe"),
        ("Ada\u200b", "Ada<200B>"),
        ("\ufeffAda", "<FEFF>Ada"),
        ("A\u200dda", "A<200D>da"),
        ("Ada\u200c", "Ada<200C>"),
        ("Ada\ufe0f", "Ada<FE0F>"),
        ("Ada\U000e0041", "Ada<E0041>"),
        ("a\u2028b\x85c\rd", "a<2028>b<0085>c<000D>d"),
        ("\u2068left open", "<2068>left open"),
        ("closed\u2069", "closed<2069>"),
        ("\u2068first\nline\u2069", "<2068>first\nline<2069>"),
        ("\u3164", "<3164>"),
        ("\u2800", "<2800>"),
    ],
)
def test_what_hides_is_seen(words: str, shown: str) -> None:
    assert visible(words) == shown


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        "two\nlines\tand a tab",
        "می‌خواهم",
        "👩‍👩‍👧 ❤️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "\u2068Ada\u2069 said \u2066x \u2068y\u2069\u2069",
        "Ärzte d\u2019État \u00a0 soft\u00adhyphen",
        "שלום\u200f عليكم\u200e",
        "葛\U000e0100城",
    ],
)
def test_what_does_its_work_stays(words: str) -> None:
    assert visible(words) == words


@given(st.text())
def test_nothing_turns_a_line_and_showing_twice_is_showing_once(words: str) -> None:
    shown = visible(words)
    assert visible(shown) == shown
    for line in shown.split("\n"):
        turning = [one for one in line if STEERS.match(one)]
        assert all(
            unicodedata.bidirectional(one) in ("LRI", "RLI", "FSI", "PDI") for one in turning
        )
        assert len(turning) % 2 == 0

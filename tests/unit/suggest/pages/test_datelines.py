"""What stands before a report begins, and what only looks like it."""

import pytest

from annotator.suggest.pages.datelines import opening
from annotator.suggest.pages.furniture import furniture
from annotator.suggest.pages.lines import WebPage

REST = " in the town hall that the harbour will reopen and that nobody will lose a job."
PERSIAN = " که بندر تا پایان ماه بازگشایی می‌شود و هیچ کارگری بیکار نخواهد شد و کار ادامه دارد."


def dateline(text: str, language: str = "en") -> str | None:
    found = opening(WebPage(text, furniture(language)))
    return None if found is None else found.at.of(text)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("DIDPress: The minister said", "DIDPress:"),
        ("Elsewhere Daily: The minister said", "Elsewhere Daily:"),
        ("BBC: The minister said", "BBC:"),
        ("KABUL (AP) — The minister said", "KABUL (AP) —"),
        ("KABUL, March 2 (Reuters) - The minister said", "KABUL, March 2 (Reuters) -"),
        ("(Reuters) - The minister said", "(Reuters) -"),
        ("KABUL — The minister said", "KABUL —"),
        ("Kabul, 2 March 2026 – The minister said", "Kabul, 2 March 2026 –"),
        ("WASHINGTON, D.C. – The minister said", "WASHINGTON, D.C. –"),
        ("Kabul (AFP): The minister said", "Kabul (AFP):"),
    ],
)
def test_outlets_agencies_and_cities_are_datelines(start: str, expected: str) -> None:
    assert dateline(start + REST) == expected


@pytest.mark.parametrize(
    "start",
    [
        "Dar: We said",
        "Ishaq Dar: We said",
        "Update: The minister said",
        "The minister said: “We said",
        "Monday — the minister said",
        "By the way — the minister said",
        "The long and winding road to peace — The minister said",
        "Today at 10:30 the minister said",
        "Kabul - The minister said",
        "He came - and said",
        "“Peace” — The minister said",
        "— The minister said",
        ": The minister said",
        "(see below) - the minister said",
    ],
)
def test_speakers_labels_and_prose_are_not(start: str) -> None:
    assert dateline(start + REST) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fa", "کابل ـ وزیر ترابری گفت" + PERSIAN, "کابل ـ"),
        ("fa", "خبرگزاری موج: وزیر ترابری گفت" + PERSIAN, "خبرگزاری موج:"),
        ("fa", "وزیر ترابری روز دوشنبه گفت: وزیر" + PERSIAN, None),
    ],
)
def test_persian_datelines(language: str, text: str, expected: str | None) -> None:
    assert dateline(text, language) == expected


def test_the_turns_of_a_transcript_are_no_datelines() -> None:
    turns = "".join(f"BBC: The minister said{REST}\nGUEST: No.\n" for _ in range(3))
    assert dateline(turns) is None


def test_a_first_paragraph_that_is_short_may_have_one() -> None:
    text = f"Harbour reopens\nKABUL (AP) — It will reopen.\nThe minister said{REST}"
    assert dateline(text) == "KABUL (AP) —"


def test_nothing_opens_an_empty_text() -> None:
    assert dateline("") is None

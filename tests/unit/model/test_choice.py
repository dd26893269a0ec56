"""What goes out is a value: it is said in words, kept as JSON and read again as it was."""

from __future__ import annotations

from annotator.model.choice import ALL, ExportChoice, ExportTexts
from annotator.model.choice.cases import MOST_CASES, Case, CountedCases
from annotator.text.ranges import Range

EVERYTHING = ExportChoice(
    ("L1",), ("a1", "a2"), (("state", "done"),), "pilot", False, ExportTexts.OFFSETS, (), (), True
)  # fmt: skip
NAMES = ExportChoice(texts=ExportTexts.PSEUDONYMS, pseudonyms=("p1", "persons"), also=("Miratown",))


def test_where_all_goes_out_nothing_is_said() -> None:
    assert ALL.as_json() == {}
    assert [*ALL.words()] == []
    assert not ALL.narrows
    assert all(
        one.narrows for one in (EVERYTHING, ExportChoice(layers=()), ExportChoice(sample="s"))
    )
    assert not NAMES.narrows


def test_it_is_said_in_words() -> None:
    assert [*EVERYTHING.words()] == [
        "1 layer",
        "2 articles",
        "the articles of the sample “pilot”",
        "articles where state is “done”",
        "without spans that lie in page furniture",
        "without the words of the articles: places and checksums stay",
    ]
    hides = "this hides names, not persons"
    assert [*NAMES.words()] == [
        "all persons under other names",
        "1 actor under another name",
        hides,
    ]
    two = ExportChoice(texts=ExportTexts.PSEUDONYMS, pseudonyms=("p1", "p2"))
    assert [*two.words()] == ["2 actors under other names", hides]
    assert [*ExportChoice(texts=ExportTexts.OFFSETS).words()][-1] == "without notes"


def test_places_are_counted_and_the_first_are_known() -> None:
    found = CountedCases()
    found.add("span", "a1", [Range(0, 4), None])
    found.add("span", "a2", [])
    assert found.n["span"] == 2
    assert found.cases("span") == (Case("a1", Range(0, 4)), Case("a1", None))
    found.add("span", "a3", [None] * (2 * MOST_CASES))
    assert (found.n["span"], len(found.cases("span"))) == (2 + 2 * MOST_CASES, MOST_CASES)
    found.clear()
    assert (found.n["span"], found.cases("span")) == (0, ())

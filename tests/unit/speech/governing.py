"""Sentences as tests of what cues govern write them: He said [the plan would fail]."""

from annotator.speech.governed import governed_in
from annotator.text.ranges import Range
from tests.unit.reading.pages import marked

_SAID = "said"


def governed(language: str, written: str) -> tuple[list[list[str]], list[str]]:
    """Read "He said [the plan would fail]": what is governed, and what stands in brackets."""
    text, places = marked(written.replace("[", "[said:"))
    found = governed_in(text, Range(0, len(text)), language)
    wanted = [part.of(text) for part in places.get(_SAID, ())]
    return [[part.of(text) for part in one.parts] for one in found], wanted


def holds(language: str, written: str) -> None:
    found, wanted = governed(language, written)
    assert [part for parts in found for part in parts] == wanted

"""Whole sentences of the press: which word announces a claim, and whose it is."""

import re
from pathlib import Path

import pytest

from annotator.speech.grammar import WordKinds
from annotator.speech.sayings import saying_of
from annotator.speech.words import lexicon
from annotator.text.ranges import Range

SENTENCES = Path(__file__).parents[2] / "data" / "speech"


def read(language: str, written: str) -> str:
    """What is found for the claim, as the files write it."""
    text = ""
    places: dict[str, list[Range]] = {"[": [], "{": []}
    for piece in re.split(r"(\[.*?\]|\{.*?\})", written):
        is_marked = piece[:1] in places and piece
        bare = piece[1:-1] if is_marked else piece
        if is_marked:
            places[piece[0]].append(Range(len(text), len(text) + len(bare)))
        text += bare
    words = WordKinds(lexicon(language), language)
    found = saying_of(text, places["["], words, others=places["{"])
    cue = "-" if found.cue is None else found.cue.of(text)
    return f"{cue}: {' + '.join(one.of(text) for one in found.speakers) or '-'}"


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fa", "fr"])
def test_sentences_are_read_as_a_reader_reads_them(language: str) -> None:
    lines = (SENTENCES / f"{language}.txt").read_text("utf-8").splitlines()
    wanted = dict(zip(lines[::2], map(str.strip, lines[1::2]), strict=True))
    assert {written: read(language, written) for written in wanted} == wanted

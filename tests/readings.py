"""How our coded articles are read by the grammar alone, claim by claim, against their coding.

`python -m tests.readings` writes down in `tests/data/misread.txt` where the two differ. Look at
what changes there: each line that goes is a claim that is read right from now on.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.speech.attributions import Attribution, Readable, attributions
from annotator.speech.how_said import SpeechForm
from annotator.text.quotations import MARKS
from annotator.text.sentences import paragraph_at
from tests import coded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.text.ranges import Range

FILE = Path(__file__).parent / "data" / "misread.txt"
_SHOWN = 60


def misread(article: coded.CodedArticle) -> list[str]:
    """Give a line for each claim that is read otherwise than it is coded, in text order."""
    found = sorted([*_missed(article), *_false_or_other(article)], key=lambda one: (one[0], one[1]))
    return [f"{article.name} | {what} | {words}" for _, what, words in found]


def _read(article: coded.CodedArticle) -> dict[tuple[Range, ...], Attribution]:
    lines = []
    at = 0
    while at < len(article.text):
        line = paragraph_at(article.text, at)
        lines.append(line)
        at = line.end + 1
    readable = Readable(tuple(one for one in lines if one.of(article.text).strip()))
    return {one.said.parts: one for one in attributions(article.text, readable, article.language)}


def _missed(article: coded.CodedArticle) -> Iterator[tuple[int, str, str]]:
    known = _read(article)
    for claim in article.claims:
        if claim.parts not in known:
            yield claim.parts[0].start, "missed", article.words_of(claim)[:_SHOWN]


def _false_or_other(article: coded.CodedArticle) -> Iterator[tuple[int, str, str]]:
    claims = {one.parts: one for one in article.claims}
    for parts, one in _read(article).items():
        words = " … ".join(part.of(article.text) for part in parts)[:_SHOWN]
        claim = claims.get(parts)
        if claim is None:
            how = "thought" if one.said.is_thought else one.said.how.value
            yield parts[0].start, f"not coded ({how})", words
            continue
        cue, speakers = _ends(article, claim, "cue"), _ends(article, claim, "speaker")
        read = {one.cue, one.particle} - {None}
        if cue and read != cue:
            yield parts[0].start, "another cue", words
        if article.ends and {*one.speakers} != speakers:
            yield parts[0].start, "another speaker", words
        has_marks = any(not MARKS.isdisjoint(part.of(article.text)) for part in parts)
        is_topic = one.said.how is SpeechForm.TOPIC
        if is_topic != (claim.kind == "reported") and not has_marks:
            yield parts[0].start, f"not {claim.kind}", words


def _ends(article: coded.CodedArticle, claim: coded.CodedClaim, kind: str) -> set[Range]:
    mine = (one for one in article.ends if one.kind == kind and claim.key in one.keys)
    return {part for one in mine for part in one.parts}


def main() -> None:
    lines = [line for article in coded.own() for line in misread(article)]
    FILE.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()

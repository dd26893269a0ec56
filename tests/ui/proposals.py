"""A project whose articles have proposed fields, as the window opens it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.formats.sources import Source
from annotator.model.article import Doubt, FieldCandidate, FieldProposal
from annotator.project import Project
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from annotator.model.layer import Coder

MINISTERS = """Ministers meet in Kuala Lumpur
KUALA LUMPUR, 04/05/2025 – The two ministers met on Sunday for the first time, both sides said.
“We have agreed to go on talking,” said one of them after two hours.
"""


def two_readings(text: str, words: str, first: str, second: str) -> FieldProposal:
    """Give a date that can be read two ways."""
    others = (FieldCandidate(second, "mdy"), FieldCandidate(first[:4], "year"))
    at = place(text, words)
    return FieldProposal("date", first, at, "weekday", Doubt.TWO_READINGS, others)


def place(text: str, words: str) -> Range:
    """Give where some words stand."""
    at = text.index(words)
    return Range(at, at + len(words))


def proposals_of(n: int) -> tuple[str, tuple[FieldProposal, ...]]:
    """Give the text of an article, and what is proposed for it."""
    title = f"Crossing {n} to open again"
    date = f"0{n % 9 + 1}/02/2025"
    text = f"{title}\nHARBOUR, {date} – Crossing {n} opens, a minister said on Monday.\nMore.\n"
    headline = FieldProposal("title", title, place(text, title), "title")
    outlet = FieldProposal("outlet", "Harbour Post", None, "meta")
    if n % 2:
        day = FieldProposal("date", "2025-02-03", place(text, date), "dateline")
    else:
        day = two_readings(text, date, f"2025-02-0{n % 9 + 1}", f"2025-0{n % 9 + 1}-02")
    return text, (headline, day, outlet)


def make(path: Path, coder: Coder, articles: Sequence[tuple[str, tuple[FieldProposal, ...]]]) -> (
    None
):  # fmt: skip
    """Make a project of texts with what is proposed for them."""
    with Project.create(path, coder=coder) as project:
        add(project, articles)


def add(project: Project, articles: Sequence[tuple[str, tuple[FieldProposal, ...]]]) -> None:
    """Take texts in, some at a time, with what is proposed for them."""
    for start in range(0, len(articles), 100):
        some = articles[start : start + 100]
        sources = [Source.of_text(text, f"{n}.txt") for n, (text, _) in enumerate(some, start)]
        plan = project.plan_import(sources)
        fields = iter(some)
        plan.gathered.bundles[:] = [
            replace(
                bundle,
                contents=tuple(
                    replace(one, proposed_fields=next(fields)[1]) for one in bundle.contents
                ),
            )
            for bundle in plan.gathered.bundles
        ]
        project.take_in(plan)


def ministers() -> tuple[str, tuple[FieldProposal, ...]]:
    """Give an article with all fields proposed, its date doubtful."""
    text = MINISTERS
    title = "Ministers meet in Kuala Lumpur"
    return text, (
        FieldProposal("title", title, place(text, title), "title"),
        two_readings(text, "04/05/2025", "2025-05-04", "2025-04-05"),
        FieldProposal("outlet", "Newswire", None, "json-ld"),
        FieldProposal("url", "https://newswire.example/ministers", None, "canonical"),
    )

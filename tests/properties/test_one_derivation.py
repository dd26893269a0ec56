"""Tables, lists and cards say the same of statements and actors, on any marks and joins."""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import WrongUse
from annotator.model.layer import Coder
from annotator.model.statement import ActorCounts
from annotator.project import Project
from annotator.reading.cards import card_of

WORDS = [
    "Dar",
    "said",
    "that",
    "Kabul",
    "and",
    "Wang",
    "had",
    "agreed",
    "and",
    "Mira",
    "told",
    "Velmora",
    "so",
]
TEXT = " ".join(WORDS)
NAMES = ("Dar", "Ishaq Dar", "Wang", "Mira")

places = st.integers(0, len(WORDS) - 1)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("claim"), places, places),
        st.tuples(st.just("speaker"), places, st.sampled_from((*NAMES, ""))),
        st.tuples(st.just("entity"), places, st.sampled_from((*NAMES, ""))),
        st.tuples(st.just("link"), places, places),
        st.tuples(st.just("join"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    ),
    max_size=14,
)


def span_of(first: int, last: int) -> tuple[int, int]:
    first, last = sorted((first, last))
    start = sum(len(word) + 1 for word in WORDS[:first])
    return start, start + len(" ".join(WORDS[first : last + 1]))


def done(project: Project, act: tuple[object, ...]) -> None:
    match act:
        case ("claim", int(first), int(last)):
            project.mark("1", "claim", span_of(first, last))
        case ("speaker" | "entity" as kind, int(n), str(name)):
            project.mark("1", kind, span_of(n, n), actor=name or None)
        case ("link", int(n), int(m)):
            claims, speakers = (
                list(project.spans(type_name="claim")),
                list(project.spans(type_name="speaker")),
            )
            if claims and speakers:
                project.link(claims[n % len(claims)], "said_by", speakers[m % len(speakers)])
        case ("join", str(one), str(other)):
            project.join([one, other])


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@given(acts)
@settings(max_examples=25, deadline=None)
def test_an_actor_speaks_as_often_in_tables_lists_and_cards(some: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with Project.create(folder / "p.annotator", coder=Coder("a", "A")) as project:
            project.import_text(TEXT)
            for name in NAMES:
                project.actor(name)
            for act in some:
                try:
                    done(project, act)
                except WrongUse:
                    continue  # marked already, joined already
            agrees(project, folder)


def agrees(project: Project, folder: Path) -> None:
    actors = project.context.actors
    counts = ActorCounts(actors)
    on_cards: Counter[str] = Counter()
    for page in project.pages():
        for span in page.spans():
            counts.add_span(span)
    for statement in project.statements():
        counts.add_statement(statement)
        claim = statement.claim
        page = project.page_of(claim.id)
        card = card_of(page, claim, actors, layer_id=claim.layer_id, scheme=project.scheme)
        on_cards.update(set(card.who.split(", ")) & set(NAMES))
    project.export("tables", folder / "tables")
    table = {
        row["actor_id"]: (int(row["n_statements_as_speaker"]), int(row["n_spans"]))
        for row in rows(folder / "tables", "actors")
    }
    listed = project.reader.actor_counts()
    for actor in actors.every():
        wanted = (counts.claims[actor.id], counts.spans[actor.id])
        assert table[actor.id] == wanted
        assert listed.get(actor.id, (0, 0)) == wanted
        assert on_cards[actor.name] == wanted[0]
    assert [row["statement_id"] for row in rows(folder / "tables", "statements")] == [
        one.claim.id for one in project.statements()
    ]

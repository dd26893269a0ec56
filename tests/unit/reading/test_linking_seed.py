"""The seed article: its gold can be selected, and who says what comes first in the list of L."""

import json
from pathlib import Path
from typing import Any

from annotator.model.actor import Actor, ActorBook, Alias
from annotator.model.article import Article, Origin, Region, RegionType
from annotator.model.page import Page
from annotator.model.span import Link, Span
from annotator.reading.caret import Caret
from annotator.reading.linking import LinkCandidate, candidates
from annotator.reading.selection import to_mark, widening_path
from annotator.speech.words import lexicon
from annotator.text.ranges import Range
from annotator.text.words import next_word_start, word_at
from tests import builders


class Seed:
    """The seed article with its gold coding, page by page."""

    def __init__(self, folder: Path) -> None:
        self.text = (folder / "article.txt").read_text(encoding="utf-8")
        self.gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        self.article = Article(id="a", title="", text=self.text, sha256="", language="en")
        self.spans = {entry["id"]: self._span(entry) for entry in self.gold["spans"]}
        self.claims = [span for span in self.spans.values() if span.type == "claim"]
        self.regions = [
            Region(str(n), "a", RegionType(entry["kind"]), _range(entry), Origin.HAND, "coder")
            for n, entry in enumerate(self.gold["regions"])
            if entry["kind"] != "body"
        ]
        self.actors = ActorBook(
            Actor(
                entry["id"],
                entry["name"],
                entry["kind"],
                tuple(Alias(f"{entry['id']}-{name}", name) for name in entry["aliases"]),
            )
            for entry in self.gold["actors"]
        )

    def _span(self, entry: dict[str, Any]) -> Span:
        parts = tuple(_range(part) for part in entry["parts"])
        quotes = tuple(part.of(self.text) for part in parts)
        attributes = entry.get("attributes", {})
        actor = entry.get("actor")
        return Span(entry["id"], "a", "me", entry["type"], parts, quotes, attributes, actor)

    def end(self, claim: Span, link_name: str) -> Span:
        ends = [
            entry["to"]
            for entry in self.gold["links"]
            if entry["from"] == claim.id and entry["type"] == link_name
        ]
        return self.spans[ends[0]]

    def proposed(
        self, claim: Span, known: dict[str, Span], links: list[Link]
    ) -> tuple[LinkCandidate, ...]:
        spans = [*(span for span in known.values() if span.id != claim.id), claim]
        page = Page(self.article, regions=self.regions, spans=spans, links=links)
        return candidates(
            page, claim.id, lexicon("en"), self.actors, scheme=builders.scheme(), layer_id="me"
        )

    def place_of_gold(self, claim: Span, found: tuple[LinkCandidate, ...]) -> int | None:
        """Which candidate has the gold's speaker and cue, from 0; None if there is none."""
        speaker, cue = self.end(claim, "said_by"), self.end(claim, "cued_by")
        for n, one in enumerate(found):
            if one.at == speaker.parts[0] and one.cue == cue.parts[0]:
                return n
        return None


def _range(entry: dict[str, Any]) -> Range:
    return Range(entry["start"], entry["end"])


def test_with_nothing_else_marked_the_golds_speaker_and_cue_come_first(shared: Path) -> None:
    seed = Seed(shared / "samples" / "seed")
    places = [seed.place_of_gold(claim, seed.proposed(claim, {}, [])) for claim in seed.claims]
    assert len(places) == 16
    assert all(place is not None and place < 9 for place in places)
    assert sum(place == 0 for place in places) >= 15


def test_coding_from_top_to_bottom_the_first_candidate_is_right_and_its_actor_too(
    shared: Path,
) -> None:
    seed = Seed(shared / "samples" / "seed")
    known: dict[str, Span] = {}
    links: list[Link] = []
    places: list[int | None] = []
    wrong_actors = 0
    for claim in seed.claims:
        found = seed.proposed(claim, known, links)
        places.append(seed.place_of_gold(claim, found))
        speaker, cue = seed.end(claim, "said_by"), seed.end(claim, "cued_by")
        wrong_actors += found[0].actor_id not in (None, speaker.actor_id)
        known |= {span.id: span for span in (claim, speaker, cue)}
        for name, end in (("said_by", speaker), ("cued_by", cue)):
            links.append(Link(f"{claim.id}-{name}", "a", "me", name, claim.id, end.id))
    assert all(place is not None and place < 9 for place in places)
    assert sum(place == 0 for place in places) >= 15
    assert wrong_actors == 0


def test_two_presses_of_space_select_each_direct_quotation_of_the_gold(shared: Path) -> None:
    seed = Seed(shared / "samples" / "seed")
    direct = [claim for claim in seed.claims if claim.attributes["directness"] == "direct"]
    assert len(direct) == 5
    for claim in direct:
        position = next_word_start(seed.text, claim.start)
        while position < claim.end:
            if word_at(seed.text, position) is not None:
                path = widening_path(seed.text, Range(position, position), "en")
                assert path[1] == claim.parts[0], seed.text[position : position + 20]
            position = next_word_start(seed.text, position)


def test_snapping_leaves_every_span_of_the_gold_as_it_is(shared: Path) -> None:
    seed = Seed(shared / "samples" / "seed")
    for span in seed.spans.values():
        for part in span.parts:
            assert to_mark(seed.text, Caret.over(part), language="en") == part

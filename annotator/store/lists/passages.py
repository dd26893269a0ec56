"""Where actors are named: each span that refers to one, on whosever layer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.scheme import Role, Scheme
from annotator.text.ranges import Range
from annotator.text.words import line_around

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from annotator.store.uids import Uids

_PASSAGES = (
    "SELECT a.id, s.id, s.layer_id, r.actor_id, a.title, a.outlet, a.date, l.name, s.type,"
    ' s.start, s."end", s.quote,'
    " EXISTS (SELECT 1 FROM link k JOIN span c ON c.id = k.source_id AND c.type = :claim"
    " WHERE k.target_id = s.id AND k.type = :said_by)"
    " FROM refers r JOIN span s ON s.id = r.span_id JOIN article a ON a.id = s.article_id"
    " JOIN layer l ON l.id = s.layer_id"
    " WHERE r.actor_id IN (SELECT value FROM json_each(:actors))"
    " ORDER BY a.number, a.id, s.start, s.id"
)


@dataclass(frozen=True, slots=True)
class ActorPassage:
    """A span that refers to an actor: in which article, whose, where, and whether it speaks there.

    `sentence` is what stands before the words, the words, and what stands after them; None = it
    is not read. `layer` is the layer's name, `words` are those of the span's first part.
    """

    article_id: str
    title: str
    outlet: str
    date: str
    span_id: str
    layer_id: str
    actor_id: str
    layer: str
    type: str
    at: Range
    words: str
    role: str
    sentence: tuple[str, str, str] | None = None

    @property
    def line(self) -> str:
        """The words with what stands around them in their sentence, in one line."""
        before, words, after = self.sentence or ("", self.words, "")
        return line_around(before + words + after, Range(len(before), len(before) + len(words)))


SAID, NAMED = "said", "named"
"""What an actor does where it is named: a claim is linked to it, or none is."""


def passages_of(
    connection: sqlite3.Connection, uids: Uids, actor_ids: Collection[str], scheme: Scheme
) -> list[ActorPassage]:
    """Give all spans that refer to some actors, in the order of articles; no join is followed."""
    asked = {
        "actors": json.dumps([uids.number(one) for one in actor_ids]),
        "claim": scheme.name_for(Role.CLAIM),
        "said_by": scheme.name_for(Role.SAID_BY),
    }
    rows = connection.execute(_PASSAGES, asked).fetchall()
    ids = [uids.texts([row[n] for row in rows]) for n in range(4)]
    return [
        ActorPassage(
            article, title or "", outlet or "", date or "", span, layer_id, actor, layer, type_name,
            Range(start, end), words, SAID if speaks else NAMED,
        )
        for article, span, layer_id, actor, (
            title, outlet, date, layer, type_name, start, end, words, speaks,
        ) in zip(*ids, (row[4:] for row in rows), strict=True)
    ]  # fmt: skip

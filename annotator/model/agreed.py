"""The agreed layer: what is settled between two layers, and what its record says.

The record holds `of` (the ids of the two layers, left first), `names` (settling without names) and
`stood` (the figures of agreement as they stood when settling began).
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING

from annotator.model.layer import Layer, LayerKind, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.model.article import Json
    from annotator.model.layer import Progress

AGREED = "agreed"
"""What the agreed layer is called."""


@dataclass(frozen=True, slots=True)
class Nameless:
    """Settling without names: which side is *one* hangs on `seed` and the article's text.

    `lifted` says when the names were shown again and by whom (a coder's id); "" = still hidden.
    It ends by itself when all is settled: `ended`.
    """

    seed: str
    since: str
    lifted: str = ""
    lifted_by: str = ""
    ended: str = ""

    @property
    def hides(self) -> bool:
        """Whether names are hidden now."""
        return not (self.lifted or self.ended)

    def is_swapped(self, fingerprint: str) -> bool:
        """Say whether *one* is the right layer in the article whose text has this sha256.

        By the last hexadecimal digit of SHA-256 of seed LF "side" LF fingerprint (review.md §5).
        """
        digest = hashlib.sha256(f"{self.seed}\nside\n{fingerprint}".encode()).hexdigest()
        return int(digest[-1], 16) % 2 == 1


@dataclass(frozen=True, slots=True)
class AgreedRecord:
    """What the record of an agreed layer says."""

    of: tuple[str, str]
    names: Nameless | None = None
    stood: Mapping[str, Json] = field(default_factory=dict)

    @property
    def hides_names(self) -> bool:
        """Whether who coded what is hidden while settling."""
        return self.names is not None and self.names.hides

    def to_json(self) -> dict[str, Json]:
        """Give it as it stands in the layer."""
        record: dict[str, Json] = {"of": list(self.of)}
        if self.names is not None:
            names = asdict(self.names)
            record["names"] = {name: value for name, value in names.items() if value}
        if self.stood:
            record["stood"] = dict(self.stood)
        return record

    def lifted(self, at: str, by: str) -> AgreedRecord:
        """Give it with the names shown from now on."""
        if self.names is None:
            return self
        return replace(self, names=replace(self.names, lifted=at, lifted_by=by))


def agreed_layer(layers: Iterable[Layer]) -> Layer | None:
    """Give the project's agreed layer; None where there is none yet.

    One that came from a colleague is theirs, not the project's.
    """
    return next((one for one in layers if one.kind is LayerKind.AGREED and not one.frozen), None)


def agreed_record(layer: Layer) -> AgreedRecord | None:
    """Give what the record of a layer says of settling; None where it says nothing of it."""
    match layer.record:
        case {"of": [str(left), str(right)]}:
            stood = layer.record.get("stood")
            return AgreedRecord(
                of=(left, right),
                names=_nameless(layer.record.get("names")),
                stood=stood if isinstance(stood, dict) else {},
            )
    return None


def nameless_record(layers: Iterable[Layer]) -> AgreedRecord | None:
    """Give the record of the project's agreed layer while it hides who coded what; else None."""
    agreed = agreed_layer(layers)
    record = agreed_record(agreed) if agreed is not None else None
    return record if record is not None and record.hides_names else None


def coded_once(
    agreed: Mapping[str, Progress], left: Mapping[str, Progress], right: Mapping[str, Progress]
) -> frozenset[str]:
    """Give the articles that the agreed layer has from one coder alone; by how far each is."""

    def is_done(states: Mapping[str, Progress], article_id: str) -> bool:
        found = states.get(article_id)
        return found is not None and found.state is State.DONE

    return frozenset(
        one
        for one in agreed
        if is_done(agreed, one) and not (is_done(left, one) and is_done(right, one))
    )


def _nameless(said: Json) -> Nameless | None:
    if not isinstance(said, dict):
        return None
    texts = {one.name: said.get(one.name) for one in fields(Nameless)}
    return Nameless(**{name: one if isinstance(one, str) else "" for name, one in texts.items()})

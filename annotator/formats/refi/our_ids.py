"""What things of ours are called when a REFI-QDA project of ours comes back from another program.

Each thing goes out with the same GUID every time, and what comes in is called by its GUID.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.formats.refi.codes import guid
from annotator.formats.refi.held_links import RefiMemo
from annotator.formats.refi.index import described
from annotator.formats.refi.marks import actor_id, layer_id, note_of, span_id
from annotator.model.span import Owner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.scheme import Scheme
    from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class OurIds:
    """The ids that things of one project have when they come in."""

    project_id: str

    def layer(self, uid: str) -> str:
        """Give the id of a layer."""
        return layer_id(guid(self.project_id, "layer", uid))

    def actor(self, uid: str) -> str:
        """Give the id of an actor."""
        return actor_id(guid(self.project_id, "actor", uid))

    def attribute_notes(self, scheme: Scheme) -> Iterator[str]:
        """Give the ids of notes that what the scheme says of attributes would become."""
        for kind in scheme.types:
            for one in kind.attributes:
                code = guid(self.project_id, "code", f"{kind.name}\n{one.name}")
                yield note_of(described(code), RefiMemo("", ""), Owner.SCHEME, "").id

    def spans(self, span: Span) -> Iterator[str]:
        """Give the ids of a span: as a whole, and of each of its parts alone."""
        yield span_id(guid(self.project_id, "span", span.id))
        if len(span.parts) > 1:
            for n in range(len(span.parts)):
                yield span_id(guid(self.project_id, "span", f"{span.id}\n{n}"))

"""What shows the actors, and leads from one to a passage and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.led_to import lead_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.store.lists.passages import ActorPassage
    from annotator.ui.actors.sheet import ActorsSheet, LeftAt
    from annotator.ui.led_to import Looking


class ActorSheets:
    """The act *Actors …* of one open project."""

    def __init__(self, host: Looking) -> None:
        """Work for an open project."""
        self._host = host

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does the act, by its name."""
        return {"actors": self.show}

    def show(self, stand: LeftAt | None = None) -> None:
        """Show all actors, as they were shown when the sheet was left for a passage."""
        from annotator.ui.actors.sheet import ActorsSheet

        sheet = ActorsSheet(self._host, stand)
        sheet.passage_wanted.connect(partial(self._go, sheet))
        self._host.over.show(sheet)

    def _go(self, sheet: ActorsSheet, passage: ActorPassage) -> None:
        """Show a passage in its article; Esc there comes back to it."""
        back = partial(self.show, sheet.stand())
        lead_to(self._host, passage.article_id, passage.at, passage.layer_id, back)

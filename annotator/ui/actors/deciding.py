"""Whether two actors are one: decided by the same act wherever it is asked, each time a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.project.acts.actors import plan_look_alike

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.span import Decision
    from annotator.project.colleagues.look_alikes import DecidedPair
    from annotator.ui.bridge import Bridge

VERDICTS: dict[int, bool | None] = {1: True, 2: False, 0: None}
"""What digits decide: the same, different, nobody knows yet."""


class Deciding:
    """Makes verdicts steps as soon as what was decided before is known."""

    def __init__(self, bridge: Bridge) -> None:
        """Know of no decision yet."""
        self._bridge = bridge
        self._decisions: tuple[Decision, ...] = ()
        self._waiting: list[tuple[DecidedPair, bool | None]] = []
        self._is_known = False

    def forget(self) -> None:
        """Know that something was decided meanwhile, which is read now."""
        self._is_known = False

    def take(self, decisions: Iterable[Decision]) -> None:
        """Take what is decided as it is now, and do what waited for that."""
        self._decisions, self._is_known = tuple(decisions), True
        while self._waiting and self._is_known:
            self.decide(*self._waiting.pop(0))

    def decide(self, pair: DecidedPair, same: bool | None) -> None:
        """Decide about two; None leaves them for later."""
        if not self._is_known:
            self._waiting.append((pair, same))
            return
        ids = (pair.left.id, pair.right.id)
        self._bridge.act_on_project(
            lambda context: plan_look_alike(context, self._decisions, ids, same=same)
        )

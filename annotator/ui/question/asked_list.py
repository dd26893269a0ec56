"""All that a question is asked of, and the walk over it; what is answered meanwhile is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.changes import Blocks
from annotator.ui.question.walked_list import WalkedList

if TYPE_CHECKING:
    from annotator.model.changes import Change
    from annotator.project.asking.walk import Topic
    from annotator.store.lists.asked import AskedItem
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.bridge import Bridge
    from annotator.ui.question.walked_list import ReadInParts


class AskedList(WalkedList["AskedItem"]):
    """What is asked of an attribute, or who it is, whether a sheet shows it or not."""

    def __init__(
        self,
        bridge: Bridge,
        jobs: Jobs,
        items: ReadInParts[AskedItem],
        topic: Topic,
        *,
        every: bool,
    ) -> None:
        """Begin with nothing read; answers are heard from now on."""
        super().__init__(bridge, jobs, items, topic, every=every)
        bridge.shown.connect(self._hear)

    def _hear(self, changes: tuple[Change, ...] | Blocks) -> None:
        """Count what a step has answered, its undoing too."""
        if isinstance(changes, Blocks):
            return
        for one in changes:
            item = self._item_of(one)
            if item:
                self._now[item] = one.after is not None
                self.walk.answer(item, is_answered=one.after is not None)

    def _item_of(self, change: Change) -> str:
        """Give what a change answers, or takes the answer from; "" = none of these."""
        attribute, key = self.walk.topic.attribute, change.key()
        if attribute is None:
            return str(key[0]) if change.table == "refers" else ""
        is_answer = change.table == "attribute" and key[2] == attribute.name
        return str(key[1]) if is_answer else ""

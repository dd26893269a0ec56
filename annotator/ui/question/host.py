"""What the pages of questions need of the open project in its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from annotator.ui.led_to import Looking
    from annotator.ui.suggestions.suggesting import PageSuggestions

    class WithSuggestions(Looking, Protocol):
        """An open project in which something may be suggested."""

        suggesting: PageSuggestions

"""The suggesters, and what they propose for an article one after the other.

Which articles are due, and what is kept of proposals, is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.layer import SUGGESTIONS
from annotator.suggest.actors import ACTORS
from annotator.suggest.base import Proposals
from annotator.suggest.memory import MEMORY, with_learnt
from annotator.suggest.merging import merged
from annotator.suggest.names import NAMES
from annotator.suggest.quotations import QUOTATIONS
from annotator.suggest.reports import REPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.suggest.base import Suggester, SuggestInput

SUGGESTERS: tuple[Suggester, ...] = (QUOTATIONS, REPORTS, NAMES, ACTORS, MEMORY)
"""All suggesters, in the order they work: each knows what those before it propose."""

_BY_THEMSELVES = frozenset({QUOTATIONS.name, REPORTS.name})
"""Those that read the article alone, whatever was proposed before them."""


def suggest_article(
    given: SuggestInput,
    suggesters: Sequence[Suggester] | None = None,
    check: Callable[[], None] = lambda: None,
) -> dict[str, Proposals]:
    """Give what each suggester (None = all) proposes, by name, and under `SUGGESTIONS` all of it.

    The same article, suggesters and word lists give the same proposals. `check` is called before
    each of them and may raise to stop.
    """
    found: dict[str, Proposals] = {}
    together = Proposals()
    is_whole = True
    for one in SUGGESTERS if suggesters is None else suggesters:
        check()
        if not is_whole and one.name not in _BY_THEMSELVES:
            together, is_whole = merged(given, found.values()), True
        found[one.name] = one.suggest(given, together)
        is_whole = is_whole and found[one.name] == Proposals()
    together = together if is_whole else merged(given, found.values())
    return {**found, SUGGESTIONS: with_learnt(given, together)}

"""From a sheet to a passage in its article; Esc there comes back to the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.text.ranges import Range
    from annotator.ui.importing.host import Looking as Looking


def lead_to(
    session: Looking,
    article_id: str,
    at: Range,
    layer_id: str,
    back: Callable[[], object],
    *,
    there: Callable[[], object] | None = None,
) -> None:
    """Show a passage on the layer it is marked on; Esc goes `back`, to the layer seen before.

    `there` is done when the passage is shown.
    """
    bridge, before = session.bridge, session.bridge.looked_at
    session.over.close()
    if layer_id and bridge.layer_id != layer_id:
        layers = {one.id: one for one in session.project.layers()}
        session.look_at(layers.get(layer_id))
        bridge.open_article(article_id)

    def come_back() -> None:
        if bridge.looked_at != before:
            session.look_at(before)
        back()

    def then() -> None:
        session.reading.view.select(at)
        session.handlers.escape.led_to = (at, come_back)
        if there is not None:
            there()

    session.open_then(article_id, then)
    session.reading.focus()

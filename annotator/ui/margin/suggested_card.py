"""The card of the current suggestion laid out: what is suggested, why, and what keys do with it."""

from collections.abc import Mapping

from annotator.language import tr
from annotator.reading.cards import Card
from annotator.ui.basics.keycaps import cap_width
from annotator.ui.basics.theme import Theme
from annotator.ui.margin.open_card import (
    CardPart,
    Flow,
    OpenCard,
    about,
    first_line,
    two_lines_of_words,
)

_QUESTION = 17.0
"""The room of the `?` before the first line."""
_STEP, _KEYS_STEP = 19.0, 23.0


def suggested_card(
    card: Card, keys: Mapping[str, str], theme: Theme, *, mirrored: bool
) -> OpenCard:
    """Lay the card of a suggestion out; what a click on a key's words does, the key does."""
    flow = Flow(theme)
    flow.put_sign(CardPart(question=card.type_name), _QUESTION)
    first_line(flow, card)
    two_lines_of_words(flow, card)
    if card.is_statement:
        about(flow, card)
    flow.new_line(_STEP)
    flow.put(CardPart(card.why(), ink="ink"))
    flow.new_line(_KEYS_STEP)
    acts = (
        ("take-suggestion", tr("take")),
        ("reject-suggestion", tr("reject")),
        ("change-suggestion", tr("change first")),
    )
    for act, words in acts:
        key = keys.get(act, "")
        flow.make_room(cap_width(flow.width(key)) + 4 + flow.width(words), _KEYS_STEP)
        if key:
            flow.put(CardPart(key, is_key=True, act=act), gap=4)
        flow.put(CardPart(words, act=act), gap=9)
    return flow.done(0, mirrored=mirrored)

"""How each type of span is drawn, and in which role of the theme: roles, never colours.

What colour a role has says `model.looks.palette`.
"""

from enum import StrEnum

from annotator.model.scheme import Role, Scheme

UNDER_MARK_KINDS = {
    "person": "P",
    "organisation": "O",
    "place": "L",
    "group": "G",
    "date": "D",
    "event": "E",
}
"""The letter that stands under the end of an entity, by its kind; any other kind has X."""

OTHER_KIND = "X"


class Style(StrEnum):
    """The ways a span can be drawn; each is told from the others without colour."""

    BODY = "body"
    """A tint over whole lines with a bar at its start: claims."""
    BOX = "box"
    """A tint with a thin outline: speakers."""
    DOTS = "dots"
    """Dots under the words: cues."""
    LINE = "line"
    """A line under the words with a letter at its end: entities."""
    DASHES = "dashes"
    """A line of long and short dashes with the key's letter: types the scheme adds."""


_STYLES = {
    Role.CLAIM: Style.BODY,
    Role.SPEAKER: Style.BOX,
    Role.CUE: Style.DOTS,
    Role.ENTITY: Style.LINE,
}


def style_of(type_name: str, scheme: Scheme) -> Style:
    """Give how spans of a type are drawn."""
    role = scheme.role_of(type_name)
    return _STYLES.get(role, Style.DASHES) if role is not None else Style.DASHES


def is_under(style: Style) -> bool:
    """Say whether a style is a line under the words, so that it takes a lane."""
    return style in (Style.DOTS, Style.LINE, Style.DASHES)


def letter_of(type_name: str, kind: str | None, scheme: Scheme) -> str:
    """Give the letter under a span's end: by an entity's kind, else the key of its type.

    An entity whose kind is not set yet has none; cues, speakers and claims have none.
    """
    style = style_of(type_name, scheme)
    if style is Style.LINE:
        return UNDER_MARK_KINDS.get(kind, OTHER_KIND) if kind else ""
    if style is Style.DASHES:
        known = scheme.type(type_name)
        return known.key if known is not None and known.key else type_name[:1].upper()
    return ""

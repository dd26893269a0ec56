"""Contrast of every pair that can meet on the screen, computed; schemes moved in lightness only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.model.looks import palette as plain
from annotator.model.looks.palette import LINE_CONTRAST, TEXT_CONTRAST
from annotator.model.scheme import Scheme, SpanType
from annotator.ui.basics import theme as themes
from annotator.ui.basics.theme import ROLES, Name, Theme, mixed
from annotator.ui.page.paint_order import SELECTION
from tests import builders

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

NAMES: tuple[Name, Name] = ("light", "dark")
TYPES = ("claim", "speaker", "cue", "entity")

# The table of the look: text on ground, least contrast in light and in dark.
TEXTS = [
    ("ink", "page", 16.5, 12.5),
    ("ink2", "page", 7.4, 7.3),
    ("ink2", "chrome", 6.7, 8.0),
    ("ink2", "selected_row", 5.6, 5.6),
    ("ink3", "page", 5.9, 5.3),
    ("ink3", "chrome", 5.3, 5.7),
    ("ink3", "canvas", 4.8, 6.1),
]
LINES = [
    ("claim", 5.1, 6.8),
    ("speaker", 3.8, 7.0),
    ("cue", 6.5, 7.3),
    ("entity", 4.3, 7.3),
    ("agreed", 3.5, 3.8),
    ("left", 5.1, 6.8),
    ("right", 4.6, 6.6),
]
# The letter of a coding on its own colour.
CHIPS = [("left", 5.2, 7.9), ("right", 4.7, 7.7)]


def contrast(first: QColor, second: QColor) -> float:
    parts = [(one.redF(), one.greenF(), one.blueF()) for one in (first, second)]
    return plain.contrast(*parts)


def tinted(theme: Theme, type_name: str, *, lit: bool, ground: str = "page") -> QColor:
    colours = theme.mark(type_name)
    return theme.tinted(colours.lit if lit else colours.tint, colours.line, ground)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("text", "ground", "light", "dark"), TEXTS)
def test_text_can_be_read_on_its_grounds(
    name: Name, text: str, ground: str, light: float, dark: float
) -> None:
    theme = Theme(name)
    found = contrast(theme.colour(text), theme.colour(ground))
    assert found >= TEXT_CONTRAST
    assert found == pytest.approx(dark if theme.is_dark else light, abs=0.06)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("line", "light", "dark"), LINES)
def test_lines_can_be_seen_on_the_page(name: Name, line: str, light: float, dark: float) -> None:
    theme = Theme(name)
    found = contrast(theme.colour(line), theme.colour("page"))
    assert found >= LINE_CONTRAST
    assert found == pytest.approx(dark if theme.is_dark else light, abs=0.06)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("chip", "light", "dark"), CHIPS)
def test_the_letter_of_a_coding_can_be_read(
    name: Name, chip: str, light: float, dark: float
) -> None:
    theme = Theme(name)
    found = contrast(theme.colour("chip_letter"), theme.colour(chip))
    assert found >= TEXT_CONTRAST
    assert found == pytest.approx(dark if theme.is_dark else light, abs=0.06)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("line", ["left", "right", "agreed"])
def test_lanes_can_be_seen_on_what_both_have_and_on_the_current_difference(
    name: Name, line: str
) -> None:
    theme = Theme(name, scheme=builders.scheme()).reviewing()
    agreed = tinted(theme, "claim", lit=False)
    assert contrast(agreed, theme.colour("agreed_tint")) < 1.02
    for ground in (agreed, mixed(theme.colour("ink"), theme.colour("page"), 0.07)):
        assert contrast(theme.colour(line), ground) >= LINE_CONTRAST
        assert contrast(theme.colour("ink"), ground) >= TEXT_CONTRAST


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("type_name", TYPES)
def test_what_both_have_is_grey_whatever_its_type(name: Name, type_name: str) -> None:
    theme = Theme(name)
    assert theme.reviewing().mark(type_name).line == theme.colour("agreed")
    assert theme.mark(type_name).line != theme.colour("agreed")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("type_name", TYPES)
def test_lines_can_be_seen_on_a_claim(name: Name, type_name: str) -> None:
    theme = Theme(name)
    line = theme.mark(type_name).line
    assert contrast(line, tinted(theme, "claim", lit=False)) >= LINE_CONTRAST


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("type_name", TYPES)
@pytest.mark.parametrize("lit", [False, True])
def test_words_can_be_read_on_every_tint(name: Name, type_name: str, lit: bool) -> None:
    theme = Theme(name)
    assert contrast(theme.colour("ink"), tinted(theme, type_name, lit=lit)) >= TEXT_CONTRAST


@pytest.mark.parametrize("name", NAMES)
def test_words_can_be_read_where_tints_lie_on_each_other_and_are_selected(name: Name) -> None:
    theme = Theme(name)
    speaker = theme.mark("speaker")
    # A speaker within a claim of another statement: one of the two may be lit.
    for claim_is_lit, strength in ((True, speaker.tint), (False, speaker.lit)):
        ground = tinted(theme, "claim", lit=claim_is_lit)
        assert contrast(theme.colour("ink"), mixed(speaker.line, ground, strength)) >= 4.5
    for type_name in TYPES:
        ground = mixed(theme.colour("ink"), tinted(theme, type_name, lit=False), SELECTION)
        assert contrast(theme.colour("ink"), ground) >= TEXT_CONTRAST


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("type_name", ["claim", "speaker", "entity"])
def test_letters_and_question_marks_can_be_read(name: Name, type_name: str) -> None:
    theme = Theme(name)
    letter = theme.mark(type_name).letter
    assert contrast(letter, theme.colour("page")) >= TEXT_CONTRAST
    assert contrast(letter, tinted(theme, "claim", lit=False)) >= TEXT_CONTRAST


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "colour", ["#009E73", "#F0E442", "#FFFFFF", "#000000", "#CC79A7", "#56B4E9", "#777777"]
)
@pytest.mark.parametrize("type_name", ["claim", "speaker", "cue", "entity", "frame"])
def test_any_colour_of_a_scheme_is_moved_until_it_can_be_seen(
    name: Name, colour: str, type_name: str
) -> None:
    theme = Theme(name, scheme=Scheme(types=(SpanType(type_name, colour=colour),)))
    mark = theme.mark(type_name)
    for ground in (theme.colour("page"), tinted(theme, "claim", lit=False)):
        assert contrast(mark.line, ground) >= LINE_CONTRAST
        assert contrast(mark.letter, ground) >= TEXT_CONTRAST


def test_the_default_schemes_colours_are_those_of_the_table() -> None:
    scheme = Scheme(types=(SpanType("entity", colour="#009E73"), SpanType("cue", colour="#767676")))
    theme = Theme("light", scheme=scheme)
    assert theme.mark("entity").line.name().upper() == "#008A65"
    assert theme.mark("cue").line.name().upper() == "#5F5D58"


@pytest.mark.parametrize("name", NAMES)
def test_grey_belongs_to_the_program(name: Name) -> None:
    theme = Theme(name)
    for role in ("chrome", "canvas", "page", "card", "border", "selected_row", "ink", "ink2"):
        assert theme.colour(role).hslSaturationF() < 0.22 or theme.colour(role).lightnessF() > 0.98


@pytest.mark.usefixtures("qapp")
def test_text_size_changes_the_article_and_not_the_program() -> None:
    small, large = Theme("light", 1.0), Theme("light", 2.0)
    assert (small.font("article").pixelSize(), large.font("article").pixelSize()) == (17, 34)
    assert small.font("headline-arabic").pixelSize() == 32
    assert small.font("ui").pixelSize() == large.font("ui").pixelSize() == 13
    assert small.font("small").pixelSize() >= 11
    assert large.sizes(is_arabic=False).line == 62


@pytest.mark.usefixtures("qapp")
def test_everybody_is_told_of_another_theme() -> None:
    before = themes.current()
    heard: list[str] = []
    themes.notice.changed.connect(lambda: heard.append(themes.current().name))
    try:
        themes.use(choice="dark", text_size=1.5)
        assert heard == ["dark"]
        assert themes.colour("page").name() == "#222327"
        assert themes.current().text_size == 1.5
    finally:
        themes.use(choice=before.name, text_size=before.text_size)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("qapp")
def test_the_palette_has_every_role(name: Name) -> None:
    palette = themes.palette(Theme(name))
    assert contrast(palette.text().color(), palette.base().color()) >= TEXT_CONTRAST
    assert contrast(palette.highlightedText().color(), palette.highlight().color()) >= 4.5
    assert {"ink", "canvas", "entity_letter"} <= ROLES

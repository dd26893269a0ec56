"""Page, cards and panes share the window's width: what gives way, in which order."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.page.document import PageShape
from annotator.ui.reading_area import width_wanted


def line(driver) -> float:
    """Give how many characters a line of the page holds, by its measure."""
    area = driver.session.workspace.area
    size = driver.window.settings.text_size / 100
    return 70 * area.view.shape.measure / (PageShape().measure * size)


@pytest.mark.parametrize("size", [60, 80, 100, 120, 150, 200, 250, 300])
def test_a_line_holds_70_characters_and_the_left_pane_folds_before_it_gets_shorter(
    driver, size: int
) -> None:
    workspace = driver.session.workspace
    for width in (1904, 1350, 1264, 1008):
        driver.window.resize(width, 700)
        driver.window.preferences.set_text_size(size)
        is_whole = abs(line(driver) - 70) < 0.2
        assert is_whole or workspace.left.isHidden()
        assert is_whole or line(driver) >= 44.9 or not workspace.area.cards_fit()
        assert workspace.area.width() >= workspace.area.minimumWidth()
        least = width_wanted(size / 100, is_whole=False)
        assert workspace.area.cards_fit() == (workspace.area.width() >= least)
        assert workspace.left.isHidden() or workspace.area.cards_fit()


def test_at_100_percent_page_cards_and_articles_stand_side_by_side_at_1280(driver) -> None:
    driver.window.resize(1264, 672)
    assert driver.session.workspace.left.isVisible()
    assert driver.session.workspace.area.cards_fit()
    assert round(line(driver)) == 70


def test_the_inspector_takes_the_room_of_the_left_pane_and_gives_it_back(driver) -> None:
    workspace = driver.session.workspace
    driver.window.resize(1350, 700)
    driver.press("Ctrl+i")
    assert workspace.left.isHidden()
    assert workspace.area.cards_fit()
    assert round(line(driver)) == 70
    driver.press("Ctrl+i")
    assert workspace.left.isVisible()


def test_another_text_size_lays_the_page_out_once(driver) -> None:
    driver.window.resize(1350, 700)
    area, laid_out = driver.session.workspace.area, []
    area.view.relaid.connect(lambda: laid_out.append(area.view.shape))
    for size in (150, 200, 100, 60):
        driver.window.preferences.set_text_size(size)
    assert len(laid_out) == 4
    driver.press("Ctrl+0")
    assert len(laid_out) == 5
    assert driver.window.settings.text_size == 100


@pytest.mark.parametrize("size", [1.0, 1.3, 2.0, 3.0])
def test_all_lines_of_one_kind_stand_at_the_same_part_of_a_pixel(driver, size: float) -> None:
    driver.window.preferences.set_text_size(round(size * 100))
    layout = driver.session.view.page_layout
    parts: dict[int, set[float]] = {}
    for seen in layout.visible_blocks(0, layout.lay_out_all()):
        for number, one in enumerate(seen.shapes.lines):
            assert one.bottom - one.top == layout.content.measure(seen.number).height
            assert number == 0 or one.top == pytest.approx(seen.shapes.lines[number - 1].bottom)
            part = round((seen.at.y() + one.top) % 1, 3)
            parts.setdefault(seen.shapes.size, set()).add(part)
    assert len(parts) == 2
    assert all(len(one) == 1 for one in parts.values())


def test_the_first_paint_of_a_page_of_another_width_has_its_marks(open_text) -> None:
    body = "\n\n".join(["The minister said that it rains. " * 5] * 12)
    driver = open_text(f"Ferries Stay In Port Until April\n\n{body}")
    driver.window.resize(1008, 592)
    driver.window.preferences.set_text_size(200)
    driver.mark("it rains", "c", n=26)
    QApplication.processEvents()
    view = driver.session.view
    for _ in range(2):
        driver.press("Ctrl+i")
        QApplication.processEvents()
        assert view._painter._visible

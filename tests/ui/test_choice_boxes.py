"""Boxes to choose a value in: their lists show whole lines."""

from __future__ import annotations

import pytest

from annotator.ui.popups.box import ChoiceBox


@pytest.mark.parametrize("n", [1, 3, 25])
def test_the_list_of_a_box_cuts_no_line(driver, qtbot, n: int) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.fill([(f"line {one}", one) for one in range(n)])
    box.show()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(lambda: view.isVisible() and view.viewport().height() > 0)
    bottoms = [view.visualRect(view.model().index(row, 0)).bottom() + 1 for row in range(n)]
    assert view.viewport().height() in bottoms
    assert n > box.maxVisibleItems() or view.viewport().height() == bottoms[-1]

"""On small screens nothing lies outside and no words are cut, but by “…” with the whole told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from annotator.project.acts.articles import plan_fields
from annotator.ui.basics.building import LeastRoom
from annotator.ui.popups.choice import ChoicePopup
from tests.ui.conftest import ARTICLE
from tests.ui.seen import cut_lines, faults, painted_without_tip, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Driver

SCREENS = {"1366": (1350, 720), "1024": (1008, 592), "800": (784, 552), "least": (820, 480)}
"""What a window has of a screen of this width: the frame and the system's bar take the rest."""
LONG = "A very long headline that goes on and on about ferries, reservoirs and ministers " * 3
TEXTS = (
    ARTICLE,
    f"{LONG}\n\nBy Somebody With A Long Name\n\n{'The minister said that it rains. ' * 90}",
    "شهردار: آب شهر جیره‌بندی می‌شود\n\nشهردار گفت که ذخیرهٔ سد به ۱۸ درصد رسیده است.\n",
)


@pytest.fixture(params=SCREENS.values(), ids=SCREENS.keys())
def small(request, open_text) -> Driver:
    """A window as large as a small screen has room for, with marks, actors and long names."""
    driver = open_text(*TEXTS)
    driver.mark("formal ties had been cut", "c")
    driver.mark("Dar", "s", n=2)
    driver.press("a")
    driver.type("Mohammad Ishaq Dar, Deputy Prime Minister and Foreign Minister of the Republic")
    driver.press("Enter", "1")
    driver.mark("We will not wait,", "c")
    driver.press("l", "1")
    driver.window.resize(*request.param)
    driver.saved()
    driver.qtbot.wait(60)
    return driver


def look(driver: Driver) -> list[str]:
    """Give what is wrong in the window and in the dialog or menu over it."""
    QApplication.processEvents()
    over = QApplication.activeModalWidget()
    windows = [driver.window] if over is None else [driver.window, over]
    return [fault for window in windows for fault in faults(window)]


SCREENS_OF_THE_WINDOW: dict[str, Callable[[Driver], object]] = {
    "a page": lambda driver: None,
    "the inspector of a claim": lambda driver: (
        driver.session.reading.make_current(driver.spans("claim")[1].id),
        driver.press("Ctrl+i"),
    ),
    "the inspector of nothing": lambda driver: driver.press("Esc", "Esc", "Esc", "Ctrl+i"),
    "find": lambda driver: driver.press("Ctrl+f"),
    "a message": lambda driver: driver.window.messages.say(LONG, stays=True),
    "the line above the headline": lambda driver: driver.press("i"),
    "the line of a long headline": lambda driver: (open_nth(driver, 2), driver.press("i")),
    "the line in a right-to-left article": lambda driver: (open_nth(driver, 3), driver.press("i")),
    "actors": lambda driver: (driver.caret_at("Kabul"), driver.press("e", "a")),
    "links": lambda driver: (driver.mark("Talks with the Taliban go on", "c"), driver.press("l")),
    "values": lambda driver: (driver.caret_at("formal ties"), driver.press("n", "0")),
    "a note": lambda driver: driver.press("m"),
    "everywhere": lambda driver: (driver.select("Taliban"), driver.press("e", "p")),
    "whose marks": lambda driver: driver.window.acts.run("marks-of"),
    "who codes": lambda driver: driver.window.acts.run("coder"),
    "text at 200 %": lambda driver: driver.window.preferences.set_text_size(200),
    "text at 300 %": lambda driver: driver.window.preferences.set_text_size(300),
    "a right-to-left article": lambda driver: open_nth(driver, 3),
    "a long headline": lambda driver: open_nth(driver, 2),
}


def open_nth(driver: Driver, number: int) -> None:
    """Open the n-th article that came in."""
    wanted = list(driver.session.project.articles())[number - 1].id
    driver.session.open_article(wanted)
    driver.wait(lambda: driver.session.bridge.page.article.id == wanted)


@pytest.mark.parametrize("screen", SCREENS_OF_THE_WINDOW)
def test_nothing_lies_outside_and_nothing_is_cut(small, screen: str) -> None:
    SCREENS_OF_THE_WINDOW[screen](small)
    assert look(small) == []


LOW = (500, 260)
"""What a screen of 1366 × 768 at more than 200 % leaves."""


@pytest.mark.parametrize("small", [SCREENS["least"]], indirect=True)
@pytest.mark.parametrize("act", ["link", "note-on", "palette", "marks-of"])
def test_a_list_is_never_higher_than_the_window(small, act: str) -> None:
    small.window.setMinimumSize(*LOW)
    small.window.resize(*LOW)
    small.session.reading.make_current(small.spans("claim")[0].id)
    small.window.acts.run(act)
    small.wait(lambda: bool(small.window.findChildren(ChoicePopup)))
    QApplication.processEvents()
    popup = next(one for one in small.window.findChildren(ChoicePopup) if one.isVisible())
    above = popup.parentWidget()
    assert above is not None
    assert above.rect().contains(popup.geometry())
    assert popup.list.height() >= popup.list.sizeHintForRow(0)


DIALOGS = ("help", "steps", "about")


@pytest.mark.parametrize("act", DIALOGS)
def test_dialogs_stand_whole_on_a_small_screen(small, act: str) -> None:
    small.window.acts.run(act)
    small.wait(lambda: QApplication.activeModalWidget() is not None)
    assert isinstance(QApplication.activeModalWidget(), QDialog)
    assert look(small) == []
    QApplication.activeModalWidget().close()


def test_what_an_export_would_lose_is_read_whole_as_soon_as_it_is_known(small) -> None:
    small.window.acts.run("export")
    sheet = small.session.over.sheet
    for line in sheet.list.lines:
        sheet.list.stand_on(line)
        small.wait(lambda: "read back" in sheet.losses.kept.text())
        QApplication.processEvents()
        assert look(small) == [], line.variant.title
    sheet.leave()


@pytest.mark.parametrize("number", [1, 3])
def test_a_message_lies_over_no_button_of_the_page(small, number: int) -> None:
    open_nth(small, number)
    small.window.messages.say("It says something of a middling length, to be read at ease.")
    QApplication.processEvents()
    edge, button = small.window._edge, small.session.workspace.area._button
    if button.isVisible():
        place = edge.rect().translated(edge.mapToGlobal(QPoint(0, 0)))
        assert not place.intersects(button.rect().translated(button.mapToGlobal(QPoint(0, 0))))
    assert look(small) == []


def test_the_form_of_an_actor_stands_whole_on_a_small_screen(small) -> None:
    actor = small.session.bridge.context.actors.present()[0]
    small.session.handlers.actors.open(actor.id)
    small.wait(lambda: QApplication.activeModalWidget() is not None)
    assert look(small) == []
    QApplication.activeModalWidget().close()


def test_what_lists_cut_is_told_in_a_tooltip(small) -> None:
    workspace = small.session.workspace
    workspace.left.show()
    QApplication.processEvents()
    for view in (workspace.articles.list, workspace.actors.list):
        assert painted_without_tip(view) == []


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS.keys())
def test_the_start_page_stands_whole_on_a_small_screen(window, size, tmp_path) -> None:
    window.resize(*size)
    for recent in (
        (),
        tuple(str(tmp_path / LONG[:60] / f"{LONG[:80]} {n}.annotator") for n in range(8)),
    ):
        window.start.show_state(coder_name="A", recent=recent)
        window.show_start()
        QApplication.processEvents()
        assert faults(window) == []


def test_the_test_sees_what_is_cut(small) -> None:
    label = small.window.foot.findChild(type(small.window.foot._saved), "saved")
    label.setFixedWidth(8)
    assert any("saved" in fault for fault in look(small))


def test_what_cards_and_the_line_above_the_headline_cut_is_told_in_a_tooltip(small) -> None:
    open_nth(small, 2)
    small.session.bridge.act(
        lambda context, page: plan_fields(context, page, {"outlet": LONG, "byline": f"By {LONG}"})
    )
    small.mark("The minister said that it rains. The minister said that it rains", "c")
    small.mark(LONG.strip(), "c")
    area = small.session.workspace.area
    small.session.view.verticalScrollBar().setValue(0)
    QApplication.processEvents()
    with cut_lines() as cut:
        small.window.grab()
        area.margin.pictures.clear()
        small.window.grab()
    places = [(x, y) for y in range(0, area.height(), 8) for x in range(0, area.width(), 24)]
    tips = [area.tip_at(QPointF(*one)) for one in places]
    tips += [area.mouse.tip_at(QPoint(*one)) for one in places]
    for pane in (small.session.workspace.articles, small.session.workspace.actors):
        model = pane.list.model()
        tips += [str(model.index(n, 0).data(Qt.ItemDataRole.ToolTipRole)) for n in range(3)]
    told = {" ".join(plain(one).split()) for one in tips}
    assert cut
    for words, _shown in cut:
        assert any(" ".join(words.split())[:300] in one for one in told), words


DOUBLE = (667, 340)
"""What 1366 × 768 leaves at 200 %, with frame and bar."""
SHEETS = ("export", "find-project", "scheme", "actors", "backups")


@pytest.mark.parametrize("small", [SCREENS["least"]], indirect=True)
@pytest.mark.parametrize("act", SHEETS)
def test_all_of_a_sheet_can_be_reached_at_twice_the_size_of_a_small_screen(small, act: str) -> None:
    small.window.setMinimumSize(*DOUBLE)
    small.window.resize(*DOUBLE)
    small.window.acts.run(act)
    small.wait(lambda: small.session.over.sheet is not None)
    small.qtbot.wait(60)
    sheet = small.session.over.sheet
    assert look(small) == []
    for one in filter(None, (sheet, sheet.side)):
        room = one.parentWidget()
        while not isinstance(room, LeastRoom):
            room = room.parentWidget()
        assert one.width() >= one.minimumSizeHint().width()
        assert one.height() >= one.minimumSizeHint().height()
        for press in one.findChildren(QPushButton):
            if press.isVisible() and press.isEnabled() and not sheet._scrolls(press):
                press.setFocus()
                small.qtbot.wait(20)
                assert press.visibleRegion().contains(press.rect().center()), press.text()


def test_what_export_and_find_ask_gives_way_before_anything_scrolls_sideways(small) -> None:
    small.window.setMinimumSize(*DOUBLE)
    small.window.resize(*DOUBLE)
    for act in ("export", "find-project"):
        small.window.acts.run(act)
        small.qtbot.wait(60)
        sheet = small.session.over.sheet
        room = sheet.parentWidget().parentWidget()
        assert isinstance(room, LeastRoom)
        assert room.horizontalScrollBar().maximum() == 0
        if act == "export":
            sheet.list.stand_on(next(one for one in sheet.list.lines if "QDA" in one.variant.title))
            small.wait(lambda sheet=sheet: len(sheet.losses.numbers) > 0)
            small.qtbot.wait(60)
            assert sheet._scroll.horizontalScrollBar().maximum() == 0
        sheet.leave()

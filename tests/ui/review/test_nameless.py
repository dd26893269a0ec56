"""While names are hidden nothing that Review shows, tells or lets be chosen names a coder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.project.step_names import step_name
from tests.ui.review.conftest import first_article, second_article
from tests.ui.review.settled import tab, take
from tests.ui.seen import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.ui.conftest import Driver

NAMES = ("Quillon", "Roebuck")


def two_named(review_of: Callable[..., Driver], **more: object) -> Driver:
    """Open both articles; the question who codes, which names people, is answered."""
    driver = review_of(first_article(), second_article(), names=NAMES, **more)
    driver.window.messages.buttons[0].click()
    driver.wait(lambda: "is coded by" not in driver.window.messages.words)
    return driver


def nameless(review_of: Callable[..., Driver], **more: object) -> Driver:
    driver = two_named(review_of, **more)
    driver.window.acts.run("hide-names")
    driver.wait(lambda: driver.session.review.state.hides_names)
    driver.saved()
    QApplication.processEvents()
    return driver


def words_of(widget: QWidget) -> Iterator[str]:
    """Give all that a widget shows, tells as a tooltip, or says to a screen reader."""
    yield from (plain(widget.toolTip()), widget.accessibleName(), widget.accessibleDescription())
    yield widget.statusTip()
    for name in ("text", "words", "title", "windowTitle", "placeholderText"):
        said = getattr(widget, name, None)
        said = said() if callable(said) and name != "words" else said
        if isinstance(said, str):
            yield said


def heard_and_seen(driver: Driver) -> list[str]:
    """Give all words of the window, of the lines of its lists, its cards and its menus."""
    review = driver.session.review
    menus = [review.pane.filter_menu()]
    found = [one for each in (driver.window, *driver.window.findChildren(QWidget))
             if each.isVisible() or isinstance(each, QMenu) for one in words_of(each)]  # fmt: skip
    for menu in menus:
        inner = menu.findChildren(QMenu)
        found += [one.text() for each in (menu, *inner) for one in each.actions()]
    model = review.pane.model
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    )
    lines = [model.index(n) for n in range(model.rowCount())]
    found += [plain(str(model.data(line, role))) for line in lines for role in roles]
    for entry in review.state.entries[review.state.page.article.id]:
        said = review.area.margin.said(entry.key)
        found += [said.name, said.description]
    found += [*review.status()[1], review.status()[0]]
    return found


def named(driver: Driver) -> list[str]:
    return [one for one in heard_and_seen(driver) if any(name in one for name in NAMES)]


def test_no_text_tooltip_or_spoken_name_names_a_coder_before_and_after_settling(
    review_of: Callable[..., Driver],
) -> None:
    driver = two_named(review_of)
    assert named(driver), "with names shown the walk finds them"
    driver.window.acts.run("hide-names")
    driver.wait(lambda: driver.session.review.state.hides_names)
    driver.saved()
    QApplication.processEvents()
    assert named(driver) == []
    for key in ("1", "2", "x"):
        take(driver, key)
        tab(driver)
        assert named(driver) == []
    steps = [step_name(one.step) for one in driver.session.project.reader.steps()]
    settled = [one for one in steps if one.startswith("Settle ") and ": " in one]
    assert len(settled) == 3
    assert [one for one in settled if any(name in one for name in NAMES)] == []


def test_one_coders_marks_cannot_be_listed_alone(review_of: Callable[..., Driver]) -> None:
    driver = two_named(review_of)
    review = driver.session.review
    review.pane.model.set_filter(only_left=True)
    driver.window.acts.run("hide-names")
    driver.wait(lambda: review.state.hides_names)
    driver.wait(lambda: review.pane.model.filter.only_left is None)
    assert "Coder" not in [one.text() for one in review.pane.filter_menu().actions()]


def test_what_one_alone_has_coded_is_not_taken_until_names_are_shown(
    review_of: Callable[..., Driver],
) -> None:
    states = {"a1": dict.fromkeys(NAMES, "done"), "a2": {NAMES[0]: "done"}}
    driver = nameless(review_of, states=states)
    driver.window.acts.run("take-rest")
    driver.wait(lambda: "would name the coder" in driver.window.messages.words)
    assert named(driver) == []
    assert driver.step_names()[0] == "hide-names"
    driver.window.acts.run("show-names")
    driver.wait(lambda: not driver.session.review.state.hides_names)
    driver.window.acts.run("take-rest")
    driver.wait(lambda: "one alone has coded" in driver.window.messages.words)

"""Whole statements by key and mouse: two claims become one, one becomes two at the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ui.conftest import Driver

TEXT = """Harbour to open again

Mira Talven said that the gate opens on Monday, and that Kabul pays for all of it.

She said that the line carries nobody.
"""


def claims(driver: Driver) -> list[str]:
    return [one.text() for one in driver.page.spans("claim")]


def test_a_claim_is_split_at_the_caret_and_the_second_one_is_current(open_text) -> None:
    driver = open_text(TEXT)
    driver.mark("the gate opens on Monday, and that Kabul pays for all of it", "c")
    driver.press("l", "1")
    driver.caret_at("Kabul")
    driver.window.acts.run("split-statement")
    assert claims(driver) == ["the gate opens on Monday, and that", "Kabul pays for all of it"]
    assert driver.session.reading.span.text() == "Kabul pays for all of it"
    by_speaker = {one.source_id for one in driver.page.links() if one.type == "said_by"}
    assert by_speaker == {one.id for one in driver.page.spans("claim")}
    driver.press("Ctrl+z")
    driver.wait(lambda: len(claims(driver)) == 1)


def test_one_claim_with_another_is_picked_from_a_list_and_the_call_does_the_same(open_text) -> None:
    driver = open_text(TEXT)
    other = driver.mark("the line carries nobody", "c")
    kept = driver.mark("the gate opens on Monday", "c")
    driver.window.acts.run("merge-statements")
    popup = driver.session.reading.popup
    assert [one.label for one in popup.choices()] == ["the line carries nobody"]
    driver.press("1")
    assert claims(driver) == ["the gate opens on Monday […] the line carries nobody"]
    assert driver.session.reading.span_id == kept.id
    driver.saved()
    page = driver.page
    driver.press("Ctrl+z")
    driver.wait(lambda: len(claims(driver)) == 2)
    driver.session.project.join([kept.id, other.id])
    driver.wait(lambda: len(claims(driver)) == 1)
    mine, theirs = (next(one.spans("claim")) for one in (page, driver.page))
    assert (mine.parts, mine.attributes) == (theirs.parts, theirs.attributes)


def test_without_a_claim_or_another_one_a_sentence_says_so(open_text) -> None:
    driver = open_text(TEXT)
    driver.caret_at("Monday")
    driver.window.acts.run("split-statement")
    assert "No claim is current" in driver.window.messages.words
    driver.mark("the gate opens on Monday", "c")
    driver.window.acts.run("merge-statements")
    assert "no other claim" in driver.window.messages.words
    driver.session.view.set_caret(driver.place("the gate").start)
    driver.window.acts.run("split-statement")
    assert "no words on one side" in driver.window.messages.words
    assert claims(driver) == ["the gate opens on Monday"]


def test_setting_values_moves_no_card(open_text) -> None:
    driver = open_text(TEXT)
    driver.mark("the line carries nobody", "c")
    driver.mark("the gate opens on Monday", "c")
    driver.mark("Kabul pays for all of it", "c")
    margin = driver.session.workspace.area.margin

    def places() -> list[tuple[int, int]]:
        margin.grab()  # a card stands where it was painted
        found = [margin.place_of(one.id) for one in driver.page.spans("claim")]
        return [(one.top(), one.height()) for one in found]

    before = places()
    assert len({top for top, _ in before}) == 3
    driver.press("2")
    assert places() == before
    driver.press("1")
    assert places() == before
    driver.press("Ctrl+z")
    driver.wait(lambda: "Undone" in driver.window.messages.words)
    assert places() == before

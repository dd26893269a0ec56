"""What a driver asks of Review: what is current, what is settled, what is on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.agreed import agreed_layer

if TYPE_CHECKING:
    from tests.ui.conftest import Driver


def current(driver: Driver) -> tuple[str, str, str]:
    """Give article, kind and type of what is current."""
    one = driver.session.review.state.current.first
    return one.article_id, one.kind.value, one.type


def settled(driver: Driver) -> tuple[int, int]:
    return driver.session.review.state.n_settled()


def go_to(driver: Driver, kind: str, type_name: str = "") -> None:
    """Press Tab until something of this kind is current."""
    for _ in range(12):
        article, found, of = current(driver)
        if found == kind and type_name in ("", of) and article:
            return
        tab(driver)
    raise AssertionError(kind)


def tab(driver: Driver, *, back: bool = False) -> None:
    """Press Tab and wait until the article it leads to is there."""
    driver.press("Shift+Tab" if back else "Tab")
    driver.wait(lambda: not driver.session.review.state.is_opening)


def take(driver: Driver, *keys: str) -> None:
    """Press keys and wait until what they decide is on the screen, and on disk."""
    before = settled(driver)
    driver.press(*keys)
    driver.wait(lambda: settled(driver) != before)
    driver.saved()


def decisions(driver: Driver) -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Give verdict, layers taken from and note of what is on disk, by key."""
    driver.saved()
    found = driver.session.project.reader.decisions()
    return {one.subject: (one.verdict, tuple(one.taken_from), one.note) for one in found}


def agreed_spans(driver: Driver, article_id: str = "a1") -> list[tuple[str, str, str]]:
    """Give type, words and kind of the spans of the agreed layer on disk."""
    driver.saved()
    project = driver.session.project
    layer = agreed_layer(project.layers())
    assert layer is not None
    spans = project.page(article_id, {layer.id}).spans()
    return [(one.type, one.text(), one.attributes.get("kind", "")) for one in spans]


def key_here(driver: Driver) -> str:
    return driver.session.review.state.current.key


def card_words(driver: Driver, key: str) -> str:
    return driver.session.review.area.margin.said(key).name

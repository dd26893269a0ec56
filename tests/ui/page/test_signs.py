"""A note and a missing actor can be seen on the span, on its card, and are said."""

from __future__ import annotations

from annotator.reading.tips import announcement, tip


def said(driver, span_id: str) -> str:
    context = driver.session.bridge.context
    given = (driver.page, driver.page.span(span_id), context.actors, context.scheme)
    return f"{announcement(*given)} | {tip(*given)}"


def signed(driver) -> dict[str, tuple[bool, bool]]:
    """Whose end has a sign on the page: for its note, for no actor."""
    layout = driver.session.view.page_layout
    driver.session.view.viewport().grab()
    return {
        driver.page.span(one.span_id).text(): (one.has_note, one.lacks_actor)
        for seen in layout.visible_blocks(0, 2000)
        for one in seen.shapes.signed()
    }


def pixels(driver, words: str):
    """The place above the end of some words, where a sign stands."""
    view = driver.session.view
    rect = view.rect_of(driver.place(words))
    return view.viewport().grab(rect.adjusted(-16, -6, 16, 4)).toImage()


def card_words(driver) -> str:
    margin = driver.session.workspace.area.margin
    margin.repaint()
    return margin.opened().words()


def test_a_speaker_without_an_actor_has_its_sign_until_it_has_one(driver) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1")
    (speaker,) = driver.spans("speaker")
    assert signed(driver) == {"Dar": (False, True)}
    assert "no actor" in card_words(driver)
    assert said(driver, speaker.id).count("no actor") == 2
    driver.session.reading.stand_on(speaker.id)
    assert "speaker “Dar” · no actor" in card_words(driver)
    before = pixels(driver, "said Dar")
    driver.press("a", "0", "1")
    assert signed(driver) == {}
    assert "no actor" not in card_words(driver)
    assert "no actor" not in said(driver, speaker.id)
    driver.session.reading.stand_on(speaker.id)
    assert pixels(driver, "said Dar") != before


def test_a_note_has_its_sign_on_span_and_card_until_it_is_taken_away(driver) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c")
    (claim,) = driver.spans("claim")
    margin = driver.session.workspace.area.margin
    assert not any(part.is_sign for part in margin.opened().parts)
    driver.press("m")
    driver.type("who else?")
    driver.press("Esc")
    assert signed(driver) == {"“We will not wait,”": (True, False)}
    assert any(part.is_sign for part in margin.opened().parts)
    assert "with a note" in said(driver, claim.id)
    driver.press("Ctrl+z")
    driver.wait(lambda: signed(driver) == {})
    assert not any(part.is_sign for part in margin.opened().parts)


def test_a_note_on_a_speaker_shows_on_the_card_of_its_claim(driver) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1")
    driver.session.reading.stand_on(driver.spans("speaker")[0].id)
    driver.press("m")
    driver.type("the father?")
    driver.press("Esc")
    assert signed(driver) == {"Dar": (True, True)}
    assert any(part.is_sign for part in driver.session.workspace.area.margin.opened().parts)


def test_the_card_that_is_not_selected_shows_the_pencil_too(driver) -> None:
    driver.mark("“We will not wait,”", "c")
    driver.session.reading.make_current(None)
    margin = driver.session.workspace.area.margin
    before = margin.grab().toImage()
    driver.caret_at("We will not")
    driver.press("m")
    driver.type("who?")
    driver.press("Esc")
    driver.session.reading.make_current(None)
    assert margin.grab().toImage() != before

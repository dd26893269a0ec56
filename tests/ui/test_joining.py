"""Linking claims and naming actors by keyboard."""

from __future__ import annotations


def test_a_names_a_new_actor_and_asks_for_its_kind(driver) -> None:
    driver.mark("Dar", "s", n=2)
    driver.press("a")
    driver.type("Ishaq Dar")
    driver.press("Enter")
    assert driver.session.reading.popup is not None
    driver.press("1")
    span = driver.spans("speaker")[0]
    actor = driver.session.bridge.context.actors.get(span.actor_id)
    assert (actor.name, actor.kind) == ("Ishaq Dar", "person")
    assert driver.on_disk() == driver.page


def test_a_completes_over_names_and_aliases(driver) -> None:
    driver.mark("Dar", "s", n=2)
    driver.press("a")
    driver.type("Ishaq Dar")
    driver.press("Enter", "1")
    driver.mark("The minister", "s")
    driver.press("a")
    driver.type("ish")
    driver.press("Enter")
    ids = {span.actor_id for span in driver.spans("speaker")}
    assert len(ids) == 1
    assert None not in ids


def test_enter_at_once_makes_an_actor_of_the_words_themselves(driver) -> None:
    driver.mark("Taliban", "e")
    driver.press("a", "Enter", "2")
    actor = driver.session.bridge.context.actors.get(driver.spans("entity")[0].actor_id)
    assert (actor.name, actor.kind) == ("Taliban", "organisation")


def test_on_a_claim_a_sets_the_actor_of_its_speaker(driver) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1", "a", "Enter", "1")
    speaker = driver.spans("speaker")[0]
    assert driver.session.bridge.context.actors.get(speaker.actor_id).name == "Dar"


def test_a_claim_without_a_speaker_says_what_to_do_first(driver) -> None:
    driver.mark("formal ties had been cut", "c")
    driver.press("a")
    assert "no speaker" in driver.window.messages.words
    assert "L" in driver.window.messages.words


def test_l_lists_marked_speakers_and_unmarked_words(driver) -> None:
    driver.mark("The minister", "s")
    driver.mark("formal ties had been cut", "c")
    driver.press("l")
    popup = driver.session.reading.popup
    labels = [choice.label for choice in popup.choices()]
    assert any(label.startswith("The minister") for label in labels)
    driver.press("1")
    (claim,) = driver.spans("claim")
    (link,) = driver.page.links_from(claim.id, "said_by")
    assert driver.page.span(link.target_id).text() == "The minister"


def test_l_reaches_the_other_links_too_and_a_digit_sets_the_stance(driver) -> None:
    entity = driver.mark("Taliban", "e")
    claim = driver.mark("“We will not wait,”", "c")
    driver.press("l")
    popup = driver.session.reading.popup
    row = [choice.label for choice in popup.choices()].index("about …")
    for _ in range(row):
        driver.press("Down")
    driver.press("Enter", "1")
    (link,) = driver.page.links_from(claim.id, "about")
    assert link.target_id == entity.id
    driver.press("3")
    assert driver.page.link(link.id).attributes == {"stance": "unfavourable"}


def test_p_marks_the_same_words_everywhere_after_showing_the_places(driver) -> None:
    driver.mark("Taliban", "e")
    driver.press("p")
    assert driver.texts("entity") == ["Taliban"]
    driver.press("Enter")
    assert driver.texts("entity") == ["Taliban", "Taliban"]
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts("entity") == ["Taliban"])


def test_shift_p_marks_in_all_articles_as_one_step(open_text) -> None:
    driver = open_text("One\n\nThe Taliban spoke.\n", "Two\n\nThe Taliban left. Taliban!\n")
    driver.mark("Taliban", "e")
    driver.press("P")
    sheet = driver.session.over.sheet
    driver.wait(lambda: sheet.list.model_.n_free == 2)
    driver.press("Enter", "Space", "Down", "Space", "Enter")
    driver.wait(lambda: driver.step_names()[:2] != ["mark", "import"])
    project = driver.session.project
    texts = [
        span.text()
        for article_id in project.reader.article_ids()
        for span in project.page(article_id).spans("entity")
    ]
    assert texts == ["Taliban"] * 3


def test_a_link_ends_at_words_that_nobody_has_marked_and_is_one_step(driver) -> None:
    driver.mark("formal ties had been cut", "c")
    driver.press("l")
    driver.type("addressed")
    driver.press("Enter")
    popup = driver.session.reading.popup
    labels = [one.label for one in popup.choices()]
    assert labels
    words = labels[0]
    assert popup.choices()[0].detail.endswith("marks it, too")
    driver.press("1")
    (made,) = driver.spans("entity")
    assert " ".join(made.text().split()) == words
    (tie,) = driver.session.view.page.links()
    assert (tie.type, tie.target_id) == ("addressed_to", made.id)
    driver.press("Ctrl+z")
    driver.wait(lambda: not driver.spans("entity"))
    assert [*driver.session.view.page.links()] == []


def test_a_link_without_anything_to_end_at_is_refused_in_a_sentence(driver) -> None:
    driver.mark("formal ties had been cut", "c")
    driver.press("l")
    popup = driver.session.reading.popup
    row = next(n for n, one in enumerate(popup.choices()) if one.label.startswith("cued by"))
    popup._pick(row)
    assert "nothing this link could end at" in driver.window.messages.words

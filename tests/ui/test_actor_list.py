"""Which actor is this: the likely one first, by name, role and pronoun; a new one never by 1."""

from __future__ import annotations

import pytest

STORY = """Talks in the harbour

Mira Talven spoke in Aldane. Talven said the ferry stays. The minister said more. She left.

Jon Berg of the council was not asked. Mira Talven, the minister, said so.
"""


def lines(driver) -> list:
    return driver.session.reading.popup.choices()


def framed(driver) -> str:
    return driver.session.reading.popup.list.currentItem().text()


@pytest.fixture
def story(open_text):
    """An article with one speaker, who is an actor of the project."""
    driver = open_text(STORY)
    driver.mark("Mira Talven", "s")
    driver.press("a", "Enter", "1")
    assert [one.name for one in driver.session.bridge.context.actors.present()] == ["Mira Talven"]
    return driver


@pytest.mark.parametrize(
    ("words", "n"),
    [("Talven", 2), ("The minister", 1), ("She", 1), ("Mira Talven, the minister", 1)],
)
def test_the_likely_actor_is_first_for_names_roles_and_pronouns(story, words: str, n: int) -> None:
    span = story.mark(words, "s", n=n)
    if span.actor_id is not None:
        return  # found by its name already
    story.press("a")
    assert lines(story)[0].label == "Mira Talven"
    assert framed(story) == "Mira Talven"
    story.press("1")
    (actor,) = story.session.bridge.context.actors.present()
    assert story.page.span(span.id).actor_id == actor.id


@pytest.mark.parametrize("words", ["Jon Berg", "the council"])
def test_a_learnt_digit_makes_no_new_actor(story, words: str) -> None:
    story.mark(words, "s")
    story.press("a", "1")
    assert story.session.reading.popup is None
    assert len(story.session.bridge.context.actors.present()) == 1


def test_where_there_is_no_actor_yet_the_first_digit_does_nothing(driver) -> None:
    driver.mark("Dar", "s", n=2)
    driver.press("a", "1")
    assert driver.session.bridge.context.actors.present() == ()
    driver.press("Esc")
    driver.press("a", "0", "1")
    assert [one.name for one in driver.session.bridge.context.actors.present()] == ["Dar"]


def test_a_name_that_fits_nobody_frames_the_new_actor(story) -> None:
    story.mark("Jon Berg", "s")
    story.press("a")
    assert framed(story) == "New actor: Jon Berg"
    assert lines(story)[-1].key == "0"
    story.press("Enter", "1")
    names = [one.name for one in story.session.bridge.context.actors.present()]
    assert sorted(names) == ["Jon Berg", "Mira Talven"]


def test_the_words_become_an_alias_in_the_same_step(story) -> None:
    span = story.mark("The minister", "s")
    story.press("a", "2")
    (actor,) = story.session.bridge.context.actors.present()
    assert story.page.span(span.id).actor_id == actor.id
    assert actor.names() == ("Mira Talven", "minister")
    n_steps = len(story.step_names())
    assert story.step_names()[0] == "set-actor"
    story.press("Ctrl+z")
    story.wait(lambda: story.page.span(span.id).actor_id is None)
    (actor,) = story.session.bridge.context.actors.present()
    assert actor.names() == ("Mira Talven",)
    assert len(story.step_names()) == n_steps - 1


def test_two_may_have_the_same_name_where_it_is_typed(story) -> None:
    story.mark("Jon Berg", "s")
    story.press("a")
    assert "Another actor: Mira Talven" not in [one.label for one in lines(story)]
    story.type("Mira Talven")
    assert framed(story) == "Mira Talven"
    assert lines(story)[-1].label == "Another actor: Mira Talven"
    story.press("Up", "Enter", "2")
    present = story.session.bridge.context.actors.present()
    assert [one.name for one in present] == ["Mira Talven", "Mira Talven"]
    assert story.session.reading.span.actor_id == present[-1].id


def test_a_pronoun_is_offered_as_no_alias(story) -> None:
    story.mark("She", "s")
    story.press("a")
    assert [one.label for one in lines(story)] == ["Mira Talven", "New actor: She"]


def test_the_line_of_an_actor_lights_where_it_was_named(story) -> None:
    story.mark("She", "s")
    story.press("a")
    pointed = story.session.view._painter.pointed
    assert pointed == story.place("Mira Talven")

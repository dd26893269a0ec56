"""Full screen for reading, and the layout that each screen keeps."""

from __future__ import annotations

from annotator.settings import Settings


def test_full_screen_folds_the_list_and_leaving_it_brings_it_back(driver) -> None:
    window, workspace = driver.window, driver.session.workspace
    assert not workspace.left.isHidden()
    driver.press("F11")
    driver.wait(window.isFullScreen)
    assert workspace.left.isHidden()
    assert "fills the screen" in window.messages.words
    driver.mark("Kabul", "e")
    assert driver.texts() == ["Kabul"]
    driver.press("F11")
    driver.wait(lambda: not window.isFullScreen())
    assert not workspace.left.isHidden()


def test_a_list_that_was_folded_before_stays_folded_and_the_mouse_leaves_too(driver) -> None:
    window, workspace = driver.window, driver.session.workspace
    window.acts.run("left-pane")
    window.acts.run("full-screen")
    driver.wait(window.isFullScreen)
    window.messages.buttons[0].click()
    driver.wait(lambda: not window.isFullScreen())
    assert workspace.left.isHidden()


def test_each_screen_has_its_own_layout() -> None:
    laptop = Settings(window="AAA", left_width=200, actor_height=100, left_folded=True)
    laptop = laptop.with_layout("1366x768@1")
    office = Settings(
        window="BBB", left_width=400, inspector_open=True, layouts=laptop.layouts
    ).with_layout("2560x1440@1")
    here = office.layout_on(["1366x768@1"])
    assert (here.window, here.left_width, here.actor_height) == ("AAA", 200, 100)
    assert here.left_folded
    assert not here.inspector_open
    there = here.layout_on(["1366x768@1", "2560x1440@1"])
    assert (there.window, there.left_width, there.inspector_open) == ("BBB", 400, True)
    assert office.layout_on(["800x600@1"]) == office


def test_a_layout_that_somebody_wrote_wrong_is_passed_over() -> None:
    for bad in ("1366x768@1", "1366x768@1 1 2 3", "1366x768@1 x 100 0 0 AAA", " ", "9" * 400):
        settings = Settings(layouts=(bad,))
        assert settings.layout_on(["1366x768@1", ""]) == settings
    huge = Settings(layouts=("1366x768@1 99999 1 1 0 AAA",)).layout_on(["1366x768@1"])
    assert (huge.left_width, huge.actor_height) == (800, 60)


def test_the_window_keeps_its_layout_for_the_screen_it_is_on(driver) -> None:
    window = driver.window
    size, scale = window.screen().size(), window.screen().devicePixelRatio()
    window.close_project()
    kept = window.settings.layouts[0].split(" ")
    assert kept[0] == f"{size.width()}x{size.height()}@{scale:g}"
    assert kept[-1] == window.settings.window


def test_the_tab_of_explore_says_in_one_line_that_it_comes(driver) -> None:
    driver.press("Ctrl+3")
    assert "comes in a later version" in driver.window.messages.words
    driver.window.messages.clear()
    driver.window.acts.run("explore")
    assert "Export …" in driver.window.messages.words
    assert driver.session.workspace.isVisible()

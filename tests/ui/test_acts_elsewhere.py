"""What a script or a worker does in the open project is shown, whatever the window does then."""

from __future__ import annotations


def test_a_step_from_elsewhere_is_not_taken_for_the_windows_own(driver) -> None:
    project, words = driver.session.project, "Kabul"
    at = driver.page.text.index(words)
    project.mark(driver.page.article.number, "entity", (at, at + len(words)))
    driver.window.acts.run("done")
    # Both are on disk before the window hears of either.
    project.open_project.drain()
    driver.wait(lambda: driver.texts("entity") == [words])
    driver.wait(lambda: driver.session.bridge.n_waiting == 0)

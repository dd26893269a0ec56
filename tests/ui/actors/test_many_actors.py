"""10,000 actors are listed, searched and gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.actor import Actor
from annotator.model.rows import added
from annotator.project.acts.shared import step_of
from annotator.ui.actors.sheet import ActorsSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Driver

N = 10_000


def test_ten_thousand_are_listed_and_searched(
    open_text: Callable[..., Driver],
) -> None:
    driver = open_text("One\n\nDar spoke.\n")
    context = driver.session.project.context
    some = (Actor(context.new_id(), f"Actor {n:05} Ka{n % 97}") for n in range(N))
    changes = [change for one in some for change in added(one)]
    driver.session.project.open_project.apply(step_of(context, "import", changes))
    driver.window.acts.run("actors")
    sheet = driver.session.over.sheet
    assert isinstance(sheet, ActorsSheet)
    driver.wait(lambda: sheet.pane.model.rowCount() == N)
    driver.type("09999")
    assert sheet.pane.model.rowCount() == 1
    driver.wait(lambda: sheet.fields.name.text() == "Actor 09999 Ka8")
    sheet.pane.search.clear()
    driver.press("Down", "Down")
    assert sheet.pane.model.rowCount() == N
    assert sheet.pane.actor_id != ""

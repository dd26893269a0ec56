"""The keys S C U E and L under a researcher's own names."""

from __future__ import annotations

import pytest

from annotator.project import Project
from tests.schemes import own_scheme
from tests.ui.conftest import ARTICLE, Driver


@pytest.fixture
def own(window, qtbot, tmp_path) -> Driver:
    path = tmp_path / "own.annotator"
    with Project.create(path, coder=window.settings.coder(), scheme=own_scheme()) as project:
        project.import_text(ARTICLE)
    window.projects.open_path(path)
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    driver.session.view.setFocus()
    return driver


def test_the_usual_keys_mark_and_l_links(own):
    own.caret_at("not wait")
    own.press("Space", "Space", "c", "l", "1")
    assert own.texts("quote") == ["“We will not wait,”"]
    assert own.texts("source") == ["Dar"]
    assert own.texts("word") == ["said"]
    assert sorted(link.type for link in own.page.links()) == ["mit", "von"]
    own.mark("Kabul", "e")
    assert own.texts("name") == ["Kabul"]
    own.mark("The minister", "s")
    own.mark("said that", "u")
    assert own.texts("source") == ["The minister", "Dar"]
    own.wait(lambda: own.window.foot._counts.text().startswith("1 × quote  ·  2 × source"))
    assert own.session.workspace.area.margin.n_cards == 1

"""What every test gets: folders of its own, a window system without a screen, laws tried evenly.

At the end it is told how hard the program was tried (`tried`, tests/tried.py).

Not here: makers of articles, layers and projects (tests/builders.py).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.tried import Tried, told_in, written_down
from tests.waiting import PatientBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

CHECKOUT = Path(__file__).resolve().parent.parent

# A law holds for every text, so the same examples each time are enough to guard a change.
# ANNOTATOR_EXAMPLES=5000 looks further, each time at other ones.
_quiet = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}
settings.register_profile("ci", derandomize=True, max_examples=60, **_quiet)
settings.register_profile(
    "far", max_examples=int(os.environ.get("ANNOTATOR_EXAMPLES", "1000")), print_blob=True, **_quiet
)
settings.load_profile("far" if "ANNOTATOR_EXAMPLES" in os.environ else "ci")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the sample articles and the checkers, which is no part of the project."""
    named = os.environ.get("ANNOTATOR_SHARED")
    places = [CHECKOUT.parent / "shared"] + ([Path(named)] if named else [])
    for place in places:
        if (place / "samples").is_dir():
            return place
    pytest.skip("the folder shared/ is not beside the checkout (or name it in ANNOTATOR_SHARED)")


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """Drive a window, as pytest-qt does it, with more patience."""
    return PatientBot(request)


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Tried:
    """What a test counts in, so that it is told at the end of the run how much was tried."""
    return Tried(request.node.user_properties)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how hard the program was tried, of all processes together."""
    some = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, [])]
    rows = told_in(prop for one in some for prop in getattr(one, "user_properties", ()))
    if rows:
        terminalreporter.section("how hard it was tried")
        for row in rows:
            terminalreporter.write_line(row)
    written_down(rows)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: at the end one process would be at it while the others wait."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Leave the collector to what follows: Qt's dead objects may be found in this thread only.

    See `ui.start.collector`; a worker of any test would find those of a test before it.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


_MANY_NEW, _MANY_LOOKS = 20_000, 50
_n_looks = [0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Look for rings between two tests where many values are new, in the thread of all of them."""
    gc.disable()  # a worker of an earlier test may have ended since
    result = yield
    if gc.get_count()[0] > _MANY_NEW:
        _n_looks[0] += 1
        gc.collect(1 if _n_looks[0] % _MANY_LOOKS else 2)
    return result


@pytest.fixture(scope="session")
def _session_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty HOME, and another place for what fonts and graphics keep between two starts."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        # What is made once for many tests opens projects before any test has folders of its own.
        patch.setenv("ANNOTATOR_HOME", str(tmp_path_factory.mktemp("annotator-home")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.delenv(name, raising=False)
        yield home


@pytest.fixture(autouse=True)
def _own_folders(
    tmp_path: Path, _session_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Each test has its own settings, data, cache and logs; what writes to HOME fails."""
    own = tmp_path / "annotator-home"
    own.mkdir()
    monkeypatch.setenv("ANNOTATOR_HOME", str(own))
    yield
    left = sorted(path for path in _session_folders.rglob("*") if not path.is_dir())
    for path in left:
        path.unlink()
    names = ", ".join(str(path.relative_to(_session_folders)) for path in left)
    assert left == [], f"the test wrote into HOME: {names}"

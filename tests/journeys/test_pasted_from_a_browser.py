"""The bytes a browser lays on the clipboard, pasted into the program by a real key."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.model.layer import Coder
from annotator.project import Project
from tests.journeys.outside import Outside
from tests.journeys.test_by_real_keys_and_clicks import display, project

__all__ = ["display", "project"]

pytestmark = pytest.mark.slow

ADDRESS = "https://newswire.example/2025/05/04/ministers"
SENTENCE = "The two foreign ministers met on Sunday for the first time since the crossing closed. "
PIECE = (
    "<meta http-equiv='content-type' content='text/html; charset=utf-8'>"
    "<h1>Ministers meet in Kuala Lumpur</h1>"
    f"<p>{SENTENCE * 3}</p><p>می\u200cشود: a word with a joiner. {SENTENCE}</p>"
)


@contextmanager
def held(display: str, folder: Path, kinds: dict[str, bytes]) -> Iterator[None]:
    """Hold bytes on the clipboard of a screen, as another program does."""
    path = folder / "clipboard.json"
    path.write_text(
        json.dumps({kind: base64.b64encode(one).decode() for kind, one in kinds.items()})
    )
    owner = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.clipboard_owner", str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        cwd=Path(__file__).parents[2],
    )
    try:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "held\n"
        yield
    finally:
        owner.kill()
        owner.wait()


@pytest.mark.parametrize("kind", ["text/x-moz-url-priv", "chromium/x-source-url"])
def test_an_article_pasted_from_a_browser_has_its_words_and_its_address(
    display: str, project: Path, kind: str
) -> None:
    encoding = "utf-16-le" if "moz" in kind else "utf-8"
    kinds = {
        "text/html": PIECE.encode("utf-8"),
        "text/plain": b"Ministers meet in Kuala Lumpur",
        kind: ADDRESS.encode(encoding),
    }
    with (
        held(display, project.parent, kinds),
        Outside(display, "us", project, project.parent) as program,
    ):
        program.press("Ctrl+V")
        program.until(lambda seen: seen["keyboard"] != "page", "the preview")
        program.press("Enter")
        program.until(lambda seen: "1 article came in" in seen["message"], "that it came in")
    with Project.open(project, coder=Coder("look", "Look"), read_only=True) as opened:
        (found,) = [one for one in opened.articles() if one.url == ADDRESS]
        text = opened.article(found.id).text
    assert "Ministers meet in Kuala Lumpur" in text
    assert "می\u200cشود" in text
    assert found.proposed()["url"].why == "clipboard"

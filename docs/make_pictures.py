"""Draw the pictures of these pages: the real window on the sample, with real key presses.

It needs no screen: `python docs/make_pictures.py [NAME …]` writes docs/pictures/NAME.png, each in
a process of its own. Look at them before you keep them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from annotator.settings import Settings
    from annotator.ui.session import Session
    from annotator.ui.window import MainWindow

FOLDER = Path(__file__).resolve().parent / "pictures"
MOST_BYTES = 250_000
_SETTLE_MS = 400
_LONGEST_MS = 30_000
_COLOURS, _FREQUENT = 256, 192


@dataclass(frozen=True)
class Picture:
    """One picture: how the window is, and what is done in it before it is drawn.

    `crop` is x, y, width, height in logical pixels; None = the whole window.
    """

    size: tuple[int, int] = (1400, 900)
    scale: float = 1.0
    theme: str = "light"
    article: int = 1
    coded: bool = True
    act: Callable[[Hand], None] | None = None
    crop: tuple[int, int, int, int] | None = None


class Hand:
    """A window that is open, and a hand that clicks and presses keys in it."""

    def __init__(self, window: MainWindow) -> None:
        """Act in a window."""
        self.window = window

    @property
    def session(self) -> Session:
        """What is open in the window."""
        if self.window.session is None:
            raise RuntimeError("no project is open")
        return self.window.session

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        from PySide6.QtTest import QTest

        for _ in range(_LONGEST_MS // 20):
            if until():
                return
            QTest.qWait(20)
        raise RuntimeError("the window did not get there")

    def settle(self) -> None:
        """Let the window come to rest."""
        from PySide6.QtTest import QTest

        QTest.qWait(_SETTLE_MS)

    def open_article(self, number: int) -> None:
        """Open the article of this number of the list."""
        session = self.session
        wanted = list(session.project.articles())[number - 1].id
        session.open_article(wanted)
        self.wait(
            lambda: session.bridge.page is not None and session.bridge.page.article.id == wanted
        )
        self.settle()

    def click(self, words: str) -> None:
        """Click into the first letter of some words of the article."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from annotator.text.ranges import Range

        view = self.session.view
        page = self.session.bridge.page
        at = page.text.index(words) + 1 if page is not None else 0
        view.ensure_visible(Range(at, at + 1))
        self.settle()
        middle = view.rect_of(Range(at, at + 1)).center()
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle
        )
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys where the focus is: letters, digits, Space, Enter."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        named = {
            "Space": Qt.Key.Key_Space,
            "Enter": Qt.Key.Key_Return,
            "Esc": Qt.Key.Key_Escape,
        }
        for key in keys:
            target: QWidget = QApplication.focusWidget() or self.window
            if key in named:
                QTest.keyClick(target, named[key])
            else:
                QTest.keyClicks(target, key)
            QTest.qWait(60)


def _choose(hand: Hand, words: str) -> None:
    """Choose the claim that has these words, as a click on its card does."""
    hand.window.messages.close_message()
    page = hand.session.reading.page
    claim = next(one for one in page.spans("claim") if words in one.text())
    hand.session.view.set_caret(claim.start)
    hand.session.reading.make_current(claim.id)


def _choose_english(hand: Hand) -> None:
    _choose(hand, "kept our promise")


def _choose_persian(hand: Hand) -> None:
    _choose(hand, "مردم حق")


def _who(hand: Hand) -> None:
    hand.click("kept our")
    hand.press("Space", "Space", "C", "L")


def _everywhere(hand: Hand) -> None:
    hand.click("Tassin on who")
    hand.press("E", "3", "P")
    hand.wait(lambda: hand.session.reading.popup is not None)


def draft_a_merge(hand: Hand) -> None:
    """Show the scheme, two values of directness merged in a draft."""
    from annotator.model.scheme_edits.paths import SchemePath
    from annotator.ui.scheme.sheet import SchemeSheet

    hand.window.messages.close_message()
    hand.window.acts.run("scheme")
    sheet = hand.session.over.sheet
    if not isinstance(sheet, SchemeSheet):
        raise TypeError("the sheet of the scheme is not there")
    sheet.outline.stand_on(SchemePath.of("claim.directness"))
    sheet.table.setFocus()
    sheet.table.stand_on("mixed")
    sheet.acting.merge()
    hand.press("indirect", "Enter")
    hand.wait(lambda: sheet.preview.cases.isVisible())
    sheet.table.setFocus()


def _question(hand: Hand) -> None:
    """Ask of two claims what stance they take, after a third was answered."""
    session = hand.session
    project, page = session.project, session.reading.page
    text = page.text
    whom = text.index("Tassin on who")
    target = project.mark(page.article.id, "entity", (whom, whom + 6), {"kind": "place"})
    for words in ("“We have kept our promise,”", "“The ship is sound", "the crossing had lost"):
        at = text.index(words)
        end = text.index("patrol,”", at) + 8 if "ship" in words else at + len(words)
        claim = project.mark(page.article.id, "claim", (at, end))
        project.link(claim.id, "about", target.id)
    session.sheets.questions.begin("about.stance")
    hand.wait(lambda: session.over.sheet is not None)
    hand.settle()
    hand.press("1")


PICTURES: Mapping[str, Picture] = {
    "window": Picture(act=_choose_english),
    "dark": Picture(theme="dark", act=_choose_english),
    "persian": Picture(article=2, act=_choose_persian),
    "scale-200": Picture(size=(1240, 760), scale=2.0, act=_choose_english),
    "start": Picture(size=(900, 600), coded=False),
    "who": Picture(coded=False, act=_who, crop=(300, 280, 1080, 470)),
    "scheme": Picture(size=(1366, 768), act=draft_a_merge),
    "question": Picture(size=(1366, 768), act=_question),
    "everywhere": Picture(coded=False, act=_everywhere, crop=(300, 496, 1080, 340)),
}


def main(words: list[str]) -> int:
    """Draw the pictures of these names, or all; 0 when each is there and small enough."""
    if words[:1] == ["--one"]:
        return _draw_one(words[1], Path(words[2]))
    wrong = 0
    for name in words or PICTURES:
        picture = PICTURES[name]
        with tempfile.TemporaryDirectory(prefix="annotator-picture-") as home:
            environment = {
                "QT_QPA_PLATFORM": "offscreen",
                **os.environ,
                "ANNOTATOR_HOME": home,
                "QT_SCALE_FACTOR": str(picture.scale),
            }
            command = [sys.executable, __file__, "--one", name, home]
            done = subprocess.run(command, env=environment, check=False, timeout=180)  # noqa: S603
        at = FOLDER / f"{name}.png"
        fits = done.returncode == 0 and at.stat().st_size <= MOST_BYTES
        wrong += not fits
        said = f"{at.stat().st_size // 1000} KB" if done.returncode == 0 else "not drawn"
        sys.stderr.write(f"{name}: {said}{'' if fits else ' – look'}\n")
    return 1 if wrong else 0


def _draw_one(name: str, home: Path) -> int:
    from PySide6.QtCore import QRect

    from annotator.settings import Settings
    from annotator.ui.app import make_program

    picture = PICTURES[name]
    settings = replace(Settings(), theme="dark" if picture.theme == "dark" else "light")
    if name != "start":
        settings = settings.with_coder("A")
    program = make_program(settings)
    from annotator.ui.window import MainWindow

    project = None if name == "start" else _project(home, settings, coded=picture.coded)
    if project is not None and picture.coded:
        settings = replace(settings, coder_name=project[1], coder_id=project[2])
    window = MainWindow(settings)
    window.resize(*picture.size)
    window.show()
    window.activateWindow()
    window.begin(project[0] if project is not None else None)
    hand = Hand(window)
    if project is not None:
        hand.wait(lambda: window.session is not None and window.session.bridge.page is not None)
        hand.open_article(picture.article)
    if picture.act is not None:
        picture.act(hand)
    hand.settle()
    whole = window.rect() if picture.crop is None else QRect(*picture.crop)
    image = window.grab(whole).toImage()
    FOLDER.mkdir(exist_ok=True)
    is_saved = bool(_with_few_colours(image).save(str(FOLDER / f"{name}.png"), "PNG", 0))  # type: ignore[call-overload]
    window.close()
    program.processEvents()
    return 0 if is_saved else 1


def make_coded(home: Path, settings: Settings) -> tuple[Path, str, str]:
    """Make the sample and give its path and whose layer is to be seen (name and id)."""
    from annotator.project.sample import make_sample

    path = home / "sample.annotator"
    make_sample(path, settings.coder()).close()
    return path, settings.coder_name, settings.coder_id


def _project(home: Path, settings: Settings, *, coded: bool) -> tuple[Path, str, str]:
    """Make a project of a sample or of its first text without any mark."""
    from annotator import resources
    from annotator.formats.sources import Source
    from annotator.project import Project

    if coded:
        return make_coded(home, settings)
    path = home / "sample.annotator"
    with Project.create(path, coder=settings.coder()) as project:
        text = resources.read_bytes("sample", "ferry.txt")
        project.import_sources([Source(name="ferry.txt", data=text)])
    return path, settings.coder_name, settings.coder_id


def _with_few_colours(image: QImage) -> QImage:
    """Give the picture with 256 colours: the most frequent, then those furthest from any."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    found = Counter(memoryview(plain.constBits()).cast("B").cast("I"))
    ordered = [colour for colour, _ in found.most_common()]
    table, others = ordered[:_FREQUENT], ordered[_FREQUENT:]
    distances = {one: min(_distance(one, other) for other in table) for one in others}
    while others and len(table) < _COLOURS:
        furthest = max(distances, key=lambda one: distances[one])
        table.append(furthest)
        del distances[furthest]
        distances = {one: min(far, _distance(one, furthest)) for one, far in distances.items()}
        others = list(distances)
    return plain.convertToFormat(
        QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither
    )


def _distance(one: int, other: int) -> int:
    return sum(((one >> shift & 255) - (other >> shift & 255)) ** 2 for shift in (0, 8, 16))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

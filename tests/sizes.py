"""Pictures of the window at every size it is meant for, to be looked at one by one.

`python -m tests.sizes FOLDER [review | texts | kept] [NAME …]` opens the program under Xvfb and
openbox on screens of each size, light and dark, at 100 and 200 % text, at twice the scale, with a
right-to-left article, mirrored (a right-to-left interface); goes through the scenes below and
those of `tests.review_scenes`, `tests.texts_scenes` and `tests.kept_scenes` (`review`, `texts`,
`kept`: these alone); writes FOLDER/NAME-SCENE.png, and says what
the laws of `tests.ui.seen` find wrong. It needs Xvfb and openbox.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.layer import Coder
    from annotator.ui.review.workspace import ReviewWorkspace
    from docs.make_pictures import Hand

_ROOT = Path(__file__).resolve().parent.parent
_LONGEST_S = 240
_PARTS = ("review", "texts", "kept")


@dataclass(frozen=True)
class Look:
    """How the program is looked at: screen in physical pixels, theme, text size, scale, article,
    language of the interface.
    """

    screen: tuple[int, int]
    theme: str = "light"
    text_size: int = 100
    scale: int = 1
    article: int = 1
    language: str = ""


_SCREENS = {"1366": (1366, 768), "1280": (1280, 720), "1024": (1024, 640), "800": (800, 600)}
LOOKS: dict[str, Look] = {
    **{name: Look(size) for name, size in _SCREENS.items()},
    **{f"{name}-dark": Look(size, theme="dark") for name, size in _SCREENS.items()},
    **{f"{name}-rtl": Look(size, article=2) for name, size in _SCREENS.items()},
    **{f"{name}-200": Look(size, text_size=200) for name, size in _SCREENS.items()},
    "1366-dark-rtl": Look((1366, 768), theme="dark", article=2),
    "1366-twice": Look((2732, 1536), scale=2),
    "1024-twice": Look((2048, 1280), scale=2),
    "1366-200-rtl": Look((1366, 768), text_size=200, article=2),
    "1366-dark-200": Look((1366, 768), theme="dark", text_size=200),
    "1366-mirrored": Look((1366, 768), language="fa"),
    "1366-dark-mirrored": Look((1366, 768), theme="dark", article=2, language="fa"),
    "1366-200-mirrored": Look((1366, 768), text_size=200, article=2, language="fa"),
    "1366-dark-200-mirrored": Look((1366, 768), theme="dark", text_size=200, language="fa"),
    "1024-mirrored": Look((1024, 640), language="fa"),
}


def main(words: list[str]) -> int:
    """Draw all looks, or those that are named; 1 when a law is broken somewhere."""
    only = next((one for one in words if one in _PARTS), "")
    words = [one for one in words if one not in _PARTS]
    if words[:1] == ["--one"]:
        return _draw(words[1], Path(words[2]), only)
    folder = Path(words[0])
    folder.mkdir(parents=True, exist_ok=True)
    wrong = sum(_start(name, folder, f" {only}") != 0 for name in words[1:] or LOOKS)
    return 1 if wrong else 0


def _start(name: str, folder: Path, more: str) -> int:
    """Draw one look in a screen of its own."""
    look = LOOKS[name]
    width, height = look.screen
    with tempfile.TemporaryDirectory(prefix="annotator-look-") as home:
        environment = {
            **os.environ,
            "PYTHONPATH": str(_ROOT),
            "ANNOTATOR_HOME": home,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONFAULTHANDLER": "1",
            "QT_SCALE_FACTOR": str(look.scale),
            "LOOK": f"{sys.executable} -m tests.sizes --one {name} {folder}{more}",
        }
        screen = f"-screen 0 {width}x{height}x24 -dpi 96"
        inside = "openbox & sleep 0.5; $LOOK; code=$?; kill %1; exit $code"
        command = ["xvfb-run", "-a", "-s", screen, "bash", "-c", inside]
        process = subprocess.Popen(command, env=environment, cwd=_ROOT, start_new_session=True)
        try:
            return process.wait(_LONGEST_S)
        except subprocess.TimeoutExpired:
            # All of it: the screen and the program in it would stay behind for ever.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            sys.stderr.write(f"{name}: not ended after {_LONGEST_S} s\n")
            return 1


def _draw(name: str, folder: Path, only: str) -> int:
    from annotator.settings import Settings
    from annotator.ui.app import make_program
    from docs.make_pictures import Hand, make_coded

    look = LOOKS[name]
    settings = replace(
        Settings().with_coder("A"),
        theme=look.theme,
        text_size=look.text_size,
        language=look.language,
    )
    program = make_program(settings)
    from PySide6.QtWidgets import QApplication

    from annotator.ui.window import MainWindow
    from tests.review_scenes import OF_MANY, OF_TWO, begin, make_many, make_two
    from tests.texts_scenes import OF_TEXTS, make_texts
    from tests.ui.seen import faults

    home = Path(os.environ["ANNOTATOR_HOME"])
    path, coder, coder_id = make_coded(home, settings)
    settings = replace(settings, coder_name=coder, coder_id=coder_id)
    window = MainWindow(settings)
    window.show()
    window.activateWindow()
    hand = Hand(window)
    wrong = 0

    def draw(scene: str) -> None:
        nonlocal wrong
        hand.settle()
        program.processEvents()
        found = faults(QApplication.activeModalWidget() or window)
        wrong += len(found)
        for one in found:
            sys.stderr.write(f"{name} {scene}: {one}\n")
        window.screen().grabWindow(0).save(str(folder / f"{name}-{scene}.png"))
        _leave(hand)

    for scene, act in {} if only else SCENES.items():
        if window.session is None and not scene.startswith("start"):
            _open(hand, path)
            hand.open_article(look.article)
        act(hand, look)
        draw(scene)
    for path, scenes, article in (
        ()
        if only not in ("", "review")
        else (
            (make_two(home, settings.coder()), OF_TWO, look.article),
            (make_many(home), OF_MANY, 1),
        )
    ):
        window.close_project()
        _open(hand, path)
        begin(hand, article)
        for scene, show in scenes.items():
            show(hand)
            draw(scene)
    if only in ("", "texts"):
        window.close_project()
        _open(hand, make_texts(home, settings.coder()))
        for scene, show_text in OF_TEXTS.items():
            show_text(hand, look.article)
            draw(scene)
    if only in ("", "kept"):
        _draw_kept(hand, home, settings.coder(), draw)
    window.close()
    return 1 if wrong else 0


def _draw_kept(hand: Hand, home: Path, coder: Coder, draw: Callable[[str], None]) -> None:
    from tests.kept_scenes import OF_KEPT, make_kept

    path = make_kept(home / "kept", coder)
    for scene, show in OF_KEPT.items():
        show(hand, path)
        draw(scene)


def _open(hand: Hand, path: Path) -> None:
    hand.window.begin(path)
    hand.wait(lambda: hand.window.session is not None and hand.session.view.page is not None)


def _leave(hand: Hand) -> None:
    """Close what a scene has opened."""
    from PySide6.QtWidgets import QApplication

    modal, session = QApplication.activeModalWidget(), hand.window.session
    if modal is not None:
        modal.close()
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()
    if session is not None:
        hand.press("Esc")
        _drop_drafts()
        session.reading.close_popup()
        if session.review is None:
            session.reading.focus()
        else:
            _leave_review(hand, session.review)
    hand.window.messages.close_message()
    hand.settle()


def _drop_drafts() -> None:
    """Answer what is asked when a sheet with drafts is left."""
    from PySide6.QtWidgets import QApplication

    from annotator.ui.scheme.forms import DropForm

    form = QApplication.activeModalWidget()
    if isinstance(form, DropForm):
        form.accept()
        form.dropped.emit()


def _leave_review(hand: Hand, review: ReviewWorkspace) -> None:
    """Go back to the differences, the current one as it was."""
    review.handlers.close_popup()
    if review.changing is not None:
        review.changing.end(keep=False)
    if review.sheet is not None:
        review.close_sheet()
    state = review.state
    if state.current is None and state.page is not None:
        entries = state.entries[state.page.article.id]
        first = next((one for one in entries if not state.is_settled(one)), entries[0])
        state.make_current(first)
    review.panes.focus_page()
    hand.settle()


def _words(look: Look) -> str:
    return "مردم حق" if look.article == 2 else "kept our promise"


def _start_page(hand: Hand, _look: Look) -> None:
    hand.window.begin(None)


def _read(hand: Hand, look: Look) -> None:
    page = hand.session.reading.page
    claim = next(one for one in page.spans("claim") if _words(look) in one.text())
    hand.session.reading.go_to(claim)


def _own(hand: Hand, look: Look) -> None:
    """Show the coder's own layer: nothing else can be changed."""
    if hand.session.bridge.looked_at is not None:
        hand.session.look_at(None)
        hand.settle()
    hand.window.messages.close_message()
    hand.session.view.set_caret(hand.session.reading.page.text.index(_words(look)))
    hand.session.reading.focus()


def _link(hand: Hand, look: Look) -> None:
    _own(hand, look)
    hand.press("Space", "Space", "C", "L")


def _line(hand: Hand, look: Look) -> None:
    _own(hand, look)
    hand.press("I")


def _dialog(act: str) -> Callable[[Hand, Look], None]:
    from PySide6.QtWidgets import QApplication

    def open_it(hand: Hand, _look: Look) -> None:
        hand.window.acts.run(act)
        hand.wait(lambda: QApplication.activeModalWidget() is not None)

    return open_it


def _actor(hand: Hand, _look: Look) -> None:
    book = hand.session.bridge.context.actors
    one = max(book.present(), key=lambda actor: len(actor.roles) * 10 + len(actor.names()))
    hand.session.handlers.actors.open(one.id)


def _coming_in(hand: Hand, _look: Look) -> None:
    folder = Path(os.environ["ANNOTATOR_HOME"]) / "texts"
    if not folder.exists():
        folder.mkdir()
        (folder / "ferry.txt").write_text("Ferry\n\nThe ferry sails again.\n", encoding="utf-8")
        (folder / "cafe.txt").write_text("Café\n\nDas Café schließt.\n", encoding="cp1252")
        (folder / "broken.docx").write_bytes(b"PK broken")
    hand.window.take_paths((folder,))
    hand.wait(lambda: hand.session.over.sheet is not None)


def _question(hand: Hand, look: Look) -> None:
    """Ask of a claim of the coder's own how direct it is."""
    session = hand.session
    page, words = session.reading.page, _words(look)
    at = page.text.index(words)
    session.project.mark(page.article.id, "claim", (at, at + len(words)), {"directness": None})
    session.sheets.questions.begin("claim.directness")
    hand.wait(lambda: session.over.sheet is not None)


def _decide(hand: Hand, look: Look) -> None:
    """Ask about the second of what is suggested."""
    _suggested(hand, look)
    hand.window.acts.run("suggestions-one-at-a-time")
    hand.wait(lambda: hand.session.over.sheet is not None)
    hand.settle()
    hand.press("Right")


def _notes(hand: Hand, look: Look) -> None:
    """List two questions and a flag."""
    session = hand.session
    page = session.reading.page
    mine = next(page.spans("claim"), None)
    for about in (page.article.id, "claim.directness", *(() if mine is None else (mine.id,))):
        session.project.note(about, f"{_words(look)}?", question=True, later=about == "claim")
    hand.window.acts.run("notes")
    hand.wait(lambda: session.over.sheet is not None)


def _actors(hand: Hand, _look: Look) -> None:
    """Show the actors, on the one that is named most, as its passages are gone through."""
    from annotator.ui.actors.sheet import ActorsSheet

    project = hand.session.project
    if not project.actors("M. Talven"):
        project.actor("Talven, Mira", "person")
        project.actor("M. Talven", "person", ["the minister"])
    hand.window.messages.close_message()
    hand.window.acts.run("actors")
    sheet = hand.session.over.sheet
    if isinstance(sheet, ActorsSheet):
        passages = sheet.passages.list
        hand.wait(lambda: passages.passage is not None and sheet.alike.isVisible())
        hand.press("Enter")
        hand.wait(lambda: passages.passage is not None and passages.passage.sentence is not None)


def _export(hand: Hand, _look: Look) -> None:
    """Ask for an export of one layer for other programs, and wait until what is lost is counted."""
    from annotator.ui.exporting.sheet import ExportSheet

    project, folder = hand.session.project, Path(os.environ["ANNOTATOR_HOME"])
    project.export("tables", folder / "tables", keep_as="for the R script")
    project.keep_recipe("for the group", "qdpx", folder / "group.qdpx")
    hand.window.acts.run("export")
    sheet = hand.session.over.sheet
    if isinstance(sheet, ExportSheet):
        hand.wait(lambda: any("since" in one.since for one in sheet.kept.lines))
        sheet.list.stand_on(next(one for one in sheet.list.lines if one.format.name == "qdpx"))
        texts = sheet.fields.texts
        texts.setCurrentIndex(texts.count() - 2)
        hand.wait(lambda: sheet.plan is not None and sheet.fields.articles.count() > 1)
        hand.wait(lambda: sheet.fields.telling.isVisible())


def _codes(hand: Hand, look: Look) -> None:
    """Let a Word file with a colleague's comments come in, and leave one code out."""
    from annotator.ui.importing.codes.sheet import CodesSheet
    from tests import word_files as w

    page = hand.session.reading.page
    words = [" ".join(one.split()) for one in page.text.split(".") if len(one.split()) > 5][:9]
    codes = ("claim", "speaker", "promise", "Transport ▸ ferries", "claim: direct", "cue",
             "to ask the group", "مقام رسمی", "a code with a long name")  # fmt: skip
    body = [w.line(w.start(n), one, w.end(n), ".") for n, one in enumerate(words, 1)]
    said = [w.comment(n, one) for n, one in enumerate(codes[: len(words)], 1)]
    path = Path(os.environ["ANNOTATOR_HOME"]) / f"from-word-{look.article}.docx"
    path.write_bytes(w.file_of(w.line("Old codings") + "".join(body), "".join(said)))
    hand.window.messages.close_message()
    hand.window.take_paths((path,))
    hand.wait(lambda: isinstance(hand.session.over.sheet, CodesSheet))
    sheet = hand.session.over.sheet
    if isinstance(sheet, CodesSheet):
        sheet.list.setCurrentIndex(sheet.list.model().index(2, 0))
        sheet.leave_out()


def _positions(hand: Hand, look: Look) -> None:
    """Let a project come in whose places fit no way of counting."""
    from annotator.ui.importing.codes.positions import PositionsSheet
    from tests.refi_foreign import ForeignProject

    text = hand.session.reading.page.text
    words = [one for one in text.split() if len(one) > 6 and text.count(one) == 1][:8]
    project = ForeignProject(named=False)
    project.text("Old", f"\N{SHIP} {text}", [(one[1:-2], "claim") for one in words])
    path = Path(os.environ["ANNOTATOR_HOME"]) / f"old-{look.article}.qdpx"
    path.write_bytes(project.data())
    hand.window.messages.close_message()
    hand.window.take_paths((path,))
    hand.wait(lambda: isinstance(hand.session.over.sheet, PositionsSheet))


def _act(name: str) -> Callable[[Hand, Look], None]:
    return lambda hand, _look: hand.window.acts.run(name)


def _inspector(hand: Hand, look: Look) -> None:
    _read(hand, look)
    hand.window.acts.run("inspector")


def _inspected_article(hand: Hand, _look: Look) -> None:
    hand.session.reading.make_current(None)


def _no_inspector(hand: Hand, _look: Look) -> None:
    hand.window.acts.run("inspector")
    hand.window.acts.run("menu")


def _find_page(words: str) -> Callable[[Hand, Look], None]:
    """Find words in the project, stand on the first hit and tick two."""

    def find(hand: Hand, _look: Look) -> None:
        from annotator.ui.find.sheet import FindSheet

        hand.window.acts.run("find-project")
        sheet = hand.session.over.sheet
        if isinstance(sheet, FindSheet):
            sheet.pane.words.setText(words)
            sheet.pane.entered.emit()
            hand.settle()
            hand.wait(lambda: sheet.list.model_.n_hits > 0)
            sheet.go_to_first()
            hand.press("Space")
            hand.settle()

    return find


def _suggested(hand: Hand, look: Look) -> None:
    """Show what is suggested on the coder's own layer, after some of it was taken."""
    _own(hand, look)
    suggesting = hand.session.suggesting
    if not suggesting.state.suggested:
        suggesting.queue.use()
        hand.wait(lambda: bool(suggesting.state.open) and not suggesting.queue.is_at_work)
        claims = [one for one in suggesting.state.open if one.span.type == "claim"]
        for one in claims[:2]:
            suggesting.state.go_to(one)
            hand.press("Enter")
        hand.wait(lambda: not hand.session.bridge.n_waiting)
    suggesting.state.go_to(next(one for one in suggesting.state.open if one.span.type == "claim"))


def _how_good(hand: Hand, look: Look) -> None:
    _suggested(hand, look)
    hand.window.acts.run("suggestions-sheet")
    sheet = hand.session.over.sheet
    hand.wait(lambda: not sheet.facts.text().endswith("…"))


def _learnt(hand: Hand, look: Look) -> None:
    _how_good(hand, look)
    hand.session.over.sheet.list.setCurrentRow(2)


def _scheme(hand: Hand, _look: Look) -> None:
    from docs.make_pictures import draft_a_merge

    draft_a_merge(hand)


def _scheme_type(hand: Hand, _look: Look) -> None:
    hand.window.acts.run("scheme")
    hand.settle()


def _scheme_name(hand: Hand, look: Look) -> None:
    _scheme_type(hand, look)
    hand.press("N")


def _again(hand: Hand, look: Look) -> None:
    """Mark a claim, split its value, and show what is to be looked at again."""
    from annotator.model.scheme_edits.edits import SchemeEdit

    _own(hand, look)
    hand.press("Space", "Space", "C")
    project = hand.session.project
    claim = next(hand.session.reading.page.spans("claim"))
    value = claim.attributes["directness"]
    what, into = f"claim.directness.{value}", [f"{value} A", f"{value} B"]
    project.open_project.drain()
    project.edit_scheme([SchemeEdit.of({"edit": "split", "what": what, "into": into})])
    hand.window.acts.run("look-again")
    hand.settle()


def _note_box(hand: Hand, look: Look) -> None:
    """Write a question on a claim of the coder's own."""
    _own(hand, look)
    hand.press("Space", "Space", "C", "M")


def _copies(hand: Hand, look: Look) -> None:
    """Ask what comes over to a copy in which words of a claim are others."""
    from PySide6.QtWidgets import QApplication

    _own(hand, look)
    session, words = hand.session, _words(look)
    page = session.reading.page
    copy = Path(os.environ["ANNOTATOR_HOME"]) / "copy.txt"
    copy.write_text(page.text.replace(words, words.split()[0]), encoding="utf-8")
    at = page.text.index(words)
    session.project.mark(page.article.id, "claim", (at, at + len(words)))
    session.project.mark(page.article.id, "entity", (0, len(page.text.split()[0])))
    session.project.import_sources([copy])
    session.open_article(page.article.id)
    hand.wait(lambda: session.reading.page.article.group_id is not None)
    hand.window.acts.run("carry-over")
    hand.wait(lambda: QApplication.activeModalWidget() is not None)


SCENES: dict[str, Callable[[Hand, Look], None]] = {
    "start": _start_page,
    "start-keys": _dialog("help"),
    "read": _read,
    "keys": _dialog("help"),
    "actor": _actor,
    "steps": _dialog("steps"),
    "export": _export,
    "codes": _codes,
    "positions": _positions,
    "palette": _act("palette"),
    "find": _act("find"),
    "inspector": _inspector,
    "article": _inspected_article,
    "menu": _no_inspector,
    "line": _line,
    "link": _link,
    "suggested": _suggested,
    "how-good": _how_good,
    "learnt": _learnt,
    "coming-in": _coming_in,
    "find-page": _find_page("tassin | talven | شهردار"),
    "find-common": _find_page("the | و"),
    "scheme-type": _scheme_type,
    "scheme-name": _scheme_name,
    "scheme": _scheme,
    "look-again": _again,
    "question": _question,
    "decide": _decide,
    "notes": _notes,
    "actors": _actors,
    "note-box": _note_box,
    "print": _dialog("print"),
    "copies": _copies,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

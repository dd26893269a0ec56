"""The table of all acts. Menus, the palette, the key sheet, tooltips and shortcuts come from it.

Keys stand in `resources/keys.toml`; what an act does is registered by the part of the window that
does it (`Actions.register`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.reading.keys import MARK, KeyRow, KeyTable, Mode, Stroke, key_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from annotator.model.changes import Step
    from annotator.model.scheme import Scheme


class Need(Flag):
    """What must be there before an act can be done."""

    NOTHING = 0
    PROJECT = auto()
    READ = auto()
    """The workspace Read is shown."""
    ARTICLE = auto()
    SPAN = auto()
    WRITING = auto()
    OWN = auto()
    """The coder's own marks are shown."""
    WORDS = auto()
    """A selection, or a word under the caret."""
    REVIEW = auto()
    """Two codings are compared."""
    DIFFERENCE = auto()
    """One of their differences is current."""
    SUGGESTION = auto()
    """A suggestion is current."""
    ROOM = auto()
    """No sheet lies over the panes, in Read or in Review."""


_READ = Need.PROJECT | Need.READ | Need.ARTICLE
_CORPUS = Need.PROJECT | Need.READ | Need.WRITING
_MARK = _READ | Need.WRITING | Need.OWN
_CHANGE = _MARK | Need.SPAN
_COMPARED = Need.PROJECT | Need.REVIEW
_DIFFER = _COMPARED | Need.DIFFERENCE
_SETTLE = _DIFFER | Need.WRITING
_DECIDE = _MARK | Need.SUGGESTION
_AGREE = _COMPARED | Need.WRITING


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act: its name (as in the key table), its menu, what it needs, its words in English.

    Where `label` is empty the words are those of the key table. With a `plan` the row is all there
    is to the act: the plan gets context and page, and what `needs` names: the current span's id,
    or the selected words as a range. All other acts are done by `handlers` or the window.
    `part` is the part of the menu in which it stands; without one it stands in the menu itself.
    """

    name: str
    menu: str
    needs: Need = Need.NOTHING
    label: str = ""
    plan: Callable[..., Step] | None = None
    part: str = ""


def planned(family: str, name: str) -> Callable[..., Step]:
    """Give a plan of a family of `project.acts`; it is loaded when it is first done.

    The start page is shown before anything of the project is loaded.
    """
    return lambda *given: getattr(import_module(f"annotator.project.acts.{family}"), name)(*given)


MENUS = ("Project", "Edit", "Mark", "Article", "Articles", "Review", "Suggestions", "View", "Help")

ACTS: tuple[ActRow, ...] = (
    ActRow("new-project", "Project", label="New project …"),
    ActRow("open", "Project", label="Open a project …"),
    ActRow("sample", "Project", label="Open the sample"),
    ActRow("start-page", "Project", label="Start page"),
    ActRow("import-files", "Project", Need.PROJECT | Need.WRITING, "Import files …"),
    ActRow("import-folder", "Project", Need.PROJECT | Need.WRITING, "Import a folder …"),
    ActRow("paste-article", "Project", label="Import text from the clipboard"),
    ActRow("save-copy", "Project", Need.PROJECT, "Save a copy …"),
    ActRow("traces", "Project", Need.PROJECT, "Remove traces of this project …"),
    ActRow("back-to-now", "Project", Need.PROJECT, "Back to the project as it is now"),
    ActRow("backups", "Project", Need.PROJECT | Need.READ, "Backups …"),
    ActRow("export", "Project", Need.PROJECT | Need.ROOM, "Export …"),
    ActRow("scheme", "Project", Need.PROJECT | Need.READ, "Coding scheme …"),
    ActRow("print", "Project", _READ, "Print the article …"),
    ActRow("coder", "Project", label="Who is coding? …"),
    ActRow("say-saved", "Project", Need.PROJECT, "Is everything saved?"),
    ActRow("close", "Project", label="Close the window"),
    ActRow("undo", "Edit", Need.PROJECT | Need.WRITING),
    ActRow("redo", "Edit", Need.PROJECT | Need.WRITING),
    ActRow("steps", "Edit", Need.PROJECT, "List of steps …"),
    ActRow("copy", "Edit", _READ | Need.WORDS),
    ActRow("copy-words", "Edit", _READ | Need.WORDS),
    ActRow("find", "Edit", _READ, "Find in the article …"),
    ActRow("notes", "Edit", Need.PROJECT | Need.READ, "Notes and questions …"),
    ActRow("find-project", "Edit", Need.PROJECT | Need.READ, "Find in the project …"),
    ActRow("open-values", "Mark", _CHANGE),
    ActRow("link", "Mark", _MARK),
    ActRow("actor", "Mark", _CHANGE),
    ActRow("everywhere", "Mark", _MARK),
    ActRow("everywhere-project", "Mark", _MARK),
    ActRow("boundaries", "Mark", _CHANGE),
    ActRow("change-type", "Mark", _CHANGE, "Change the type …"),
    ActRow("merge-statements", "Mark", _MARK, "Make one claim with another …", part="Statements"),
    ActRow("split-statement", "Mark", _MARK, "Split the claim before the caret", part="Statements"),
    ActRow("note", "Mark", _MARK),
    ActRow("note-on", "Mark", _MARK),
    ActRow("come-back", "Mark", _MARK, "Come back later, or no more", part="Questions"),
    ActRow("one-question", "Mark", _CORPUS, "One question at a time …", part="Questions"),
    ActRow("who-is-it", "Mark", _CORPUS, "Who is it? One at a time", part="Questions"),
    ActRow("delete", "Mark", _CHANGE),
    ActRow("next-span", "Mark", _READ, part="Go to"),
    ActRow("previous-span", "Mark", _READ, part="Go to"),
    ActRow("next-saying", "Mark", _READ, part="Go to"),
    ActRow("previous-saying", "Mark", _READ, part="Go to"),
    ActRow("look-again", "Mark", Need.PROJECT | Need.READ, "Look again …", part="Questions"),
    ActRow("cycle", "Mark", _READ, part="Go to"),
    ActRow("widen", "Mark", _READ, part="Selection"),
    ActRow("narrow", "Mark", _READ, part="Selection"),
    ActRow("let-go", "Mark", _READ, part="Selection"),
    ActRow("region", "Article", _MARK),
    ActRow("restore-furniture", "Article", _MARK),
    ActRow(
        "confirm-regions",
        "Article",
        _MARK,
        "Confirm all proposed regions",
        planned("regions", "plan_confirm"),
    ),
    ActRow("furniture-everywhere", "Article", _MARK, "This line is furniture everywhere …"),
    ActRow("furniture-never", "Article", _MARK, "A line is never furniture …"),
    ActRow("unfold", "Article", _READ, "Open or fold the page furniture"),
    ActRow("carry-over", "Article", _MARK, "Carry over to copies …"),
    ActRow("as-in-original", "Article", _MARK, "Mark as in the original"),
    ActRow("masthead", "Article", _MARK),
    ActRow("article-note", "Article", _MARK, "Note on the article"),
    ActRow("done", "Article", _MARK),
    ActRow("not-done", "Article", _MARK, "Set back to “in progress”"),
    ActRow("exclude", "Article", _MARK),
    ActRow("next-article", "Article", _READ),
    ActRow("previous-article", "Article", _READ),
    ActRow("actors", "Articles", Need.PROJECT | Need.READ, "Actors …"),
    ActRow("confirm-proposals", "Articles", _CORPUS, "Confirm proposals …"),
    ActRow("change-articles", "Articles", _CORPUS, "Change the chosen articles …"),
    ActRow("fold-recurring", "Articles", _CORPUS, "Fold recurring lines …"),
    ActRow("near-copies", "Articles", _CORPUS, "Find near copies …"),
    ActRow("compare", "Review", Need.PROJECT, "Compare …"),
    ActRow("draw-sample", "Review", Need.PROJECT, "Draw a sample …"),
    ActRow("make-kits", "Review", Need.PROJECT, "Make kits …"),
    ActRow("take-kits-back", "Review", Need.PROJECT, "Take kits back …"),
    ActRow("open-colleague", "Review", Need.PROJECT, "Open a colleague’s work …"),
    ActRow("look-alikes", "Review", Need.PROJECT, "Actors that look alike …"),
    ActRow("agreement", "Review", Need.PROJECT, "Agreement …"),
    ActRow("next-open", "Review", _COMPARED),
    ActRow("previous-open", "Review", _COMPARED),
    *(
        ActRow(name, "Review", _SETTLE, part="Settle")
        for name in ("take-framed", "take-left", "take-right", "take-both", "take-neither")
    ),
    ActRow("change-first", "Review", _SETTLE, part="Settle"),
    ActRow("review-note", "Review", _SETTLE, part="Settle"),
    ActRow("open-again", "Review", _SETTLE, part="Settle"),
    ActRow("frame-left", "Review", _DIFFER, part="Settle"),
    ActRow("frame-right", "Review", _DIFFER, part="Settle"),
    *(
        ActRow(f"alike-{name}", "Review", _SETTLE, part="All that are alike")
        for name in ("framed", "left", "right", "both", "neither")
    ),
    ActRow("take-identical", "Review", _AGREE, "Take what both have", part="The agreed layer"),
    ActRow(
        "take-rest", "Review", _AGREE, "Take what one alone has coded …", part="The agreed layer"
    ),
    ActRow("hide-names", "Review", _AGREE, "Settle without names", part="The agreed layer"),
    ActRow("show-names", "Review", _AGREE, "Show the names again", part="The agreed layer"),
    ActRow("show-same", "Review", _COMPARED, "Show what both have, or hide it"),
    ActRow("not-compared", "Review", _COMPARED, "Articles that were not compared …"),
    ActRow("suggest", "Suggestions", _READ | Need.WRITING, "Suggest in this project"),
    ActRow("pause-suggesting", "Suggestions", _READ, "Pause reading ahead, or go on"),
    ActRow("next-suggestion", "Suggestions", _READ),
    ActRow("previous-suggestion", "Suggestions", _READ),
    ActRow("take-suggestion", "Suggestions", _DECIDE),
    ActRow("reject-suggestion", "Suggestions", _DECIDE),
    ActRow("change-suggestion", "Suggestions", _DECIDE),
    ActRow("take-suggestions-alike", "Suggestions", _DECIDE),
    ActRow("reject-suggestions-alike", "Suggestions", _DECIDE),
    ActRow("show-perhaps", "Suggestions", _READ, "Show what is only a perhaps, or hide it"),
    ActRow("filter-suggestions", "Suggestions", _READ, "Which suggestions are shown …"),
    ActRow("suggestions-one-at-a-time", "Suggestions", _CORPUS, "Open ones, one at a time …"),
    ActRow("suggestions-sheet", "Suggestions", _READ, "How good they were here …"),
    ActRow("read", "View", Need.PROJECT),
    ActRow("review", "View", Need.PROJECT),
    ActRow("explore", "View", Need.PROJECT),
    ActRow("menu", "View"),
    ActRow("palette", "View"),
    ActRow("take-offer", "View"),
    ActRow("marks-of", "View", Need.PROJECT | Need.READ, "Whose marks are shown? …"),
    ActRow("inspector", "View", Need.PROJECT | Need.READ),
    ActRow("full-screen", "View"),
    ActRow("left-pane", "View", Need.PROJECT, "Show or hide the list at the side"),
    ActRow("next-pane", "View"),
    ActRow("previous-pane", "View"),
    ActRow("text-larger", "View"),
    ActRow("text-smaller", "View"),
    ActRow("text-normal", "View"),
    ActRow("theme-system", "View", label="Colours as the system has them"),
    ActRow("theme-light", "View", label="Light"),
    ActRow("theme-dark", "View", label="Dark"),
    ActRow("plain-arrows", "View", label="Arrows by character, as with a screen reader"),
    ActRow("own-keys", "View", label="Keys of your own …"),
    ActRow("help", "Help", label="Help: the keys of this screen"),
    ActRow("about", "Help", label="About Annotator"),
)


REPEATED = frozenset(
    {
        "next-article",
        "previous-article",
        "next-pane",
        "previous-pane",
        "text-larger",
        "text-smaller",
    }
)
"""Acts of the whole window that a key held down does again and again."""


class Actions(QObject):
    """The acts of one window: whether each can be done now, and doing it."""

    table_changed = Signal()
    begun = Signal(str, bool)
    """An act just before it is done; whether from a bar or menu, not by a key of the window."""
    done = Signal(str)
    refused = Signal(object)
    """Why an act cannot be done now, as a `Forbidden`."""

    def __init__(self, window: QWidget, is_there: Callable[[], Need]) -> None:
        """Make the table; `is_there` says what is there now."""
        super().__init__(window)
        self._window = window
        self._is_there = is_there
        self.functions: dict[str, Callable[[], object]] = {}
        """What does each act, by its name."""
        self.notes: dict[str, str] = {}
        """What a menu says above its acts, by its name."""
        self._actions: dict[str, QAction] = {}
        self._rows: dict[str, ActRow] = {}
        self._scheme: Scheme | None = None
        self._plain = False
        self._own_keys: dict[str, tuple[str, ...]] = {}
        self._made_of: tuple[Scheme | None, Mapping[str, tuple[str, ...]], bool] | None = None
        self.keys: KeyTable = key_table()
        self.set_scheme(None)

    # --- the table ------------------------------------------------------------------------------

    def set_preferences(self, *, plain: bool, own: Mapping[str, tuple[str, ...]]) -> None:
        """Let arrows move as in other programs (`plain`) or by word; take the person's own keys."""
        self._plain = plain
        self._own_keys = dict(own)
        self.set_scheme(self._scheme)

    def set_scheme(self, scheme: Scheme | None) -> None:
        """Take the types of a scheme: each is an act with its key, and one more for a part."""
        self._scheme = scheme
        plain = self._plain or QAccessible.isActive()
        made_of = (scheme, self._own_keys, plain)
        if made_of == self._made_of:
            return
        self._made_of = made_of
        self.keys = key_table(scheme, changed=self._own_keys, plain_arrows=plain)
        types = [row for row in self.keys.rows if row.type_name and row.act.startswith(MARK)]
        marking = [ActRow(row.act, "Mark", _MARK | Need.WORDS, row.label) for row in types]
        parts = [
            ActRow(
                f"add-part-{row.type_name}",
                "Mark",
                _MARK | Need.WORDS,
                "Further part",
                part="Further part",
            )
            for row in types
        ]
        self._rows = {row.name: row for row in (*marking, *parts, *ACTS)}
        for name, action in self._actions.items():
            if name in self._rows:
                action.setText(self.label(name))
                self._bind(name, action)
        self.table_changed.emit()

    def register(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Say what some acts do."""
        self.functions.update(handlers)

    @property
    def window(self) -> QWidget:
        """The window whose acts these are."""
        return self._window

    @property
    def scheme(self) -> Scheme | None:
        """The scheme whose types have their keys here."""
        return self._scheme

    def rows(self) -> Iterator[ActRow]:
        """Give all acts that can be done at some time, in the order of the menus."""
        for menu in MENUS:
            yield from (row for row in self._rows.values() if row.menu == menu)

    # --- asking ---------------------------------------------------------------------------------

    def label(self, name: str) -> str:
        """Give the words of an act on screen."""
        row = self._rows[name]
        if name.startswith("add-part-"):
            return tr("Further part of the {type}", type=tr(name.removeprefix("add-part-")))
        if row.label:
            return tr(row.label)
        key_row = self.keys.row(name)
        return tr(key_row.label) if key_row else name

    def key(self, name: str) -> str:
        """Give the first key of an act as the screen shows it; empty when it has none."""
        row = self._key_row(name)
        return shown_key(row.keys[0]) if row is not None and row.keys else ""

    def can(self, name: str) -> bool:
        """Say whether an act can be done now."""
        return self.can_of((name,))[name]

    def can_of(self, names: Iterable[str]) -> dict[str, bool]:
        """Say of each act whether it can be done now, asking once what is there."""
        there = self._is_there()
        found: dict[str, bool] = {}
        for name in names:
            row = self._rows.get(name)
            found[name] = row is not None and name in self.functions and row.needs in there
        return found

    def run(self, name: str, *, from_bar: bool = True) -> bool:
        """Do an act; say whether it could be done. From a bar it leaves the keyboard to the page.

        A key of the whole window, or a button in a pane, leaves the keyboard where it is.
        """
        if not self.can(name):
            self._refuse(name)
            return False
        self.begun.emit(name, from_bar)
        self.functions[name]()
        self.done.emit(name)
        return True

    def _refuse(self, name: str) -> None:
        """Say what is not there that an act needs: what is pressed in vain says why."""
        missing = self._missing(name, self._is_there())
        if missing is not None:
            self.refused.emit(Forbidden(*_why(missing)))

    def _missing(self, name: str, there: Need) -> Need | None:
        row = self._rows.get(name)
        left = row.needs & ~there if row is not None else Need.NOTHING
        return next((one for one in Need if one in left), None)

    def why_not(self, names: Iterable[str]) -> dict[str, str]:
        """Give, for each act that cannot be done now, why; nothing for one that can."""
        there, some = self._is_there(), [*names]
        can = self.can_of(some)
        missing = {name: self._missing(name, there) for name in some if not can[name]}
        why = {
            name: tr("This cannot be done now.") if one is None else " ".join(_why(one))
            for name, one in missing.items()
        }
        return {name: why.get(name, "") for name in some}

    # --- Qt's side ------------------------------------------------------------------------------

    def action(self, name: str) -> QAction:
        """Give the action of an act, made when it is first asked for."""
        found = self._actions.get(name)
        if found is None:
            found = QAction(self.label(name), self._window)
            found.setObjectName(name)
            found.triggered.connect(lambda: self.run(name, from_bar=False))
            # A key held down goes about, and does nothing else again.
            found.setAutoRepeat(name in REPEATED)
            self._bind(name, found)
            self._actions[name] = found
        return found

    def _bind(self, name: str, action: QAction) -> None:
        """Let the keys of the whole window do the action: those of the table as it is now."""
        row = self._key_row(name)
        if row is not None and Mode.WINDOW in row.where:
            action.setShortcuts([QKeySequence(str(stroke)) for stroke in row.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)

    def bind_window_keys(self) -> None:
        """Let the keys that hold in the whole window work, whatever has the focus."""
        for row in self._rows.values():
            key_row = self._key_row(row.name)
            if key_row is not None and Mode.WINDOW in key_row.where:
                self._window.addAction(self.action(row.name))

    def menu(self, parent: QWidget) -> QMenu:
        """Give the menu of all acts, one submenu for each group."""
        whole = QMenu(parent)
        for name in MENUS:
            part = whole.addMenu(tr(name))
            self._fill_later(part, name)
        return whole

    def _fill_later(self, menu: QMenu, name: str) -> None:
        def fill() -> None:
            menu.clear()
            if name in self.notes:
                menu.addAction(self.notes[name]).setEnabled(False)
            names = tuple(row.name for row in self._rows.values() if row.menu == name)
            self.fill(menu, names)

        menu.aboutToShow.connect(fill)

    def fill(self, menu: QMenu, names: tuple[str, ...]) -> None:
        """Add some acts to a menu, in its parts; what cannot be done now is grey."""
        parts = {"": menu}
        can = self.can_of(names)
        for name in names:
            if name not in self._rows or name not in self.functions:
                continue
            part = self._rows[name].part
            if part not in parts:
                parts[part] = menu.addMenu(tr(part))
                parts[part].menuAction().setEnabled(False)
            key = self.key(name)
            entry = parts[part].addAction(f"{self.label(name)}\t{key}" if key else self.label(name))
            entry.setObjectName(name)
            entry.setEnabled(can[name])
            if part and can[name]:
                parts[part].menuAction().setEnabled(True)
            entry.triggered.connect(lambda _checked=False, name=name: self.run(name))

    def _key_row(self, name: str) -> KeyRow | None:
        if name.startswith("add-part-"):
            wanted = name.removeprefix("add-part-")
            rows = (row for row in self.keys.rows if row.act == "add-part")
            return next((row for row in rows if row.type_name == wanted), None)
        return self.keys.row(name)


def _why(missing: Need) -> tuple[str, str]:
    """Say what is missing, and what to do about it."""
    said = {
        Need.PROJECT: (tr("No project is open."), tr("Open one, or make a new one.")),
        Need.READ: (tr("This is done in Read."), tr("Ctrl+1 goes there.")),
        Need.ROOM: (tr("A sheet lies over the page."), tr("Esc leaves it.")),
        Need.ARTICLE: (tr("No article is open."), tr("Open one in the list.")),
        Need.SPAN: (tr("No span is selected."), tr("Go to one with N, or click it.")),
        Need.WRITING: (
            tr("This project is open to read only."),
            tr("Save a copy to change it."),
        ),
        Need.OWN: (
            tr("The marks of somebody else are shown."),
            tr("Choose your own at the bottom to change them."),
        ),
        Need.REVIEW: (tr("Nothing is compared."), tr("Compare … in the menu Review does it.")),
        Need.DIFFERENCE: (tr("No difference is current."), tr("Tab goes to the next open one.")),
        Need.SUGGESTION: (tr("No suggestion is current."), tr("Tab goes to the next one.")),
    }
    return said.get(missing, (tr("No words are selected."), tr("Select some first.")))


def shown_key(stroke: Stroke) -> str:
    """Give a press as the screen shows it, with the words of the interface language."""
    named = {
        "Right": "→", "Left": "←", "Up": "↑", "Down": "↓",
        "PgDown": tr("PgDn"), "PgUp": tr("PgUp"), "Space": tr("Space"), "Return": tr("Enter"),
        "Delete": tr("Delete"), "Esc": tr("Esc"),
    }  # fmt: skip
    *held, _key = (
        str(stroke).split("+") if stroke.key != "+" else [*str(stroke).split("+")[:-2], ""]
    )
    return "+".join([*held, named.get(stroke.key, stroke.key)])

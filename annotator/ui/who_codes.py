"""Who codes in this window, and whose marks are looked at: two things, asked apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal

from annotator import settings as kept
from annotator.errors import CannotRead, WrongUse
from annotator.language import tr, trn
from annotator.model.layer import SAMPLE_CODER, Coder, people
from annotator.text.words import isolated
from annotator.ui.basics.messages import Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from annotator.model.double_coding.kit import Kit
    from annotator.project import Project
    from annotator.reading.choices import Choice, Finder
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.bridge import Bridge
    from annotator.ui.popups.choice import ChoicePopup
    from annotator.ui.preferences import Preferences


class WhoCodes(QObject):
    """Asks who codes and remembers it; what waits for a name goes on when it is given."""

    changed = Signal(object)
    """The `Coder` whose layer takes the marks from now on."""
    looked_at = Signal(object)
    """The `Layer` whose marks are to be shown."""

    def __init__(self, preferences: Preferences, messages: MessageBar, window: QWidget) -> None:
        """Remember in `preferences`, tell in `messages`."""
        super().__init__(window)
        self._preferences, self._messages, self._window = preferences, messages, window
        self._coming: list[Callable[[], None]] = []

    def coder(self) -> Coder:
        """Give the person of the settings."""
        return self._preferences.settings.coder()

    def unless_waiting(self, run: Callable[[], None]) -> None:
        """Do something, but not where something else waits for the name that is being given."""
        if not self._coming:
            run()

    def when_known(self, go_on: Callable[[], None], what: str) -> None:
        """Go on at once if the person has a name, else when it is given; `what` says so."""
        if self._preferences.settings.has_coder():
            go_on()
        else:
            self._coming.append(go_on)
            self._messages.say(what, stays=True)

    def take_name(self, name: str) -> None:
        """Take the coder's name; what waited for it goes on."""
        settings = self._preferences.settings
        if name != settings.coder_name or not settings.has_coder():
            self.change(name)
        if not self._preferences.settings.has_coder():
            return
        coming, self._coming = self._coming, []
        for go_on in coming:
            go_on()

    def change(self, name: str, here: str = "") -> None:
        """Let somebody else code: marks go to their layer from now on.

        `here` is the id that the project knows a name by which is new on this computer.
        """
        try:
            known = kept.coder_called(name, here=here)
        except (WrongUse, CannotRead) as problem:
            self._messages.tell(problem)
            return
        self._preferences.change(self._preferences.settings.coding(known.coder))
        self.changed.emit(known.coder)
        for note in known.notes:
            self._messages.say(note, stays=True)

    def ask(self, project: Project | None, then: Callable[[QWidget], None]) -> None:
        """Ask who codes now: somebody who has a layer here, or a new name.

        `then` hears of the list when it closes.
        """
        from annotator.reading.choices import Choice, fitting

        known = self._known(project)
        now = self._preferences.settings.coder_name
        every = [Choice(one, one, chosen=one == now) for one in known]

        def find(typed: str) -> Sequence[Choice]:
            name = " ".join(typed.split())
            found = fitting(every, name)
            if not name or name in known:
                return found
            return [*found, Choice(tr("New coder: {name}", name=name), name)]

        popup = self._open(
            tr("Who is coding?"), find, then, placeholder=tr("coder name"), at_end=True
        )
        popup.picked.connect(lambda name: self.change(str(name), known.get(str(name), "")))

    def go_on_as(self, known: Coder) -> None:
        """Go on as somebody who began on another computer; from now on that is not asked again."""
        self._preferences.change(self._preferences.settings.being_also(known.id))
        self.changed.emit(known)

    def _recognise(self, project: Project) -> None:
        """Let a person go on who has coded here on another computer, and once said so."""
        own, here = self._preferences.settings, people(project.context.layers)
        mine = [Coder(one, name) for name, one in here.items() if one in own.elsewhere()]
        if len(mine) == 1 and own.coder_id not in here.values() and not project.read_only:
            self.changed.emit(mine[0])
            self._messages.say(tr("You go on as {name}.", name=isolated(mine[0].name)))

    def ask_of_kit(self, project: Project, then: Callable[[QWidget], None]) -> None:
        """Say whom a kit was made for, and ask whether it is that person who codes now.

        Nothing is asked of somebody who has coded in it, or whose name is the kit's where nobody
        has.
        """
        self._recognise(project)
        kit, here = project.context.kit, people(project.context.layers)
        if kit is None or project.read_only or project.context.coder.id in here.values():
            return
        if here:
            self._ask_of_begun(kit, here, lambda: self.ask(project, then))
            return
        name = isolated(kit.coder)
        n = trn("{n} article to code, for {name}.", "{n} articles to code, for {name}.", kit.n,
                name=name)  # fmt: skip
        if kit.given:
            n = tr(
                "{n} The places of claims are given: judge each, or delete one that is none.", n=n
            )
        own = self.coder()
        if own.name == kit.coder:
            self._messages.say(n)
            return

        def yes() -> None:
            self.changed.emit(Coder(own.id, kit.coder))

        offers = (
            Offer(tr("Yes, I am {name}", name=name), yes),
            Offer(tr("No …"), lambda: self.ask(project, then)),
        )
        self._messages.say(tr("{n} Are you {name}?", n=n, name=name), offers, stays=True)

    def _ask_of_begun(self, kit: Kit, here: Mapping[str, str], ask: Callable[[], None]) -> None:
        """Ask whether it is somebody who has begun a kit that opens it, on another computer."""
        names = ", ".join(map(isolated, here))
        who = tr("{names} has begun this kit.", names=names)
        if len(here) > 1:
            who = tr("{names} have begun this kit.", names=names)
        else_what = tr("Anybody else begins with nothing marked.")
        if kit.given:
            else_what = tr("The places are given to them: anybody else needs a kit of their own.")
        (first, first_id), *others = here.items()
        go_on = tr("Yes, go on as {name}", name=isolated(first))
        offers = [Offer(go_on, lambda: self.go_on_as(Coder(first_id, first)))]
        if others or not kit.given:
            offers.append(Offer(tr("No …"), ask))
        question = tr("Are you {name}, on another computer?", name=isolated(first))
        self._messages.say(f"{who} {question} {else_what}", offers, stays=True)

    def ask_whose(self, bridge: Bridge, then: Callable[[QWidget], None]) -> None:
        """Ask whose marks are to be shown; who codes stays as it is."""
        from annotator.reading.choices import Choice

        own = bridge.context.layer
        others = [one for one in bridge.context.layers if one.id != own.id]
        choices = [
            Choice(one.name, one, chosen=one.id == bridge.layer_id) for one in (own, *others)
        ]
        popup = self._open(tr("Whose marks are shown?"), choices, then)
        popup.picked.connect(self.looked_at)

    def _open(
        self,
        title: str,
        choices: Sequence[Choice] | Finder,
        then: Callable[[QWidget], None],
        *,
        placeholder: str = "",
        at_end: bool = False,
    ) -> ChoicePopup:
        """Open a list above the status line, at its start, or at the end where the coder stands."""
        from annotator.ui.popups.choice import ChoicePopup

        popup = ChoicePopup(self._window, title, choices, placeholder=placeholder)
        popup.closed.connect(lambda: then(popup))
        is_mirrored = self._window.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = 12 if at_end is is_mirrored else self._window.width()  # as far as it goes inside
        popup.open_at(QRect(x, self._window.height() - 28, 200, 20))
        return popup

    def _known(self, project: Project | None) -> dict[str, str]:
        """Who may code here, with their ids: all of the settings and all with a layer."""
        here = people(project.context.layers) if project is not None else {}
        known = {**here, **self._preferences.settings.known()}
        return {name: one for name, one in known.items() if one != SAMPLE_CODER.id}

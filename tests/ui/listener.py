"""What a screen reader does, in small: listens on the accessibility bus, prints what it hears.

Run by heard_window with the system's Python (python3-gi); each line it prints is one JSON list:

    ["ready"]                                  it listens
    ["said", words]                            an announcement
    ["focus", role, name, description, outer]  what has the keyboard; the name of what it lies in
    ["line", words, name]                      the caret's line, in a text of this name
    ["tree", [[depth, role, name, description], …]]  all things, after a line "tree" was read
    ["lost", signal, problem]                  what it came from has gone meanwhile
"""

import json
import sys
import threading

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"
REGISTRY = "org.a11y.atspi.Registry"
PROPERTIES = "org.freedesktop.DBus.Properties"
ROOT = "/org/a11y/atspi/accessible/root"
EVENTS = "org.a11y.atspi.Event.Object"
LABELLED_BY = 2
"""The relation to a label, as AT-SPI counts them."""
LINE = 3
"""A whole line, as AT-SPI counts what it gives of a text."""
PATIENCE_MS = 120_000


def connection() -> Gio.DBusConnection:
    """Give the accessibility bus of this session."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    asked = session.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1, None
    )
    flags = Gio.DBusConnectionFlags
    return Gio.DBusConnection.new_for_address_sync(
        asked.unpack()[0],
        flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION,
        None,
        None,
    )


class Listener:
    """Hears one program."""

    def __init__(self) -> None:
        """Say to the registry that all events of objects are wanted."""
        self.bus = connection()
        for event in ("object:", "focus:", "window:"):
            signature = "(sas)", (event, [])
            self.call(REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent", *signature)
        self.bus.signal_subscribe(
            None, EVENTS, None, None, None, Gio.DBusSignalFlags.NONE, self.heard
        )

    def call(self, name: str, path: str, interface: str, method: str, *given: object):
        """Call a method and give its answer."""
        arguments = GLib.Variant(*given) if given else None
        flags = Gio.DBusCallFlags.NONE
        asked = (name, path, interface, method, arguments, None, flags, PATIENCE_MS, None)
        return self.bus.call_sync(*asked).unpack()

    def told(self, name: str, path: str, what: str):
        """Give a property of a thing."""
        return self.call(name, path, PROPERTIES, "Get", "(ss)", (ACCESSIBLE, what))[0]

    def about(self, name: str, path: str) -> list[str]:
        """Give role, name and description of a thing."""
        role = self.call(name, path, ACCESSIBLE, "GetRoleName")[0]
        described = self.told(name, path, "Description")
        return [role, self.told(name, path, "Name"), described or self.label(name, path)]

    def label(self, name: str, path: str) -> str:
        """Give the name of what labels a thing; "" where nothing does."""
        for kind, targets in self.call(name, path, ACCESSIBLE, "GetRelationSet")[0]:
            if kind == LABELLED_BY and targets:
                return self.told(*targets[0], "Name")
        return ""

    def heard(self, _bus, sender, path, _interface, signal, body) -> None:
        """Print what an event says; what has gone meanwhile says nothing."""
        try:
            self.hear(sender, path, signal, body.unpack())
        except GLib.Error as problem:
            say("lost", signal, problem.message)

    def hear(self, sender: str, path: str, signal: str, body: tuple) -> None:
        """Print an announcement, what has the keyboard now, or the line of the caret."""
        if signal == "Announcement":
            say("said", body[3])
        elif signal == "StateChanged" and body[0] == "focused" and body[1]:
            inside = self.told(sender, path, "Parent")
            outer = "" if inside[1].endswith("null") else self.told(*inside, "Name")
            say("focus", *self.about(sender, path), outer)
        elif signal == "TextCaretMoved":
            found = self.call(sender, path, TEXT, "GetStringAtOffset", "(iu)", (body[1], LINE))
            say("line", found[0].strip(), self.told(sender, path, "Name"))

    def tree(self) -> bool:
        """Print all things of the program."""
        found: list[list[object]] = []
        for name, path in self.children(REGISTRY, ROOT):
            self.walk(name, path, 0, found)
        say("tree", found)
        return False

    def children(self, name: str, path: str) -> list[tuple[str, str]]:
        """Give what lies in a thing."""
        return self.call(name, path, ACCESSIBLE, "GetChildren")[0]

    def walk(self, name: str, path: str, depth: int, found: list[list[object]]) -> None:
        """Note a thing and all that lies in it, asking whatever a screen reader may ask."""
        found.append([depth, *self.about(name, path)])
        self.call(name, path, ACCESSIBLE, "GetState")
        self.call(name, path, ACCESSIBLE, "GetIndexInParent")
        self.call(name, path, ACCESSIBLE, "GetRelationSet")
        interfaces = self.call(name, path, ACCESSIBLE, "GetInterfaces")[0]
        if "org.a11y.atspi.Component" in interfaces:
            self.call(name, path, "org.a11y.atspi.Component", "GetExtents", "(u)", (0,))
        for child in self.children(name, path):
            if not child[1].endswith("null"):
                self.walk(*child, depth + 1, found)


def say(*words: object) -> None:
    """Print one line."""
    sys.stdout.write(json.dumps(words, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Listen until nobody asks any more."""
    listener = Listener()
    loop = GLib.MainLoop()

    def read() -> None:
        for line in sys.stdin:
            if line.strip() == "tree":
                GLib.idle_add(listener.tree)
        GLib.idle_add(loop.quit)

    threading.Thread(target=read, daemon=True).start()
    say("ready")
    loop.run()


if __name__ == "__main__":
    main()

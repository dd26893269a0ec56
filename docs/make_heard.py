"""Write down what a screen reader is told: `python -m docs.make_heard` (Linux, see the page).

A real window on a display and an accessibility bus of its own, real events; the keys and the
listener are in tests/ui/heard_window.py and tests/ui/listener.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.ui.heard_window import Heard, heard

PAGE = Path(__file__).with_name("heard.md")
_HEAD = """# What a screen reader is told

Written by a program (`python -m docs.make_heard`) and compared by a test with what is heard now:
a window on an accessibility bus of its own, keys pressed one by one, and a small listener in the
place of a screen reader. How a screen reader words it is up to that program; nobody has listened
to one yet ([what only a person can try](hand-list.md)).

*said* is an announcement, *keyboard* is what has the keyboard now, *line* the line of the article
in which the caret stands.

| done | heard |
| --- | --- |
"""


def lines(events: list[list[object]]) -> list[str]:
    """Give what was heard in words; what says the same as before it is left out."""
    found: list[str] = []
    for kind, *rest in events:
        words = [str(one) for one in rest]
        if kind == "said":
            line = f"said: {words[0]}"
        elif kind == "focus":
            role, name, description, outer = words
            inside = f" in {outer}" if outer not in ("", name) else ""
            line = f"keyboard: {role} *{name}*{inside}" + (f" ({description})" * bool(description))
        elif kind == "line" and words[1] == "Article":
            line = f"line: {words[0] or '(empty)'}"
        elif kind == "tree":
            found += cards(rest[0])
            continue
        else:
            continue
        if line not in found:
            found.append(line)
    return found


def cards(tree: Any) -> list[str]:
    """Give the list of statements, with all that lies in it."""
    first = next(n for n, one in enumerate(tree) if one[2] == "Statements")
    found = [f"{tree[first][1]} *Statements*"]
    for depth, role, name, description in tree[first + 1 :]:
        if depth <= tree[first][0]:
            break
        found.append(f"— {role} *{name}*" + (f" ({description})" * bool(description)))
    return found


def page(done: Heard) -> str:
    """Give the whole page."""
    rows = [f"| {what} | {'<br>'.join(lines(events)) or '(nothing)'} |" for what, events in done]
    return _HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(heard()), encoding="utf-8")

"""Schemes for tests: the default one under a researcher's own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import resources
from annotator.model.scheme_file import scheme_from_toml

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme

NAMES = {
    "claim": "quote",
    "speaker": "source",
    "cue": "word",
    "entity": "name",
    "said_by": "von",
    "cued_by": "mit",
    "about": "ueber",
    "addressed_to": "an",
}


def own_scheme() -> Scheme:
    """Give the default scheme with every type and link renamed, and without a key."""
    text = resources.read_text("schemes", "default.toml")
    for old, new in NAMES.items():
        for head in ("type", "link"):
            text = text.replace(f"[{head}.{old}]", f"[{head}.{new}]")
            text = text.replace(f"[{head}.{old}.", f"[{head}.{new}.")
        for word in ("from = [", "to = ["):
            lines = text.split("\n")
            text = "\n".join(
                line.replace(f'"{old}"', f'"{new}"') if line.startswith(word) else line
                for line in lines
            )
    lines = [line for line in text.split("\n") if not line.startswith("key = ")]
    return scheme_from_toml("\n".join(lines))

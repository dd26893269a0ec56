"""Write docs/what-survives.md from what formats declare: `python -m docs.make_survives`.

A project that has one of everything (`tests/bundles.py`) is planned in each format; what its losses
say of each kind of thing is a cell. That they are just what reading back does not find is tested
with each format.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats import every
from annotator.formats.base import WriteOptions
from annotator.formats.export import plan_export
from annotator.model.bundle import LossKind
from tests import bundles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.formats.base import Format
    from annotator.model.bundle import Loss

PAGE = Path(__file__).resolve().parent / "what-survives.md"
THINGS = {
    "articles": ("article",),
    "their texts": ("text", "article.text", "text.character", "article"),
    "their own fields": ("field", "article"),
    "marks": ("span", "article"),
    "marks of several parts": ("part", "span", "article"),
    "their places": ("span.place", "span", "article"),
    "values of marks and links": ("attribute", "attribute.words", "value", "span", "article"),
    "links": ("link", "article"),
    "actors": ("actor", "actor.merged"),
    "their other names": ("alias", "actor"),
    "their dated roles": ("role", "actor"),
    "regions": ("region", "article"),
    "notes, questions, answers": ("note", "article"),
    "decisions": ("decision", "article"),
    "how far each coder is": ("state", "article"),
    "samples, searches and what else has a name": ("named", "article"),
    "why something was suggested, whence it was taken": ("span.origin", "span.evidence", "span"),
}
"""Each kind of thing, and the losses that speak of it, its own first, then those of its whole."""
SCHEME = "the coding scheme"
"""It is not there at all, or but for its types of links."""
_OF_SCHEME = ("scheme", "scheme.link")
_OWN = {"scheme": 2, "actor": 2, "text": 3, "attribute": 3, "span.origin": 2}
"""How many of the losses are of the thing itself, where that is not the first alone."""


def cell(losses: Iterable[Loss], items: tuple[str, ...]) -> str:
    """Give in a word or two what becomes of a thing."""
    found = {one.item: one for one in losses}
    n_own = _OWN.get(items[0], 1)
    for item in items[n_own:]:
        if item in found and found[item].fate is LossKind.DROPPED and _is_whole(found[item]):
            return "no"
    own = [found[item] for item in items[:n_own] if item in found]
    if any(one.fate is LossKind.DROPPED and _is_whole(one) for one in own):
        return "in part" if own[0].item not in items[:1] else "no"
    if any(one.fate is LossKind.DROPPED for one in own):
        return "in part"
    return "otherwise" if own else "yes"


def _is_whole(loss: Loss) -> bool:
    return loss.n == loss.of


def losses_of(chosen: Format) -> tuple[Loss, ...]:
    """Give what a format declares of a project with one of everything."""
    to = Path(chosen.default_name("study"))
    return plan_export(bundles.asked(), chosen, to, WriteOptions()).plan.losses


def page() -> str:
    """Give the page as it must be."""
    formats = {one.name: losses_of(one) for one in every() if one.can_write}
    lines = [_HEAD, f"| | {' | '.join(f'`{name}`' for name in formats)} |"]
    lines.append("| --- |" + " --- |" * len(formats))
    held = [
        "no" if SCHEME in one.always_lost else cell(formats[one.name], _OF_SCHEME)
        for one in every()
        if one.can_write
    ]
    lines.append(f"| {SCHEME} | {' | '.join(held)} |")
    for thing, items in THINGS.items():
        cells = [cell(losses, items) for losses in formats.values()]
        lines.append(f"| {thing} | {' | '.join(cells)} |")
    lines += ["", "## In words", ""]
    for name, losses in formats.items():
        said = [f"- {one.how} ({one.item}: {one.fate})" for one in losses if one.item != "history"]
        lines += [f"**`{name}`**", "", *(said or ["- all is kept"]), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


_HEAD = """# What survives in which format

*yes*: it is there. *otherwise*: in another form, said below. *in part*: some of it. *no*: it is
left out. Before each export the same is counted from your data. The list of steps stays in the
project whatever the format.

This page is made from a project that has one of everything (`python -m docs.make_survives`). That
declared losses are just what reading back does not find is tested with each format.
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")

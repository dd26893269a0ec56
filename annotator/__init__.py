"""Annotator: mark who says what in news articles, keep it in one file, export it as a corpus.

The public names are loaded when they are first used, so that `import annotator.text` loads
neither SQLite nor anything else.

>>> import tempfile, pathlib
>>> from annotator import Project, coder
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> with Project.create(folder / "harbour.annotator", coder=coder("A")) as project:
...     report = project.import_text("“We will reopen,” said the minister.", name="note")
...     article = next(project.articles()).id
...     claim = project.mark(article, "claim", [(0, 17)], {"directness": "direct"}).id
...     speaker = project.mark(article, "speaker", [(23, 35)], actor="Minister").id
...     step = project.link(claim, "said_by", speaker)
...     written = project.export("jsonl", folder / "harbour.jsonl")
...     [statement.claim.text() for statement in project.statements()]
['“We will reopen,”']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = ["Coder", "Project", "__version__", "coder"]

if TYPE_CHECKING:
    from annotator.model.layer import Coder
    from annotator.project import Project


def coder(name: str) -> Coder:
    """Give the coder of this name, with the one id that the name has on this computer."""
    import warnings

    from annotator import settings

    known = settings.coder_called(name)
    for note in known.notes:
        warnings.warn(note, stacklevel=2)
    return known.coder


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name == "Project":
        from annotator.project import Project

        return Project
    if name == "Coder":
        from annotator.model.layer import Coder

        return Coder
    raise AttributeError(f"module 'annotator' has no attribute {name!r}")

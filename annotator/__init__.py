"""Annotator: mark who says what in news articles, keep it in one file, export it as a corpus.

The public names are loaded when they are first used, so that `import annotator.text` loads
neither SQLite nor anything else.

>>> import tempfile, pathlib
>>> from annotator import Coder, Project
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> with Project.create(folder / "harbour.annotator", coder=Coder.named("A")) as project:
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

__all__ = ["Coder", "Project", "__version__"]

if TYPE_CHECKING:
    from annotator.model.layer import Coder
    from annotator.project import Project


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name == "Project":
        from annotator.project import Project

        return Project
    if name == "Coder":
        from annotator.model.layer import Coder

        return Coder
    raise AttributeError(f"module 'annotator' has no attribute {name!r}")

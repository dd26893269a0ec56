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

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from annotator.errors import AnnotatorError as AnnotatorError
    from annotator.errors import Cancelled as Cancelled
    from annotator.errors import CannotOpen as CannotOpen
    from annotator.errors import CannotRead as CannotRead
    from annotator.errors import CannotWrite as CannotWrite
    from annotator.errors import ExportDiffers as ExportDiffers
    from annotator.errors import Forbidden as Forbidden
    from annotator.errors import ProjectClosed as ProjectClosed
    from annotator.errors import TargetExists as TargetExists
    from annotator.errors import WrongUse as WrongUse
    from annotator.formats.export import ExportReport as ExportReport
    from annotator.formats.sources import Source as Source
    from annotator.model.actor import Actor as Actor
    from annotator.model.article import Article as Article
    from annotator.model.layer import Coder as Coder
    from annotator.model.layer import Layer as Layer
    from annotator.model.named import NamedSet as NamedSet
    from annotator.model.page import Page as Page
    from annotator.model.scheme import Role as Role
    from annotator.model.scheme import Scheme as Scheme
    from annotator.model.scheme_edits.coded_marks import LookAgain as LookAgain
    from annotator.model.scheme_edits.edits import EditKind as EditKind
    from annotator.model.scheme_edits.edits import SchemeEdit as SchemeEdit
    from annotator.model.scheme_file import scheme_from_toml as scheme_from_toml
    from annotator.model.scheme_file import scheme_to_toml as scheme_to_toml
    from annotator.model.span import Link as Link
    from annotator.model.span import Span as Span
    from annotator.model.statement import Statement as Statement
    from annotator.project.acts.kits import KitsMade as KitsMade
    from annotator.project.acts.kits import KitState as KitState
    from annotator.project.acts.samples import Sampled as Sampled
    from annotator.project.answers import Attributed as Attributed
    from annotator.project.answers import Done as Done
    from annotator.project.answers import MarkedEverywhere as MarkedEverywhere
    from annotator.project.api import Project as Project
    from annotator.project.colleagues.kits_back import KitsBack as KitsBack
    from annotator.project.colleagues.merge_values import MergeChoices as MergeChoices
    from annotator.project.colleagues.merging import MergeReport as MergeReport
    from annotator.project.importing.report import ImportReport as ImportReport
    from annotator.project.notices import Notice as Notice
    from annotator.project.schemes.calls import EditCount as EditCount
    from annotator.project.schemes.calls import SchemeAnswer as SchemeAnswer
    from annotator.text.ranges import Range as Range
    from annotator.work import Cancel as Cancel

_HOMES = {
    "errors": (
        "AnnotatorError Cancelled CannotOpen CannotRead CannotWrite ExportDiffers Forbidden"
        " ProjectClosed TargetExists WrongUse"
    ),
    "formats.export": "ExportReport",
    "formats.sources": "Source",
    "model.actor": "Actor",
    "model.article": "Article",
    "model.layer": "Coder Layer",
    "model.named": "NamedSet",
    "model.page": "Page",
    "model.scheme": "Role Scheme",
    "model.scheme_edits.coded_marks": "LookAgain",
    "model.scheme_edits.edits": "EditKind SchemeEdit",
    "model.scheme_file": "scheme_from_toml scheme_to_toml",
    "model.span": "Link Span",
    "model.statement": "Statement",
    "project.acts.kits": "KitState KitsMade",
    "project.acts.samples": "Sampled",
    "project.colleagues.merge_values": "MergeChoices",
    "project.answers": "Attributed Done MarkedEverywhere",
    "project.api": "Project",
    "project.colleagues.merging": "MergeReport",
    "project.colleagues.kits_back": "KitsBack",
    "project.importing.report": "ImportReport",
    "project.notices": "Notice",
    "project.schemes.calls": "EditCount SchemeAnswer",
    "text.ranges": "Range",
    "work": "Cancel",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [*sorted(_HOME_OF), "__version__", "coder"]


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
    if name not in _HOME_OF:
        raise AttributeError(f"module 'annotator' has no attribute {name!r}")
    return getattr(import_module(f"annotator.{_HOME_OF[name]}"), name)

"""Projects of REFI-QDA for tests: written, verified, and their XML."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from annotator.formats import by_name, export
from annotator.formats.base import WriteOptions
from annotator.formats.refi.project_out import SPACE
from tests import bundles

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle

QDPX = by_name("qdpx")
FULL = bundles.full()
NVIVO = WriteOptions({"for": "nvivo"})


def written(folder: Path, bundle: Bundle = FULL, options: WriteOptions | None = None) -> Path:
    """Give a project that was written and read back."""
    to = folder / "a.qdpx"
    report = export.export(bundle, QDPX, to, options or WriteOptions())
    assert report.verified
    return to


def root_of(at: Path) -> ElementTree.Element:
    """Give the XML of a project."""
    with zipfile.ZipFile(at) as archive:
        return ElementTree.fromstring(archive.read("project.qde"))  # noqa: S314 - made here


def bare(one: ElementTree.Element) -> str:
    """Give the name of an element without its namespace."""
    return one.tag.removeprefix(f"{{{SPACE}}}")

"""The sample: a project with the articles that ship, and their shipped coding as a layer."""

from pathlib import Path

from annotator import resources
from annotator.formats.sources import Source
from annotator.language import tr
from annotator.model.layer import Coder
from annotator.project.api import Project

FOLDER = "sample"
CODING = "coding.jsonl"


def article_names() -> tuple[str, ...]:
    """Give the file names of the sample articles."""
    return tuple(name for name in resources.names(FOLDER) if name.endswith(".txt"))


def article_source(name: str) -> Source:
    """Give one sample article as something to import."""
    return Source(name=name, data=resources.read_bytes(FOLDER, name))


def coding_source() -> Source:
    """Give the coding of the sample articles, in our JSONL."""
    return Source(name=CODING, data=resources.read_bytes(FOLDER, CODING))


def make_sample(path: Path, coder: Coder) -> Project:
    """Make a project with the sample articles and open it; raises `TargetExists`.

    Each article comes in as any text does; the shipped coding is the layer of the coder "sample".
    """
    project = Project.create(path, coder=coder, title=tr("Sample"))
    try:
        project.import_sources([article_source(name) for name in article_names()])
        project.import_sources([coding_source()], frozen=False)
    except BaseException:
        project.close()
        raise
    return project

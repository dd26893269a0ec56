"""No byte of an export holds a word that must not go out, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import formats
from annotator.formats.jsonl import JsonLines
from annotator.model.actor import Actor, Alias
from annotator.model.article import Origin, Region, RegionType
from annotator.model.bundle import Bundle, Content
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.model.layer import Coder
from annotator.model.named import NamedKind, NamedSet
from annotator.model.span import Note, Owner, Reason
from annotator.project import Project
from annotator.text.ranges import Range
from tests import bundles, exports
from tests.leaks import found_in

TEXT = (
    "Zambrowska\u00a0Qutbuddin 🚢 opens the harbour\u2028Qutbuddin’s e\u0301lan.\n\n“We reopen,” "
    "said Zambrowska Qutbuddin’s aide. قطب\u200cالدین گفت: قطب\u200cالدین\u200cها. Xyzzyx "
    "plughwords follow."
)
NAMES = ("Qutbuddin", "Zambrowska", "قطب\u200cالدین", "Q99887766", "zq-source", "zq-address")
WORDS = ("Xyzzyx", "plughwords", "We reopen", "aide", "elan", "e\u0301lan")
WRITES = [one.name for one in formats.every() if one.can_write]
WITHOUT_WORDS = [one for one in WRITES if formats.by_name(one).can_leave_out_words]
OFFSETS = ExportChoice(texts=ExportTexts.OFFSETS)
HIDDEN = ExportChoice(texts=ExportTexts.PSEUDONYMS, pseudonyms=("persons",))


def telling() -> Bundle:
    """Give a bundle in which a person's name stands wherever one can stand."""
    name = "Zambrowska Qutbuddin"
    article = bundles.article(
        TEXT,
        title="Harbour of Qutbuddin",
        byline="by Zambrowska Qutbuddin",
        url="https://zq-address.example/1",
        source="zq-source.txt",
        meta={
            "about": f"{name}’s day",
            "list": ["Qutbuddin"],
            "Qutbuddin": 1,
            "proposed": {"byline": [0, 5]},
        },
    )
    at = TEXT.index("Zambrowska Qutbuddin’s aide")
    speaker = bundles.span(article, "s1", "speaker", (at, at + 27), actor_id="p1")
    half = bundles.span(article, "s2", "entity", (11, 40), attributes={"kind": "for Qutbuddin"})
    quoted = TEXT.index("“We")
    claim = bundles.span(
        article, "s3", "claim", (quoted, quoted + 12), (at, at + 10), (at + 11, at + 20),
        reason=Reason("verb", "“Qutbuddin said”", {"verb": "Qutbuddin"}, (Range(at, at + 20),)),
    )  # fmt: skip
    actors = (
        Actor("p1", name, "person", (Alias("x1", "Qutbuddin"), Alias("x2", "قطب\u200cالدین")),
              external_id="Q99887766", note="Qutbuddin again"),
        Actor("p2", "Qutbuddin Foundation", "organisation"),
        Actor("p3", "Zambrowska", merged_into="p1"),
    )  # fmt: skip
    scheme = bundles.scheme()
    types = tuple(
        replace(one, example=f"{name} said so", label=f"People ▸ {name}") for one in scheme.types
    )
    return Bundle(
        contents=(
            Content(
                article,
                regions=(Region("r1", "a1", RegionType.HEADLINE, Range(0, 15), Origin.HAND, "c"),),
                spans=(speaker, half, claim),
                notes=(Note("n1", Owner.SPAN, "s1", "is “We reopen” of Qutbuddin?", "c", "t"),),
            ),
        ),
        project_id="project-1",
        project_title="Qutbuddin’s harbours",
        program="annotator 0.1.0",
        scheme=replace(scheme, types=types, note="after Qutbuddin"),
        layers=bundles.full().layers[:1],
        actors=actors,
        notes=(Note("n2", Owner.ACTOR, "p1", "Qutbuddin!", "c", "t"),),
        named=(
            NamedSet("v1", NamedKind.SEARCH, "Qutbuddin", {"words": "Xyzzyx"}),
            NamedSet("v2", NamedKind.SAMPLE, "of Qutbuddin", {}, members=("a1",)),
        ),
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("leaks")
    with Project.create(folder / "study.annotator", coder=Coder("coder-a", "A")) as made:
        exports.write(JsonLines(), telling(), folder / "telling.jsonl")
        assert not made.import_sources(folder / "telling.jsonl").refused
        yield made


def exported(project: Project, name: str, folder: Path, choice: ExportChoice) -> Path:
    """Write an export into an empty folder, so that what stands beside it is looked at too."""
    to = folder / "out" / formats.by_name(name).default_name("harbour")
    to.parent.mkdir()
    key = folder / "key.csv" if choice is HIDDEN else None
    assert project.export(name, to, choice, key=key).verified
    return to.parent


@pytest.mark.parametrize("name", WRITES)
def test_names_stand_in_no_byte_of_an_export_with_pseudonyms(
    project: Project, tmp_path: Path, name: str
) -> None:
    assert found_in(exported(project, name, tmp_path, HIDDEN), NAMES) == set()


@pytest.mark.parametrize(
    "name", [one for one in WRITES if formats.by_name(one).can_leave_out_words]
)
def test_words_of_articles_stand_in_no_byte_of_an_export_without_texts(
    project: Project, tmp_path: Path, name: str
) -> None:
    assert found_in(exported(project, name, tmp_path, OFFSETS), WORDS) == set()


def test_what_looks_for_words_finds_them_where_they_are_packed(
    project: Project, tmp_path: Path
) -> None:
    for name in ("docbin", "archive", "xlsx", "qdpx", "docx", "parquet"):
        folder = tmp_path / name
        folder.mkdir()
        at = exported(project, name, folder, ExportChoice())
        assert found_in(at, ("Qutbuddin", "Xyzzyx")) == {"Qutbuddin", "Xyzzyx"}, name

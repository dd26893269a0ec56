"""How much is coded of each thing of the scheme."""

from __future__ import annotations

from pathlib import Path

from annotator.model.layer import Coder
from annotator.project import Project

TEXT = "Title\n\n“We will not wait,” said Dar. Talks with Tassin go on.\n"


def test_types_attributes_and_values_are_counted_by_path(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    with Project.create(tmp_path / "p.annotator", coder=Coder("a", "A")) as project:
        project.import_sources([tmp_path / "one.txt"])
        article = next(iter(project.articles())).id
        at = {word: TEXT.index(word) for word in ("“We will not wait,”", "Dar", "Tassin")}
        spans = {
            word: project.mark(article, kind, (start, start + len(word))).ids[0]
            for (word, start), kind in zip(at.items(), ("claim", "speaker", "entity"), strict=True)
        }
        project.edit(spans["Tassin"], attributes={"kind": "place"}, actor="Tassin")
        project.link(spans["“We will not wait,”"], "said_by", spans["Dar"])
        found = project.reader.in_use().by_path()
    assert found["claim"] == found["claim.directness"] == found["claim.directness.direct"] == 1
    assert found["entity.kind.place"] == 1
    assert found["link:said_by"] == 1
    assert found["actor:kind"] == sum(
        n for path, n in found.items() if path.startswith("actor:kind.")
    )
    assert "claim.directness.indirect" not in found

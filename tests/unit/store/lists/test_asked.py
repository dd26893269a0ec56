"""What a walk goes over, read at once: spans by a value or by their actor, links by a value."""

from pathlib import Path

from annotator.model.layer import Coder
from annotator.project import Project
from annotator.store.lists.asked import ArticlePart, AskedFor


def test_each_item_says_whether_it_is_answered(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annotator", coder=Coder("c", "C")) as project:
        project.import_text("“No,” Dar said of Kabul.", name="one")
        claim = project.mark("1", "claim", (0, 5), {"directness": None}).id
        place = project.mark("1", "entity", (18, 23), {"kind": "place"}, actor="Kabul").id
        speaker = project.mark("1", "speaker", (6, 9), {"form": "name"}).id
        link = project.link(claim, "about", place).id
        layer, reader = project.context.layer.id, project.reader

        def asked(*types: str, name: str | None = None, links: bool = False) -> dict[str, bool]:
            found = reader.asked_items(layer, AskedFor(types, name, links))
            assert {one.article_id for one in found} <= {project.article_id("1")}
            return {one.item: one.is_answered for one in found}

        assert asked("claim", name="directness") == {claim: False}
        assert asked("speaker", "entity") == {speaker: False, place: True}
        assert asked("entity", name="kind") == {place: True}
        assert asked("about", name="stance", links=True) == {link: False}
        assert reader.asked_items("no such layer", AskedFor(("claim",), "directness")) == []


def test_in_parts_of_some_articles_all_come_once_and_in_order(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annotator", coder=Coder("c", "C")) as project:
        for n in range(7):
            project.import_text(f"“No {n},” Dar said of Kabul.", name=f"{n}")
            if n not in (2, 3):
                project.mark(str(n + 1), "claim", (0, 7), {"directness": None})
        project.state("5", "excluded", "off topic")
        layer, reader = project.context.layer.id, project.reader
        asked = AskedFor(("claim",), "directness")
        part, parts = ArticlePart(2), []
        while not part.is_last:
            parts.append(reader.asked_items(layer, asked, part))
        assert [len(one) for one in parts] == [2, 0, 1, 1, 0]
        assert [one for some in parts for one in some] == reader.asked_items(layer, asked)

"""What goes into a kit, article by article, and what is kept of the kits that were made."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.bundle import Content
from annotator.model.double_coding.kit import Kit
from annotator.model.layer import LayerKind
from annotator.model.named import NamedKind, NamedSet
from annotator.project.acts import kits
from tests import builders, planning

KIT = Kit("kit-1", "project-1", "B", "A", 1, 1, 7, "2026-04-01T09:00:00Z", "annotator", {})
ARTICLE = builders.article(
    id="a1", number=9, outlet="Dawn", byline="Z. R.", source="in/1.txt", raw_sha256="raw",
    group_id="g1", replaces="a0", meta={"desk": "world", "proposed": {"outlet": [0, 5]}},
)  # fmt: skip


def test_the_first_step_of_a_kit_has_its_scheme_its_article_and_regions_of_nobody() -> None:
    context = planning.new_context()
    region = builders.region(ARTICLE, "byline", (0, 5), id="r1")
    content = Content(ARTICLE, {"layer-1": "done"}, (region,), notes=(builders.note(ARTICLE, "!"),))
    scheme = replace(context.scheme, version=3, note="why")
    step = kits.kit_step(context, KIT, [content], scheme)
    rows = {change.table: change.after for change in step.changes}
    assert list(rows) == ["scheme", "article", "region"]
    assert {change.before for change in step.changes} == {None}
    assert (rows["scheme"]["version"], rows["scheme"]["note"]) == (3, "")
    assert (rows["region"]["set_by"], rows["region"]["id"] != "r1") == ("", True)
    assert (step.by, step.at, step.texts) == ("kit-1", KIT.created, {ARTICLE.sha256: ARTICLE.text})


def test_an_article_in_a_kit_has_its_place_there_and_no_history() -> None:
    one = kits.kit_article(ARTICLE, 4, KIT.created, ())
    assert one == replace(ARTICLE, number=4, group_id=None, replaces=None, imported_at=KIT.created)
    hidden = kits.kit_article(ARTICLE, 4, KIT.created, ("outlet", "desk"))
    assert (hidden.outlet, hidden.byline, hidden.source, hidden.raw_sha256) == ("", "Z. R.", "", "")
    assert hidden.hidden() == {"outlet": "Dawn", "desk": "world"}
    assert hidden.own_fields() == {}


def test_each_kit_is_kept_under_a_name_of_its_own_with_its_articles_in_order() -> None:
    before = NamedSet("k0", NamedKind.KIT, "B")
    planned = [kits.PlannedKit(KIT, ("a2", "a1"), ("a1",))]
    step = kits.plan_kits(planning.new_context(), planned, [before], None)
    named, *members = [change.after for change in step.changes]
    assert (named["id"], named["name"], named["kind"]) == ("kit-1", "B 2", "kit")
    assert '"alone":["a1"]' in named["body"]
    assert [one["article_id"] for one in members] == ["a2", "a1"]


def test_a_layer_says_out_of_which_kit_it_came() -> None:
    assert kits.of_kit(builders.layer(record={"kit": "kit-1"})) == "kit-1"
    assert kits.of_kit(builders.layer(record={"kit": 7}, kind=LayerKind.IMPORT)) == ""

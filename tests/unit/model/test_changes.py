"""Changes and steps: what names a row, what takes a change back, what two lists differ in."""

from __future__ import annotations

import pytest

from annotator.model import changes as changes_module
from annotator.model.changes import (
    Blocks,
    Change,
    ChangesToCome,
    ChangeSummary,
    NewRows,
    Step,
    differences,
    merged,
    n_of,
    one_by_one,
    row_key,
    rows_by_key,
    summary_of,
)

ONE = {"layer_id": "l1", "article_id": "a1", "state": "done", "at": "t"}
OTHER = {**ONE, "state": "progress"}
NEXT = {**ONE, "article_id": "a2"}


def test_a_row_is_named_by_the_key_of_its_table() -> None:
    assert row_key("progress", ONE) == ("l1", "a1")
    assert Change("progress", None, ONE).key() == Change("progress", ONE, None).key()
    assert Change("progress", NEXT, ONE).key() == ("l1", "a1")
    with pytest.raises(ValueError, match="without a row"):
        Change("progress", None, None).key()


@pytest.mark.parametrize("n_packed", [1, 4, 100])
def test_changes_to_come_come_in_their_order_however_many(
    n_packed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_module, "_PACKED_TOGETHER", n_packed)
    words = {**ONE, "at": "“دار” \u2028 \x00 \U0001f600"}
    actor = Change("actor", None, {"id": "x", "name": "Dar", "note": None})
    value = {"owner_kind": "actor", "owner_id": "x", "name": "party", "value": "P"}
    wanted = [
        Change("progress", None, words),
        actor,
        Change("progress", words, NEXT),
        Change("attribute", None, value),
        Change("progress", NEXT, None),
    ]
    come = ChangesToCome()
    assert not come
    for one in wanted:
        come.add([one])
    assert come
    assert [*come] == [*come] == wanted
    first = Change("scheme", None, {"version": 2})
    behind = come.behind(first)
    assert [*behind] == [first, *wanted]
    assert isinstance(behind, Blocks) is (n_packed < 100)
    if isinstance(behind, Blocks):
        assert behind.summary.of_context == (first, actor, wanted[3])


def test_what_takes_a_step_back_goes_backwards_and_adds_no_text() -> None:
    new, changed = Change("progress", None, ONE), Change("progress", ONE, OTHER)
    step = Step("mark", (new, changed), "c", "t", {"n": 1}, {"sum": "text"}, {"title": "T"}, "s", 3)
    back = step.inverse()
    assert back.changes == (Change("progress", OTHER, ONE), Change("progress", ONE, None))
    assert (back.texts, back.facts) == ({}, {})
    assert (back.act, back.args, back.id, back.number) == ("mark", {"n": 1}, "s", 3)
    assert back.inverse().changes == step.changes
    assert not step.is_empty()
    assert Step("mark", (), "c", "t").is_empty()


def test_several_changes_of_a_row_become_one_and_none_where_nothing_is_left() -> None:
    new, changed = Change("progress", None, ONE), Change("progress", ONE, OTHER)
    assert merged([new, changed]) == (Change("progress", None, OTHER),)
    assert merged([new, Change("progress", ONE, None)]) == ()
    assert merged([changed, changed.inverse()]) == ()
    assert merged([new, Change("progress", None, NEXT)]) == (
        new, Change("progress", None, NEXT),
    )  # fmt: skip
    with pytest.raises(LookupError, match="progress do not follow"):
        merged([new, Change("progress", OTHER, None)])


def test_rows_differ_in_what_is_gone_then_in_what_is_new_or_other() -> None:
    before, after = [("progress", ONE)], [("progress", OTHER), ("progress", NEXT)]
    assert differences(before, after) == (
        Change("progress", ONE, OTHER), Change("progress", None, NEXT),
    )  # fmt: skip
    assert differences(after, before) == (
        Change("progress", NEXT, None), Change("progress", OTHER, ONE),
    )  # fmt: skip
    assert differences(before, before) == ()
    assert list(rows_by_key(after)) == [("progress", ("l1", "a1")), ("progress", ("l1", "a2"))]


def test_what_changes_touch_is_known_by_article_and_whether_it_is_new_or_gone() -> None:
    article = {"id": "a1", "title": "T"}
    new, renamed = Change("article", None, article), Change("article", article, {"id": "a1"})
    found = summary_of([Change("progress", None, NEXT), renamed])
    assert (found.article_ids, found.new_articles, found.gone_articles) == (
        {"a1", "a2"},
        set(),
        set(),
    )
    assert found.tables == {"article", "progress"}
    assert summary_of([new]).new_articles == {"a1"} == summary_of([new.inverse()]).gone_articles
    assert summary_of([new.inverse()]).new_articles == set() == summary_of([new]).gone_articles
    assert (found.n, found.of_context) == (2, ())
    assert summary_of([]) == ChangeSummary()


@pytest.mark.parametrize("table", ["layer", "scheme", "actor", "alias", "role"])
def test_layers_scheme_and_actors_are_what_planning_knows_by_heart(table: str) -> None:
    change = Change(table, None, {"id": "x"})
    assert summary_of([change, Change("progress", None, NEXT)]).of_context == (change,)


def test_of_attributes_those_of_actors_are_known_by_heart() -> None:
    of_actor = Change("attribute", {"owner_kind": "actor", "owner_id": "x"}, None)
    of_span = Change("attribute", None, {"owner_kind": "span", "owner_id": "x", "article_id": "a"})
    found = summary_of([of_actor, of_span])
    assert (found.of_context, found.article_ids, found.n) == ((of_actor,), {"a"}, 2)


def test_blocks_are_read_anew_each_time_and_know_what_they_touch() -> None:
    times: list[int] = []

    def read() -> list[Change]:
        times.append(1)
        return [Change("progress", None, ONE)]

    blocks = Blocks(read, ChangeSummary(n=7))
    assert (list(blocks), list(blocks), len(times)) == ([Change("progress", None, ONE)],) * 2 + (2,)
    assert (len(blocks), blocks.texts) == (7, {})
    assert summary_of(blocks) is blocks.summary
    texts = {"sum": "text"}
    assert Blocks(read, ChangeSummary(), texts).texts is texts


@pytest.mark.parametrize("n_packed", [1, 4, 100])
def test_rows_that_come_many_at_once_are_changes_too(
    n_packed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_module, "_PACKED_TOGETHER", n_packed)
    parts = [("s1", 1, 0, 4, "“دار”"), ("s1", 2, 5, 6, "\U0001f600")]
    many = NewRows("part", parts)
    names = ("span_id", "n", "start", "end", "quote")
    each = [Change("part", None, dict(zip(names, one, strict=True))) for one in parts]
    other = Change("progress", None, ONE)
    come = ChangesToCome()
    for one in (many, other, many):
        come.add([one])
    assert [*come] == [*each, other, *each]
    behind = come.behind()
    assert [*behind] == [*come]
    if isinstance(behind, Blocks):
        assert [n_of(one) for one in behind.parts()] == [2, 1, 2]
        assert [*one_by_one(behind.parts())] == [*behind]

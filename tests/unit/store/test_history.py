"""Lines of the history are read back into changes; nonsense is told apart from a change."""

from __future__ import annotations

import pytest

from annotator.model.changes import Change
from annotator.store.history import BrokenHistory, args_of, change_of


def test_a_line_is_read_back() -> None:
    assert change_of("refers", None, '{"actor_id":"a","span_id":"s"}') == Change(
        "refers", None, {"actor_id": "a", "span_id": "s"}
    )
    assert args_of('{"n":[1,2]}') == {"n": [1, 2]}


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        ("sqlite_schema", None, "{}"),
        ("refers", None, None),
        ("refers", '{"actor_id":"a","span_id":"s"}', '{"actor_id":"a","span_id":"s"}'),
        ("refers", None, "{"),
        ("refers", None, "[]"),
        ("refers", None, "[" * 100_000),
        ("refers", None, '{"actor_id":"a"}'),
        ("refers", None, '{"actor_id":"a","span_id":"s","more":1}'),
        ("refers", None, '{"actor_id":"a","other":"s"}'),
        ("refers", None, '{"actor_id":"a","span_id":["s"]}'),
        ("refers", None, '{"actor_id":"a","span_id":1.5}'),
        ("refers", None, '{"actor_id":"a","span_id":NaN}'),
    ],
)
def test_nonsense_is_a_broken_history(table: str, before: str | None, after: str | None) -> None:
    with pytest.raises(BrokenHistory):
        change_of(table, before, after)


@pytest.mark.parametrize("text", ["", "[]", "3", "{", '{"a":' * 50_000])
def test_arguments_that_are_no_object_are_a_broken_history(text: str) -> None:
    with pytest.raises(BrokenHistory):
        args_of(text)

"""Lines of the history are read back into changes; nonsense is told apart from a change."""

from __future__ import annotations

import pytest

from annotator.model.changes import Change
from annotator.store.history import BrokenHistory, args_of, change_of


def test_a_line_is_read_back() -> None:
    assert change_of("refers", None, '{"actor":"a","span":"s"}') == Change(
        "refers", None, {"actor": "a", "span": "s"}
    )
    assert args_of('{"n":[1,2]}') == {"n": [1, 2]}


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        ("sqlite_schema", None, "{}"),
        ("refers", None, None),
        ("refers", '{"actor":"a","span":"s"}', '{"actor":"a","span":"s"}'),
        ("refers", None, "{"),
        ("refers", None, "[]"),
        ("refers", None, "[" * 100_000),
        ("refers", None, '{"actor":"a"}'),
        ("refers", None, '{"actor":"a","span":"s","more":1}'),
        ("refers", None, '{"actor":"a","other":"s"}'),
        ("refers", None, '{"actor":"a","span":["s"]}'),
        ("refers", None, '{"actor":"a","span":1.5}'),
        ("refers", None, '{"actor":"a","span":NaN}'),
    ],
)
def test_nonsense_is_a_broken_history(table: str, before: str | None, after: str | None) -> None:
    with pytest.raises(BrokenHistory):
        change_of(table, before, after)


@pytest.mark.parametrize("text", ["", "[]", "3", "{", '{"a":' * 50_000])
def test_arguments_that_are_no_object_are_a_broken_history(text: str) -> None:
    with pytest.raises(BrokenHistory):
        args_of(text)

"""Public ids and times."""

from __future__ import annotations

import os
import re
import uuid
from typing import TYPE_CHECKING

from annotator.model import ids
from annotator.model.ids import Sequence, new_id, now

if TYPE_CHECKING:
    import pytest


def test_ids_are_uuids_of_version_7_in_the_order_they_were_made():
    made = [new_id() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    one = uuid.UUID(made[0])
    assert (one.version, one.variant) == (7, uuid.RFC_4122)


def test_the_time_is_utc_to_the_second():
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", now())


def test_two_copies_of_one_file_that_both_go_on_never_make_one_id() -> None:
    runs = [Sequence() for _ in range(200)]
    made = [run() for _ in range(20) for run in runs]
    assert len(set(made)) == len(made)


def test_a_forked_process_goes_on_under_a_prefix_of_its_own() -> None:
    one = new_id()
    reading, writing = os.pipe()
    if os.fork() == 0:  # only writes and ends: nothing of the tests may run twice
        os.write(writing, new_id().encode())
        os._exit(0)
    os.wait()
    theirs, ours = os.read(reading, 36).decode(), new_id()
    assert ours[:28] == one[:28]
    assert theirs[:28] != one[:28]


def test_a_prefix_that_is_used_up_is_followed_by_a_fresh_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ids, "MOST", 3)
    run = Sequence()
    made = [run() for _ in range(7)]
    assert len({one[:28] for one in made}) == 3
    assert made == sorted(made)
    assert all(one.startswith("00", 28) for one in made)

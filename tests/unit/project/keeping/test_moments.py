"""Which moment is meant by a number, an id, a name or a time; which names a step may have."""

from __future__ import annotations

import pytest

from annotator.errors import WrongUse
from annotator.model.changes import Step
from annotator.project.keeping.moments import checked_name, moment_named
from annotator.store.read_lists import StepInfo

NOW = "2026-06-01T00:00:00Z"
MADE = "2026-05-01T08:00:00Z"


def info(number: int, at: str, state: str = "done", label: str | None = None, act: str = "mark"):
    return StepInfo(Step(act, (), by="a", at=at, id=f"id-{number}", number=number), state, 1, label)


STEPS = [
    info(6, "2026-05-03T14:02:31Z"),
    info(5, "2026-05-03T14:02:30Z", "undone"),
    info(4, "2026-05-03T14:02:30Z", label="as submitted in May"),
    info(3, "2026-05-02T10:00:00Z", "dropped"),
    info(2, "2026-05-02T09:00:00Z"),
    info(1, MADE, act="new"),
]


def named(said: str, infos: list[StepInfo] | None = None, now: str = NOW) -> int | None:
    return moment_named(infos or STEPS, said, created=MADE, now=now).step.number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("4", 4),
        ("id-2", 2),
        ("as submitted in May", 4),
        ("  as  submitted in May ", 4),
        ("2026-05-03T14:02:30Z", 4),
        ("2026-05-03 14:02:31", 6),
        ("2026-05-03T16:02:30+02:00", 4),
        ("2026-05-03T16:02:30 +0200", 4),
        ("2026-05-03T14:01Z", 2),
        ("2026-05-03T14:02z", 6),
        ("2026-05-02", 2),
        ("2026-05-03", 6),
        ("2026-06-01", 6),
    ],
)
def test_a_moment_is_meant_by_number_id_name_or_time(said, number):
    assert named(said) == number


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("5", "Step 5 is undone"),
        ("3", "left behind"),
        ("9", "no step and no time “9”"),
        ("0", "no step and no time"),
        ("-1", "no step and no time"),
        ("9" * 5_000, "no step and no time"),
        ("", "no step and no time"),
        ("nonsense", "no step and no time"),
        ("2026-02-30", "no time that there is"),
        ("2026-05-03T25:00", "no time that there is"),
        ("0001-01-01T00:00+14:00", "no time that there is"),
        ("2026-06-02", "in the future"),
        ("2026-06-01T00:00:01Z", "in the future"),
        ("2026-04-30", "not there yet"),
        ("0999-01-01", "not there yet"),
    ],
)
def test_a_moment_that_there_is_not_is_a_sentence(said, sentence):
    with pytest.raises(WrongUse, match=sentence) as caught:
        named(said)
    assert caught.value.hint


def test_a_clock_that_was_set_back_hides_no_step():
    back = [info(3, "2020-01-01T00:00:00Z"), *STEPS[-2:]]
    assert named("2020-01-01", back, now="2020-01-01T00:00:01Z") == 3
    assert named("2026-05-02T09:00Z", back, now="2020-01-01T00:00:01Z") == 3
    with pytest.raises(WrongUse, match="future"):
        named("2026-05-03", back, now="2020-01-01T00:00:01Z")


def test_what_was_forgotten_is_said_to_be():
    after = [info(6, "2026-05-03T14:02:31Z"), info(4, "2026-05-02T09:00:00Z", act="forget")]
    for said in ("1", "3", "2026-05-02T08:59Z", MADE):
        with pytest.raises(WrongUse, match=r"before step 4 \(.*\) was forgotten"):
            named(said, after)
    with pytest.raises(WrongUse, match="not there yet"):
        named("2026-04-30", after)
    with pytest.raises(WrongUse, match="no step and no time"):
        named("7", after)


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("", "1 to 200 letters"),
        (" \n\t", "1 to 200 letters"),
        ("x" * 10_000, "1 to 200 letters"),
        ("May \u202e2026", "turn the words around"),
        ("a\x00b", "cannot be seen"),
        ("lone \ud800", "cannot be seen"),
        ("12", "number, an id or a time"),
        ("id-2", "number, an id or a time"),
        ("2026-05-03", "number, an id or a time"),
    ],
)
def test_what_cannot_be_a_name_is_a_sentence(label, sentence):
    with pytest.raises(WrongUse, match=sentence) as caught:
        checked_name(label, STEPS)
    assert caught.value.hint


def test_a_name_is_kept_in_one_line_in_any_script():
    assert checked_name("  as submitted\n in May ", STEPS) == "as submitted in May"
    persian = "نسخه\u200cی نهایی"
    assert checked_name(persian, STEPS) == persian

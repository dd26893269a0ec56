"""A frozen value is what `dataclass(frozen=True, slots=True)` makes of the same class."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from functools import partial
from inspect import signature

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.values import frozen


def _made(how, how_kw_only) -> list[type]:
    @how
    class Plain:
        """With every kind of field."""

        name: str
        n: int = 3
        words: list[str] = field(default_factory=list)
        seen: bool = field(default=False, compare=False, repr=False)

        def __post_init__(self) -> None:
            if self.n < 0:
                raise ValueError(self.name)

    @how
    class Child(Plain):
        """With one more."""

        more: str = ""

        def __repr__(self) -> str:
            return "a child"

    @how_kw_only
    class Named:
        """By name alone."""

        late: str = "late"
        early: str

    @how
    class Empty:
        """With none."""

    @how
    class One:
        """With one."""

        only: float

    return [Plain, Child, Named, Empty, One]


OURS = Plain, Child, Named, Empty, One = _made(frozen, frozen(kw_only=True))
THEIRS = _made(dataclass(frozen=True, slots=True), dataclass(frozen=True, slots=True, kw_only=True))


@frozen
class Kept:
    """Found again by its name, as pickling wants."""

    words: tuple[str, ...]


@pytest.mark.parametrize(("ours", "theirs"), [*zip(OURS, THEIRS, strict=True)])
def test_it_takes_shows_and_declares_the_same(ours: type, theirs: type) -> None:
    assert str(signature(ours)) == str(signature(theirs))
    told = [(one.name, one.type, one.default, one.kw_only) for one in fields(ours)]
    assert told == [(one.name, one.type, one.default, one.kw_only) for one in fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert ours.__init__.__qualname__ == theirs.__init__.__qualname__
    given_ = {one.name: "x" for one in fields(ours) if one.name in ("name", "early", "only")}
    assert repr(ours(**given_)) == repr(theirs(**given_))
    assert asdict(ours(**given_)) == asdict(theirs(**given_))


VALUES = st.builds(
    lambda n, *given_: (n, given_), st.integers(0, 1), st.sampled_from("ab"), st.integers(0, 1)
)


@given(VALUES, VALUES, st.booleans())
def test_two_are_equal_as_those_of_a_dataclass_are(one, other, seen: bool) -> None:
    (i, first), (j, second) = one, other
    ours = OURS[i](*first, seen=seen) == OURS[j](*second)
    assert ours is (THEIRS[i](*first, seen=seen) == THEIRS[j](*second))
    assert OURS[i](*first) != THEIRS[i](*first)


def test_equal_ones_are_one_in_a_set() -> None:
    nan = float("nan")
    assert len({One(1), One(1.0), One(2), Empty(), Empty()}) == 3
    assert One(nan) == One(nan)  # the same object within, as in a tuple
    with pytest.raises(TypeError):
        hash(Plain("a"))  # a list within


def test_defaults_are_made_anew_and_checked() -> None:
    assert Plain("a").words is not Plain("a").words
    assert replace(Child("a", more="b"), n=4) == Child("a", 4, more="b")
    with pytest.raises(ValueError, match="wrong"):
        Plain("wrong", -1)
    for wrong in (Plain, partial(Plain, "a", m=1), partial(Named, "a"), partial(Empty, 1)):
        with pytest.raises(TypeError):
            wrong()


def test_nothing_of_it_changes() -> None:
    value = Child("a")
    for change in (partial(setattr, value, "n", 2), partial(delattr, value, "n")):
        with pytest.raises(FrozenInstanceError):
            change()
    with pytest.raises(AttributeError):
        value.other = 1
    assert value == Child("a")


def test_it_is_matched_copied_and_kept() -> None:
    match Plain("a", 5):
        case Plain(name, n):
            assert (name, n) == ("a", 5)
    value = Child("a", words=["b"])
    for other in (copy.copy(value), copy.deepcopy(value)):
        assert (other, other is value) == (value, False)
    assert pickle.loads(pickle.dumps(Kept(("a",)))) == Kept(("a",))  # noqa: S301 - our own

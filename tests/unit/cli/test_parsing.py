"""From words to a verb: what all verbs take, and the sentence for what is no verb."""

from __future__ import annotations

import pytest

from annotator.cli.parsing import parse, parser_of
from annotator.cli.verbs import VERBS
from annotator.errors import WrongUse


@pytest.mark.parametrize("verb", [name for name, _ in VERBS])
def test_every_verb_takes_what_all_verbs_take(verb):
    shown = parser_of(verb).format_help()
    for option in ("--json", "--quiet", "--verbose", "--log", "--coder", "--progress"):
        assert option in shown


@pytest.mark.parametrize(
    "words", [("dance",), ("dance", "x.annotator"), ("--dance",), ("lists", "x", "articles")]
)
def test_what_is_no_verb_is_said_with_where_to_look(words):
    with pytest.raises(WrongUse, match="There is no verb") as caught:
        parse(words)
    assert "annotator --help" in caught.value.hint


def test_a_missing_argument_is_said_with_the_right_form():
    with pytest.raises(WrongUse) as caught:
        parse(["list", "x.annotator"])
    assert "WHAT" in caught.value.message
    assert caught.value.hint.startswith("The form: annotator list ")


def test_an_option_is_written_out_never_guessed_from_its_beginning():
    with pytest.raises(WrongUse, match="Unrecognized"):
        parse(["import", "x.annotator", "a.txt", "--dry"])


def test_bytes_that_are_no_text_are_refused_but_in_the_name_of_a_file():
    with pytest.raises(WrongUse, match="no text"):
        parse(["new", "x.annotator", "--title", "\udce9"])
    with pytest.raises(WrongUse, match="no text"):
        parse(["mark", "x.annotator", "1", "cue", "--at", "0:1", "--set", "tone=\udce9"])
    parse(["import", "x\udce9.annotator", "y\udce9.txt"])

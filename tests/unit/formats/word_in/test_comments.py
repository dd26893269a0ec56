"""Comments of a Word file as marks: codes, authors, times, answers, parts, ids that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotRead
from annotator.formats.word_in import comments
from annotator.formats.word_in.comments import Comment
from annotator.model.layer import LayerKind
from annotator.model.span import How
from tests.word_files import comment, end, file_of, line, mark, read, root, start

if TYPE_CHECKING:
    from annotator.model.bundle import Content

TWO = line(start(1), "Ferries ", start(2), "sail", end(1), " again.", end(2))


def content_of(body: str, said: str, **others: object) -> Content:
    (content,) = read(file_of(body, said, **others)).bundle.contents  # type: ignore[arg-type]
    return content


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("claim", "claim"),
        (" Claim ", "claim"),
        ("claim: is it?", "claim"),
        ("claim · direct · by NAME", "claim"),
        ("#claim", "claim"),
        ("#claim is it?", "claim"),
        ("#News-value", "news-value"),
        ("Naïve: no", "naïve"),
        ("گفت: نه", "گفت"),
        ("claim\nis it?", "comment"),
        ("Claim is not supported.", "comment"),
        ("2026: no", "comment"),
        ("#claim?", "comment"),
        ("", "comment"),
        ("#", "comment"),
        ("a" * 41, "comment"),
    ],
)
def test_a_comment_names_its_code_or_is_a_comment(text: str, code: str) -> None:
    assert Comment("1", "Ada", "", text).code == code


def test_authors_are_layers_and_comments_may_cross() -> None:
    said = comment(1, "claim") + comment(2, "Who says so?", author="", at="yesterday")
    reading = read(file_of(TWO, said))
    (content,) = reading.bundle.contents
    first, second = content.spans
    assert (first.quotes, first.created) == (("Ferries sail",), "2026-03-02T10:00:00Z")
    assert (second.quotes, second.created) == (("sail again.",), "")
    assert {first.how, second.how} == {How.IMPORT}
    ada, nobody = reading.bundle.layers
    assert (ada.name, nobody.name) == ("Ada", "no author")
    assert {ada.kind, nobody.kind} == {LayerKind.IMPORT}
    assert (first.layer_id, second.layer_id) == (ada.id, nobody.id)
    assert (first.by, second.by) == (ada.coder_id, nobody.coder_id)
    assert [one.text for one in content.notes] == ["claim", "Who says so?"]
    assert [one.owner_id for one in content.notes] == [first.id, second.id]
    assert reading.bundle.scheme is not None
    types = {one.label: one.name for one in reading.bundle.scheme.types}
    assert (first.type, second.type) == (types["claim"], types["comment"])


def test_answers_stand_in_the_note_on_what_they_answer() -> None:
    said = (
        comment(1, "claim:\nis it?") + comment(2, "Yes.", "Bo") + comment(3, "No.", "")
        + comment(4, "Lost.", "Cy")
    )  # fmt: skip
    body = line(start(1), start(2), "Words", end(1), end(2), mark(3), mark(4))
    reading = read(file_of(body, said, {2: 1, 3: 2, 4: 99}))
    (content,) = reading.bundle.contents
    assert len(content.spans) == 1
    assert reading.bundle.scheme is not None
    assert [one.label for one in reading.bundle.scheme.types] == ["claim"]
    on_span, on_article = content.notes
    assert on_span.text == "claim:\nis it?\nBo (2026-03-02): Yes.\n– (2026-03-02): No."
    assert (on_article.text, on_article.owner_kind) == ("Lost.", "article")
    assert [one.name for one in reading.bundle.layers] == ["Ada", "Cy"]
    assert reading.notes == (
        "a.docx: 1 comment marks no words; it is a note on the article.",
        "a.docx: 2 answers stand in the notes on what they answer.",
    )


def test_of_answers_in_a_circle_one_begins_and_none_is_lost() -> None:
    reading = read(file_of(TWO, comment(1, "a") + comment(2, "b"), {1: 2, 2: 1}))
    (content,) = reading.bundle.contents
    assert len(content.spans) == 1
    assert [one.text for one in content.notes] == ["a\nAda (2026-03-02): b"]


def test_a_comment_on_nothing_is_a_note_on_the_article() -> None:
    content = content_of(line("Words"), comment(1, "Nowhere."))
    assert [(one.text, one.owner_kind) for one in content.notes] == [("Nowhere.", "article")]
    assert content.spans == ()


def test_a_comment_of_neither_words_nor_a_place_is_left_out_and_said() -> None:
    reading = read(file_of(line("Words"), comment(1, "Nowhere.") + comment(2, "")))
    (content,) = reading.bundle.contents
    assert [one.text for one in content.notes] == ["Nowhere."]
    assert reading.notes[-1] == ("a.docx: 1 comment is left out: it has no words and marks none.")


def extended(*comments: str) -> str:
    return root("w15:commentsEx", "".join(f"<w15:commentEx {one}/>" for one in comments))


def test_comments_that_were_resolved_are_said() -> None:
    told = extended('w15:paraId="P1" w15:done="1"', 'w15:paraId="P2" w15:done="0"')
    parts = {"word/commentsExtended.xml": told}
    reading = read(file_of(TWO, comment(1, "a") + comment(2, "b"), parts=parts))
    (content,) = reading.bundle.contents
    assert len(content.spans) == 2
    assert reading.notes == ("a.docx: 1 comment was resolved there; it comes in like the others.",)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("2026-03-02T10:00:00+02:00", "2026-03-02T08:00:00Z"),
        ("2026-03-02T10:00:00.25", "2026-03-02T10:00:00Z"),
        ("once", ""),
    ],
)
def test_a_time_is_in_utc_whatever_its_zone(said: str, at: str) -> None:
    (span, _) = content_of(TWO, comment(1, "a", at=said) + comment(2, "b")).spans
    assert span.created == at


def test_the_time_in_utc_that_newer_programs_add_goes_before_that_of_the_clock() -> None:
    cid = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
    cex = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
    parts = {
        "word/commentsIds.xml": f'<i:commentsIds xmlns:i="{cid}">'
        '<i:commentId i:paraId="P1" i:durableId="AA"/></i:commentsIds>',
        "word/commentsExtensible.xml": f'<x:commentsExtensible xmlns:x="{cex}">'
        '<x:commentExtensible x:durableId="AA" x:dateUtc="2026-03-02T09:00:00Z"/>'
        "</x:commentsExtensible>",
    }
    reading = read(file_of(TWO, comment(1, "a") + comment(2, "b"), parts=parts))
    (content,) = reading.bundle.contents
    assert [one.created[11:16] for one in content.spans] == ["09:00", "10:00"]


def test_the_same_file_gives_the_same_ids_and_two_comments_alike_stay_two() -> None:
    body = line(start(1), start(2), "Words", end(1), end(2), mark(3), mark(4))
    said = "".join(comment(n, "claim") for n in (1, 2, 3, 4))
    first, again = content_of(body, said), content_of(body, said)
    ids = [one.id for one in (*first.spans, *first.notes)]
    assert len(set(ids)) == 6
    assert ids == [one.id for one in (*again.spans, *again.notes)]
    other = content_of(body.replace("Words", "Other"), said)
    assert not {one.id for one in other.spans} & set(ids)


def test_a_file_with_too_many_comments_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comments, "MOST_MARKS", 1)
    with pytest.raises(CannotRead, match=r"a.docx has more than 1 comments"):
        read(file_of(TWO, comment(1, "a") + comment(2, "b")))

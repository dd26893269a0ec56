"""Notices: who listens hears each one, once, until they end it; what a step has touched."""

from __future__ import annotations

from annotator.project.notices import Notice, NoticeKind, Notices
from tests import builders


def test_each_listener_hears_each_notice_until_it_ends() -> None:
    notices, heard, also = Notices(), [], []
    end = notices.subscribe(heard.append)
    notices.subscribe(also.append)
    first, second = Notice(NoticeKind.DONE), Notice(NoticeKind.UNDONE)
    notices.tell(first)
    end()
    end()
    notices.tell(second)
    assert (heard, also) == ([first], [first, second])


def test_a_listener_may_end_itself_while_it_hears() -> None:
    notices, heard = Notices(), []

    def once(notice: Notice) -> None:
        heard.append(notice)
        end()

    end = notices.subscribe(once)
    notices.tell(Notice(NoticeKind.DONE))
    notices.tell(Notice(NoticeKind.DONE))
    assert len(heard) == 1


def test_a_notice_says_which_articles_and_tables_its_step_touches() -> None:
    step, known = builders.small_corpus()
    notice = Notice(NoticeKind.DONE, step)
    assert notice.article_ids() == {known["article"].id}
    assert {"article", "layer", "actor", "span", "link"} <= notice.tables()
    nothing = Notice(NoticeKind.FAILED)
    assert (nothing.article_ids(), nothing.tables()) == (frozenset(), frozenset())

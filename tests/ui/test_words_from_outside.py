"""What comes from outside is shown as it stands: no title, name or note is rendered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Guess
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from annotator.model.actor import Actor
from annotator.ui.articles.actors_pane import ActorModel
from annotator.ui.articles.model import ArticleModel
from annotator.ui.basics.labels import Label, plain_tip
from tests.ui.entries import entry

HOSTILE = ["<b>Dar</b>", '<img src="file:///etc/passwd">Dar', "a <i>b</i> & c", "x < y", "plain"]


def seen(tip: str) -> str:
    """Give what a person sees of a tooltip, as Qt shows it."""
    if not Guess.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("words", HOSTILE)
def test_a_tooltip_shows_words_as_they_stand(qapp, words: str) -> None:
    assert seen(plain_tip(words)) == words
    assert seen(plain_tip(f"{words}\nsource/{words}.txt")) == f"{words}\nsource/{words}.txt"
    if not Guess.mightBeRichText(words):
        assert plain_tip(words) == words


@pytest.mark.parametrize("words", HOSTILE)
def test_the_tips_of_articles_and_actors_are_plain(qtbot, words: str) -> None:
    from dataclasses import replace

    parent = QWidget()
    qtbot.addWidget(parent)
    actors = ActorModel(parent)
    actors.show_in_order([Actor("a", words)], {})
    assert words in seen(actors.data(actors.index(0), Qt.ItemDataRole.ToolTipRole))
    articles = ArticleModel(lambda *_asked: None)
    articles._n, articles._entries = 1, {0: replace(entry(1), title=words)}
    assert words in seen(articles.data(articles.index(0), Qt.ItemDataRole.ToolTipRole))


def test_the_tip_of_a_span_shows_its_actors_name_as_it_stands(driver, monkeypatch) -> None:
    from PySide6.QtCore import QPointF

    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, *_rest: shown.append(words))
    driver.mark("Kabul", "e")
    span = driver.spans("entity")[0]
    driver.session.bridge.act_on_project(_named("<b>Kabul</b>"))
    actor = driver.session.bridge.context.actors.named("<b>Kabul</b>")[0]
    driver.session.reading.act(_refer(span.id, actor.id))
    mouse = driver.session.workspace.area.mouse
    mouse._hover(QPointF(driver.point("Kabul")))
    mouse._show_tip()
    (words,) = shown
    assert "<b>Kabul</b>" in seen(words)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_label_shows_words_as_they_stand(qtbot, words: str) -> None:
    label = Label(words)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_no_label_of_the_window_renders_what_it_is_given(driver) -> None:
    driver.window.acts.run("inspector")
    driver.mark("Kabul", "e")
    labels = driver.window.findChildren(QLabel)
    assert labels
    auto = [one.text() for one in labels if one.textFormat() is not Qt.TextFormat.PlainText]
    # What Qt makes by itself for the lines of forms holds words of ours alone.
    assert set(auto) <= {"Type", "Actor", ""}


def _named(name: str):
    from annotator.project.acts.actors import plan_new

    return lambda context: plan_new(context, name)


def _refer(span_id: str, actor_id: str):
    from annotator.project.acts.edit import plan_refer

    return lambda context, page: plan_refer(context, page, [span_id], actor_id)

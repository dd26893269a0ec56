"""What comes from outside is shown as it stands: no title, name or note is rendered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Guess
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolTip, QWidget

from annotator.model.actor import Actor
from annotator.text.words import isolated
from annotator.ui.articles.actors_pane import ActorModel
from annotator.ui.articles.model import ArticleModel
from annotator.ui.basics.labels import CutButton, Label, elided, on_button, plain_tip
from annotator.ui.basics.messages import Offer
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
    articles.show_rows(1)
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


TURNED = "Ada\u202egro.elpmaxe\u200b & \u2068Co"
SEEN = "Ada<202E>gro.elpmaxe<200B> & <2068>Co"


def test_what_hides_in_a_name_is_seen_wherever_it_is_shown(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label, button = Label(TURNED, parent=parent), CutButton(TURNED, parent)
    assert label.text() == SEEN
    label.setText("")
    label.setText(TURNED)
    assert label.text() == SEEN
    assert elided(button.text(), button.fontMetrics(), 10_000) == SEEN
    assert seen(plain_tip(TURNED)) == SEEN
    assert on_button(TURNED) == SEEN.replace("&", "&&")
    assert isolated(TURNED) == "\u2068Ada<202E>gro.elpmaxe<200B> & Co\u2069"


def test_nothing_on_the_screen_turns_its_line(driver) -> None:
    """Title, actor and coder are a stranger's; all that lies in the window is looked at."""
    driver.mark("Kabul", "e")
    driver.session.bridge.act_on_project(_named(TURNED))
    actor = driver.session.bridge.context.actors.named(TURNED)[0]
    span = driver.spans("entity")[0]
    driver.session.reading.act(_refer(span.id, actor.id))
    driver.session.project.fields(driver.page.article.id, {"title": TURNED, "outlet": TURNED})
    driver.window.foot.show_layer(TURNED, coder=TURNED, read_only=False)
    driver.window.messages.say(TURNED, (Offer(TURNED, lambda: None),))
    driver.wait(lambda: "202E" in driver.window.windowTitle() or bool(driver.texts()))
    windows = [driver.window, *driver.window.findChildren(QWidget)]
    words = [one.windowTitle() for one in windows]
    words += [one.text() for one in windows if isinstance(one, QLabel | QAbstractButton)]
    words += [seen(one.toolTip()) for one in windows]
    assert any("<202E>" in one for one in words)
    assert not [one for one in words if "\u202e" in one or "\u200b" in one]


def test_no_label_but_the_one_that_is_plain() -> None:
    """A `QLabel` renders what looks like HTML; the room of labels has the one that does not."""
    import annotator.ui

    folder = Path(annotator.ui.__file__).parent
    rich = re.compile(
        r"\bQ(Label|TextBrowser|ErrorMessage|InputDialog)\(|\(QLabel\)"
        r"|\.(setHtml|insertHtml|appendHtml)\("
    )
    found = folder.rglob("*.py")
    made = {str(one.relative_to(folder)) for one in found if rich.search(one.read_text("utf-8"))}
    # A passage that is copied, and a page of an export that is printed: of our own making.
    assert made == {"basics/labels.py", "page/copied.py", "render.py"}

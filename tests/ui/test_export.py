"""The sheet of exports: what is lost is said before, its cases are a click away, Enter writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from annotator.formats import FORMATS
from annotator.formats.sources import Source
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.ui.basics import theme
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.exporting.sheet import ExportSheet
from annotator.ui.exporting.ticks import TickForm
from annotator.ui.scheme.cases import PassagesForm
from tests.ui.entries import words

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sheet(driver) -> ExportSheet:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1")
    driver.saved()
    return opened(driver)


def opened(driver) -> ExportSheet:
    driver.window.activateWindow()  # offscreen a form that closes leaves no window active
    driver.window.acts.run("export")
    found = driver.session.over.sheet
    assert isinstance(found, ExportSheet)
    driver.wait(lambda: found.fields.articles.count() > 1)
    return found


def choose(sheet: ExportSheet, title: str) -> None:
    sheet.list.stand_on(next(one for one in sheet.list.lines if one.variant.title == title))


def with_furniture(driver, sheet: ExportSheet) -> None:
    """Let the line of the marked words be page furniture: exported without it, a span is lost."""
    place = driver.page.text.index("“We will not wait")
    end = driver.page.text.index("said Dar")
    driver.session.project.region(driver.page.article.id, "boilerplate", (place, end))
    driver.session.project.open_project.drain()
    sheet._changed()


def test_the_list_has_a_line_for_each_way_a_format_is_used(sheet) -> None:
    titles = [one.variant.title for one in sheet.list.lines]
    every = [each.title for one in FORMATS if one.can_write for each in one.offered()]
    assert sorted(titles) == sorted(every)
    shown = [sheet.list.item(n).text() for n in range(sheet.list.count())]
    assert [one for one in shown if one not in titles] == [
        "To count", "To read", "To another program", "To keep",
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["JSONL, lossless", "Tables for R or Python"])
def test_what_goes_out_is_said_before_and_the_export_is_read_back(
    driver, sheet, tmp_path: Path, title: str
) -> None:
    choose(sheet, title)
    driver.wait(lambda: "1 article, 3 spans, 2 links" in words(sheet, "kept"))
    target = tmp_path / Path(sheet.to.text()).name
    sheet.to.setText(str(target))
    sheet.main.click()
    driver.wait(lambda: target.exists() and "read back" in driver.window.messages.words)
    assert driver.session.over.sheet is None
    assert [one.text() for one in driver.window.messages.buttons] == ["Open the folder"]


def test_by_keys_alone_a_format_is_chosen_a_layer_ticked_off_and_on_and_the_file_written(
    driver, sheet, tmp_path: Path
) -> None:
    assert QApplication.focusWidget() is sheet.list
    at = [one.variant.title for one in sheet.list.lines].index("JSONL, lossless")
    driver.press(*["Down"] * at)
    assert sheet.list.line.format.name == "jsonl"
    sheet.to.setText(str(tmp_path / "out.jsonl"))
    driver.press("Tab")
    (tick,) = sheet.fields.layers.values()
    assert QApplication.focusWidget() is tick
    driver.press("Space")
    assert not sheet.main.isEnabled()
    assert "Tick a layer" in words(sheet, "problem")
    driver.press("Space")
    assert sheet.main.isEnabled()
    driver.press("Tab", "Tab", "Space")
    assert sheet.fields.bare.isChecked()
    driver.press("Enter")
    driver.wait((tmp_path / "out.jsonl").exists)
    driver.wait(lambda: driver.session.view.hasFocus())


def test_by_the_mouse_alone_a_format_is_chosen_and_written(driver, sheet, tmp_path: Path) -> None:
    row = [sheet.list.item(n).text() for n in range(sheet.list.count())].index("JSONL, lossless")
    place = sheet.list.visualItemRect(sheet.list.item(row)).center()
    QTest.mouseClick(sheet.list.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert sheet.list.line.format.name == "jsonl"
    sheet.to.setText(str(tmp_path / "out.jsonl"))
    bare = sheet.fields.bare
    QTest.mouseClick(bare, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(8, bare.height() // 2))
    assert sheet.fields.asked_for().choice == ExportChoice(boilerplate=False)
    QTest.mouseClick(sheet.main, LEFT)
    driver.wait((tmp_path / "out.jsonl").exists)


def test_a_number_opens_its_cases_enter_goes_to_one_and_esc_comes_back(driver, sheet) -> None:
    with_furniture(driver, sheet)
    choose(sheet, "JSONL, lossless")
    sheet.fields.bare.setChecked(True)
    driver.wait(lambda: bool(sheet.losses.numbers))
    number = next(one for one in sheet.losses.numbers if one.accessibleName() == "spans: 1")
    number.setFocus()
    driver.press("Enter")
    form = QApplication.activeModalWidget()
    assert isinstance(form, PassagesForm)
    driver.wait(lambda: form.model is not None and bool(form.model.places))
    wanted = form.model.places[0].at
    driver.press("Enter")
    driver.window.activateWindow()  # offscreen a form that closes leaves no window active
    driver.wait(lambda: driver.session.over.sheet is None and driver.session.view.hasFocus())
    assert driver.session.view.selection() == wanted
    driver.press("Esc")
    back = driver.session.over.sheet
    assert isinstance(back, ExportSheet)
    assert back.list.line.variant.title == "JSONL, lossless"
    assert back.fields.bare.isChecked()


def test_a_target_that_is_there_is_kept_unless_it_is_said(
    driver, sheet, tmp_path: Path, monkeypatch
) -> None:
    from annotator.ui.exporting import sheet as module

    target = tmp_path / "out.jsonl"
    driver.session.project.export("jsonl", target)
    before = target.stat().st_ino
    choose(sheet, "JSONL, lossless")
    sheet.to.setText(str(target))
    asked = []
    monkeypatch.setattr(module, "agrees", lambda *_args: bool(asked.append(1)))
    sheet.main.click()
    driver.wait(lambda: bool(asked) and sheet.main.isEnabled())
    assert target.stat().st_ino == before
    monkeypatch.setattr(module, "agrees", lambda *_args: True)
    sheet.main.click()
    driver.wait(lambda: target.stat().st_ino != before)


def test_a_file_that_is_no_export_is_never_replaced(driver, sheet, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("mine")
    choose(sheet, "JSONL, lossless")
    sheet.to.setText(str(target))
    sheet.main.click()
    driver.wait(lambda: "no earlier export" in words(sheet, "problem"))
    assert target.read_text() == "mine"
    assert driver.session.over.sheet is sheet


def test_the_sheet_asks_what_the_format_declares(sheet) -> None:
    def asked() -> dict[str, str]:
        return sheet.fields.asked_for().options

    def shown() -> set[str]:
        return {one.name for one, widget in sheet.fields.asked.items() if not widget.isHidden()}

    choose(sheet, "JSONL, lossless")
    assert (asked(), shown()) == ({}, set())
    choose(sheet, "Tables for R or Python")
    assert (asked(), shown()) == ({"preset": "r", "separator": ";"}, set())
    choose(sheet, "Tables for Excel")
    assert (asked(), shown()) == ({"preset": "excel", "separator": ";"}, {"separator"})
    choose(sheet, "spaCy corpus")
    assert (asked(), shown()) == ({"split": "", "seed": "7"}, set())
    choose(sheet, "spaCy corpus, train and dev")
    assert (asked(), shown()) == ({"split": "0.2", "seed": "7"}, {"split", "seed"})
    assert not Path(sheet.to.text()).suffix


def test_texts_are_left_out_only_where_a_file_makes_sense_without(
    driver, sheet, tmp_path: Path
) -> None:
    def offered() -> list[str]:
        return [sheet.fields.texts.itemText(n) for n in range(sheet.fields.texts.count())]

    choose(sheet, "PDF")
    assert "left out: places only" not in offered()
    choose(sheet, "JSONL, lossless")
    sheet.fields.texts.setCurrentIndex(offered().index("left out: places only"))
    assert sheet.fields.notes.isVisible()
    target = tmp_path / "out.jsonl"
    sheet.to.setText(str(target))
    sheet.main.click()
    driver.wait(target.exists)
    assert "We will not wait" not in target.read_text(encoding="utf-8")
    assert json.loads(target.read_text(encoding="utf-8").splitlines()[0])


def test_a_box_to_tick_has_the_ring_of_what_takes_keys(driver, sheet) -> None:
    tick = next(one for one in sheet.findChildren(QCheckBox) if one.isVisible())
    ink = theme.colour("ink").name()
    middle = tick.height() // 2
    for has_keyboard in (True, False):
        (tick if has_keyboard else sheet.to).setFocus()
        driver.wait(lambda has=has_keyboard: tick.hasFocus() == has)
        edge = {tick.grab().toImage().pixelColor(x, middle).name() for x in (0, 1)}
        assert (edge == {ink}) == has_keyboard


def test_enter_on_the_list_of_formats_writes(driver, sheet, tmp_path: Path) -> None:
    choose(sheet, "JSONL, lossless")
    sheet.to.setText(str(tmp_path / "out.jsonl"))
    assert QApplication.focusWidget() is sheet.list
    driver.press("Enter")
    driver.wait((tmp_path / "out.jsonl").exists)


@pytest.mark.parametrize("begun", [False, True])
def test_a_sheet_that_is_left_while_it_counts_or_writes_is_told_nothing(
    driver, tmp_path: Path, begun: bool
) -> None:
    target = tmp_path / "out.jsonl"
    for n in range(5):
        if n == 4:
            target.write_text("what was there before", encoding="utf-8")  # it is refused, too
        sheet = opened(driver)
        choose(sheet, "JSONL, lossless")
        sheet.to.setText(str(target))
        sheet._look()
        if begun:
            sheet.write()
        sheet.leave()
        sheet.leave()
        driver.session.over.close()
        driver.wait(lambda: not driver.window.jobs._running)
    driver.saved()
    assert driver.window.messages.words == ""
    assert {one.name for one in tmp_path.iterdir() if "out" in one.name} <= {target.name}


def test_every_number_button_and_field_is_reached_by_tab(driver, sheet) -> None:
    with_furniture(driver, sheet)
    choose(sheet, "JSONL, lossless")
    sheet.fields.bare.setChecked(True)
    driver.wait(lambda: bool(sheet.losses.numbers))
    seen: set[QWidget] = set()
    for _ in range(40):
        driver.press("Tab")
        seen.add(QApplication.focusWidget())
    wanted = {one for one in sheet.findChildren(CasesButton) if one.isVisible()}
    wanted |= {sheet.to, sheet.choose, sheet.fields.articles, sheet.fields.texts, sheet.main}
    assert wanted <= seen


def with_actor(driver, name: str = "Dar", n: int = 2) -> str:
    """Let a speaker be an actor; give its id."""
    driver.mark(name, "s", n=n)
    driver.press("a", "Enter", "Enter")
    driver.saved()
    (actor,) = driver.session.bridge.context.actors.present()
    return str(actor.id)


def test_actors_are_ticked_whose_names_are_replaced(driver, tmp_path: Path) -> None:
    actor_id = with_actor(driver)
    sheet = opened(driver)
    choose(sheet, "JSONL, lossless")
    texts = sheet.fields.texts
    texts.setCurrentIndex(texts.count() - 1)
    assert not sheet.main.isEnabled()
    assert sheet.losses.kept.text() == "not counted yet"
    sheet.fields.choose.setFocus()
    driver.press("Space")
    form = QApplication.activeModalWidget()
    assert isinstance(form, TickForm)
    driver.wait(form.list.hasFocus)
    driver.press("Space", "Enter")
    driver.wait(lambda: "read back" in sheet.losses.kept.text())
    choice = sheet.fields.asked_for().choice
    assert (choice.texts, choice.pseudonyms) == (ExportTexts.PSEUDONYMS, (actor_id,))
    target = tmp_path / "out.jsonl"
    sheet.to.setText(str(target))
    driver.window.activateWindow()  # offscreen a form that closes leaves no window active
    sheet.main.click()
    driver.wait(target.exists)
    assert "said Dar" not in target.read_text(encoding="utf-8")
    assert (tmp_path / "out.key.csv").exists()
    driver.wait(lambda: "out.key.csv" in driver.window.messages.words)


def test_what_might_still_tell_is_listed_ticked_and_replaced_too(driver, tmp_path: Path) -> None:
    with_actor(driver, "The minister", 1)
    project = driver.session.project
    project.import_sources([Source("second.txt", data=b"Once more\n\nThe ministers met.\n")])
    sheet = opened(driver)
    choose(sheet, "JSONL, lossless")
    sheet.fields.show_actors((driver.session.bridge.context.actors.present()[0].id,))
    sheet.fields.texts.setCurrentIndex(sheet.fields.texts.count() - 1)
    driver.wait(lambda: sheet.fields.telling.isVisible())
    QTest.mouseClick(sheet.fields.telling, LEFT)
    form = QApplication.activeModalWidget()
    assert isinstance(form, TickForm)
    rect = form.list.visualRect(form.model.index(0, 0))
    QTest.mouseClick(form.list.viewport(), LEFT, pos=rect.center())
    word = form.model.lines[0].key
    QTest.mouseClick(form.main, LEFT)
    assert sheet.fields.asked_for().choice.also == (word,)
    driver.wait(lambda: "1 more is replaced" in sheet.fields.telling.text())


def test_articles_that_are_done_that_the_list_shows_or_of_a_sample_go_out_alone(
    driver, tmp_path: Path
) -> None:
    project = driver.session.project
    for n in range(3):
        project.import_sources([Source(f"{n}.txt", data=f"Ferry {n}\n\nIt sails {n}.".encode())])
    ids = [one.id for one in project.articles()]
    project.state(ids[0], "done")
    project.draw_sample("two", n=2)
    pane = driver.session.workspace.articles
    QTest.keyClicks(pane.search, "Ferry")
    driver.wait(lambda: pane.model.query.narrows())
    sheet = opened(driver)
    box = sheet.fields.articles
    assert [box.itemText(n) for n in range(box.count())] == [
        "all articles (4)", "all that are done (1)", "those that the list shows (3)",
        "sample “two” (2)",
    ]  # fmt: skip
    choose(sheet, "JSONL, lossless")
    for row, n in ((1, 1), (2, 3), (3, 2)):
        box.setCurrentIndex(row)
        driver.wait(lambda n=n: words(sheet, "kept").startswith(f"{n} article"))
    box.setCurrentIndex(2)
    assert sheet.fields.asked_for().choice.articles == tuple(ids[1:])


def test_a_choice_that_means_no_article_cannot_be_written_and_says_why(driver, sheet) -> None:
    box = sheet.fields.articles
    assert box.itemText(1) == "all that are done (0)"
    box.setCurrentIndex(1)
    assert not sheet.main.isEnabled()
    assert "nothing would go out" in words(sheet, "problem")
    assert sheet.losses.kept.text() == "not counted yet"
    box.setCurrentIndex(0)
    assert sheet.main.isEnabled()
    assert words(sheet, "problem") == ""
    asked = sheet.wanted()
    project, (article,) = driver.session.project, driver.session.project.articles()
    project.state(article.id, "done")
    project.open_project.drain()
    later = opened(driver)
    later.fields.articles.setCurrentIndex(1)
    wanted = later.wanted()
    project.state(article.id, "to do")
    project.open_project.drain()
    again = opened(driver)
    again.show_wanted(wanted)
    driver.wait(lambda: not again.main.isEnabled())
    again.show_wanted(asked)
    assert again.main.isEnabled()


def test_what_the_project_refuses_to_count_cannot_be_written_either(
    driver, sheet, tmp_path: Path
) -> None:
    choose(sheet, "spaCy corpus, train and dev")
    split = next(widget for one, widget in sheet.fields.asked.items() if one.name == "split")
    split.setText("much")
    driver.wait(lambda: bool(words(sheet, "problem")))
    assert not sheet.main.isEnabled()
    split.setText("0.3")
    assert sheet.main.isEnabled()

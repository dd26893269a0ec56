"""SpanHandlers by keyboard: real presses, asserted on the project."""

from __future__ import annotations

from tests.ui.entries import words


def test_each_type_key_marks_the_selection(driver) -> None:
    driver.mark("The minister", "s")
    driver.mark("said", "u")
    driver.mark("formal ties had been cut", "c")
    driver.mark("Kabul", "e")
    assert driver.texts() == ["The minister", "said", "formal ties had been cut", "Kabul"]
    assert [span.type for span in driver.spans()] == ["speaker", "cue", "claim", "entity"]
    assert driver.on_disk() == driver.page
    assert words(driver.window.foot, "saved") == "All changes saved"


def test_with_nothing_selected_the_word_under_the_caret_is_marked(driver) -> None:
    driver.caret_at("Kabul")
    driver.press("e")
    assert driver.texts("entity") == ["Kabul"]


def test_a_direct_quotation_costs_five_presses(driver) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1")
    (claim,) = driver.spans("claim")
    assert claim.text() == "“We will not wait,”"
    assert claim.attributes["directness"] == "direct"
    assert driver.texts("speaker") == ["Dar"]
    assert driver.texts("cue") == ["said"]
    assert {link.type for link in driver.page.links_from(claim.id)} == {"said_by", "cued_by"}
    assert driver.step_names()[:2] == ["attribute-claim", "mark"]


def test_digits_after_a_mark_set_the_framed_attribute_and_move_on(driver) -> None:
    driver.mark("formal ties had been cut", "c")
    driver.press("4", "3")
    (claim,) = driver.spans("claim")
    assert claim.attributes["directness"] == "reported"
    assert claim.attributes["kind"] == "demand"


def test_undo_and_redo_take_back_one_step_each(driver) -> None:
    driver.mark("Kabul", "e")
    driver.mark("Dar", "s")
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts() == ["Kabul"])
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts() == [])
    driver.press("Ctrl+y")
    driver.wait(lambda: driver.texts() == ["Kabul"])
    assert driver.on_disk() == driver.page


def test_an_act_right_after_undo_waits_for_it(driver) -> None:
    driver.mark("Kabul", "e")
    driver.press("Ctrl+z")
    driver.select("Dar", n=2)
    driver.press("s")
    driver.wait(lambda: driver.texts() == ["Dar"])
    assert driver.on_disk() == driver.page


def test_shift_and_the_type_key_add_a_further_part(driver) -> None:
    driver.mark("formal ties", "c")
    driver.select("been cut")
    driver.press("Shift+C")
    (claim,) = driver.spans("claim")
    assert claim.quotes == ("formal ties", "been cut")


def test_an_interrupted_quotation_is_one_claim_in_two_parts(driver) -> None:
    driver.select("“We will,”")
    driver.press("c")
    (claim,) = driver.spans("claim")
    assert claim.quotes == ("“We will,”", "“not go back.”")


def test_delete_takes_the_links_along_in_one_step(driver) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1", "Delete")
    assert driver.texts("claim") == []
    assert list(driver.page.links()) == []
    driver.press("Ctrl+z")
    driver.wait(lambda: len(list(driver.page.links())) == 2)


def test_the_type_key_on_a_span_of_that_type_opens_its_values(driver) -> None:
    driver.mark("Kabul", "e")
    driver.press("e")
    popup = driver.session.reading.popup
    assert popup is not None
    driver.press("3")
    assert driver.spans("entity")[0].attributes["kind"] == "place"
    assert driver.session.reading.popup is None


def test_nothing_under_the_caret_is_said_and_nothing_is_marked(driver) -> None:
    driver.session.view.set_caret(len(driver.page.text))
    driver.press("s")
    assert driver.texts() == []
    assert "nothing to mark" in driver.window.messages.words


def test_after_the_last_value_a_digit_sets_nothing_and_says_so(driver) -> None:
    driver.mark("Kabul", "e")
    driver.press("3", "1")
    assert driver.spans("entity")[0].attributes == {"kind": "place"}
    assert "0 lists them" in driver.window.messages.words
    driver.press("Esc")
    assert driver.window.messages.words == ""


def test_undoing_a_link_while_its_value_is_framed_frames_the_span_again(driver) -> None:
    driver.mark("Taliban", "e")
    claim = driver.mark("“We will not wait,”", "c")
    driver.press("l")
    labels = [choice.label for choice in driver.session.reading.popup.choices()]
    for _ in range(labels.index("about …")):
        driver.press("Down")
    driver.press("Enter", "1", "Ctrl+z")
    driver.wait(lambda: driver.page.links_from(claim.id, "about") == ())
    driver.press("2")
    assert driver.page.span(claim.id).attributes["directness"] in ("direct", "indirect")


def test_c_inside_a_quotation_marks_all_of_it_with_its_marks(driver) -> None:
    driver.caret_at("wait,”")
    driver.press("c")
    driver.caret_at("go back")
    driver.press("c")
    assert driver.texts("claim") == ["“We will not wait,”", "“We will,” […] “not go back.”"]


def test_c_elsewhere_marks_the_word_and_so_does_another_type_in_a_quotation(driver) -> None:
    driver.caret_at("Taliban")
    driver.press("c")
    driver.caret_at("wait,”")
    driver.press("s")
    assert driver.texts("claim") == ["Taliban"]
    assert driver.texts("speaker") == ["wait"]

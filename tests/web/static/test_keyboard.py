"""Keys: shown, pressed on any layout, silent while somebody types, switched off and changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.web.static.conftest import Visitor

BODY = """<body data-module="keyboard"><main>
<button id="hidden" data-key="s" hidden>Hidden</button>
<button id="same" data-key="s" data-action="same">Same <span class="key">s</span></button>
<button id="undo" data-key="z" data-action="undo">Undo <span class="key">z</span></button>
<button id="off" data-key="o" disabled>Off</button>
<button id="different" data-key="d" data-action="different">Different</button>
<button id="keys" data-keys-open>Keys</button>
<input id="find" aria-label="Find" data-key="f">
<dialog data-keys-dialog aria-label="Keys"><form data-keys-form data-taken="Shared">
<input type="checkbox" name="off" aria-label="Off">
<input data-action="same" value="s" aria-label="Same">
<input data-action="undo" value="z" aria-label="Undo">
<input data-action="different" value="d" aria-label="Different" required>
<input data-action="help" value="?" aria-label="Help">
<button type="reset">Reset</button><button id="keep">Keep</button></form></dialog></main></body>"""
COUNT = """() => { window.pressed = []; document.addEventListener("click",
  (event) => event.target.id && pressed.push(event.target.id)) }"""


def opened(visitor: Visitor) -> Page:
    page = visitor.open(BODY)
    page.evaluate(COUNT)
    return page


def pressed(page: Page) -> list[str]:
    return list(page.evaluate("pressed"))


def press_as(page: Page, key: str, code: str, **more: bool) -> None:
    """A key event as another layout gives it."""
    page.evaluate(
        """([key, code, more]) => document.body.dispatchEvent(
          new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true, ...more }))""",
        [key, code, more],
    )


@pytest.mark.ci
def test_a_key_presses_the_first_button_that_can_be_seen(visitor: Visitor) -> None:
    page = opened(visitor)
    page.keyboard.press("s")
    page.keyboard.press("o")
    assert pressed(page) == ["same"]
    assert page.get_attribute("#same", "aria-keyshortcuts") == "s"
    assert page.inner_text("#same .key") == "S"


def test_a_cyrillic_layout_presses_the_same_keys(visitor: Visitor) -> None:
    page = opened(visitor)
    press_as(page, "і", "KeyS")  # Ukrainian
    press_as(page, "ы", "KeyS")  # Russian
    press_as(page, "я", "KeyZ")
    assert pressed(page) == ["same", "same", "undo"]


@pytest.mark.ci
def test_a_latin_layout_goes_by_its_letters_not_its_places(visitor: Visitor) -> None:
    page = opened(visitor)
    press_as(page, "z", "KeyY")  # a German keyboard
    press_as(page, "y", "KeyZ")
    assert pressed(page) == ["undo"]


def test_letters_typed_into_a_field_press_nothing(visitor: Visitor) -> None:
    page = opened(visitor)
    page.keyboard.press("f")
    page.keyboard.type("sz?")
    assert page.input_value("#find") == "sz?"
    assert pressed(page) == []


@pytest.mark.ci
def test_keys_with_control_or_alt_are_the_browsers(visitor: Visitor) -> None:
    page = opened(visitor)
    for name in ("ctrlKey", "altKey", "metaKey", "repeat"):
        press_as(page, "s", "KeyS", **{name: True})
    assert pressed(page) == []


@pytest.mark.ci
def test_the_question_mark_shows_the_keys_and_the_page_behind_is_deaf(visitor: Visitor) -> None:
    page = opened(visitor)
    page.keyboard.press("?")
    assert page.is_visible("dialog")
    press_as(page, "s", "KeyS")
    assert pressed(page) == []
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog")


@pytest.mark.ci
def test_a_key_can_be_changed_and_the_choice_stays(visitor: Visitor) -> None:
    page = opened(visitor)
    page.keyboard.press("?")
    page.fill("[data-action=same][value]", "q")
    page.click("#keep")
    page = opened(visitor)
    assert page.inner_text("#same .key") == "Q"
    page.keyboard.press("s")
    page.keyboard.press("q")
    assert pressed(page) == ["same"]


@pytest.mark.ci
def test_two_actions_cannot_share_a_key(visitor: Visitor) -> None:
    page = opened(visitor)
    page.keyboard.press("?")
    page.fill("[data-action=same][value]", "z")
    page.click("#keep")
    assert page.is_visible("dialog")
    assert page.evaluate("document.querySelector('input:invalid').validationMessage") == "Shared"


@pytest.mark.ci
def test_keys_can_be_switched_off_and_back(visitor: Visitor) -> None:
    page = opened(visitor)
    page.keyboard.press("?")
    page.check("[name=off]")
    page.click("#keep")
    page = opened(visitor)
    page.keyboard.press("s")
    page.keyboard.press("?")
    assert pressed(page) == []
    assert not page.is_visible("dialog")
    assert not page.is_visible("#same .key")
    page.click("#keys")
    page.uncheck("[name=off]")
    page.click("#keep")
    page.keyboard.press("s")
    assert "same" in pressed(page)


def changed(visitor: Visitor, action: str, key: str) -> Page:
    """The page after this key was chosen for an action, where it can be."""
    page = opened(visitor)
    page.click("#keys")
    page.fill(f"dialog [data-action={action}]", key)
    page.click("#keep")
    page.evaluate("pressed.length = 0")
    return page


def complaint(page: Page) -> str:
    return str(page.evaluate("document.querySelector('input:invalid').validationMessage"))


def test_a_letter_counts_before_the_place_of_another(visitor: Visitor) -> None:
    page = changed(visitor, "different", "ы")
    press_as(page, "ы", "KeyS")
    press_as(page, "і", "KeyS")
    press_as(page, "s", "KeyS")
    assert pressed(page) == ["different", "same", "same"]


def test_a_capital_is_the_key_that_it_is_kept_as(visitor: Visitor) -> None:
    page = changed(visitor, "different", "S")
    assert page.is_visible("dialog")
    assert complaint(page) == "Shared"
    page = changed(visitor, "different", "Q")
    assert page.get_attribute("#different", "aria-keyshortcuts") == "q"


def test_a_blank_is_no_key(visitor: Visitor) -> None:
    page = changed(visitor, "different", " ")
    assert page.is_visible("dialog")
    assert complaint(page)


def test_two_actions_cannot_share_a_place(visitor: Visitor) -> None:
    page = opened(visitor)
    page.click("#keys")
    page.evaluate("""() => document.querySelector("dialog [data-action=different]").dispatchEvent(
      new KeyboardEvent("keydown", { key: "ы", code: "KeyS", bubbles: true }))""")
    page.fill("dialog [data-action=different]", "ы")
    page.click("#keep")
    assert page.is_visible("dialog")
    assert complaint(page) == "Shared"


def test_the_key_that_shows_the_keys_can_be_changed(visitor: Visitor) -> None:
    page = changed(visitor, "help", "h")
    page.keyboard.press("?")
    assert not page.is_visible("dialog")
    page.keyboard.press("h")
    assert page.is_visible("dialog")

"""Files and folders dropped in or chosen: sent as they are, in order, with what failed named."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page

from tests.web.static.conftest import Visitor
from tests.web.static.small_site import Asked

BODY = """<body><main>
<form class="dropzone" data-module="dropzone" data-upload="/files" data-finish="/finish">
<label>Files <input type="file" name="files" multiple></label>
<label>Folder <input type="file" name="folder" webkitdirectory multiple></label><button>Add</button>
<p data-file></p><progress hidden aria-label="Sent"></progress>
<div data-failed hidden><ul data-failed-names></ul></div></form></main></body>"""
# A drop as the browser gives it, with a folder of 150 files: a reader gives a hundred at a time.
DROP = """() => {
  const entryOf = (path, file) => ({ isFile: true, fullPath: path, file: (yes) => yes(file) });
  const folder = (path, inside) => ({ isFile: false, fullPath: path, createReader() {
    let left = [...inside];
    return {
      readEntries(yes) { const some = left.slice(0, 100); left = left.slice(100); yes(some) },
    };
  } });
  const file = (text) => new File([text], "x");
  const many = Array.from({ length: 150 }, (_, n) =>
    entryOf(`/lists/deep/${String(n).padStart(3, 0)}.txt`, file(`n${n}`)));
  const deep = folder("/lists", [folder("/lists/deep", many)]);
  const items = [entryOf("/єдиний файл.txt", file("один")), deep].map((entry) =>
    ({ kind: "file", webkitGetAsEntry: () => entry, getAsFile: () => null }));
  const event = new Event("drop", { bubbles: true, cancelable: true });
  event.dataTransfer = { items };
  document.querySelector(".dropzone").dispatchEvent(event);
}"""


def prepared(visitor: Visitor, refuse: str = "") -> Page:
    site = visitor.site

    def take(asked: Asked) -> tuple[int, str, str]:
        return (422 if asked.query["name"][0] == refuse else 204, "text/plain", "")

    site.answers["/files"] = take
    site.data("/finish", {"location": "/done"})
    site.page("/done", "<body>Done</body>")
    return visitor.open(BODY)


def sent(visitor: Visitor) -> list[tuple[str, str]]:
    return [
        (one.query["name"][0], one.body.decode())
        for one in visitor.site.asked_for("/files")
        if one.method == "PUT"
    ]


def test_a_dropped_folder_is_walked_to_its_end(visitor: Visitor) -> None:
    page = prepared(visitor)
    page.evaluate(DROP)
    page.wait_for_url("**/done")
    wanted = [(f"lists/deep/{number:03}.txt", f"n{number}") for number in range(150)]
    assert sent(visitor) == [*wanted, ("єдиний файл.txt", "один")]
    assert [one.path for one in visitor.site.asked if one.method == "POST"] == ["/finish"]


@pytest.mark.ci
def test_chosen_files_are_sent_as_they_are(visitor: Visitor, tmp_path: Path) -> None:
    raw = bytes(range(256))
    (tmp_path / "a & b.bin").write_bytes(raw)
    page = prepared(visitor)
    page.set_input_files("[name=files]", tmp_path / "a & b.bin")
    page.click("button")
    page.wait_for_url("**/done")
    (put,) = visitor.site.asked_for("/files")
    assert (put.query["name"], put.body) == (["a & b.bin"], raw)


@pytest.mark.ci
def test_a_chosen_folder_keeps_its_paths(visitor: Visitor, tmp_path: Path) -> None:
    folder = tmp_path / "list"
    (folder / "more").mkdir(parents=True)
    (folder / "more" / "one.txt").write_text("1", encoding="utf-8")
    page = prepared(visitor)
    page.set_input_files("[name=folder]", folder)
    page.click("button")
    page.wait_for_url("**/done")
    assert sent(visitor) == [("list/more/one.txt", "1")]


@pytest.mark.ci
def test_what_was_not_taken_is_named_and_nothing_is_called_done(
    visitor: Visitor, tmp_path: Path
) -> None:
    (tmp_path / "bad.txt").write_text("x", encoding="utf-8")
    page = prepared(visitor, refuse="bad.txt")
    page.set_input_files("[name=files]", tmp_path / "bad.txt")
    page.click("button")
    page.wait_for_selector("[data-failed] li")
    assert page.inner_text("[data-failed-names]") == "bad.txt"
    assert visitor.site.asked_for("/finish") == []
    visitor.errors.clear()  # the refusal itself, in the console


@pytest.mark.ci
def test_the_import_is_told_what_could_not_be_sent_and_the_other_fields(
    visitor: Visitor, tmp_path: Path
) -> None:
    for name in ("bad.txt", "good.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    page = prepared(visitor, refuse="bad.txt")
    page.evaluate(
        """() => { const field = document.createElement("input"); field.name = "label";
          field.value = "confidential"; document.querySelector("form").append(field) }"""
    )
    page.set_input_files("[name=files]", [tmp_path / "bad.txt", tmp_path / "good.txt"])
    page.click("button")
    page.wait_for_url("**/done")
    (post,) = visitor.site.asked_for("/finish")
    assert parse_qs(post.body.decode()) == {"label": ["confidential"], "not_sent": ["bad.txt"]}
    visitor.errors.clear()  # the refusal itself, in the console

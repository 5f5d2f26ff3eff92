"""What the workbench sends to a browser: how much, from where, and that nobody touched it since."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.web.static.small_site import STATIC

TOOLS = Path(__file__).resolve().parents[3] / "tools" / "web_bundles"
OWN_SCRIPTS = sorted((STATIC / "js").glob("*.js"))
VENDORED = sorted(path for path in (STATIC / "vendor").iterdir())
MAP = {"maplibre-gl.js", "maplibre-gl-worker.js"}
GRAPH = {"cytoscape.js"}
# The budgets, in bytes after gzip. The graph is loaded on pages that show one, and counted
# by itself.
WITHOUT_MAP = 60_000
WITH_MAP = 550_000
GRAPH_ALONE = 145_000


def zipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def test_the_scripts_stay_within_their_budgets() -> None:
    scripts = {
        path.name: zipped(path) for path in [*OWN_SCRIPTS, *VENDORED] if path.suffix == ".js"
    }
    assert MAP | GRAPH | {"htmx.js", "start.js"} <= set(scripts)
    plain = sum(size for name, size in scripts.items() if name not in MAP | GRAPH)
    with_map = plain + sum(scripts[name] for name in MAP)
    assert plain <= WITHOUT_MAP, plain
    assert with_map <= WITH_MAP, with_map
    assert sum(scripts[name] for name in GRAPH) <= GRAPH_ALONE


def test_every_vendored_file_is_the_one_that_was_built() -> None:
    record = json.loads((TOOLS / "bundles.json").read_text(encoding="utf-8"))
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDORED}
    assert digests == {name: entry["sha256"] for name, entry in record.items()}


def test_the_record_names_the_packages_that_the_lock_file_pins() -> None:
    record = json.loads((TOOLS / "bundles.json").read_text(encoding="utf-8"))
    lock = json.loads((TOOLS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((TOOLS / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    for entry in record.values():
        name, version = entry["package"].rsplit("@", 1)
        assert wanted[name] == version == lock[f"node_modules/{name}"]["version"]
        if "integrity" in entry:
            assert entry["integrity"] == lock[f"node_modules/{name}"]["integrity"]


def test_each_package_keeps_its_licence_beside_it() -> None:
    record = json.loads((TOOLS / "bundles.json").read_text(encoding="utf-8"))
    for package in {entry["package"].rsplit("@", 1)[0] for entry in record.values()}:
        text = (STATIC / "vendor" / f"{package}.LICENSE.txt").read_text(encoding="utf-8")
        assert len(text) > 500
        assert "GNU" not in text


def test_our_modules_make_no_code_and_no_html_from_text() -> None:
    forbidden = re.compile(
        r"\beval\s*\(|new Function|Function\(|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML"
        r"|document\.write|setHTMLUnsafe|set(?:Timeout|Interval)\(\s*[\"'`]"
    )
    for path in OWN_SCRIPTS:
        assert not forbidden.search(path.read_text(encoding="utf-8")), path.name


def test_html_is_parsed_in_one_module_only() -> None:
    parsing = {path.name for path in OWN_SCRIPTS if "DOMParser" in path.read_text(encoding="utf-8")}
    assert parsing == {"trusted_types.js"}


def test_nothing_of_ours_names_another_host() -> None:
    address = re.compile(r"(?:https?:)?//[a-z0-9-]+\.[a-z]")
    for path in [*OWN_SCRIPTS, *STATIC.glob("css/*.css"), STATIC / "vendor" / "maplibre-gl.css"]:
        text = path.read_text(encoding="utf-8")
        assert not address.search(text), path.name
        assert "data:image" not in text, path.name


def test_modules_and_style_sheets_stay_short() -> None:
    for path in [*OWN_SCRIPTS, *STATIC.glob("css/*.css")]:
        assert len(path.read_text(encoding="utf-8").splitlines()) < 400, path.name


def test_every_style_sheet_and_font_that_is_named_exists() -> None:
    for path in STATIC.glob("css/*.css"):
        for target in re.findall(r'url\("([^"]+)"\)', path.read_text(encoding="utf-8")):
            file = (path.parent / target).resolve()
            if file.parent.name == "fonts":
                file = STATIC.parents[1] / "figures" / "data" / "fonts" / file.name
            assert file.is_file(), f"{path.name}: {target}"


@pytest.mark.ci
def test_the_bundles_are_what_their_sources_give() -> None:
    if not (TOOLS / "node_modules").is_dir():
        pytest.skip("needs the maintainers' packages: npm ci in tools/web_bundles")
    built = subprocess.run(
        ["node", "build.mjs", "--check"], cwd=TOOLS, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr

"""Habeas opens two connections only, each to somebody whom a person names (decisions 4, 20, 23).

One leads to a language model, one to a time-stamping authority. No module imports what could open
one, by whatever name, but the modules of these two; and nothing that reads, derives or reports
loads those. The workbench is the other way round: its server is asked, on this machine's loopback
addresses alone, and asks nobody; `habeas serve` starts a browser at a file.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.web import server
from tests.house import HOUSE, modules, shown, tree

THE_TWO = (
    "src/habeas/claims/proposing/endpoint.py",
    "src/habeas/pipeline/timestamp_endpoint.py",
)
# Open files are handed to a reading process over a pair of sockets, which has no address.
HANDING_OVER = "src/habeas/pipeline/control.py"
WITHOUT_ADDRESS = {"socket", "socketpair", "send_fds", "recv_fds", "SHUT_RDWR"}
# The server is asked, and never asks.
SERVER = "src/habeas/web/server.py"
OF_A_SERVER = set(
    "socket SocketType AddressFamily AF_INET AF_INET6 SOCK_STREAM SOL_SOCKET SO_REUSEADDR "
    "IPPROTO_IPV6 IPV6_V6ONLY".split()
)
# A browser is started, with a file for its address.
LAUNCHING = "src/habeas/cli/launching.py"
OPENING = frozenset(
    "_socket aiohttp asyncio ftplib http httpx imaplib nntplib poplib requests smtplib socket "
    "socketserver ssl telnetlib urllib urllib3 uvicorn webbrowser websockets xmlrpc".split()
)
# Taking an address apart opens nothing.
HARMLESS = frozenset({"urllib.parse"})


def imports(path: Path) -> Iterator[str]:
    """Every module that a file names in an import, or in words to the import system."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (a.value for a in node.args if isinstance(a, ast.Constant))  # type: ignore[misc]  # names are text


def opening(path: Path) -> list[str]:
    """What a file imports that can open a connection."""
    return [
        name
        for name in imports(path)
        if name.split(".")[0] in OPENING
        and not any(name == mild or name.startswith(f"{mild}.") for mild in HARMLESS)
    ]


@pytest.mark.parametrize("path", modules(), ids=shown)
def test_no_module_but_two_can_open_a_connection(path: Path) -> None:
    found = opening(path)
    if shown(path) in THE_TWO:
        assert {"http.client", "socket", "ssl"} <= set(found)
    elif shown(path) == HANDING_OVER:
        assert found == ["socket"]
    elif shown(path) == SERVER:
        assert found == ["socket", "uvicorn"]
    elif shown(path) == LAUNCHING:
        assert found == ["webbrowser"]
    else:
        assert [name for name in found if name != "urllib"] == []


def test_handing_over_open_files_takes_no_address() -> None:
    used = [
        node for node in ast.walk(tree(HOUSE / HANDING_OVER)) if isinstance(node, ast.Attribute)
    ]
    assert {node.attr for node in used if ast.unparse(node.value) == "socket"} == WITHOUT_ADDRESS
    assert not {node.attr for node in used} & {"bind", "connect", "connect_ex", "listen", "accept"}


def test_the_server_asks_nobody_and_is_asked_on_this_machine_alone() -> None:
    used = {node for node in ast.walk(tree(HOUSE / SERVER)) if isinstance(node, ast.Attribute)}
    assert {node.attr for node in used if ast.unparse(node.value) == "socket"} <= OF_A_SERVER
    asking = {
        "connect",
        "connect_ex",
        "create_connection",
        "sendto",
        "getaddrinfo",
        "create_server",
    }
    assert not {node.attr for node in used} & asking
    calls = [node for node in ast.walk(tree(HOUSE / SERVER)) if isinstance(node, ast.Call)]
    bound = {ast.unparse(call.args[1]) for call in calls if ast.unparse(call.func) == "_bound"}
    assert bound == {"IPV4", "IPV6"}
    assert (server.IPV4, server.IPV6) == ("127.0.0.1", "::1")


def test_those_that_can_are_loaded_only_when_somebody_is_asked() -> None:
    words = (
        "import sys; import habeas.case, habeas.pipeline.readers, habeas.pipeline.reading, "
        "habeas.claims.proposing, habeas.pipeline.timestamping; "
        "from habeas.pipeline import rebuild, add, snapshot; "
        "print([name for name in sys.modules if name.endswith('endpoint')])"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.model import InputRefused
from habeas.people.overlap import Encoding, encode, read_encoding, written
from habeas.people.overlap.form import FORMS
from habeas.people.overlap.signature import BYTES
from tests.people.overlap.lists import SECRET, invented, records

ENCODING = encode(records(invented(12, seed=4)), SECRET)
CONTENT = written(ENCODING)


def read(content: bytes, folder: Path) -> Encoding:
    file = folder / "list.encoded"
    file.write_bytes(content)
    return read_encoding(file)


def changed(**fields: Any) -> bytes:
    """The file with other values in its header."""
    first, body, _ = CONTENT.split(b"\n")
    header = json.loads(first) | fields
    return json.dumps(header, separators=(",", ":")).encode() + b"\n" + body + b"\n"


def with_body(body: bytes, count: int) -> bytes:
    """A file whose header fits these bytes."""
    first = changed(records=count, sha256=hashlib.sha256(body).hexdigest()).split(b"\n")[0]
    return first + b"\n" + base64.b64encode(body) + b"\n"


def test_what_is_written_is_read(tmp_path: Path) -> None:
    found = read(CONTENT, tmp_path)
    assert (found.signatures == ENCODING.signatures).all()
    assert (found.forms == ENCODING.forms).all()
    assert written(found) == CONTENT


def test_the_header_says_what_it_is_and_no_more() -> None:
    header = json.loads(CONTENT.split(b"\n")[0])
    assert set(header) == {
        "format",
        "version",
        "records",
        "left_out",
        "bits",
        "noise",
        "key_check",
        "spelling_check",
        "sha256",
    }


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"version": 2}, "another version"),
        ({"version": True}, "another version"),
        ({"format": "clk"}, "no encoding"),
        ({"records": 11}, "longer"),
        ({"records": 13}, "shorter"),
        ({"records": 0}, "no record"),
        ({"records": -1}, "no number"),
        ({"records": 12.0}, "no number"),
        ({"records": True}, "no number"),
        ({"records": 10**9}, "claims more"),
        ({"records": 10**30}, "claims more"),
        ({"left_out": "0"}, "no number"),
        ({"bits": 4096}, "bits"),
        ({"noise": 0}, "noise"),
        ({"noise": 0.5}, "noise"),
        ({"noise": -0.1}, "noise"),
        ({"key_check": "00"}, "key_check"),
        ({"key_check": "G" * 32}, "key_check"),
        ({"spelling_check": None}, "spelling_check"),
        ({"sha256": "0" * 64}, "not those"),
        ({"name": "list"}, "fields"),
    ],
)
def test_a_header_that_is_wrong_is_refused(
    fields: dict[str, Any], words: str, tmp_path: Path
) -> None:
    with pytest.raises(InputRefused, match=words):
        read(changed(**fields), tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[]\n",
        b"null\n",
        b"[" * 900 + b"\n",
        b"surname,given\n" + b"x,y\n" * 100,
        b"{" * 100_000,
        CONTENT[:-1],
        CONTENT[:-2] + b"\n",
        CONTENT + b"\n",
        CONTENT + CONTENT,
        CONTENT.replace(b"\n", b"\r\n"),
        CONTENT.replace(b'","', b'", "', 1),
        CONTENT.replace(b'"version":1', b'"version":1,"version":1'),
        b"\xff\xfe" + CONTENT,
    ],
)
def test_what_is_no_encoding_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputRefused):
        read(content, tmp_path)


def test_a_form_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="form"):
        read(with_body(bytes([FORMS]) + bytes(BYTES), 1), tmp_path)
    assert len(read(with_body(bytes([FORMS - 1]) + bytes(BYTES), 1), tmp_path)) == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no such file"):
        read_encoding(tmp_path / "nothing.encoded")
    with pytest.raises(InputRefused):
        read_encoding(tmp_path)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, len(CONTENT) - 1), change=st.integers(1, 255))
def test_a_byte_that_was_changed_is_noticed_or_harmless(
    place: int, change: int, tmp_path: Path
) -> None:
    """The digest guards the records; what the header says of itself is checked for sense."""
    damaged = bytearray(CONTENT)
    damaged[place] ^= change
    try:
        found = read(bytes(damaged), tmp_path)
    except InputRefused:
        return
    assert (found.signatures == ENCODING.signatures).all()

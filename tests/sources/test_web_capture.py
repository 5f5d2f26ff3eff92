"""Web captures: the documents of a WARC or WACZ with address and time of capture."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # no types published
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # no types published

from habeas.model import UnreadableSource, UnsafeInput
from habeas.sources import Limits, detect_media_type, is_container, members, read
from tests.sources.office_files import zipped

PAGE = b"<html><body><h1>Page</h1><p>Words of the page.</p></body></html>"


def capture(*, gzip: bool = True, extra: bytes = b"") -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=gzip)
    for url, kind, status, body in (
        ("https://review.example/a", "text/html; charset=utf-8", "200 OK", PAGE),
        ("https://review.example/style.css", "text/css", "200 OK", b"body {}"),
        ("https://review.example/gone", "text/html", "404 Not Found", b"<p>gone</p>"),
        ("https://review.example/b.pdf", "application/pdf", "200 OK", b"%PDF-1.4" + extra),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2024-06-05T10:11:12Z"},
            )
        )
    request = StatusAndHeaders(
        "GET /a HTTP/1.1", [("Host", "review.example")], is_http_request=True
    )
    writer.write_record(
        writer.create_warc_record("https://review.example/a", "request", http_headers=request)
    )
    return stream.getvalue()


@pytest.mark.parametrize("gzip", [True, False])
def test_successful_documents_are_members_with_address_and_time(gzip: bool) -> None:
    data = capture(gzip=gzip)
    kind = detect_media_type(data, name="capture")
    assert kind.value == "application/warc"
    assert is_container(kind)
    found = list(members(data, kind))
    assert [member.url for member in found] == [
        "https://review.example/a",
        "https://review.example/b.pdf",
    ]
    assert found[0].data == PAGE
    assert found[0].captured_at == datetime(2024, 6, 5, 10, 11, 12, tzinfo=UTC)
    assert found[0].media_hint == "text/html"


def test_a_wacz_gives_the_documents_of_its_captures() -> None:
    data = zipped(
        {"datapackage.json": b"{}", "archive/data.warc.gz": capture(), "pages/pages.jsonl": b"{}"}
    )
    kind = detect_media_type(data)
    assert kind.value == "application/wacz"
    assert [member.untrusted_name for member in members(data, kind)] == [
        "https://review.example/a",
        "https://review.example/b.pdf",
    ]


def test_a_capture_that_unfolds_too_far_keeps_that_document_out() -> None:
    data = capture(extra=b"\0" * 5_000_000)
    found = list(members(data, "application/warc"))
    assert found[0].data == PAGE
    assert isinstance(found[1].problem, UnsafeInput)


def test_the_limit_on_members_holds() -> None:
    with pytest.raises(UnsafeInput, match="more than 1 files"):
        list(members(capture(), "application/warc", limits=Limits(members=1)))


def test_a_truncated_capture_gives_what_comes_before_and_then_says_so() -> None:
    data = capture(gzip=False)
    found = []
    try:
        for member in members(data[: len(data) // 2], "application/warc", name="cut.warc"):
            found.append(member)
    except UnreadableSource as error:
        assert "cut" in str(error)  # noqa: PT017 - members before the error are the point
    assert found[0].data == PAGE


def test_a_capture_is_preserved_whole_and_has_no_text_of_its_own() -> None:
    with pytest.raises(UnreadableSource, match="container"):
        read(capture(), name="capture.warc.gz")


def test_nothing_of_a_capture_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    data = capture(gzip=False).replace(
        b"https://review.example/a", b"https://review exam \x1b[1m", 1
    )
    list(members(data, "application/warc"))
    assert capfd.readouterr() == ("", "")

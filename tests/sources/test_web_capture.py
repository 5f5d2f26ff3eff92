"""Web captures: the documents of a WARC or WACZ with address and time of capture."""

from __future__ import annotations

import gzip as gzip_module
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


@pytest.mark.parametrize("gzip", [True, False])
def test_a_capture_cut_anywhere_inside_a_record_never_passes_for_whole(gzip: bool) -> None:
    data = capture(gzip=gzip)
    next_record = b"\x1f\x8b\x08" if gzip else b"WARC/1."
    for cut in range(1, len(data), 7):
        rest = data[cut:] if gzip else data[cut:].lstrip()
        if rest and not rest.startswith(next_record):
            assert says_what_is_missing(data[:cut]), cut


def says_what_is_missing(data: bytes) -> bool:
    try:
        return any(member.problem for member in members(data, "application/warc"))
    except UnreadableSource:
        return True


def response(body: bytes, *headers: tuple[str, str], **record: str) -> bytes:
    """A capture of one page."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers], "HTTP/1.1")
    extra = {name.replace("_", "-"): value for name, value in record.items()}
    writer.write_record(
        writer.create_warc_record(
            "https://review.example/a",
            "response",
            payload=io.BytesIO(body),
            http_headers=http,
            warc_headers_dict=extra,
        )
    )
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (response(PAGE)[:-30], "26 of its"),
        (response(PAGE, ("Content-Length", "5000")), f"{len(PAGE)} of 5,000 bytes"),
        (response(PAGE, WARC_Truncated="length"), "capturing tool cut it"),
    ],
)
def test_a_page_cut_short_is_read_as_far_as_it_goes_and_named(data: bytes, said: str) -> None:
    page, missing = members(data, "application/warc")
    assert page.data is not None
    assert PAGE.startswith(page.data)
    assert isinstance(missing.problem, UnreadableSource)
    assert said in missing.problem.what


def test_a_packed_page_that_ends_too_early_is_named() -> None:
    packed = gzip_module.compress(PAGE * 50)[:-20]
    found = list(members(response(packed, ("Content-Encoding", "gzip")), "application/warc"))
    assert "ends too early" in str(found[-1].problem)


@pytest.mark.parametrize("encoding", ["br", "zstd"])
def test_a_packing_that_cannot_be_undone_is_named(encoding: str) -> None:
    data = response(b"\x1b\x03\x00\xf8\xa5\x5b\x01\x02" * 9, ("Content-Encoding", encoding))
    (found,) = members(data, "application/warc")
    assert f"packed as {encoding}" in str(found.problem)


def test_a_page_stored_unpacked_under_the_header_of_a_packing_is_read() -> None:
    (found,) = members(response(PAGE, ("Content-Encoding", "br")), "application/warc")
    assert found.data == PAGE


@pytest.mark.parametrize("content", [b"", b"\r\n"])
def test_a_capture_without_a_record_is_said_to_have_none(content: bytes) -> None:
    with pytest.raises(UnreadableSource, match="no record"):
        list(members(gzip_module.compress(content), "application/warc"))


def test_a_date_beyond_the_calendar_does_not_lose_the_page() -> None:
    data = response(PAGE, WARC_Date="0001-01-01T00:00:00+14:00")
    (found,) = members(data, "application/warc")
    assert (found.data, found.captured_at) == (PAGE, None)

"""Archived web pages: a WARC file and a WACZ bundle, with fixed identifiers and dates."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping

import office
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # ships no types
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # ships no types

REPORT_URL = "https://open-register.example/cases/nine-deaths"
TENDER_URL = "https://tenders.example/notice/0094-11-24"


def archive(page: str) -> bytes:
    """A gzipped WARC with the request and the response of one page."""
    return _warc(REPORT_URL, page.encode("utf-8"), "2025-05-08T07:15:00Z", "utf-8")


def bundle(page: str) -> bytes:
    """A WACZ 1.1.1 bundle around the capture of one page in windows-1251."""
    data = page.replace('charset="utf-8"', 'charset="windows-1251"').encode("windows-1251")
    warc = _warc(TENDER_URL, data, "2025-05-09T16:40:00Z", "windows-1251")
    entry = {"id": "tender", "url": TENDER_URL, "ts": "2025-05-09T16:40:00Z"}
    pages = _lines({"format": "json-pages-1.0", "id": "pages"}, entry)
    members = {"archive/data.warc.gz": warc, "pages/pages.jsonl": pages}
    resources = [
        {
            "name": path.rsplit("/", 1)[1],
            "path": path,
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "bytes": len(content),
        }
        for path, content in members.items()
    ]
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": "Bread tender (invented sample page)",
        "created": "2025-05-09T16:40:00Z",
        "resources": resources,
    }
    return office.archive({**members, "datapackage.json": _lines(package)})


def _lines(*values: Mapping[str, object]) -> bytes:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


def _warc(url: str, page: bytes, date: str, charset: str) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    response = StatusAndHeaders(
        "200 OK", [("Content-Type", f"text/html; charset={charset}")], protocol="HTTP/1.1"
    )
    request = StatusAndHeaders("GET / HTTP/1.1", [("User-Agent", "sample")], is_http_request=True)
    for number, (kind, headers, body) in enumerate(
        (("request", request, b""), ("response", response, page))
    ):
        identity = hashlib.sha256(f"{url} {number}".encode()).hexdigest()
        record = writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={
                "WARC-Date": date,
                "WARC-Record-ID": f"<urn:uuid:{_uuid(identity)}>",
            },
        )
        writer.write_record(record)
    return buffer.getvalue()


def _uuid(digest: str) -> str:
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))

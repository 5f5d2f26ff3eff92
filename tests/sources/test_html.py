"""HTML pages: what a reader sees, with what the mark-up says of it. All content is invented."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import BlockKind, Document, UnreadableSource
from habeas.sources import detect_media_type, read
from tests.sources.reading import check_cover, kind_of, kinds, texts

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Camp without a name | Northern Review</title>
<meta property="og:site_name" content="Northern Review">
<link rel="canonical" href="https://northern-review.example/2024/06/camp">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsArticle", "headline": "Camp without a name",
  "datePublished": "2024-06-05T23:30:00+03:00", "author": [{"name": "Ada Brandt"}]}]}</script>
<script>var words = "not a word of the page";</script></head>
<body class="has-sidebar">
<header><a href="/">Northern Review</a><nav><ul><li><a href="/a">News</a></li></ul></nav></header>
<div class="cookie-banner">We use cookies.</div>
<main><article>
 <span class="kicker">Detention</span>
 <h1>Camp without a name</h1>
 <p class="article-standfirst">For three years nobody knew what stood behind the sawmill.</p>
 <div class="byline">By <a rel="author" href="/ada">Ada Brandt</a>, <time>5 June 2024</time></div>
 <div class="social-share"><a href="#">Share</a></div>
 <figure><img alt=""><figcaption>The sawmill seen from the road.
   <span class="credit">Jon Ahlberg/Nord Images</span></figcaption></figure>
 <p>The camp behind the sawmill is on no map, three former guards told Northern Review.</p>
 <p><strong>What the guards say</strong></p>
 <p>One of them counted 140 prisoners<br>in the spring.<br><br>Another counted 200.</p>
 <blockquote class="pull-quote"><p>We were told to forget the number</p>
   <cite>A former guard</cite></blockquote>
 <h2>The answer</h2>
 <p>The ministry said that no such camp exists &mdash; and that it never did.</p>
 <table><tr><th>Year</th><th>Deaths</th></tr><tr><td>2022</td><td>4</td></tr>
   <tr><td>2023</td><td>9</td></tr></table>
 <p style="display: none">Hidden words for machines.</p>
 <aside><h3>Related</h3><a href="/b">Another story</a></aside>
</article></main>
<footer>© 2024 Northern Review. All rights reserved.</footer>
</body></html>"""


@pytest.fixture(scope="module")
def page() -> Document:
    return read(PAGE.encode(), name="page.html")


def test_the_parts_of_a_page(page: Document) -> None:
    check_cover(page)
    assert texts(page, BlockKind.TITLE) == ["Camp without a name"]
    assert kind_of(page, "Detention") is BlockKind.SECTION_HEAD
    assert texts(page, BlockKind.DECK) == [
        "For three years nobody knew what stood behind the sawmill."
    ]
    assert texts(page, BlockKind.BYLINE) == ["By Ada Brandt, 5 June 2024"]
    assert texts(page, BlockKind.CAPTION) == ["The sawmill seen from the road."]
    assert texts(page, BlockKind.CREDIT) == ["Jon Ahlberg/Nord Images", "A former guard"]
    assert texts(page, BlockKind.PULL_QUOTE) == ["We were told to forget the number"]
    assert "What the guards say" in texts(page, BlockKind.SECTION_HEAD)
    assert len(texts(page, BlockKind.TABLE_ROW)) == 3


def test_navigation_footers_forms_and_hidden_words_are_noise(page: Document) -> None:
    noise = " ".join(texts(page, BlockKind.PAGE_NOISE))
    for words in (
        "News",
        "We use cookies.",
        "Share",
        "Hidden words",
        "Another story",
        "All rights",
    ):
        assert words in noise
    assert "not a word of the page" not in page.text


def test_a_line_break_stays_and_two_part_paragraphs(page: Document) -> None:
    paragraphs = texts(page, BlockKind.PARAGRAPH)
    assert "One of them counted 140 prisoners\nin the spring." in paragraphs
    assert "Another counted 200." in paragraphs


def test_the_metadata_of_a_page(page: Document) -> None:
    assert page.title == "Camp without a name"
    assert page.author == "Ada Brandt"
    assert page.publisher == "Northern Review"
    assert page.url == "https://northern-review.example/2024/06/camp"
    assert page.publication is not None
    assert page.publication.interval.first == date(2024, 6, 5)
    assert page.publication.evidence == "JSON-LD datePublished"


def test_a_table_of_data_gives_records(page: Document) -> None:
    assert [record.value("Deaths") for record in page.records] == ["4", "9"]


def test_a_page_without_marks_is_read_by_the_rules_of_plain_text() -> None:
    document = read(
        b"<html><body><div>Court adjourns again</div><div>By Ada Brandt</div>"
        b"<div>The court in Tallsund adjourned the case for the fourth time on Monday.</div>"
        b"<div>Share this story</div></body></html>"
    )
    assert kinds(document) == [
        BlockKind.TITLE,
        BlockKind.BYLINE,
        BlockKind.PARAGRAPH,
        BlockKind.PAGE_NOISE,
    ]


def test_a_caption_printed_again_below_the_figure_is_a_caption() -> None:
    caption = "Guards at the gate of the sawmill in Velsk on Monday"
    document = read(
        f"<html><body><h1>Title of the page</h1><figure><figcaption>{caption}</figcaption></figure>"
        f"<p>{caption}</p><p>The gate stayed shut for the whole day.</p></body></html>".encode()
    )
    assert texts(document, BlockKind.CAPTION) == [caption, caption]


@pytest.mark.parametrize(
    ("meta", "evidence"),
    [
        (
            '<meta property="article:published_time" content="2023-02-01T10:00:00Z">',
            "published_time",
        ),
        ('<meta name="DC.date.issued" content="2023-02-01">', "dc.date.issued"),
        ('<meta itemprop="datePublished" content="1 February 2023">', "datepublished"),
    ],
)
def test_dates_of_publication_in_meta_elements(meta: str, evidence: str) -> None:
    document = read(
        f"<html><head>{meta}</head><body><p>Some words here.</p></body></html>".encode()
    )
    assert document.publication is not None
    assert str(document.publication.interval) == "2023-02-01"
    assert evidence in document.publication.evidence


def test_the_declared_encoding_is_tried_and_not_trusted() -> None:
    words = "Свідок розповів, що його тримали в підвалі школи."
    head = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'
    right = read(head.format("windows-1251", words).encode("windows-1251"))
    wrong = read(head.format("windows-1251", words).encode("utf-8"))
    assert right.text == wrong.text == words
    assert (right.encoding, wrong.encoding) == ("windows-1251", "utf-8")


def test_a_page_of_scripts_alone_is_unreadable() -> None:
    with pytest.raises(UnreadableSource, match="no text"):
        read(b"<html><body><script>render()</script></body></html>", name="app.html")


def test_html_is_known_without_its_name() -> None:
    for opening in (b"<!doctype html><p>x", b"\n<!-- note --><html>", b"\xef\xbb\xbf<HTML><body>x"):
        assert detect_media_type(opening, name="x.txt").value == "text/html"


def test_a_very_deep_page_does_no_harm() -> None:
    outer = b"<html><body><p>The outer words are read.</p>"
    deep = read(outer + b"<div>" * 1000 + b"the innermost words of all</html>")
    assert "innermost" in deep.text
    deeper = read(outer + b"<div>" * 5000 + b"the innermost words of all</html>")
    assert "innermost" in deeper.text or "too deeply" in deeper.notes[0]


def test_half_a_character_in_metadata_is_marked() -> None:
    script = (
        '<script type="application/ld+json">{"author": "Ada \\ud800", "headline": "x"}</script>'
    )
    document = read(f"<html><head>{script}</head><body><p>Some words.</p></body></html>".encode())
    check_cover(document)
    assert document.author == "Ada \ufffd"


def test_a_page_whose_words_are_all_nested_too_deeply_says_so() -> None:
    nested = b"<div>" * 10_000 + b"<p>The innermost words.</p>" + b"</div>" * 10_000
    with pytest.raises(UnreadableSource, match="nested too deeply"):
        read(b"<!doctype html><html><body>" + nested + b"</body></html>", name="deep.html")

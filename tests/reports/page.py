"""Reading a rendered dossier back, as a browser or an auditor would."""

from __future__ import annotations

from lxml import html

from habeas.reports import DossierContent, render_html


def parsed(content: DossierContent) -> html.HtmlElement:
    return html.document_fromstring(render_html(content).decode("utf-8"))


def text(node: html.HtmlElement) -> str:
    return str(node.text_content())


def quotes(page: html.HtmlElement) -> dict[str, str]:
    """The quote shown for each statement, by its number."""
    return {
        str(article.get("id")): text(article.find(".//span[@class='q']"))
        for article in page.xpath("//article[blockquote]")
    }

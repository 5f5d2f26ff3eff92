"""The one policy: what it cleans away, what it lets stand, and that htmx lives under it."""

from __future__ import annotations

import pytest

from tests.web.static.conftest import Visitor

HOSTILE = [
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "<svg onload='window.ran = 1'></svg>",
    "<a href='javascript:window.ran = 1'>x</a>",
    "<a href='&#106;avascript:window.ran = 1'>x</a>",
    "<a href=' java\nscript:window.ran = 1'>x</a>",
    "<form action='javascript:window.ran = 1'><button>x</button></form>",
    "<form><button formaction='javascript:window.ran = 1'>x</button></form>",
    "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
    "<iframe src='javascript:parent.ran = 1'></iframe>",
    "<object data='javascript:window.ran = 1'></object>",
    "<embed src='data:text/html,<script>1</script>'>",
    "<base href='//elsewhere.invalid/'>",
    "<meta http-equiv=refresh content='0; url=javascript:window.ran = 1'>",
    "<link rel=stylesheet href='//elsewhere.invalid/x.css'>",
    "<style>*{background:red}</style>",
    "<p style='position:fixed'>x</p>",
    "<div hx-on:click='window.ran = 1' hx-on--load='window.ran = 1'>x</div>",
    "<div hx-vals='js:{a: window.ran = 1}' hx-headers='javascript:{}'>x</div>",
    "<template><script>window.ran = 1</script><img src=x onerror='window.ran = 1'></template>",
    "<svg><a xlink:href='javascript:window.ran = 1'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values='javascript:window.ran = 1'/></svg>",
    "<math><mi xlink:href='javascript:window.ran = 1'>x</mi></math>",
]
FORBIDDEN = (
    "<script <iframe <object <embed <base <meta <link <style <animate onerror onload javascript: "
    "hx-on js: srcdoc style="
).split()
LEFT = """async (text) => {
  const { fragment, policy } = await import("/static/js/trusted_types.js");
  const holder = document.createElement("div");
  holder.append(fragment(text));
  document.body.append(holder);
  holder.addEventListener("click", (event) => event.preventDefault());
  for (const one of holder.querySelectorAll("a, button")) {
    one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
  return [holder.innerHTML, String(policy.createHTML(text))];
}"""


def test_nothing_that_could_run_is_left(visitor: Visitor) -> None:
    page = visitor.open("<body></body>")
    for text in HOSTILE:
        for left in page.evaluate(LEFT, text):
            low = left.lower().replace("\n", "").replace(" ", "")
            assert [word for word in FORBIDDEN if word in low] == [], (text, left)
        assert page.evaluate("window.ran") is None, text
    # The pictures named x are not there; and while a text is read, before it is cleaned, the
    # browser itself already refuses and reports its styles and its base.
    visitor.errors.clear()
    visitor.site.reports.clear()


@pytest.mark.ci
def test_what_a_page_needs_stands(visitor: Visitor) -> None:
    kept = (
        '<tr class="current" data-queue-item="7"><td data-label="Name"><a href="/people/7" '
        'data-key="s" aria-label="x">Остап</a><svg viewBox="0 0 1 1"><rect fill="#fff" x="1">'
        '</rect></svg><form method="post" action="/review/7">'
        '<input name="a" value="&lt;b&gt;"></form></td></tr>'
    )
    left = visitor.open("<body></body>").evaluate(LEFT, kept)[0]
    assert left == kept


@pytest.mark.ci
def test_the_browser_refuses_text_that_did_not_pass_the_policy(visitor: Visitor) -> None:
    page = visitor.open("<body><p id='here'></p></body>")
    refused = page.evaluate(
        "() => { try { document.getElementById('here').innerHTML = '<b>x</b>'; return false } "
        "catch (error) { return error instanceof TypeError } }"
    )
    assert refused
    page.wait_for_timeout(100)
    assert any("require-trusted-types-for" in report for report in visitor.site.reports)
    visitor.errors.clear()
    visitor.site.reports.clear()


@pytest.mark.parametrize(
    "address", ["https://elsewhere.invalid/static/vendor/x.js", "/sources/1/original", "data:,1"]
)
@pytest.mark.ci
def test_no_script_comes_from_anywhere_but_our_vendored_files(
    visitor: Visitor, address: str
) -> None:
    page = visitor.open("<body></body>")
    refused = page.evaluate(
        """async (address) => {
          const { policy } = await import("/static/js/trusted_types.js");
          try { policy.createScriptURL(address); return false } catch { return true }
        }""",
        address,
    )
    assert refused


PARTS = """<body><main data-module="parts">
<button id="swap" hx-get="/part" hx-target="#place" hx-on:click="window.ran = 1">Go</button>
<button id="code" hx-get="/part" hx-vals="js:{ran: window.ran = 1}" hx-target="#place">Go</button>
<div id="place">before</div></main></body>"""


def test_htmx_replaces_a_part_and_runs_nothing(visitor: Visitor) -> None:
    site = visitor.site
    site.answers["/part"] = lambda _: (
        200,
        "text/html",
        "<p id='came'>after</p><script>window.ran = 1</script>"
        "<img src='/static/favicon.svg' onload='ran = 1'>"
        """<p id="text" data-module="highlight" data-highlights='[{"start": 0, "end": 4,"""
        """ "class": "claim asserts", "id": "card", "label": "a claim"}]'>said</p>""",
    )
    page = visitor.open(PARTS)
    page.wait_for_selector("html[data-parts]", state="attached")
    page.click("#swap")
    page.wait_for_selector("#came")
    page.wait_for_selector("#text[tabindex='0']")
    assert page.evaluate("window.ran") is None
    assert "<script" not in page.inner_html("#place")
    # As above: the browser refuses the handler already while the text is read, and says so.
    assert all("inline event handler" in error for error in visitor.errors)
    assert all("script-src-attr" in report for report in visitor.site.reports)
    visitor.errors.clear()
    visitor.site.reports.clear()


@pytest.mark.ci
def test_htmx_refuses_values_that_are_code(visitor: Visitor) -> None:
    visitor.site.answers["/part"] = lambda _: (200, "text/html", "<p id='came'>after</p>")
    page = visitor.open(PARTS)
    page.wait_for_selector("html[data-parts]", state="attached")
    page.click("#code")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert all("runs no code" in error for error in visitor.errors)
    visitor.errors.clear()

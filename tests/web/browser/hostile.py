"""Strings that would run if a page took them for mark-up: tags, handlers and ways to write them.

Made from parts, so that the corpus says what it covers; every string sets `window.ran`.
"""

from __future__ import annotations

from itertools import product

RAN = "window.ran=1"
_BREAKS = ("", '">', "'>", "</title>", "</textarea>", "</script>", "-->", "]]>", "}}", "</svg>")
_TAGS = (
    f"<script>{RAN}</script>",
    f"<img src=x onerror={RAN}>",
    f"<svg onload={RAN}>",
    f"<svg><animate onbegin={RAN} attributeName=x dur=1s>",
    f"<body onload={RAN}>",
    f"<details open ontoggle={RAN}>",
    "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "<iframe src='javascript:parent.ran=1'>",
    f"<input autofocus onfocus={RAN}>",
    f"<video><source onerror={RAN}>",
    f"<math href='javascript:{RAN}'>x",
    f"<a href='javascript:{RAN}'>x</a>",
    f"<form action='javascript:{RAN}'><button>x",
    f"<object data='javascript:{RAN}'>",
    f"<embed src='javascript:{RAN}'>",
    f"<marquee onstart={RAN}>",
    f"<style>*{{background:url(javascript:{RAN})}}</style>",
    f"<meta http-equiv=refresh content='0;javascript:{RAN}'>",
    f"<base href='javascript:{RAN}//'>",
    f"<template><script>{RAN}</script></template>",
    f"<div hx-on:load='{RAN}' hx-get='/overview'>",
    f"<div data-module='../../../{RAN}'>",
    "<link rel=stylesheet href='http://elsewhere.invalid/x.css'>",
    "<img src='http://elsewhere.invalid/pixel.png'>",
    f"<noscript><p title='</noscript><img src=x onerror={RAN}>'>",
    f"<xss tabindex=1 autofocus onfocus={RAN}>",
)
_WAYS = (
    lambda text: text,
    lambda text: text.upper().replace(RAN.upper(), RAN),
    lambda text: text.replace("<", "&lt;").replace(">", "&gt;"),
    lambda text: text.replace(" on", "/on"),
    lambda text: text.replace("javascript:", "java\tscript:").replace("<script", "<scr\x00ipt"),
)
_OTHERS = (
    "{{7*7}}{{ cycler.__init__.__globals__ }}",
    "{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    f"${{{RAN}}}",
    f"javascript:{RAN}",
    f"data:text/html,<script>{RAN}</script>",
    f"' onmouseover='{RAN}",
    f'" autofocus onfocus="{RAN}',
    f"`;{RAN};//",
    f"'-({RAN})-'",
    f'\\";{RAN};//',
    '=HYPERLINK("http://elsewhere.invalid")',
    "\u202e<script>\u202d",
)


def corpus() -> list[str]:
    """Every string, each once; without the characters that no text of a case can hold."""
    made = [way(before + tag) for before, tag, way in product(_BREAKS, _TAGS, _WAYS)]
    clean = (text.replace("\x00", "").replace("\n", " ") for text in (*made, *_OTHERS))
    return list(dict.fromkeys(clean))

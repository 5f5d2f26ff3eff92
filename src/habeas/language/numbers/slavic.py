"""Russian and Ukrainian rules for numbers, over lines of signs: figures, words, ranges, shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from habeas.language.numbers.number import LARGEST, Number
from habeas.language.signs import Found, Line, SignRule, Token, Value, folded, signed
from habeas.language.table import listed, rows

_SIGNS: Mapping[str, str] = {
    "figures": "n",
    "unit": "u",
    "together": "u",
    "one": "1",
    "ten": "t",
    "hundred": "h",
    "scale": "s",
    "scale_form": "S",
    "scale_sign": "g",
    "group": "G",
    "group_form": "V",
    "half": "H",
    "fraction": "f",
    "ordinal": "o",
    "every": "e",
    "few": "w",
    "few_hundred": "W",
    "percent": "%",
    "from": "a",
    "to": "d",
    "between": "j",
    "and": "&",
    "or": "|",
    "of": "z",
    "with": "y",
    "part": "p",
    "all": "l",
    "dash": "-",
    "stop": ".",
    "other": "?",
}
_SMALL = "(?:h(?:t[u1]?|[u1])?|t[u1]?|[u1])"
_WORDS = f"(?:{_SMALL}(?:[sSGV]{_SMALL}?)*|[sG]{_SMALL}?(?:[sS]{_SMALL}?)*)"
_NUMBER = f"(?:n(?:[sSg]n?|[GV])?|{_WORDS})"
_ONE, _TWO = f"(?P<one>{_NUMBER})", f"(?P<two>{_NUMBER})"
_PERCENT = "(?P<percent>-?%)"
_TOKEN = re.compile(
    r"(?P<figures>(?<![\w.,:/№#])(?<![^\W\d]-)(?<![№#]\s)"
    r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d{1,3}(?:[.,]\d{3})+(?![.,]?\d)"
    r"|\d+(?:[.,]\d+)?)"
    r"(?!\w|[.,:/]\d|-(?:го|му|м|й|я|е|х|і|а|ша|га|та|те|ту|ий|ый|ой|ая|ої|ї|ій|ого|ому|ом|тих|ті|их|ых)\b))"
    r"(?:-(?:ти|ми|мя|ма|ю|ох|ьох)\b)?"
    r"|(?P<word>\w+(?:'\w+)*)|(?P<sign>[^\w\s])"
)
_PUNCTUATION = {"%": "percent", "-": "dash", "–": "dash", "—": "dash"} | dict.fromkeys(
    ".!?…:«", "stop"
)
_GENITIVE = frozenset(
    {"тысячи", "сотни", "миллиона", "миллиарда", "десятка", "дюжины"}
    | {"тисячі", "сотні", "мільйона", "мільярда"}
)
# What follows "one" where it is a pronoun: prepositions, conjunctions, "another".
_PRONOUN_AFTER = re.compile(
    r"\s*(?:[.,;:!?)»…–—-]|$)|\s+(?:из|с|со|на|за|и|или|а|но|же|лишь|только|раз|другой|другого|другую|другим"
    r"|день|дня|із|зі|з|та|й|або|чи|ж|одного|одну|одному|рази|разу|інший|іншого|іншу|в|у|к|до|по"
    r"|і|не|он|она|был|была|были|був|була|про|против|проти|о|об|от|від|для|без)(?![\w'])"
)
_PRONOUN_BEFORE = re.compile(r"\b(?:ни|ні|жодн\w*|тот|то|это|то\s+ж|все|всё|как|як|ты)\s+$")
_NOMINATIVE = frozenset({"один", "одна", "одно", "одне"})
_EMPHATIC_BEFORE = re.compile(
    r"\b(?:по|лишь|только|всего|хотя\s+бы|минимум|менее|меньше|лише|тільки|хоча\s+б|мінімум)\s+$",
    re.IGNORECASE,
)
_PERSON_AFTER = re.compile(
    r"\s+(?:человек|людин|особ|осужденн|заключенн|засуджен|ув'язнен|в'яз|пленн|полонен|задержанн"
    r"|затриман|солдат|боец|бойц|бійц|военнопленн|військовополонен|погибш|загибл)\w*"
)
_NOT_HALF_BEFORE = re.compile(
    r"\b(?:перв|втор|друг|последн|перш|остан|инш|інш|следующ|наступн|сво|мо|лучш)\w*\s+$"
)
_COUNTED_BEFORE = re.compile(
    r"\b(?:человек|чел|лет|дней|недель|месяцев|часов|минут|раз|людей|осіб|чоловік|років|днів|тижнів"
    r"|місяців|годин|хвилин|разів)\s+(?:из\s+|із\s+|зо\s+)?$"
)
_NUMBER_BEFORE = re.compile(
    r"(?:\d|[а-яіїє](?:ть|ти|сят|сто|ста|сот|ок|ьма|еро|ько|лько|ох|ьох))\s+$"
)
_COLLECTIVE = ("двое", "трое", "еро", "двоє", "троє")
_MODIFIER_WORDS = frozenset(
    {"более", "больше", "чем", "не", "менее", "около", "примерно", "почти", "по", "меньшей", "мере"}
    | {"більше", "більш", "ніж", "як", "понад", "менше", "близько", "приблизно", "майже"}
    | {"щонайменше", "принаймні"}
)
_NOT_SHARE_AFTER = re.compile(r"\s+(?:час|века|століття|финал|фінал|годин|пятого|шестого)")


@cache
def slavic_rules() -> tuple[SignRule[Number], ...]:
    """The rules, the most specific first: an earlier one keeps what it reads."""
    return (
        _rule(f"(?:a{_ONE}-?%?d|j{_ONE.replace('one', 'from')}-?%?&){_TWO}{_PERCENT}?", _range),
        _rule(f"{_ONE}-?%?-{_TWO}{_PERCENT}?(?!-n)", _range),
        _rule(f"{_ONE}[|]{_TWO}{_PERCENT}?", _either),
        _rule("e(?P<whole>[ou])", _every),
        _rule(f"{_ONE}[zy](?P<half>H)", _and_a_half),
        _rule(f"{_ONE}z(?P<all>l)?(?P<between>[?]{{0,3}}){_TWO}(?!%)", _part_of_number),
        _rule(f"{_ONE}{_PERCENT}", _percent),
        _rule("(?P<count>[u1])?(?P<fraction>f)", _fraction),
        _rule("(?P<count>[u1])(?P<whole>o)p?|(?P<whole_>o)p", _part),
        _rule("H", _half),
        _rule("w(?P<size>[sSGV])(?P<times>[S])?|(?P<few>W)", _several),
        _rule(_ONE, _plain),
        _rule("(?P<size>[SV])(?P<times>S)?", _vague),
    )


def _rule(pattern: str, read: Callable[[Found], Number | None]) -> SignRule[Number]:
    return SignRule(signed(pattern, {}), read)


@cache
def _words(language: str) -> Mapping[str, tuple[str, Value]]:
    found: dict[str, tuple[str, Value]] = {}
    for row in rows(f"number_words.{language}.tsv"):
        value: Value = float(row["value"]) if row["value"] else ""
        for form in listed(row["word"]):
            found.setdefault(form, (_SIGNS[row["kind"]], value))
    return found


def number_line(text: str, language: str) -> Line:
    """The line of signs of a text: what counts in it, and the small words between."""
    plain, known = folded(text), _words(language)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(plain):
        start, end = match.span()
        sign = _SIGNS["other"]
        value: Value = 0.0
        if match["figures"]:
            end = match.end("figures")
            read = _figures(match["figures"], plain[end : end + 8])
            sign, value = _SIGNS["figures"], read
        elif match["word"]:
            sign, value = known.get(match["word"].casefold(), (sign, value))
        elif match["sign"] == "." and tokens and tokens[-1].sign == _SIGNS["scale_sign"]:
            continue
        elif match["sign"] in _PUNCTUATION:
            sign = _SIGNS[_PUNCTUATION[match["sign"]]]
        tokens.append(Token(start, end, sign, value))
    return Line(text, plain, tuple(tokens), "".join(token.sign for token in tokens))


def _figures(printed: str, after: str) -> float:
    """Spaces group; a comma is the decimal sign unless three figures follow and no scale."""
    bare = re.sub(r"\s", "", printed)
    scaled = re.match(r"\s*(?:тыс|тис|млн|млрд|м[иі]л)", after)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare) and not scaled:
        return float(re.sub(r"[.,]", "", bare))
    return float(bare.replace(",", "."))


def value_of(tokens: tuple[Token, ...]) -> float | None:
    """The value of figures or number words: scales multiply what stands before them."""
    total, part, seen = 0.0, 0.0, False
    for token in tokens:
        if token.sign in "sSgGV":
            scale = float(token.value)
            part = (part or 1.0) * scale
            if scale >= 1000:
                total, part = total + part, 0.0
        else:
            part += float(token.value)
        seen = True
    value = round(total + part, 6)
    return value if seen and value <= LARGEST else None


def _range(found: Found) -> Number | None:
    first = found.tokens("one") or found.tokens("from")
    second = found.tokens("two")
    low, high = value_of(first), value_of(second)
    if low is None or high is None:
        return None
    scale = second[-1] if second[-1].sign in "sSg" and len(second) > 1 else None
    if scale is not None and low < high and first[-1].sign not in "sSg":
        low *= float(scale.value)
    if not low < high:
        return None
    if found.has("percent"):
        return Number(low / 100, high / 100, "range", low / 100, share=True)
    return Number(low, high, "range", low)


def _either(found: Found) -> Number | None:
    low, high = value_of(found.tokens("one")), value_of(found.tokens("two"))
    if low is None or high is None or not low < high <= 2 * low + 2:
        return None
    return _range(found)


def _every(found: Found) -> Number | None:
    """ "каждый пятый заключённый"; not "каждый второй день"."""
    whole = float(found.tokens("whole")[0].value)
    after = found.line.folded[found.end : found.end + 9]
    if whole < 2 or re.match(r"\s+(?:день|раз|недел|год|час|тижд|рік|місяц|месяц)", after):
        return None
    return Number(1 / whole, share=True, denominator=whole)


def _part_of_number(found: Found) -> Number | None:
    part, whole = value_of(found.tokens("one")), value_of(found.tokens("two"))
    between = found.word("between").split()
    if len(between) > 1 and not set(between) <= _MODIFIER_WORDS:
        return None
    if part is None or whole is None or not part <= whole:
        return None
    counted = found.has("all") or found.has("between") or found.word("one").endswith(_COLLECTIVE)
    if whole in {10, 100} and 0 < part < whole and not counted:
        return Number(part / whole, share=True, denominator=whole)
    return Number(part, denominator=whole)


def _and_a_half(found: Found) -> Number | None:
    """ "три с половиной"."""
    value = value_of(found.tokens("one"))
    if value is None or not found.word("half").endswith(("ой", "ою")):
        return None
    return Number(value + 0.5)


def _percent(found: Found) -> Number | None:
    value = value_of(found.tokens("one"))
    return None if value is None else Number(round(value / 100, 9), share=True)


def _fraction(found: Found) -> Number | None:
    count = found.tokens("count")
    value = (float(count[0].value) if count else 1.0) * float(found.tokens("fraction")[0].value)
    text, start = found.line.folded, found.start
    if _NOT_SHARE_AFTER.match(text, found.end):
        return None
    if _NOT_HALF_BEFORE.search(text, max(0, start - 16), start):
        return None
    return Number(value, share=True) if 0 < value < 1 else None


def _part(found: Found) -> Number | None:
    """ "две пятых", "пятая часть"."""
    count = found.tokens("count")
    whole = found.tokens("whole") or found.tokens("whole_")
    word = found.line.folded[whole[0].start : whole[0].end]
    if count and not word.endswith(("ая", "ых", "а", "их")):
        return None
    value = (float(count[0].value) if count else 1.0) / float(whole[0].value)
    return Number(value, share=True) if 0 < value < 1 else None


def _half(found: Found) -> Number | None:
    """ "половина заключённых"; not "первая половина", "половина пятого"."""
    text, start, end = found.line.folded, found.start, found.end
    if _NOT_HALF_BEFORE.search(text, max(0, start - 16), start):
        return None
    if found.sign(1) in {"o", "G", "V", "S"}:
        return None
    return None if _NOT_SHARE_AFTER.match(text, end) else Number(0.5, share=True)


_NAMES = {10.0: "dozens", 12.0: "dozens", 100.0: "hundreds", 1000.0: "thousands"}


def _several(found: Found) -> Number:
    """ "несколько десятков", "кілька тисяч"."""
    size = found.tokens("size") or found.tokens("few")
    return _of_size(size, found.tokens("times"))


def _vague(found: Found) -> Number | None:
    """ "сотни", "десятки тысяч"; but "около тысячи" is a number."""
    size = found.tokens("size")
    printed = found.line.folded[size[0].start : size[0].end]
    if printed.istitle() and found.match.start() > 0 and found.sign(-1) != _SIGNS["stop"]:
        return None  # a name: "Небесна Сотня"
    word = printed.casefold()
    number = _of_size(size, found.tokens("times"))
    if word in _GENITIVE and not found.has("times"):
        return Number(number.value, vague=number)
    return number


def _of_size(size: tuple[Token, ...], times: tuple[Token, ...]) -> Number:
    value = float(size[0].value) * (float(times[0].value) if times else 1.0)
    largest = float(times[0].value) if times else float(size[0].value)
    return Number(value, None, _NAMES.get(largest, "millions"), 2 * value)


def _plain(found: Found) -> Number | None:
    tokens = found.tokens("one")
    value = value_of(tokens)
    if value is None or (tokens[-1].sign in "th" and found.sign(1) == _SIGNS["ordinal"]):
        return None
    if len(tokens) == 1 and tokens[0].sign == "1" and not _counts_one(found):
        return None
    return Number(value, modifier="approx" if _is_inverted(found) else None)


def _counts_one(found: Found) -> bool:
    """Whether "один" counts; it does not where it is a pronoun, or only means "some, the same".

    In other cases than the first it counts only persons, or beside a word like "only".
    """
    text, start, end = found.line.folded, found.start, found.end
    if _PRONOUN_AFTER.match(text, end):
        return False
    if _PRONOUN_BEFORE.search(text, max(0, start - 12), start):
        return False
    if text[start:end].casefold() in _NOMINATIVE:
        return True
    emphatic = _EMPHATIC_BEFORE.search(text, max(0, start - 16), start)
    return emphatic is not None or _PERSON_AFTER.match(text, end) is not None


def _is_inverted(found: Found) -> bool:
    """ "человек сорок": the noun before its number makes it about forty."""
    text, start = found.line.folded, found.start
    first = found.tokens("one")[0]
    if first.sign == _SIGNS["figures"]:
        return False
    noun = _COUNTED_BEFORE.search(text, max(0, start - 14), start)
    return noun is not None and not _NUMBER_BEFORE.search(
        text, max(0, noun.start() - 16), noun.start()
    )


def slavic_numbers(text: str, language: str) -> Iterator[tuple[int, int, Number]]:
    """Where each rule reads a number, rule by rule, and the number."""
    line = number_line(text, language)
    for rule in slavic_rules():
        yield from rule.readings(line)

"""Russian and Ukrainian verbs of the past and the future, as far as dates beside them need.

The past is known by its endings; what is said in the present counts to it ("сообщает во вторник").
The future of perfective verbs looks like a present, so the verbs that announcements are made of
are listed in the table of the language.
"""

from __future__ import annotations

import re
from functools import cache

from habeas.language.dates.tense import TenseWords
from habeas.language.table import listed, rows

_PAST = {
    "ru": r"\b(?!если|или|дел\w|сил\w|тел\w|сел\w|числ\w|школ\w|начал[аоуе]\b)"
    r"\w{2,}(?:л|ла|ло|ли)(?:ся|сь)?\b"
    r"|\b(?:сообща|переда|пиш|заявля|говор|утвержда|отмеча|уточня|рассказыва|подчеркива|добавля)"
    r"(?:ет|ют|ит|ят|ут)\b",
    "uk": r"\b(?!коли|тіл\w|сил\w|сел\w|числ\w|школ\w)\w{2,}(?:ла|ло|ли)(?:ся|сь)?\b"
    r"|\b(?!прав|справ|держав|заяв|архів|мотив|колектив)\w{2,}(?:ав|ив|їв|ув)(?:ся|сь)?\b"
    r"|\b(?:повідомля|переда|пиш|заявля|говор|стверджу|зазнача|уточню|розповіда|наголошу|дода)"
    r"(?:є|ють|е|уть|ить|ять)\b",
}
_PASSIVE = {
    "ru": r"\b\w{3,}(?:ен|ена|ено|ены|ан|ана|ано|аны|ят|ята|ято|яты)\b",
    "uk": r"\b\w{3,}(?:ено|ано|ято|ито)\b",
}
_PRESENT = {
    "ru": r"\b(?!(?:\w*(?:совет|комитет|кабинет|ответ|мандат|солдат|аппарат|депутат|результат"
    r"|адвокат|институт|маршрут|минут|лимит|кредит|тариат|ситет|оритет|билет|предмет|формат))\b)"
    r"\w{3,}(?:ет|ит|ут|ют|ат|ят)(?:ся)?\b",
    "uk": r"\b(?!(?:п'ять|дев'ять|десять|\w+дцять|пам'ять|суть|але|вже|уже|поле|море|горе)\b)"
    r"\w{2,}(?:[уюая]ть|ить|є|емо|имо|[нджрл]е)(?:ся)?\b",
}
_OPENS = {
    "ru": r",\s+(?:что|котор\w+|когда|где|чтобы|если|хотя|потому|поскольку)\b",
    "uk": r",\s+(?:що|як[иа]\w*|яке|які|коли|де|щоб|якщо|хоча|бо|оскільки)\b",
}


@cache
def tense_words(language: str) -> TenseWords:
    """The verbs of Russian ("ru") or Ukrainian ("uk")."""
    table = rows(f"date_words.{language}.tsv")
    future = [form for row in table if row["kind"] == "future" for form in listed(row["word"])]
    more = r"|\b\w{3,}(?:тиме|тимуть|тимемо)(?:ться|мось|мося)?\b" if language == "uk" else ""
    return TenseWords(
        future=re.compile(rf"\b(?:{'|'.join(future)})\b{more}", re.IGNORECASE),
        past=re.compile(_PAST[language], re.IGNORECASE),
        perhaps_past=re.compile(_PASSIVE[language], re.IGNORECASE),
        perhaps_future=re.compile(_PRESENT[language], re.IGNORECASE),
        opens=re.compile(_OPENS[language], re.IGNORECASE),
    )

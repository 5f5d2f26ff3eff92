"""Invented documents in three languages, as reports, testimony and news print them.

Nobody named here exists and nothing told here happened. Each stands as paragraphs in one document.
"""

from __future__ import annotations

import re

from habeas.model import Block, BlockKind, Document

ENGLISH = (
    "Guards at the Orrin colony beat Taras Velmin for “three or four hours” on 14 March 2031, his "
    "sister Hanna Velmin told the Lower Orrin Herald. “They said nobody would ever find out,” "
    "she said — and they didn’t stop.",
    "The regional prison service denied that anyone had been beaten. Its spokesman, Orest Dall, "
    "said the 169 detainees ‘received medical care’ and were not held in the basement.",
    "According to a report of the Monitoring Group, at least 1,240 people were moved from "
    "Chernihiv between May and July 2031; 37 of them never arrived. None was told why.",
    "“I was kept in a cell of 2.5 by 3 metres with eleven others,” said a 43-year-old electrician "
    "from Dovhe. “No doctor came for twenty-five days.”",
    "The court at Tarn sentenced Ilya Brost to 12 years’ imprisonment on charges that his lawyer, "
    "Vera Ankel, called “invented from the first line to the last”.",
)
RUSSIAN = (
    "Надзиратели колонии в Орринске избивали Тараса Вельмина «три или четыре часа» 14 марта "
    "2031 года, рассказала его сестра Анна Вельмина. «Нам сказали, что никто об этом не узнает», "
    "— добавила она.",
    "Управление исполнения наказаний отрицает, что кого-либо били. По словам его представителя "
    "Ореста Далла, 169 задержанных получали медицинскую помощь и не содержались в подвале.",
    "По данным наблюдательной группы, не менее 1\u00a0240 человек вывезли из Довжанска в мае–июле "
    "2031 года; 37 из них не доехали до места. Родным ничего не сообщили.",
    "«Меня держали в камере два с половиной на три метра, нас было двенадцать», — говорит "
    "43-летний электрик из посёлка Дальний. «Врач не пришёл ни разу за 25 дней».",
    "Суд города Тарн приговорил Илью Броста к 12 годам колонии; адвокат Вера Анкель назвала "
    "обвинение выдуманным от первой до последней строки.",
)
UKRAINIAN = (
    "Наглядачі колонії в Оррінську били Тараса Вельміна «три чи чотири години» 14 березня 2031 "
    "року, розповіла його сестра Ганна Вельміна. «Нам сказали, що ніхто про це не дізнається», "
    "— додала вона.",
    "Управління виконання покарань заперечує, що когось били. За словами його речника Ореста "
    "Далла, 169 затриманих отримували медичну допомогу й не перебували в підвалі.",
    "За даними моніторингової групи, щонайменше 1\u00a0240 людей вивезли з Довжанська у "
    "травні–липні 2031 року; 37 із них не доїхали. Рідним нічого не повідомили.",
    "«Мене тримали в камері два з половиною на три метри, нас було п’ятнадцять», — каже 43-річний "
    "електрик із селища Дальнє. «Лікар не прийшов жодного разу за 25 днів».",
    "Суд міста Тарн засудив Іллю Броста до 12 років колонії; адвокатка Віра Анкель назвала "
    "обвинувачення вигаданим від першого до останнього рядка.",
)
LANGUAGES = {"en": ENGLISH, "ru": RUSSIAN, "uk": UKRAINIAN}
_SENTENCE = re.compile(r"[^.!?]+(?:\.\d[^.!?]*)*[.!?][”»\"]*")


def document(
    paragraphs: tuple[str, ...], *, gap: str = "\n\n", before: str = "", language: str | None = "en"
) -> Document:
    """Paragraphs as one document; `before` stands at its start, outside every paragraph.

    Its language matters only for whether negations are known: those of all three are, together.
    """
    text, blocks = before, []
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(paragraph)))
        text += paragraph + gap
    return Document(text, tuple(blocks), "text/plain", language=language)


def spans(found: Document) -> tuple[tuple[int, int], ...]:
    """The passages of a document."""
    return tuple((block.start, block.end) for block in found.blocks)


def quotes(paragraphs: tuple[str, ...]) -> list[str]:
    """Real quotes: each sentence, and each stretch of six to nine words of it."""
    found = []
    for paragraph in paragraphs:
        for match in _SENTENCE.finditer(paragraph):
            words = match[0].strip().split(" ")
            found.append(" ".join(words))
            for length in (6, 7, 9):
                found += [
                    " ".join(words[start : start + length])
                    for start in range(0, len(words) - length + 1, 2)
                ]
    return list(dict.fromkeys(found))

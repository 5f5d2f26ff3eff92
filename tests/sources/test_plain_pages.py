"""Parts of a page in plain text, on invented pages of many makes.

All persons, outlets and events here are invented.
"""

from __future__ import annotations

from habeas.model import BlockKind
from tests.sources.reading import check_cover, kind_of, kinds, read_text, texts

NEWS_FEATURE = """Security

Ministry blocks visits to northern camps as families wait for word

Relatives of the missing say that no letter has been answered since spring.

Guards walk past the gate of a camp near Velsk on June 3, 2024. [Ingrid Halloran/AFP]
Guards walk past the gate of a camp near Velsk on June 3, 2024. [Ingrid Halloran/AFP]

By Tomas Verlinde |

The ministry has stopped all visits to three camps in the north. Lawyers called it unlawful.

Empty cells

"We stood at the gate for two days," the mother of a prisoner told Northern Review.

Was this article helpful?


Captcha *"""


def test_a_news_feature_is_cut_into_its_parts() -> None:
    document = read_text(NEWS_FEATURE)
    check_cover(document)
    assert kinds(document) == [
        BlockKind.SECTION_HEAD,
        BlockKind.TITLE,
        BlockKind.DECK,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.BYLINE,
        BlockKind.PARAGRAPH,
        BlockKind.SECTION_HEAD,
        BlockKind.PARAGRAPH,
        BlockKind.PAGE_NOISE,
        BlockKind.PAGE_NOISE,
    ]
    assert document.title == "Ministry blocks visits to northern camps as families wait for word"
    assert document.author == "Tomas Verlinde"


def test_the_credit_in_brackets_is_a_block_of_its_own_and_repeats_point_back() -> None:
    document = read_text(NEWS_FEATURE)
    captions = [i for i, block in enumerate(document.blocks) if block.kind is BlockKind.CAPTION]
    assert document.text_of(document.blocks[captions[0]]).endswith("June 3, 2024.")
    assert document.text_of(document.blocks[captions[0] + 1]) == "[Ingrid Halloran/AFP]"
    assert document.blocks[captions[1]].duplicate_of == captions[0]
    assert document.blocks[captions[0]].duplicate_of is None


def test_a_caption_printed_twice_without_a_credit_is_found_by_its_repetition() -> None:
    document = read_text(
        "Camp opened for a day\n\nOfficials led reporters through two empty halls on Monday.\n\n"
        "Reporters in the yard of the camp wait for the governor\n"
        "Reporters in the yard of the camp wait for the governor\n\n"
        "The governor did not come, and nobody was allowed to speak to the prisoners there.\n"
    )
    assert kinds(document)[2:4] == [BlockKind.CAPTION, BlockKind.CAPTION]
    assert document.blocks[3].duplicate_of == 2


def test_one_line_a_paragraph_without_blank_lines() -> None:
    document = read_text(
        "Doctors count new injuries at exchange\n"
        "Tuesday, 4 March 2025\n"
        "Doctors in Zaporizhzhia examined 31 men after the exchange. Most had lost weight.\n"
        "The chief doctor said nine of them had broken ribs that had not been treated.\n"
        "What the men say\n"
        "They were beaten at every roll call, three of them told the doctors on arrival.\n"
    )
    assert kinds(document) == [
        BlockKind.TITLE,
        BlockKind.BYLINE,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.SECTION_HEAD,
        BlockKind.PARAGRAPH,
    ]


def test_hard_wrapped_paragraphs_are_joined_and_keep_their_line_breaks() -> None:
    document = read_text(
        "Mission ends its visit without access\n"
        "\n"
        "The mission spent four days in the city and was not let into any of\n"
        "the three prisons that it had asked to see. On 14 May its head wrote\n"
        "to the minister and received no answer.\n"
        "\n"
        "A second visit is planned. The members of the mission said that they\n"
        "would ask again for the lists of those who are held without charge.\n"
    )
    assert kinds(document) == [BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
    assert "\nthe three prisons" in document.text_of(document.blocks[1])


def test_a_wrapped_line_may_begin_with_a_number() -> None:
    document = read_text(
        "The hospital register shows that the prisoner was brought in at night on\n"
        "11 January with burns on both hands, and that nobody asked him how they\n"
        "came about. The register was later shown to the court in a copy that was\n"
        "not signed by the head of the ward.\n"
    )
    assert kinds(document) == [BlockKind.PARAGRAPH]


def test_a_sentence_that_runs_on_after_a_blank_line_stays_as_printed() -> None:
    document = read_text(
        "Company answers the report\n\n"
        "The company denied the account of the former guard in a letter on Friday.\n\n"
        "It also stated that the man was a volunteer and has a\n\n"
        "personal interest in the matter that he did not declare.\n"
    )
    assert texts(document, BlockKind.PARAGRAPH)[1:] == [
        "It also stated that the man was a volunteer and has a",
        "personal interest in the matter that he did not declare.",
    ]


def test_a_pull_quote_is_words_that_stand_twice_and_the_name_below_is_its_credit() -> None:
    quote = "I was told that my family had moved away and that nobody would ask for me again."
    document = read_text(
        "Former prisoner speaks about three years in a cellar\n\nMonday, March 3, 2025\n\n"
        "Milada Korenova was held in a cellar for three years, she told the commission.\n\n"
        f"{quote}\n\nMilada Korenova\n\n{quote}\n\n"
        "The commission has heard eleven witnesses since the beginning of the year.\n"
    )
    assert texts(document, BlockKind.PULL_QUOTE) == [quote, quote]
    assert texts(document, BlockKind.CREDIT) == ["Milada Korenova"]
    first = kinds(document).index(BlockKind.PULL_QUOTE)
    assert document.blocks[first + 2].duplicate_of == first


def test_a_pull_quote_taken_from_a_longer_paragraph_leaves_the_paragraph_alone() -> None:
    document = read_text(
        "Exchange brings nineteen men home\n\n"
        "Nineteen men came home on Friday, and most of them were taken to a hospital at once.\n\n"
        "They never told us which town we were in, not once in a year\n\n"
        "— Danylo Verbytskyi, former prisoner\n\n"
        '"They never told us which town we were in, not once in a year," Verbytskyi said after '
        "the exchange. He had lost thirty kilograms.\n"
    )
    assert kind_of(document, "They never told us") is BlockKind.PULL_QUOTE
    assert kind_of(document, "— Danylo") is BlockKind.CREDIT
    assert kind_of(document, '"They never told us') is BlockKind.PARAGRAPH


def test_a_yearly_report_has_numbered_heads_and_no_byline() -> None:
    document = read_text(
        "Sovenia — 2023 Human Rights Report\n\nSection 1. Liberty\n\na. Enforced Disappearance\n\n"
        "In March, the commission registered 14 new cases of disappearance in the south.\n\n"
        "b. Secret Detention\n\n"
        "Former detainees described two unlisted places of detention near the border.\n\n"
        "Section 2. Fair Trial\n\nNo lawyer was admitted to the hearings in June, observers said.\n"
    )
    heads = texts(document, BlockKind.SECTION_HEAD)
    assert heads == [
        "Section 1. Liberty",
        "a. Enforced Disappearance",
        "b. Secret Detention",
        "Section 2. Fair Trial",
    ]
    assert len(texts(document, BlockKind.PARAGRAPH)) == 3


def test_numbered_paragraphs_are_running_text() -> None:
    document = read_text(
        "Findings of the visit\n\n"
        "1. The delegation visited two prisons and one remand centre in October.\n\n"
        "2. It interviewed 40 prisoners in private. Thirty-one of them alleged beatings.\n\n"
        "3. The authorities denied all allegations in their answer of 3 December.\n"
    )
    assert kinds(document) == [BlockKind.TITLE, *[BlockKind.PARAGRAPH] * 3]


def test_a_press_release_opens_with_letterhead_and_date() -> None:
    document = read_text(
        "STATE PRISON ADMINISTRATION\nPress office\n\n"
        "FOR IMMEDIATE RELEASE                 18 March 2024\n\n"
        "Administration rejects claims about punishment cells in Colony No. 12\n\n"
        "The Administration rejects the claims that were published on Saturday.\n"
    )
    assert texts(document, BlockKind.TITLE) == [
        "Administration rejects claims about punishment cells in Colony No. 12"
    ]
    assert document.publisher == "STATE PRISON ADMINISTRATION"
    assert texts(document, BlockKind.BYLINE)[0].endswith("18 March 2024")


def test_a_testimony_in_questions_and_answers() -> None:
    document = read_text(
        "Testimony no. 12\n\n"
        "Witness: Ales Harun (name changed), 37\nInterview: Lviv, 9 April 2024\n\n"
        "Q: Where were you held?\n\nIn the basement of a school. There were nine of us.\n\n"
        "Q: Did anybody visit you?\n\nNo. Nobody came until the day they let us go.\n"
    )
    assert texts(document, BlockKind.BYLINE) == [
        "Witness: Ales Harun (name changed), 37",
        "Interview: Lviv, 9 April 2024",
    ]
    assert all(text.startswith("Q:") for text in texts(document, BlockKind.SECTION_HEAD))
    assert len(texts(document, BlockKind.PARAGRAPH)) == 2


def test_a_short_answer_in_a_hearing_is_no_rating_box() -> None:
    document = read_text(
        "Record of the hearing\n\nThe judge asked whether the witness had been beaten.\n\nYes.\n\n"
        "The judge asked whether a doctor had been called to him that night.\n\nNo.\n"
    )
    assert kind_of(document, "Yes.") is BlockKind.PARAGRAPH
    assert kind_of(document, "No.") is BlockKind.PARAGRAPH


def test_a_russian_page_with_its_noise() -> None:
    document = read_text(
        "Новости\n\n"
        "Адвокаты сообщили о новых случаях избиений в колонии\n\n"
        "Автор: Мирон Залесский\n\n12 мая 2024 года, 14:30\n\n"
        "В колонии под Верхнереченском избили шестерых заключённых, сообщил их адвокат.\n\n"
        "Двор колонии под Верхнереченском. [Глеб Ланской/Север-Фото]\n\n"
        "Что говорят родственники\n\n"
        "«Нам не отвечают на письма с января», — рассказала сестра одного из них.\n\n"
        "Читайте также: Суд отказал в жалобе\n\nПоделиться в Telegram\n\n"
        "Подписывайтесь на наш канал\n\nКомментарии (14)\n"
    )
    check_cover(document)
    assert document.title == "Адвокаты сообщили о новых случаях избиений в колонии"
    assert document.author == "Мирон Залесский"
    assert texts(document, BlockKind.SECTION_HEAD) == ["Новости", "Что говорят родственники"]
    assert texts(document, BlockKind.CREDIT) == ["[Глеб Ланской/Север-Фото]"]
    assert len(texts(document, BlockKind.PAGE_NOISE)) == 4
    assert document.language == "ru"


def test_a_ukrainian_page_with_its_noise() -> None:
    document = read_text(
        "Родини зниклих безвісти прийшли до міністерства\n\n"
        "Текст: Орися Гнатенко\nОпубліковано: 3 червня 2024 року\n\n"
        "Близько сорока родин прийшли вимагати списків, які їм обіцяли ще взимку.\n\n"
        "Матері чекають біля входу до міністерства. Світлина: Левко Драган / Обрій\n\n"
        "«Ми не знаємо, де вони», — сказала Ганна, мати зниклого.\n\n"
        "Вам сподобалась стаття?\n\nПідписатися на розсилку\n\n© 2024 Обрій. Усі права захищені.\n"
    )
    check_cover(document)
    assert texts(document, BlockKind.CAPTION) == ["Матері чекають біля входу до міністерства."]
    assert texts(document, BlockKind.CREDIT) == ["Світлина: Левко Драган / Обрій"]
    assert len(texts(document, BlockKind.PAGE_NOISE)) == 3
    assert len(texts(document, BlockKind.PARAGRAPH)) == 2
    assert document.publisher == "Обрій"
    assert document.author == "Орися Гнатенко"


def test_words_of_a_witness_that_resemble_noise_stay_in_the_text() -> None:
    sentences = [
        "Мы в камере спали по очереди, потому что мест не хватало.",
        "Помогите нам найти сына, просили мы всех, кто мог ответить.",
        "Подпишись, сказали они, и тогда тебя перестанут бить.",
        "Использование пыток для получения информации запрещено законом.",
        "Share of those who were beaten rose to 62% in the second half of the year.",
        "Loading the bodies onto lorries took them the whole night.",
        "Terms of imprisonment were extended without a hearing.",
        "Comments by the minister were not published.",
        "Back to back, they sat on the floor until the morning came.",
    ]
    document = read_text("What was told to the commission\n\n" + "\n\n".join(sentences))
    assert texts(document, BlockKind.PARAGRAPH) == sentences


def test_names_in_a_list_are_no_section_heads() -> None:
    document = read_text(
        "The commission asks for news of the following persons:\n\n"
        "Orest Kovalyshyn\nMaksym Dzhura\nViktor Stelmakh\nIllia Borsuk\n\n"
        "Whoever has seen them since May is asked to write to the commission.\n"
    )
    assert BlockKind.SECTION_HEAD not in kinds(document)
    assert "Maksym Dzhura" in texts(document, BlockKind.PARAGRAPH)


def test_photo_credits_come_in_many_forms() -> None:
    for ending in (
        "(Photo: Petra Lindqvist)",
        "(Photo by Petra Lindqvist/Nordic Images)",
        "Photo: Petra Lindqvist / Nordic Images",
        "Photo by Petra Lindqvist",
        "© Petra Lindqvist",
        "/ Nordic Images",
        "[Petra Lindqvist/Nordic Images/AFP]",
        "(AP Photo/Petra Lindqvist)",
        "(Фото: Петра Линдквист)",
    ):
        document = read_text(
            "Court adjourns the case\n\nThe court in Tallsund adjourned the case again on Monday, "
            f"lawyers said.\n\nRelatives wait outside the court in Tallsund. {ending}\n\n"
            "No new date was named, and the accused stays in custody until further notice.\n"
        )
        assert texts(document, BlockKind.CAPTION) == [
            "Relatives wait outside the court in Tallsund."
        ], ending
        assert texts(document, BlockKind.CREDIT) == [ending]


def test_brackets_that_are_no_credit_stay_in_the_paragraph() -> None:
    for sentence in (
        'He wrote: "They beat us every morning [sic]."',
        "The text was shortened by the court [emphasis added].",
        "The agency (FSB) refused to answer the questions of the court (and of the lawyers).",
        "Nine of them were seen alive in the autumn [12].",
    ):
        document = read_text(
            f"A letter from the camp\n\n{sentence}\n\nThe lawyer read the letter aloud in court.\n"
        )
        assert BlockKind.CREDIT not in kinds(document), sentence


def test_rows_drawn_with_tabs_are_table_rows() -> None:
    document = read_text(
        "Bodies returned\n\nThe table was handed to the families on Friday by the morgue.\n\n"
        "Number\tReceived\tFinding\n1\t2024-03-02\tbroken ribs\n2\t2024-03-02\tnone\n"
    )
    assert len(texts(document, BlockKind.TABLE_ROW)) == 3


def test_markdown_heads_are_heads() -> None:
    document = read_text(
        "# Visit to the remand centre\n\n## First day\n\n"
        "We were shown two cells, and both of them had been painted the night before.\n",
        name="notes.md",
    )
    assert kinds(document) == [BlockKind.TITLE, BlockKind.SECTION_HEAD, BlockKind.PARAGRAPH]
    assert document.media_type == "text/markdown"


def test_a_text_of_one_line_is_a_paragraph() -> None:
    assert kinds(read_text("Three prisoners died in the camp in May")) == [BlockKind.PARAGRAPH]


def test_a_name_and_a_role_below_the_title_are_the_byline() -> None:
    document = read_text(
        "Prison deaths: what we know\nMarta Hellborg, Oslo correspondent\n"
        "Published 3 Jan 2024, 11:20 GMT · Updated 4 Jan 2024\n\n"
        "Eleven prisoners have died in the northern colony since 2022, relatives say.\n"
    )
    assert kinds(document)[:3] == [BlockKind.TITLE, BlockKind.BYLINE, BlockKind.BYLINE]
    assert document.author == "Marta Hellborg"


def test_a_path_through_the_menu_is_no_title() -> None:
    document = read_text(
        "Головна / Новини / Права людини\n\nСуд відклав розгляд справи втретє\n\n"
        "Суд у Вільшанці відклав розгляд справи на вересень, повідомила адвокатка.\n"
    )
    assert document.title == "Суд відклав розгляд справи втретє"


def test_captions_that_say_so() -> None:
    document = read_text(
        "Court adjourns the case\n\nThe court adjourned the case again on Monday, lawyers said.\n\n"
        "Image source, NORDFOTO\nImage caption, Relatives wait outside the court\n\n"
        "No new date was named, and the accused stays in custody until further notice.\n"
    )
    assert texts(document, BlockKind.CREDIT) == ["Image source, NORDFOTO"]
    assert texts(document, BlockKind.CAPTION) == ["Image caption, Relatives wait outside the court"]


def test_a_russian_court_paper_opens_with_place_and_date() -> None:
    document = read_text(
        "ПОСТАНОВЛЕНИЕ\nо прекращении уголовного дела\n\n"
        "г. Верхнереченск                     «12» марта 2024 г.\n\n"
        "Следователь, рассмотрев материалы дела о смерти Г. в изоляторе,\n\nУСТАНОВИЛ:\n\n"
        "9 января 2024 года в камере № 14 обнаружено тело Г., показал свидетель С.\n"
    )
    assert kind_of(document, "г. Верхнереченск") is BlockKind.BYLINE
    assert kind_of(document, "УСТАНОВИЛ:") is BlockKind.SECTION_HEAD
    assert kind_of(document, "9 января") is BlockKind.PARAGRAPH
    assert document.publication is not None
    assert str(document.publication.interval) == "2024-03-12"

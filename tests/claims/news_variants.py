"""News reports of one make-up with other names, outlets, dates, towns and sentence orders.

Every person is invented; towns, regions, outlets and bodies are real names used as words only.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

PEOPLE_M = ["Bohdan Yurchak", "Roman Velychko", "Serhii Kostiv", "Denys Pryluk", "Andrei Lazarenko"]
PEOPLE_F = ["Marta Hrynko", "Olha Savchyn", "Iryna Dobrovolska", "Nadia Kravets", "Elena Morozko"]
PHOTOGRAPHERS = ["Taras Dumych", "Lina Orlyk", "Petro Zadorozhny", "Hanna Bilous"]
AGENCIES = ["AFP", "Reuters", "AP", "Getty Images"]
CARRIERS = ["Ukrinform", "Hromadske", "Ukrainska Pravda", "Meduza", "Radio Liberty"]
STATE_CARRIERS = ["TASS", "RIA Novosti", "Interfax", "Kommersant"]
REGIONS = {
    "Sumy region": "Sumy Oblast",
    "Kharkov region": "Kharkiv Oblast",
    "Zhytomyr region": "Zhytomyr Oblast",
    "Rivne region": "Rivne Oblast",
    "Zaporizhia region": "Zaporizhzhia Oblast",
}
TOWNS = {
    "Bakhmut": "UA-14",
    "Kupiansk": "UA-63",
    "Toretsk": "UA-14",
    "Vovchansk": "UA-63",
    "Orikhiv": "UA-23",
}
PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, None)}
MONTHS = {"March": 3, "April": 4, "May": 5, "June": 6, "July": 7}
LAST_DAY = {3: 31, 4: 30, 5: 31, 6: 30, 7: 31}
SEASONS = {
    "spring": ("03-01", "05-31"),
    "summer": ("06-01", "08-31"),
    "fall": ("09-01", "11-30"),
    "autumn": ("09-01", "11-30"),
}
SHARES = {"60%": 0.6, "75%": 0.75, "90 percent": 0.9, "two thirds": 2 / 3}
TOLLS = {
    "more than 300": (300, "more_than"),
    "at least 120": (120, "at_least"),
    "nearly 90": (90, "nearly"),
}


@dataclass(frozen=True)
class Variant:
    """A generated report with what must be found in it."""

    text: str
    photographer: str
    agency: str
    region: str
    town: str
    town_code: str
    part_of_month: tuple[str, str]
    season: tuple[str, str]
    share: float
    toll: tuple[int, str]
    spokesperson: str
    spokesperson_carrier: str
    relative_carrier: str
    expert: str
    expert_outlet: str
    author: str


def make_variant(seed: int) -> Variant:
    """The report of one seed: the same seed, the same report."""
    draw = random.Random(seed)  # noqa: S311 - a seeded draw for test texts, no secret
    captive = draw.choice(PEOPLE_M)
    expert, doctor, spokesperson = draw.sample(PEOPLE_F, 3)
    author = draw.choice(["Vira Lototska", "Mykhailo Tsap"])
    photographer, agency = draw.choice(PHOTOGRAPHERS), draw.choice(AGENCIES)
    region_printed, region = draw.choice(sorted(REGIONS.items()))
    town, town_code = draw.choice(sorted(TOWNS.items()))
    month_name, month = draw.choice(sorted(MONTHS.items()))
    part = draw.choice(sorted(PARTS))
    first, last = PARTS[part]
    part_words = f"In {part} {month_name}" if part != "mid" else f"In mid-{month_name}"
    season_name = draw.choice(sorted(SEASONS))
    season_year = draw.choice([2021, 2022, 2023])
    share_words, share = draw.choice(sorted(SHARES.items()))
    toll_words, toll = draw.choice(sorted(TOLLS.items()))
    carrier, outlet = draw.sample(CARRIERS, 2)
    state_carrier = draw.choice(STATE_CARRIERS)
    first_name = captive.split()[0]

    caption = (
        f"Freed serviceman {first_name} (L), 31, hugs his mother after a prisoner swap in the "
        f"{region_printed} on April 12, 2025. [{photographer}/{agency}]"
    )
    law = (
        f"{part_words}, the head of government signed the decree that starts the exit. On "
        f"August 20, the lower house voted for the bill."
    )
    captured = f"He and four other soldiers were taken prisoner near {town}."
    relative = (
        '"They kept him in a garage. He cut the wire with a nail," '
        f"{first_name}'s wife told {carrier}."
    )
    shares = (
        f"In February, the head of the regional forensic bureau, {doctor}, revealed that "
        f"{share_words} of returned bodies showed signs of torture."
    )
    last_visit = (
        f"The committee's last visit to Russia was in {season_name} {season_year}, lawyer {expert} "
        f'told {outlet}. No monitors have come since. "They do not want witnesses," she said.'
    )
    denial = (
        f"In July, ministry spokesperson {spokesperson} said the decision would not cause "
        f'any harm to the public. "We remain committed to human rights," she said, as cited by '
        f"{state_carrier}."
    )
    deaths = (
        f"A Reuters investigation published in June 2025 found that {toll_words} prisoners of war "
        f"have died in custody, citing beatings and hunger."
    )
    paragraphs = [captured, relative, shares]
    order = [last_visit, denial, deaths]
    draw.shuffle(order)
    text = "\n\n".join(
        [
            "Rights",
            "Captives return with scars as parliament votes to leave treaty",
            "If the exit goes through, no inspector will see the prisons again.",
            f"{caption}\n{caption}",
            f"By {author} |",
            "Parliament is about to leave the convention, removing the last outside check.",
            law,
            "Torture of prisoners",
            f"Ukrainian outlet {carrier} in May published an account of the torture of {captive}.",
            *paragraphs,
            "No witnesses",
            *order,
            "Do you like this article?",
            "Captcha *",
        ]
    )
    end = last or LAST_DAY[month]
    return Variant(
        text + "\n",
        photographer,
        agency,
        region,
        town,
        town_code,
        (f"2025-{month:02d}-{first:02d}", f"2025-{month:02d}-{end:02d}"),
        (f"{season_year}-{SEASONS[season_name][0]}", f"{season_year}-{SEASONS[season_name][1]}"),
        share,
        toll,
        spokesperson,
        state_carrier,
        carrier,
        expert,
        outlet,
        author,
    )

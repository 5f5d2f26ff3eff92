"""Splink 5 on the columns as they are printed: what a careful user of its tutorial would set.

    python run_splink.py --in FILE.parquet --out persons.csv [--pairs PAIRS.parquet]
        [--settings tutorial|rich|events] [--thresholds P,…] [--once-per-list LIST,…]

Runs in an environment of its own. Names, birth date and region are compared by Splink's ready-made
comparisons (the year of birth by one of its levels). `tutorial` blocks on two rules, `rich` on
eight; `events` also compares dates of capture and blocks on their month, the best found for it.
Training is by expectation maximisation, without labels. `--pairs` writes every scored pair, so
that the benchmark can pick the best threshold with the truth. `--once-per-list` clusters by single
best links, with at most one record a person from each list named. The first threshold's persons go
to `--out`, a further one's to `persons.<threshold>.csv`.
"""

# The peer is in an environment of its own, not in the project's.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.splink_dataframe import SplinkDataFrame

# An empty text is nothing said; case says nothing. Whole dates of birth are brought to one form,
# and the year stands beside them: the ready-made comparison of dates reads whole dates.
READ = """
create table printed as select
  unique_id, source as source_dataset,
  nullif(lower(surname), '') as surname, nullif(lower(given), '') as given,
  nullif(lower(patronymic), '') as patronymic, nullif(lower(name), '') as name,
  strftime(try_strptime(dob, ['%Y-%m-%d', '%d.%m.%Y', '%d/%m/%Y']), '%Y-%m-%d') as dob,
  nullif(regexp_extract(dob, '(19|20)[0-9][0-9]'), '') as birth_year,
  nullif(region, '') as region,
  case when event = 'captured' then nullif(event_date, '') end as captured
from '{path}'
"""

BLOCKING = {
    "tutorial": [block_on("surname", "given"), block_on("dob")],
    "rich": [
        block_on("surname", "given"),
        block_on("dob"),
        block_on("surname", "birth_year"),
        block_on("surname", "patronymic"),
        block_on("given", "patronymic", "birth_year"),
        block_on("substr(surname, 1, 5)", "given"),
        block_on("substr(surname, 1, 4)", "substr(given, 1, 1)", "birth_year"),
        block_on("patronymic", "birth_year", "region"),
    ],
}
BLOCKING["events"] = [*BLOCKING["rich"], block_on("substr(captured, 1, 7)", "birth_year")]


def born() -> object:
    """A whole date against a whole date, else the years: year-only dates are common here."""
    return cl.CustomComparison(
        output_column_name="dob",
        comparison_levels=[
            cll.NullLevel("birth_year"),
            cll.ExactMatchLevel("dob"),
            cll.LevenshteinLevel("dob", 1),
            cll.And(
                cll.ExactMatchLevel("birth_year"), cll.CustomLevel("dob_l is null or dob_r is null")
            ),
            cll.ExactMatchLevel("birth_year"),
            cll.CustomLevel("abs(birth_year_l::int - birth_year_r::int) <= 1"),
            cll.ElseLevel(),
        ],
    )


def comparisons(settings: str) -> list[object]:
    """Splink's ready-made comparisons of these columns; its own ready-made one has no year."""
    dates = cl.DateOfBirthComparison("dob", input_is_string=True)
    names = [cl.NameComparison("given"), cl.NameComparison("surname")]
    region = cl.ExactMatch("region")
    if settings == "tutorial":
        return [*names, dates, region]
    rich = [*names, cl.NameComparison("patronymic"), born(), region]
    if settings == "events":
        captured = cl.AbsoluteDateDifferenceAtThresholds(
            "captured",
            input_is_string=True,
            metrics=["day", "day", "day"],
            thresholds=[6, 15, 30],
        )
        return [*rich, captured]
    return rich


def clustered(
    linker: Linker, pairs: SplinkDataFrame, once: list[str], threshold: float
) -> SplinkDataFrame:
    """Who is one person at this threshold; with `once`, at most one record from each such list."""
    if once:
        return linker.clustering.cluster_using_single_best_links(
            pairs, duplicate_free_datasets=once, threshold_match_probability=threshold
        )
    return linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=threshold
    )


def write_persons(
    connection: duckdb.DuckDBPyConnection, clusters: SplinkDataFrame, path: str
) -> None:
    """A row for each record: its id and its person."""
    connection.execute(
        f"copy (select unique_id, cluster_id as person_id from {clusters.physical_name}) "  # noqa: S608 - a table of Splink
        f"to '{path}' (header, delimiter ',')"
    )


def main() -> None:
    """Resolve one file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--in", dest="path", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--pairs")
    parser.add_argument("--settings", default="rich", choices=sorted(BLOCKING))
    parser.add_argument("--thresholds", default="0.5")
    parser.add_argument("--least", type=float, default=-10.0, help="least match weight kept")
    parser.add_argument("--once-per-list", default="")
    chosen = parser.parse_args()
    once = [each for each in chosen.once_per_list.split(",") if each]
    started = time.perf_counter()

    connection = duckdb.connect()
    api = DuckDBAPI(connection=connection)
    connection.execute(READ.format(path=chosen.path.replace("'", "''")))
    if once:
        lists = [
            row[0]
            for row in connection.sql(
                "select distinct source_dataset from printed order by 1"
            ).fetchall()
        ]
        people = [
            api.register(
                connection.sql(
                    f"select * from printed where source_dataset = '{each}'"  # noqa: S608 - our lists
                ),
                dataset_display_name=each,
            )
            for each in lists
        ]
    else:
        people = api.register(connection.table("printed"), dataset_display_name="people")
    linker = Linker(
        people,
        SettingsCreator(
            link_type="link_and_dedupe" if once else "dedupe_only",
            comparisons=comparisons(chosen.settings),
            blocking_rules_to_generate_predictions=BLOCKING[chosen.settings],
            source_dataset_column_name="source_dataset",
        ),
        log_level=40,
    )
    linker.training.estimate_probability_two_random_records_match(
        [block_on("surname", "given", "dob")], recall=0.3
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("surname", "given"), block_on("dob")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=1e6)
    trained = time.perf_counter()
    pairs = linker.inference.predict(threshold_match_weight=chosen.least)
    scored = time.perf_counter()
    first, *further = [float(each) for each in chosen.thresholds.split(",")]
    write_persons(connection, clustered(linker, pairs, once, first), chosen.out)
    done = time.perf_counter()
    count = connection.sql(f"select count(*) from {pairs.physical_name}").fetchall()[0][0]  # noqa: S608 - a table of Splink
    for threshold in further:
        out = str(Path(chosen.out).with_suffix(f".{threshold}.csv"))
        write_persons(connection, clustered(linker, pairs, once, threshold), out)
    if chosen.pairs:
        connection.execute(
            f"copy (select unique_id_l as left, unique_id_r as right, match_weight as score "  # noqa: S608 - a table of Splink
            f"from {pairs.physical_name}) to '{chosen.pairs}' (format parquet)"
        )
    print(
        json.dumps(
            {
                "pairs": count,
                "settings": chosen.settings,
                "train_seconds": trained - started,
                "predict_seconds": scored - trained,
                "cluster_seconds": done - scored,
                "seconds": done - started,
            }
        )
    )


if __name__ == "__main__":
    main()

"""Splink's weights of pairs whose levels of agreement are already known, from given m and u.

    python weigh_codes.py FOLDER

Runs in an environment of its own. FOLDER holds `left.parquet` and `right.parquet`, one row a pair:
`pair`, and for each feature its level `F` (0: nothing said) and the share `F_value` of the value
agreed on, as text; and `levels.json`: for each feature its [level, m, u, weight of the share].
Writes `weights.parquet`: `pair`, `match_weight` (log2 of the odds at even prior odds).
"""

# The peer is in an environment of its own, not in the project's.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on


def comparison(feature: str, levels: list[tuple[int, float, float, float]]) -> object:
    """A comparison of one feature: a level for each code, with m and u given."""
    made = [cll.CustomLevel(f"{feature}_l = 0", "nothing said").configure(is_null_level=True)]
    for code, m, u, weight in levels:
        level = cll.CustomLevel(f"{feature}_l = {code}", f"level {code}")
        known: dict[str, object] = {"m_probability": m, "u_probability": u}
        if weight:
            known |= {
                "tf_adjustment_column": f"{feature}_value",
                "tf_adjustment_weight": weight,
                "disable_tf_exact_match_detection": True,
            }
        made.append(level.configure(**known))
    return cl.CustomComparison(output_column_name=feature, comparison_levels=made)


def main() -> None:
    """Weigh the pairs of one folder."""
    folder = Path(sys.argv[1])
    levels = json.loads((folder / "levels.json").read_text())
    connection = duckdb.connect()
    api = DuckDBAPI(connection=connection)
    sides = [
        api.register(
            connection.read_parquet(str(folder / f"{side}.parquet")),
            dataset_display_name=f"{side}_side",
        )
        for side in ("left", "right")
    ]
    linker = Linker(
        sides,
        SettingsCreator(
            link_type="link_only",
            unique_id_column_name="pair",
            comparisons=[comparison(feature, each) for feature, each in levels.items()],
            blocking_rules_to_generate_predictions=[block_on("pair")],
            probability_two_random_records_match=0.5,
        ),
        log_level=40,
    )
    for feature, each in levels.items():
        if any(weight for *_, weight in each):
            column = f"{feature}_value"
            both = " union ".join(
                f"select {column} from read_parquet('{folder / side}.parquet')"  # noqa: S608 - our own folder
                for side in ("left", "right")
            )
            shares = connection.sql(
                f"select {column}, {column}::double as tf_{column} from ({both})"  # noqa: S608 - our own columns
                f" where {column} is not null"
            )
            table = api.register(shares.to_arrow_table(), dataset_display_name=f"tf_{column}")
            linker.table_management.register_term_frequency_lookup(table, column)
    found = linker.inference.predict()
    connection.execute(
        f"copy (select pair_l as pair, match_weight from {found.physical_name})"  # noqa: S608 - a table of Splink
        f" to '{folder}/weights.parquet' (format parquet)"
    )


if __name__ == "__main__":
    main()

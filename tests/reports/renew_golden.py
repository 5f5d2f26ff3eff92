"""Write the golden dossier anew: python -m tests.reports.renew_golden."""

from habeas.reports import render_html
from tests.reports.invented import case
from tests.reports.test_dossier_page import GOLDEN

if __name__ == "__main__":
    GOLDEN.write_bytes(render_html(case()))
    print(f"wrote {GOLDEN}")

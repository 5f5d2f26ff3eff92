"""A process to be killed: `python -m tests.pipeline.importer CASE FOLDER`.

It prints the name of each input once it is dealt with: what it printed was acknowledged.
"""

from __future__ import annotations

import sys
from pathlib import Path

from habeas.pipeline import Step, add
from habeas.store import CaseStore
from tests.pipeline.making import ONE_PROCESS, PASSPHRASE


def tell(step: Step) -> None:
    print(step.untrusted_name, flush=True)


def main(case: str, folder: str) -> None:
    with CaseStore.open(case, passphrase=PASSPHRASE) as store:
        print("opened", flush=True)
        add(store, [Path(folder)], settings=ONE_PROCESS, progress=tell)
        print("finished", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

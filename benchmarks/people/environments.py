"""Environments that benchmarks make for themselves, outside the project's own.

Each is made once by uv from a `requirements.txt` with hashes and kept in a cache folder
(HABEAS_BENCHMARK_CACHE, else `habeas-benchmarks` in the user's cache) under the file's digest.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PEERS = HOUSE / "benchmarks" / "peers"
GENERATOR = HOUSE / "benchmarks" / "people"


def cache_folder() -> Path:
    """Where environments are kept."""
    named = os.environ.get("HABEAS_BENCHMARK_CACHE")
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(named) if named else caches / "habeas-benchmarks"


def python_of(folder: Path) -> Path:
    """The interpreter of the environment that `folder`/requirements.txt describes, made if new.

    Ends the run with what to do where uv is missing or a package cannot be had.
    """
    requirements = folder / "requirements.txt"
    digest = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()[:12]
    environment = cache_folder() / f"{folder.name}-{digest}"
    python = environment / "bin" / "python"
    ready = environment / "ready"
    if ready.exists():
        return python
    uv = HOUSE / ".tools" / "bin" / "uv"
    program = str(uv) if uv.exists() else shutil.which("uv")
    if program is None:
        sys.exit("uv is not here: `make install` brings it")
    print(f"making an environment for {folder.name} in {environment}", file=sys.stderr)
    making = (
        [program, "venv", "--quiet", "--allow-existing", "--python", sys.executable, environment],
        [program, "pip", "sync", "--quiet", "--require-hashes", "--python", python, requirements],
    )
    for command in making:
        if subprocess.run([str(part) for part in command], check=False).returncode:
            sys.exit(f"no environment for {folder.name}; without it, leave it out of --peers")
    ready.touch()
    return python

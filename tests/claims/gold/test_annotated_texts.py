"""What the gate measures with must be what the annotators wrote."""

import subprocess
import sys
from pathlib import Path

BUILD = Path(__file__).parent / "build.py"


def test_the_gold_lines_are_those_that_the_annotations_say() -> None:
    done = subprocess.run([sys.executable, BUILD, "--check"], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr

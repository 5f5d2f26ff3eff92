"""The command line: it parses, calls and shows, and nothing else."""


def main() -> None:
    """Run `habeas` and end the process with its exit code."""
    # Imported here: Ctrl-C while modules still load must end in one line as well.
    try:
        from habeas.cli.entry import run

        raise SystemExit(run())
    except KeyboardInterrupt:
        _stop()


def _stop() -> None:
    import os
    import sys

    print("habeas: stopped; nothing that was acknowledged is lost", file=sys.stderr, flush=True)
    # Not SystemExit: a second Ctrl-C while the interpreter winds down would print a traceback.
    os._exit(130)

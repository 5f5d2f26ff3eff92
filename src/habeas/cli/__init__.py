"""The command line: it parses, calls and shows, and nothing else."""


def main() -> None:
    """Run `habeas` and end the process with its exit code."""
    # Imported here: Ctrl-C while modules still load must end in one line as well.
    try:
        from habeas.cli.entry import run

        code = run()
    except KeyboardInterrupt:
        import sys

        print("habeas: stopped; nothing that was acknowledged is lost", file=sys.stderr)
        code = 130
    raise SystemExit(code)

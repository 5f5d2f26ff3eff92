"""`python -m habeas`: the same as the command `habeas`."""

from habeas.cli import main

if __name__ == "__main__":
    main()

#!/bin/sh
# Put the pinned installer (uv) into .tools, with nothing but a Python >= 3.11 on the machine.
# Usage: tools/bootstrap.sh [PYTHON]; the Python that was chosen is written to .tools/python.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'habeas: %s\n' "$*" >&2; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

chosen=
for candidate in ${1:-python3 python3.11 python3.12 python3.13 python3.14}; do
    if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
        chosen=$candidate
        break
    fi
done
if [ -z "$chosen" ]; then
    say "no Python >= 3.11 found (looked for: ${1:-python3, python3.11 … python3.14});" \
        "install one (Debian: apt-get install python3, macOS: brew install python@3.13) or run: make PYTHON=/path/to/python3 install"
    exit 1
fi

# Debian keeps the module that makes environments in a package of its own.
if ! "$chosen" -c 'import ensurepip, venv' 2>/dev/null; then
    tools/system_package.sh python3-venv || exit 1
    if ! "$chosen" -c 'import ensurepip, venv' 2>/dev/null; then
        say "$chosen has no ensurepip; install the venv package of this very Python" \
            "(Debian: apt-get install $("$chosen" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'))"
        exit 1
    fi
fi

rm -rf .tools/bin .tools/lib .tools/lib64 .tools/include .tools/pyvenv.cfg
"$chosen" -m venv .tools
.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/uv.txt
"$chosen" -c 'import sys; print(sys.executable)' > .tools/python

#!/bin/sh
# Install one package of the operating system where that needs no question, else say what to do.
# Usage: tools/system_package.sh NAME (age, binutils, bubblewrap, chromium, default-jre-headless,
# gcc, libc6-dev, libharfbuzz-subset0, libpangoft2-1.0-0, libreoffice-writer-nogui, openssl,
# poppler-utils, python3-venv, sqlite3, strace, unzip)
set -eu
package=$1

case $package in
chromium) commands="chromium chromium-browser google-chrome" ;;
default-jre-headless) commands=java ;;
python3-venv) commands= ;;
bubblewrap) commands=bwrap ;;
poppler-utils) commands=pdftotext ;;
binutils) commands=strings ;;
libreoffice-writer-nogui) commands=soffice ;;
libharfbuzz-subset0 | libpangoft2-1.0-0)
    # What WeasyPrint draws PDF files with; other systems bring both with Pango.
    if ! command -v dpkg >/dev/null 2>&1 || dpkg -s "$package" >/dev/null 2>&1; then exit 0; fi
    commands=
    ;;
libc6-dev) test ! -e /usr/include/stdio.h || exit 0; commands= ;;
*) commands=$package ;;
esac
for command in $commands; do
    if command -v "$command" >/dev/null 2>&1; then exit 0; fi
done

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    # The lists may be old or absent, so a refused install is tried again after an update.
    if apt-get install -y --no-install-recommends "$package" >"$log" 2>&1 ||
        { apt-get update >"$log" 2>&1 && apt-get install -y --no-install-recommends "$package" >"$log" 2>&1; }; then
        rm -f "$log"
        exit 0
    fi
    tail -n 3 "$log" >&2
    rm -f "$log"
fi
case "$(uname -s)" in
Darwin) advice="brew install ${package}" ;;
*) advice="sudo apt-get install ${package}" ;;
esac
printf 'habeas: the system package %s is missing; install it with: %s\n' "$package" "$advice" >&2
exit 1

#!/bin/sh
# Runs a program for Windows under Wine, with a Windows of its own next to the program.
#
#     wine.sh x86_64|i686 PROGRAM [ARGUMENT ...]
#     wine.sh x86_64|i686 check             whether there is a Wine that runs such programs
#     wine.sh x86_64|i686 begin FOLDER      makes the Windows for the programs of that folder
#     wine.sh x86_64|i686 end FOLDER        stops what still runs in it, and removes it
#
# Where there is no Wine for it, that is said, and the exit code is 77.
set -eu
architecture=$1
shift

# The first of the commands that is there; Debian keeps Wine's loaders out of the path.
first_of() {
    for name in "$@"; do
        if command -v "$name"; then return; fi
    done
}

if [ "$architecture" = x86_64 ]; then
    wine=$(first_of wine64 /usr/lib/wine/wine64)
    lacking='Wine is not installed (Debian: wine64)'
else
    wine=$(first_of /usr/lib/wine/wine)
    lacking='no Wine for 32-bit programs is installed (Debian: wine32, of the architecture i386)'
fi
if [ -z "$wine" ]; then
    echo "$lacking"
    exit 77
fi

use_windows_of() { # FOLDER
    export WINEPREFIX="$1/windows-for-tests"
    # No messages of Wine's own, and no offer to fetch what .NET and HTML need.
    export WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
}

case $1 in
    check) "$wine" --version ;;
    begin)
        use_windows_of "$2"
        "$wine" wineboot --init
        ;;
    end)
        use_windows_of "$2"
        server=$(first_of wineserver /usr/lib/wine/wineserver)
        [ -z "$server" ] || "$server" --kill || true
        rm -rf "$WINEPREFIX"
        ;;
    *)
        use_windows_of "$(dirname "$1")"
        exec "$wine" "$@"
        ;;
esac

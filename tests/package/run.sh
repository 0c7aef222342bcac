#!/usr/bin/env bash
# Installs what is missing, packs the program that the tests have built, and runs the tests of the package.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ "$(id -u)" != 0 ]; then
    echo "run.sh: making and booting a root needs root" >&2
    exit 1
fi
missing=()
command -v debootstrap >/dev/null || missing+=(debootstrap)
command -v systemd-nspawn >/dev/null || missing+=(systemd-container)
command -v lintian >/dev/null || missing+=(lintian)
command -v curl >/dev/null || missing+=(curl)
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}" >&2
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

PACKAGE=$(packaging/deb.sh dev "${CARGO_TARGET_DIR:-target}")
export PACKAGE
exec python3 -m unittest discover --verbose --start-directory tests/package --pattern 'test_*.py'

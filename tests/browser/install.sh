#!/usr/bin/env bash
# Installs what the browser tests need and is not there yet: Chromium, a serif font and two packages from npm.
# `install.sh screens` also installs what makes the pictures small. Quick where nothing is missing.
set -euo pipefail
cd "$(dirname "$0")"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else
        echo "install.sh: neither root nor sudo; install these yourself: $*" >&2
        exit 1
    fi
}

missing=()
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || missing+=(chromium)
fc-list 2>/dev/null | grep -qi liberation || missing+=(fontconfig fonts-liberation)
if [ "${1:-}" = screens ]; then
    command -v pngquant >/dev/null || missing+=(pngquant)
fi

if [ ${#missing[@]} -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        echo "install.sh: install these first: ${missing[*]}" >&2
        exit 1
    fi
    echo "installing ${missing[*]}"
    as_root apt-get -o DPkg::Lock::Timeout=900 update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=900 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

node_version=$(node --version)
major=${node_version#v}
major=${major%%.*}
if [ "$major" -lt 20 ]; then
    echo "install.sh: node is $node_version, and playwright-core needs 20 or newer (https://nodejs.org)" >&2
    exit 1
fi

# npm notes in its own lock file what it has installed; the copy tells for which lock file of ours that was.
if ! cmp -s package-lock.json node_modules/.installed-for; then
    npm ci --silent
    cp package-lock.json node_modules/.installed-for
fi

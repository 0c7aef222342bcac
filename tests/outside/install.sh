#!/usr/bin/env bash
# Installs the programs that the tests open our files with, where they are missing: Python packages in an environment of
# their own under the build folder, LibreOffice Calc, R with its JSON package, curl, shells, readers of manual pages, and
# what operators put before and beside the server: nginx, Caddy, promtool. Quick where nothing is missing.
# Prints the environment's Python as its last line.
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
command -v curl >/dev/null || missing+=(curl)
command -v nginx >/dev/null || missing+=(nginx-light)
command -v caddy >/dev/null || missing+=(caddy)
command -v promtool >/dev/null || missing+=(prometheus)
command -v openssl >/dev/null || missing+=(openssl)
command -v soffice >/dev/null || missing+=(libreoffice-calc)
command -v Rscript >/dev/null || missing+=(r-base-core)
Rscript -e 'quit(status = !requireNamespace("jsonlite", quietly = TRUE))' 2>/dev/null || missing+=(r-cran-jsonlite)
for program in zsh fish groff mandoc; do
    command -v "$program" >/dev/null || missing+=("$program")
done
command -v man >/dev/null || missing+=(man-db)
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)

if [ ${#missing[@]} -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        echo "install.sh: install these first: ${missing[*]}" >&2
        exit 1
    fi
    echo "installing ${missing[*]}" >&2
    as_root apt-get -o DPkg::Lock::Timeout=900 update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=900 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

environment=$(realpath -m "${CARGO_TARGET_DIR:-../../target}")/outside
if ! cmp -s requirements.txt "$environment/installed-for.txt"; then
    python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement requirements.txt
    cp requirements.txt "$environment/installed-for.txt"
fi
echo "$environment/bin/python"

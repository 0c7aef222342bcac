#!/usr/bin/env bash
# Makes the Debian package from a program that is built already.
#
#   packaging/deb.sh release TARGET-DIR     what `make deb` hands out
#   packaging/deb.sh dev TARGET-DIR         the program that the tests have built: large, and the same in all else
#
# Prints the package's path as its last line.
set -euo pipefail
cd "$(dirname "$0")/.."

profile=$1
target=$(realpath "$2")
folder=$profile
[ "$profile" = dev ] && folder=debug

cargo deb --version >/dev/null 2>&1 || cargo install --quiet --locked --debug cargo-deb >&2

stage=target/package
rm -rf "$stage"
DESTDIR=$PWD/$stage PREFIX=/usr SYSCONFDIR=/etc COMPRESS_MAN=yes BINARY=$target/$folder/paragraf packaging/install.sh

version=$(cargo metadata --no-deps --format-version 1 --offline |
    python3 -c 'import json, sys; print(next(p["version"] for p in json.load(sys.stdin)["packages"] if p["name"] == "paragraf-cli"))')
documents=$stage/usr/share/doc/paragraf
gzip --best --no-name --stdout CHANGELOG.md >"$documents/changelog.gz"
# Under the names that packages have for these.
sed -i -e 's|](CHANGELOG.md)|](changelog.gz)|g' -e 's|](LICENSE-[A-Z]*)|](copyright)|g' "$documents"/*.md

# The same commit gives the same package.
seconds=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH=$seconds
cat >"$stage/changelog" <<TEXT
paragraf ($version-1) unstable; urgency=medium

  * What a user notices is told in CHANGELOG.md.

 -- The Paragraf founders <paragraf@localhost>  $(LC_ALL=C date --utc --date="@$seconds" '+%a, %d %b %Y %H:%M:%S +0000')
TEXT

options=(--no-build --package paragraf-cli --output "$PWD/target/debian/")
[ "$profile" = release ] || options+=(--no-strip --profile "$profile" --fast)
mkdir -p target/debian
CARGO_TARGET_DIR=$target cargo deb --quiet "${options[@]}" | tail -1

#!/bin/sh
# Installs the engines that `make bench-peers` measures beside Paragraf, all from Debian 12. Does nothing where they are
# there. The database server that Debian starts for everybody is left alone: the bench runs one of its own.
set -eu
packages="postgresql-15 postgresql-client-15 python3-psycopg2 python3-xapian poppler-utils"
missing=""
for package in $packages; do
    status=$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
as_root apt-get update -q
# No cluster is made for the whole machine by this: what the server's package brings is enough.
# shellcheck disable=SC2086 # A list of names.
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing

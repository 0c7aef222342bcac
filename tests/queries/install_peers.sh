#!/bin/sh
# Installs the engines that `make quality` compares search with: Debian packages, and a database without a network.
set -eu
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
as_root apt-get update -q
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends postgresql python3-xapian

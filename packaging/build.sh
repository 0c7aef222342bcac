#!/usr/bin/env bash
# Builds the program as it is handed out: in release form, for the machine at hand, and without any path of this machine
# in it (panics name the place in the source where they began). Other flags build every crate anew, so this has a folder
# of its own: target/dist.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo_home=${CARGO_HOME:-$HOME/.cargo}
map="--remap-path-prefix=$cargo_home/registry/src=/cargo --remap-path-prefix=$PWD=/paragraf"
export RUSTFLAGS="${RUSTFLAGS:-} $map"
# SQLite is C.
export CFLAGS="${CFLAGS:-} -ffile-prefix-map=$cargo_home/registry/src=/cargo -ffile-prefix-map=$PWD=/paragraf"
target=${CARGO_TARGET_DIR:-target}/dist
cargo build --locked --release --package paragraf-cli --target-dir "$target"

for place in "$PWD" "$cargo_home"; do
    if grep --text --quiet --fixed-strings "$place/" "$target/release/paragraf"; then
        echo "build.sh: the program names $place/; see what --remap-path-prefix missed" >&2
        exit 1
    fi
done

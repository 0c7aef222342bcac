#!/bin/bash
# Draws flame graphs of the way in (parsing apart, records to archive and index, the whole way) and of the way out (the mix over
# HTTP, the search alone): profile.sh PARAGRAPHS FOLDER [PROGRAM BENCH].
# Everything is compiled with frame pointers, so that stacks are cheap to take and complete; the first time takes long.
set -euo pipefail
paragraphs=$1 folder=$2
here=$(cd "$(dirname "$0")/../.." && pwd)
flames=$here/docs/flames
target=${CARGO_TARGET_DIR:-$here/target}
cd "$here"

command -v perf >/dev/null || { echo "perf is missing: apt install linux-perf" >&2; exit 1; }
command -v inferno-flamegraph >/dev/null || cargo install --quiet --locked inferno
if [ $# -ge 4 ]; then
    program=$(realpath "$3") bench=$(realpath "$4")
else
    RUSTFLAGS="-C force-frame-pointers=yes" CFLAGS="-fno-omit-frame-pointer" \
        cargo build --quiet --profile profiling --package paragraf-cli --package paragraf-bench
    program=$target/profiling/paragraf bench=$target/profiling/paragraf-bench
fi
data=$("$bench" step data-set --paragraphs "$paragraphs" --folder "$folder")

work=$(mktemp --directory)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
archive=(--data "$work/data" --index "$work/index")

# Names without their hashes and generic arguments, and nothing that no eye would find: the picture stays small.
draw() { # NAME TITLE
    perf script --input "$work/$1" 2>/dev/null | inferno-collapse-perf | sed -E 's/<[^;<>]*>//g' |
        inferno-flamegraph --minwidth 0.4 --title "$2" >"$flames/$1.svg"
    rm "$work/$1"
}

record() { # NAME FREQUENCY COMMAND…
    perf record --quiet --freq "$2" --call-graph fp --output "$work/$1" -- "${@:3}" >/dev/null
}

mkdir -p "$flames"
record parse 199 "$bench" step parse --data-set "$data" --threads 1 --most "$paragraphs"
draw parse "text files to records, one thread, $paragraphs paragraphs"
record load 199 "$bench" step load --data-set "$data" --archive "$work/loaded"
draw load "records to archive and index, $paragraphs paragraphs"
record alone 499 "$bench" step search --data-set "$data" --archive "$work/loaded"
draw alone "the search alone, the mix of queries over $paragraphs paragraphs, twice"
rm -r "$work/loaded"
record ingest 199 "$program" "${archive[@]}" ingest "$data/minutes"
draw ingest "paragraf ingest, $paragraphs paragraphs"

"$program" "${archive[@]}" serve --listen 127.0.0.1:0 >"$work/said" 2>/dev/null &
server=$!
until address=$(grep --only-matching --max-count=1 --perl-regexp 'http://\K[0-9.:]+' "$work/said"); do sleep 0.1; done
perf record --quiet --freq 499 --call-graph fp --output "$work/search" --pid "$server" &
recording=$!
sleep 1
"$bench" step ask --data-set "$data" --server "$address"
kill -INT "$recording"
wait "$recording" || true
draw search "paragraf serve, the mix of queries over $paragraphs paragraphs"
ls -l "$flames"

#!/bin/bash
# What `make bench-peers` runs: PDFs beside `pdftotext` where there are some, then paragraphs beside other engines.
# peers.sh PARAGRAPHS FOLDER PDFS
set -euo pipefail
paragraphs=$1 folder=$2 pdfs=$3
cd "$(dirname "$0")/../.."
programs=${CARGO_TARGET_DIR:-target}/release
tests/bench/install.sh
# Both at once, as `make bench` does: each alone would choose other features of the dependencies.
cargo build --quiet --release --package paragraf-cli --package paragraf-bench
mkdir -p "$folder"
beside=()
if [ -d "$pdfs" ]; then
    cargo run --quiet --release --package paragraf-tests --bin pdf_speed -- "$pdfs" > "$folder/pdfs.md"
    beside=(--pdfs "$folder/pdfs.md")
else
    echo "$pdfs: no such folder; reading PDFs beside pdftotext is not measured (docs/QUALITY.md has it)" >&2
fi
"$programs/paragraf-bench" peers --paragraphs "$paragraphs" --folder "$folder" --program "$programs/paragraf" \
    --document docs/BENCH.md --clear "${beside[@]}"

"""Trains the dictionary that the archive packs records with.

    python3 tests/dictionary/train.py PROGRAM OUTPUT

Takes every paragraph of the invented minutes in this repository (tests/golden, tests/judged, data/samples) as PROGRAM
reads it, and lets `zstd` (Debian's package of that name) choose what they share. A dictionary that was ever in use is
never changed: catalogues hold what only it can unpack. A new one gets a new number in crates/archive/src/packed.rs.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# More wins nothing on minutes that it was not trained on, and every run of the program loads it.
MOST_BYTES = 64 * 1024


def sources():
    """Files of minutes, in a fixed order."""
    yield from sorted((ROOT / "tests/golden").glob("*/pages.txt"))
    yield from sorted((ROOT / "tests/judged").glob("*/pages.txt"))
    yield from sorted(path for path in (ROOT / "data/samples").rglob("*") if path.is_file())


def paragraphs(program):
    """The JSON of each paragraph, as the archive writes it."""
    for source in sources():
        read = subprocess.run([program, "parse", source], capture_output=True, text=True)
        if read.returncode == 0:
            for paragraph in json.loads(read.stdout)["paragraphs"]:
                yield json.dumps(paragraph, ensure_ascii=False, separators=(",", ":"))


def main():
    program, output = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        size = 0
        for number, paragraph in enumerate(paragraphs(program)):
            sample = paragraph.encode()
            size += len(sample)
            (pathlib.Path(folder) / f"{number:06}").write_bytes(sample)
        subprocess.run(["zstd", "-q", "-f", "--train", "-r", folder, f"--maxdict={MOST_BYTES}", "-o", output],
                       check=True)
        print(f"{number + 1} paragraphs, {size} bytes")


if __name__ == "__main__":
    main()

//! What may be typed, for those who learn from examples: in `--help` and in the manual.

/// What it does, and what to type.
pub type Example = (&'static str, &'static str);

/// Those of a command. Each can be typed as it stands; a test says so.
pub fn examples(command: &str) -> &'static [Example] {
    match command {
        "ingest" => &[
            ("Read everything in a folder", "paragraf ingest protokoll/"),
            (
                "Say where files come from that do not say it themselves",
                "paragraf ingest --municipality 'Göteborgs Stad' kf_2023-03-23.txt",
            ),
            (
                "Read pages that are pictures, and again what had to wait for that",
                "paragraf ingest --retry --ocr",
            ),
            (
                "Let another program follow each file",
                "paragraf ingest --format jsonl protokoll/ | jq -r 'select(.outcome == \"failed\").path'",
            ),
        ],
        "watch" => &[(
            "Read in what is laid into a folder, from now on",
            "paragraf watch /srv/protokoll",
        )],
        "health" => &[("For a health check of a container", "paragraf health")],
        "serve" => &[
            ("Serve on this machine alone", "paragraf serve"),
            (
                "Serve with other settings",
                "paragraf --config /etc/paragraf/paragraf.toml serve",
            ),
            ("Serve the network", "paragraf serve --listen 0.0.0.0:8080"),
        ],
        "search" => &[
            (
                "Words that must all be there",
                "paragraf search skolskjuts avslag",
            ),
            (
                "What was rejected in one municipality since 2023, the newest first",
                "paragraf search bygglov --municipality strandkoping --outcome rejected --from 2023 --sort newest",
            ),
            (
                "Titles alone, for another program",
                "paragraf search 'rubrik:budget' --format json | jq -r '.hits[].title'",
            ),
        ],
        "cases" => &[
            (
                "Look up a few, in any spelling",
                "paragraf cases 'KS 2020/596' ks-2022-00652",
            ),
            (
                "Look up a list, one a line",
                "paragraf cases < diarienummer.txt",
            ),
        ],
        "export" => &[
            (
                "Every hit for Swedish Excel",
                "paragraf export skolskjuts --format csv --dialect excel --output skolskjuts.csv",
            ),
            (
                "A workbook, told by the name of the file",
                "paragraf export 'beslut:vindkraft' --output vindkraft.xlsx",
            ),
            (
                "All there is, as lines of JSON, compressed on the way",
                "paragraf export --format jsonl --output - | zstd > allt.jsonl.zst",
            ),
            (
                "What has changed since an export was made",
                "paragraf export --again skolskjuts.csv.manifest.json",
            ),
        ],
        "cite" => &[
            (
                "As Swedes cite minutes",
                "paragraf cite tallnas/kommunstyrelsen/2024-03-05/15",
            ),
            (
                "For LaTeX",
                "paragraf cite --format bibtex tallnas/kommunstyrelsen/2024-03-05/15 > kallor.bib",
            ),
        ],
        "parse" => &[
            (
                "Who attended",
                "paragraf parse protokoll.pdf | jq '.attendees[].name'",
            ),
            (
                "See why a file is read as it is",
                "paragraf parse --explain protokoll.pdf",
            ),
        ],
        "extract" => &[("Text with its layout", "paragraf extract protokoll.pdf")],
        "analyze" => &[(
            "Why a search for one word finds another",
            "paragraf analyze skolskjutsar områdesvärdar",
        )],
        "status" => &[
            ("All that is held", "paragraf status"),
            (
                "What is missing in one municipality, for another program",
                "paragraf status --municipality strandkoping --format json | jq '.bodies[].gaps'",
            ),
        ],
        "findings" => &[
            ("Counted by kind", "paragraf findings"),
            (
                "Paragraphs without a decision in one body",
                "paragraf findings --kind decision_missing --body kommunstyrelsen",
            ),
        ],
        "dump" => &[(
            "Everything into a folder; given again, what changed",
            "paragraf dump /srv/allt",
        )],
        "mirror" => &[
            (
                "A second archive",
                "paragraf --data kopia --index kopia-index mirror https://arkiv.example",
            ),
            (
                "With the originals, looking for changes every five minutes",
                "paragraf --data kopia --index kopia-index mirror https://arkiv.example --originals --follow 300",
            ),
        ],
        "withdraw" => &[
            (
                "Take a paragraph out of every answer",
                "paragraf withdraw tallnas/kommunstyrelsen/2024-03-05/15 --reason 'Personuppgifter'",
            ),
            (
                "Put it back",
                "paragraf withdraw --lift tallnas/kommunstyrelsen/2024-03-05/15 --reason 'Maskat av kommunen'",
            ),
            ("See what was withdrawn", "paragraf withdraw --list"),
        ],
        "purge" => &[
            ("See how much it would remove", "paragraf purge --dry-run"),
            ("Remove it", "paragraf purge"),
        ],
        "verify" => &[
            (
                "Check, and mend the index where it is damaged",
                "paragraf verify",
            ),
            (
                "Check alone, for a timer",
                "paragraf verify --no-repair --format json",
            ),
        ],
        "rebuild" => &[("Make the index anew", "paragraf rebuild")],
        "backup" => &[("Write a backup", "paragraf backup paragraf-2026-11-29.zip")],
        "restore" => &[(
            "Restore it beside what there is",
            "paragraf --data ny/data --index ny/index restore paragraf-2026-11-29.zip",
        )],
        "config" => &[
            ("All settings", "paragraf config"),
            (
                "One, with everything about it",
                "paragraf config server.base_url",
            ),
            (
                "Begin a file of settings",
                "paragraf config --example > paragraf.toml",
            ),
        ],
        "completions" => &[
            (
                "For bash",
                "paragraf completions bash > ~/.local/share/bash-completion/completions/paragraf",
            ),
            (
                "For zsh, in a folder of $fpath",
                "paragraf completions zsh > ~/.zfunc/_paragraf",
            ),
            (
                "For fish",
                "paragraf completions fish > ~/.config/fish/completions/paragraf.fish",
            ),
        ],
        "man" => &[
            ("Read it here", "paragraf man | man -l -"),
            ("Write all pages", "paragraf man ~/.local/share/man/man1"),
        ],
        _ => &[],
    }
}

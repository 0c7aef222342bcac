#!/usr/bin/env bash
# Lays the program and everything that belongs to it where a system looks for them, or takes it away again.
#
#   packaging/install.sh [--remove]
#
# Told by the environment: BINARY (the built program), PREFIX (/usr/local), SYSCONFDIR (/etc), DESTDIR (nothing: the
# system itself), COMPRESS_MAN (yes packs the manual pages, as packages have them), RUN (the program in a form that runs
# here, where BINARY is for another kind of machine). Neither users are made nor services started: what to do next is
# printed.
set -euo pipefail
cd "$(dirname "$0")/.."

PREFIX=${PREFIX:-/usr/local}
SYSCONFDIR=${SYSCONFDIR:-/etc}
DESTDIR=${DESTDIR:-}
BINARY=${BINARY:-${CARGO_TARGET_DIR:-target}/dist/release/paragraf}
RUN=${RUN:-$BINARY}

bin=$PREFIX/bin
man=$PREFIX/share/man/man1
doc=$PREFIX/share/doc/paragraf
bash_completions=$PREFIX/share/bash-completion/completions
zsh_completions=$PREFIX/share/zsh/vendor-completions
fish_completions=$PREFIX/share/fish/vendor_completions.d
[ "$PREFIX" = /usr ] || zsh_completions=$PREFIX/share/zsh/site-functions
units=$PREFIX/lib/systemd/system
settings=$SYSCONFDIR/paragraf

put() { # MODE FROM TO: a file under its final name
    install -D --mode "$1" "$2" "$DESTDIR$3"
}

unit() { # NAME: with the folders of this installation
    local made
    made=$(mktemp)
    sed -e "s|@bindir@|$bin|g" -e "s|@sysconfdir@|$SYSCONFDIR|g" -e "s|@docdir@|$doc|g" \
        "packaging/systemd/$1.in" >"$made"
    put 644 "$made" "$units/$1"
    rm "$made"
}

text() { # FROM TO: with links as the documents lie here, side by side, and without the pictures
    sed -e '/^| a search |/,/docs\/screens\//d' -e 's|docs/\([A-Za-z]*\.md\)|\1|g' "$1" >"$2"
}

install_all() {
    if [ ! -x "$BINARY" ]; then
        echo "install.sh: $BINARY is not there; run \`make build\` first, or name the program with BINARY=" >&2
        exit 1
    fi
    local pages shell
    put 755 "$BINARY" "$bin/paragraf"

    pages=$(mktemp --directory)
    trap 'rm -rf "$pages"' RETURN
    "$RUN" man "$pages" >/dev/null
    for page in "$pages"/*.1; do
        if [ "${COMPRESS_MAN:-no}" = yes ]; then
            gzip --best --no-name "$page"
            page=$page.gz
        fi
        put 644 "$page" "$man/${page##*/}"
    done
    for shell in bash zsh fish; do
        "$RUN" completions "$shell" >"$pages/$shell"
    done
    put 644 "$pages/bash" "$bash_completions/paragraf"
    put 644 "$pages/zsh" "$zsh_completions/_paragraf"
    put 644 "$pages/fish" "$fish_completions/paragraf.fish"

    unit paragraf.service
    unit paragraf-watch.service
    put 644 packaging/sysusers.d/paragraf.conf "$PREFIX/lib/sysusers.d/paragraf.conf"
    put 644 packaging/tmpfiles.d/paragraf.conf "$PREFIX/lib/tmpfiles.d/paragraf.conf"

    put 644 packaging/paragraf.toml "$doc/paragraf.toml"
    for text in LICENSE-MIT LICENSE-APACHE; do
        put 644 "$text" "$doc/$text"
    done
    for text in README.md ARCHITECTURE.md CHANGELOG.md docs/*.md; do
        text "$text" "$pages/text"
        put 644 "$pages/text" "$doc/${text##*/}"
    done
    # What somebody has set stays as it is.
    [ -e "$DESTDIR$settings/paragraf.toml" ] || put 644 packaging/paragraf.toml "$settings/paragraf.toml"

    [ -n "$DESTDIR" ] || cat <<TEXT
Installed below $PREFIX. To run it as a service:
  systemd-sysusers paragraf.conf && systemd-tmpfiles --create paragraf.conf
  systemctl daemon-reload && systemctl enable --now paragraf paragraf-watch
Settings: $settings/paragraf.toml. How to run it: $doc/operate.md.
TEXT
}

remove_all() {
    rm -f "$DESTDIR$bin/paragraf" "$DESTDIR$man"/paragraf.1{,.gz} "$DESTDIR$man"/paragraf-*.1{,.gz} \
        "$DESTDIR$bash_completions/paragraf" "$DESTDIR$zsh_completions/_paragraf" \
        "$DESTDIR$fish_completions/paragraf.fish" "$DESTDIR$units"/paragraf{,-watch}.service \
        "$DESTDIR$PREFIX/lib/sysusers.d/paragraf.conf" "$DESTDIR$PREFIX/lib/tmpfiles.d/paragraf.conf"
    rm -rf "$DESTDIR$doc"
    echo "Left as they are: the settings in $settings and the archive in /var/lib/paragraf."
}

case "${1:-}" in
    "") install_all ;;
    --remove) remove_all ;;
    *)
        echo "install.sh: only --remove can be said here" >&2
        exit 2
        ;;
esac

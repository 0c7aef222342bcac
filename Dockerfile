# syntax=docker/dockerfile:1
# Paragraf in a container: `docker build --tag paragraf .`, or `--target with-ocr` to read scanned pages too.
# How to run it stands in docs/operate.md.

FROM docker.io/library/rust:1.95-slim-bookworm AS build
WORKDIR /paragraf
COPY . .
# The compiler's caches outlive the build and are no part of the image.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/paragraf/target \
    packaging/build.sh && install -D target/dist/release/paragraf /out/paragraf

FROM docker.io/library/debian:bookworm-slim AS base
# What day it is, is asked where the archive stands.
ENV TZ=Europe/Stockholm \
    PARAGRAF_DATA=/data \
    PARAGRAF_INDEX=/index \
    PARAGRAF_LISTEN=0.0.0.0:8080
# Not pinned: a build is to get the security updates of its day.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin paragraf \
    && install --directory --owner paragraf --group paragraf --mode 0750 /data /index
COPY --from=build /out/paragraf /usr/local/bin/paragraf
COPY LICENSE-MIT LICENSE-APACHE /usr/local/share/doc/paragraf/
WORKDIR /data
VOLUME ["/data", "/index"]
EXPOSE 8080
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=5m --retries=3 CMD ["paragraf", "health"]
ENTRYPOINT ["paragraf"]
CMD ["serve"]

FROM base AS with-ocr
USER 0
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr tesseract-ocr-swe \
    && rm -rf /var/lib/apt/lists/*
ENV PARAGRAF_OCR=true
USER 10001:10001

# Without a target named, the one without text recognition.
FROM base

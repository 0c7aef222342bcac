# Frågar om något är nytt. Har inget ändrats svarar arkivet 304,
# och filen blir kvar som den var.
arkiv='https://arkivets.adress'
curl --silent --show-error --fail --etag-save flode.etag --etag-compare flode.etag \
    --write-out '%{http_code}\n' --output flode.atom \
    "$arkiv/api/v1/feed.atom?q=skola"

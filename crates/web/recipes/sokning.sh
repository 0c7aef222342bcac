# Hämtar varje sida av en sökning; den nästa står i svarshuvudet Link.
arkiv='https://arkivets.adress'
adress="$arkiv/api/v1/search?q=skola&sort=newest&size=20&facets=false"
sida=0
while [ -n "$adress" ]; do
    sida=$((sida + 1))
    curl --silent --show-error --fail --dump-header huvud.txt \
        --output "sida-$sida.json" "$adress" || exit
    adress=$(sed -n 's/^[Ll]ink: <\(.*\)>; rel="next".*/\1/p' huvud.txt)
    adress=${adress:+$arkiv$adress}
done
echo "$sida sidor"

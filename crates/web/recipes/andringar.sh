# Hämtar det som har hänt sedan förra gången, högst 1 000 ändringar
# i varje fil, och minns hur långt det kom.
arkiv='https://arkivets.adress'
senast=$(cat senast.txt 2>/dev/null || echo 0)
while true; do
    fil="andringar-$senast.json"
    curl --silent --show-error --fail --output "$fil" \
        "$arkiv/api/v1/changes?after=$senast&size=1000" || exit
    # Har arkivet återställts från en säkerhetskopia (en annan historia, eller
    # svaret 400) börjar numren om: ta bort filerna och börja om du också.
    historia=$(sed -n 's/.*"history":"\([^"]*\)".*/\1/p' "$fil")
    if [ "$(cat historia.txt 2>/dev/null || echo "$historia")" != "$historia" ]; then
        echo 'Arkivet har återställts: ta bort senast.txt och historia.txt.' >&2
        exit 1
    fi
    echo "$historia" > historia.txt
    nasta=$(sed -n 's/.*"next":\([0-9]*\).*/\1/p' "$fil")
    # Inget mer har hänt: den sista filen är tom på ändringar.
    if [ "${nasta:-$senast}" = "$senast" ]; then break; fi
    senast=$nasta
    echo "$senast" > senast.txt
done
echo "$senast"

# Frågar efter det som har hänt sedan förra gången,
# och minns hur långt det kom.
arkiv='https://arkivets.adress'
senast=$(cat senast.txt 2>/dev/null || echo 0)
curl --silent --show-error --fail --output andringar.json \
    "$arkiv/api/v1/changes?after=$senast&size=1000" || exit
# Har arkivet återställts från en säkerhetskopia (en annan historia, eller
# svaret 400) börjar numren om: ta bort filerna och börja om du också.
historia=$(sed -n 's/.*"history":"\([^"]*\)".*/\1/p' andringar.json)
if [ "$(cat historia.txt 2>/dev/null || echo "$historia")" != "$historia" ]; then
    echo 'Arkivet har återställts: ta bort senast.txt och historia.txt.' >&2
    exit 1
fi
echo "$historia" > historia.txt
sed -n 's/.*"next":\([0-9]*\).*/\1/p' andringar.json > senast.txt
cat senast.txt

# Frågar efter det som har hänt sedan förra gången,
# och minns hur långt det kom.
arkiv='https://arkivets.adress'
senast=$(cat senast.txt 2>/dev/null || echo 0)
curl --silent --show-error --fail --output andringar.json \
    "$arkiv/api/v1/changes?after=$senast&size=1000" || exit
sed -n 's/.*"next":\([0-9]*\).*/\1/p' andringar.json > senast.txt
cat senast.txt

# Högst 1 000 nummer på en gång, hur de än är skrivna.
# Svaret har en rad för varje, i samma ordning.
arkiv='https://arkivets.adress'
curl --silent --show-error --fail "$arkiv/api/v1/cases/lookup" \
    --header 'content-type: application/json' \
    --data '{"numbers": ["STK-2023-00574", "sbn 318/2021", "Dnr 1999-1"]}'

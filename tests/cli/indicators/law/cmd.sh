set -u
flags() { "$EDCA" indicators --format jsonl --lang en "$@" | grep -v '^{"indicators'; }
# 14 days are too few for goods, and enough for works since 17 April 2025.
echo "terms"; flags --only MX01 plazos.jsonl
echo "terms of the body's own"; flags --only MX01 --legal-profile perfil.toml plazos.jsonl
# In two releases: 1,200,000 of services is allowed, 1,200,001 is not; works have no cap since 2025.
echo "increases"; flags --only R066 aumentos.jsonl
# Two direct awards in the first week of 2025, which begins in 2024.
echo "splitting"; flags --only R011 --legal-profile perfil.toml semana.jsonl
echo "tax list"; flags --only MX18 --tax-list lista.csv semana.jsonl
printf 'legal-profile = "edca-legal/1"\n[[rule]]\ndirect = 5\n' > mal.toml
"$EDCA" indicators --lang es --legal-profile mal.toml semana.jsonl; echo "code $?"
printf '[[rule]\n' > mal.toml
"$EDCA" indicators --lang en --legal-profile mal.toml semana.jsonl; echo "code $?"
"$EDCA" indicators --lang es --legal-profile nada.toml semana.jsonl; echo "code $?"

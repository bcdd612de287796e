set -u
own=MX02,MX03,MX04,MX12,MX17,MX25,R043,R044,R046,R059,R064,R067,R068
all="--only $own --settings ajustes.toml --sanctions sanciones.csv --format jsonl --lang en"
echo "planted"; "$EDCA" indicators $all planted.jsonl | grep -v '^{"indicators'
# Each is nearly the same, and nothing to ask about.
echo "twins"; "$EDCA" indicators $all twins.jsonl
# What the settings do not tell is not guessed.
echo "without settings"; "$EDCA" indicators --format jsonl --lang en --only MX03,R046 planted.jsonl
echo "round"; "$EDCA" indicators --format jsonl --lang en --only MX13 twins.jsonl | head -2
printf 'rfc,from\nSAN990101AB1,ayer\n' > fecha.csv
"$EDCA" indicators --lang es --sanctions fecha.csv planted.jsonl; echo "code $?"
printf 'nombre\nX\n' > sin.csv
"$EDCA" indicators --lang en --sanctions sin.csv planted.jsonl; echo "code $?"
"$EDCA" indicators --lang es --sanctions nada.csv planted.jsonl; echo "code $?"

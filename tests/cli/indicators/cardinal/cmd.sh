set -u
"$EDCA" indicators --lang en --settings cardinal.ini --format cardinal compilados.jsonl
# What lines with the same OCID say is put over what earlier ones say.
cat compilados.jsonl compilados.jsonl > twice.jsonl
"$EDCA" indicators --lang en --settings cardinal.ini --format cardinal twice.jsonl
# Without sections nothing is asked.
"$EDCA" indicators --lang en --format cardinal compilados.jsonl

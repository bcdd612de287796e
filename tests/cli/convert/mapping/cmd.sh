set -u
"$EDCA" convert --lang en --to oc4ids --projects m.csv --transforms default,title_from_tender --now 2025-09-01 r.jsonl; echo "code $?"
printf 'ocid,project\na,Obra de Le\363n\n' >latin1.csv
for file in twice.csv gap.csv columns.csv none.csv latin1.csv; do
  "$EDCA" convert --lang en --to oc4ids --projects $file r.jsonl; echo "code $?"
done
"$EDCA" convert --lang es --to oc4ids --projects twice.csv r.jsonl; echo "code $?"
# White space around cells is no part of them.
printf 'ocid,project\n ocds-vclaro-PAPEL-2025-1 ,P-1 \n' >spaces.csv
"$EDCA" convert -q --lang en --to oc4ids --projects spaces.csv --now 2025-09-01 r.jsonl | cut -c1-75; echo "code ${PIPESTATUS[0]}"

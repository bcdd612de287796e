set -u
# What headings say: numbers, titles, names that come twice.
echo "== numbers of headings order what is in a row, wherever its columns stand"
printf 'ocid,id,awards/1/id,awards/0/id,awards/1/title,awards/0/title\nocds-mx0009-1,1,B,A,Segunda,Primera\n' > orden.csv
"$EDCA" unflatten --lang en orden.csv; echo "exit $?"
echo "== titles, as the guide writes them"
printf 'OCID,Etapa de licitación: Valor estimado: Monto\nocds-mx0009-1,5\n' > titulos.csv
"$EDCA" unflatten --lang es titulos.csv; echo "exit $?"
printf 'OCID,Tender stage: Estimated value: Amount\nocds-mx0009-1,5\n' > titles.csv
"$EDCA" unflatten --lang en titles.csv; echo "exit $?"
echo "== a second column of one name is told once, known or not"
printf 'ocid,id,Observaciones,Observaciones,tender/title\nocds-mx0009-1,1,x,y,z\n' > dos.csv
for LANGUAGE in en es; do "$EDCA" unflatten --lang $LANGUAGE dos.csv 2>&1; echo "exit $?"; done

# A byte order mark, another encoding, another delimiter, a line of Excel: the same JSON.
printf 'ocid,id,tender/title\nocds-abc123-1,1,"Año, uno"\n' > plain.csv
(printf '\xEF\xBB\xBF' && cat plain.csv) > mark.csv
printf 'ocid;id;tender/title\nocds-abc123-1;1;"A\xF1o, uno"\n' > latin.csv
printf '\xFF\xFE' > wide.csv && printf 'ocid\tid\ttender/title\nocds-abc123-1\t1\tAño, uno\n' | iconv -f UTF-8 -t UTF-16LE >> wide.csv
printf 'sep=;\nocid;id;tender/title\nocds-abc123-1;1;Año, uno\n' > sep.csv
for file in plain mark latin wide sep; do
  echo "== $file"
  "$EDCA" unflatten --lang en $file.csv 2>&1
done

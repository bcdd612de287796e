set -u
# A workbook that cannot be read: why, and what to do.
printf '\320\317\021\340\241\261\032\341' > locked.xlsx
printf 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0' >> locked.xlsx
printf '\320\317\021\340\241\261\032\341 an old one' > old.xlsx
printf '<html><body><table><tr><td>ocid</td></tr></table></body></html>' > page.xlsx
printf 'PK\003\004 cut off' > cut.xlsx
printf 'hola\n' > words.xlsx
for LANGUAGE in es; do
  for file in locked.xlsx old.xlsx page.xlsx cut.xlsx words.xlsx missing.xlsx; do
    "$EDCA" unflatten --lang $LANGUAGE $file 2>&1; echo "exit $?"
  done
done

# Of 1,788 fields, those of guarantees and of what is deprecated in organizations.
"$EDCA" schema sheet edca-mx --lang es -o fields.csv && grep -E '^table,|^releases/contracts/guarantees,' fields.csv &&
  grep '^releases/awards/suppliers,.*identifier/' fields.csv && wc -l < fields.csv

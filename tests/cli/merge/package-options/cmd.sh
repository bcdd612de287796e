set -u
"$EDCA" merge --lang en --package --uri https://u.example/r a.json b.json; echo "exit $?"
"$EDCA" merge --lang en --package --uri https://u.example/r --published-date 2025-03-01T00:00:00Z --publisher-name Uno \
  --publisher-uri https://uno.example --publisher-scheme MX-RFC --publisher-uid XX1 --license https://licencia.example/2 \
  --package-file extra.json a.json b.json; echo "exit $?"

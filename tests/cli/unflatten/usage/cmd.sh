set -u
mkdir tables
echo '{"resources": []}' > other.json
for LANGUAGE in en es; do
  "$EDCA" unflatten --lang $LANGUAGE 2>&1; echo "exit $?"
  "$EDCA" unflatten --lang $LANGUAGE tables 2>&1; echo "exit $?"
  "$EDCA" unflatten --lang $LANGUAGE other.json 2>&1; echo "exit $?"
  "$EDCA" unflatten --lang $LANGUAGE --memory 1 tables 2>&1; echo "exit $?"
done
ls -A

# Releases that are equal as JSON were repeated, not rewritten: whatever the order of members, and however numbers and
# texts are written. https://standard.open-contracting.org/1.1/en/primer/releases_and_records/
for files in "a b" "b a" "a c" "b c" "a b c"; do
  echo "== $files"
  "$EDCA" validate --lang en --only history --format csv $(printf '%s.jsonl ' $files) | cut -d, -f1-3
done

set -u
# What stands in a release package is a release, whatever its members look like; so it is for the merge.
echo '{"version":"1.1","releases":[{"ocid":"ocds-mx0009-1","releaseID":"1","releaseTag":"tender","tender":{"title":"x"}}]}' > old.json
echo '{"version":"1.1","releases":[{"ocid":"ocds-mx0009-1","date":"2025-01-01T00:00:00Z","tender":{"id":"1","title":"x"}}]}' > new.json
"$EDCA" diff --lang en old.json new.json; echo "exit $?"
"$EDCA" diff --lang es old.json new.json; echo "exit $?"
# A compiled release is one in whatever form it comes.
echo '{"ocid":"ocds-mx0009-1","id":"2","tag":["compiled"],"date":"2025-01-01T00:00:00Z"}' > compiled.jsonl
echo '{"version":"1.1","releases":[{"ocid":"ocds-mx0009-1","id":"1","tag":["compiled"],"date":"2025-01-01T00:00:00Z"}]}' > compiled.json
"$EDCA" diff --lang en compiled.json compiled.jsonl; echo "exit $?"

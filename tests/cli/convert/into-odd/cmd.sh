set -u
# What people wrote in another form than it should have stays, and is told; escapes and names that stand twice stay too.
"$EDCA" convert --lang en -v --to oc4ids --now 2025-09-01 --into odd.jsonl releases.jsonl -o o.jsonl; echo "code $?"
cat o.jsonl
"$EDCA" convert --lang es --to oc4ids --now 2025-09-01 --into o.jsonl releases.jsonl -o again.jsonl; echo "code $?"
cmp o.jsonl again.jsonl && echo same
# The initial value and term stay where the project lists the modification, also without the id of its release.
"$EDCA" convert -q --lang en --to oc4ids --now 2025-09-01 --into initial.jsonl releases.jsonl -o i.jsonl; echo "code $?"
cat i.jsonl
"$EDCA" convert -q --lang en --to oc4ids --now 2025-09-02 --into i.jsonl releases.jsonl | cmp - i.jsonl && echo same
# Releases without ids give modifications that are told apart.
sed 's/"id": "A-[0-9]", //' releases.jsonl > nameless.jsonl
"$EDCA" convert -q --lang en --to oc4ids --now 2025-09-01 --into initial.jsonl nameless.jsonl -o n.jsonl; echo "code $?"
grep -o '"modifications":.*' n.jsonl | grep -o '"type":"[^"]*"'
"$EDCA" convert -q --lang en --to oc4ids --now 2025-09-01 --into n.jsonl nameless.jsonl | cmp - n.jsonl && echo same

# Each line: arguments that make no sense, tried in both languages.
try() {
  for language in en es; do
    EDCA_LANG=$language edca "$@" 2>&1 </dev/null
    echo "exit $?"
  done
}
try validate --format xml a.json
try validate --lang fr a.json
try validate --color sometimes a.json
try validate --fail-on fatal a.json
try validate --encoding utf-7 a.json
try validate -j 0 a.json
try validate -j many a.json
try validate --max-findings -1 a.json
try validate --max-findings some a.json
try info --format jsonl a.json

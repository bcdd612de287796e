# Each line: arguments that make no sense, tried in both languages.
try() {
  for language in en es; do
    EDCA_LANG=$language edca "$@" 2>&1 </dev/null
    echo "exit $?"
  done
}
try frobnicate
try validat a.json
try schema ad x

# Each line: arguments that make no sense, tried in both languages.
try() {
  for language in en es; do
    EDCA_LANG=$language edca "$@" 2>&1 </dev/null
    echo "exit $?"
  done
}
try --frob
try validate --frob a.json
try validate -x a.json
try info --only schema a.json
try explain schema.type extra

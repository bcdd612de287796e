# Each line: arguments that make no sense, tried in both languages.
try() {
  for language in en es; do
    EDCA_LANG=$language edca "$@" 2>&1 </dev/null
    echo "exit $?"
  done
}
try schema show
try schema show nothing
try schema show edca-mx project
try schema show oc4ids-0.9.5 release
try schema show edca-mx nothing
try schema show --extension nothing
try schema show --codelist nothing
try schema show --codelist method --profile nothing
try schema show ocds-1.1 --with nothing
try schema show ocds-1.1 --with ./nothing

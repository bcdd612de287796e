# Words that are nearly right, in both languages; then some that are near to nothing.
try() {
  for language in en es; do
    EDCA_LANG=$language edca "$@" 2>&1 </dev/null | head -1
  done
}
try valdate data.json
try validate --formt json data.json
try validate --format jsno data.json
try validate --profile edca-xm data.json
try validate --only monney data.json
try explain mony
try publish --verfy=full data.json
try validate --jobs 0 data.json
try validate --max-findings -1 data.json
try package --size 0 data.json
try xyzzy
try validate --xyzzy data.json

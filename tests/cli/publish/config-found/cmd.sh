# What stands in a folder may come from anybody: an edca.toml that was found there, and not named, sends nothing away.
mkdir inside; ln -s "${TMPDIR:-/tmp}" inside/out; ln -s ../nowhere broken
try() { "$EDCA" publish -q --dry-run "$@" none.json 2> said; code=$?; head -1 said >&2; echo "code $code"; }
target() { { echo '[target.a]'; printf '%s\n' "$@"; } > edca.toml; }
echo "below the folder"
for to in dir:portal dir:inside/../portal "dir:$PWD/portal"; do target "to = \"$to\""; try --lang en; done
echo "beside it, or elsewhere"
for to in dir:. dir:../beside dir:inside/out/x dir:broken/x dav+https://datos.example/ s3://bucket/x; do
  target "to = \"$to\""; try --lang en
done
target 'to = "dir:portal"' 'token_env = "HOME"'; try --lang es
echo "of another target than the one that is meant"
target 'to = "dir:portal"' '[target.b]' 'to = "dav+https://datos.example/"'; try --lang es --to a
echo "named"
target 'to = "dir:../beside"' 'token_env = "HOME"'; try --lang en --config edca.toml; EDCA_CONFIG=edca.toml try --lang en

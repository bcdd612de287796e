# fish itself reads it where it is installed.
"$EDCA" completion fish --lang en > edca.fish
grep -- "-l group-by" edca.fish
grep -- "-a 'completion'" edca.fish
if command -v fish >/dev/null; then fish --no-execute edca.fish || echo "fish: not well-formed"; fi

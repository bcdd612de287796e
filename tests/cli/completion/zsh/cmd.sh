# zsh itself reads it where it is installed.
"$EDCA" completion zsh --lang es > _edca
head -1 _edca
grep -c "'\*--format=\[" _edca
if command -v zsh >/dev/null; then zsh -n _edca || echo "zsh: not well-formed"; fi

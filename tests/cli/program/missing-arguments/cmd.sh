# What is missing is said with the usage of the command, and where its help is.
for lang in en es; do
  for command in "" schema "schema add" "schema show" completion diff "diff a.json" explain "publish status" "validate --jobs 0 a.json" "package --frobnicate"; do
    echo "edca $command" >&2
    "$EDCA" $command --lang $lang < /dev/null
    echo "$?"
  done
done

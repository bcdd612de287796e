# What a terminal obeys is shown, never sent.
name=$(printf 'a\033[31m\nb.json')
cp a.json "$name"
edca validate --lang en "$name" | cat -v
edca validate --lang en --format jsonl "$name" | head -1 | cut -c 1-110 | cat -v

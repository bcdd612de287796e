"$EDCA" publish --lang en --help

"$EDCA" publish status --lang en --help

"$EDCA" publish --lang es --help

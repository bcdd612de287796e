# A body is the top folder under an input, however deep its files lie; a file that is named stands in its own folder.
mkdir -p datos/norte/2024/enero datos/norte/2025 datos/sur otros/uno/dos
cp release.json datos/norte/2024/enero/a.json
sed 's/-1"/-2"/' release.json > datos/norte/2025/b.json
sed 's/-1"/-3"/' release.json > datos/sur/c.json
sed 's/-1"/-4"/' release.json > datos/d.json
sed 's/-1"/-5"/' release.json > otros/uno/dos/e.json
"$EDCA" validate --lang en --only schema --fail-on never --group-by folder --format json datos/ otros/uno/dos/e.json |
  sed -n '/"bodies"/,$p' | grep -o '"body": "[^"]*"\|"items": [0-9]*'
cd datos && "$EDCA" validate --lang en --only schema --fail-on never --group-by folder --format json . |
  sed -n '/"bodies"/,$p' | grep -o '"body": "[^"]*"\|"items": [0-9]*'

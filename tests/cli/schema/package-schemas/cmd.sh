# An extension may patch the schemas of packages (and of versioned releases): these patches are shown and applied.
# https://standard.open-contracting.org/1.1/en/extensions/
show() {
  edca schema show --lang en "$@" | tr -d ' \n' | grep -oE '"(pages|note|total|next)":\{[^}]*\}' || echo nothing
}
judge() {
  edca validate --lang en --format json --only schema,field,extension "$@" package.json |
    grep -oE '"(rule|pointer)": "[^"]*"|could not.*' | tr '\n' ' '
  echo
}
for kind in release release-package record-package versioned-release; do
  echo "$kind: $(show ocds-1.1 "$kind" --with ./paginas)"
done
show --extension paginas
show --extension paginas record-package
show --extension pagination
edca schema show --lang en --extension paginas package 2>&1
echo "exit $?"
judge
# A folder with a slash at its end, without one, its extension.json, and a ZIP as a site of repositories makes it.
python3 -c '
import zipfile
with zipfile.ZipFile("ocds_paginas_extension-main.zip", "w") as archive:
    for name in ("extension.json", "release-package-schema.json"):
        archive.write("paginas/" + name, "ocds_paginas_extension-main/" + name)
    archive.writestr("ocds_paginas_extension-main/tests/extension.json", "{}")'
for place in paginas/ paginas paginas/extension.json ocds_paginas_extension-main.zip; do
  judge --extension $place
done
judge --extension paginas --extension pagination
head -c 90 ocds_paginas_extension-main.zip > cut.zip
for place in cut.zip package.json nothing nothing.zip; do
  edca validate --lang es --extension $place package.json 2>&1 | head -1
done

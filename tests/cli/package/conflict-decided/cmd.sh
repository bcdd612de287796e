set -u
sed -i 's/"version":"1.0"/"version":"1.1"/' b.json
# What the options or a file say is not asked of the inputs.
"$EDCA" package --lang en --uri https://datos.example/todo.json --publisher-name "Gobierno del Estado" --license https://licencias.example/c a.json b.json
echo '{"publisher":{"name":"Gobierno del Estado","uid":"GES010101AA1"},"license":null,"publicationPolicy":"https://politicas.example/2","x_nota":1.50}' > propio.json
"$EDCA" package --lang en --uri https://datos.example/todo.json --package-file propio.json a.json b.json
# One package for each publisher has nothing to decide.
"$EDCA" package --lang en --by publisher --uri 'https://datos.example/{publisher}.json' -o '{publisher}.json' a.json b.json
cat dependencia-a.json dependencia-b.json

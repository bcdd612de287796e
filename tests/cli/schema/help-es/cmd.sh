edca --lang es schema --help
edca schema list --lang es -h
edca schema show --lang es --help

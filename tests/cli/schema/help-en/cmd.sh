edca --lang en schema --help
edca schema list --lang en -h
edca schema show --lang en --help

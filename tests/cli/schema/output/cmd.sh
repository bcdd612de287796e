edca schema show --codelist method -o method.csv; echo "exit $?"
edca schema show --lang en --codelist method -o method.csv; echo "exit $?"
head -1 method.csv

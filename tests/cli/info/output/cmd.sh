edca info --lang en -o report.txt a.json; echo "exit $?"
head -2 report.txt
edca info --lang en -o report.txt a.json; echo "exit $?"

edca schema list --lang en
echo "exit $?"
edca schema list --lang es | grep -v "^  "

for l in en es; do
  edca validate --lang $l -o report.txt a.json; echo "exit $?"
done
edca validate --lang en --output=report.txt a.json; echo "exit $?"
head -1 report.txt
edca validate --lang en --format json -o report.txt --overwrite a.json; echo "exit $?"
head -1 report.txt
# A report is written also when nothing could be read; a wrong argument leaves nothing behind.
edca validate --lang en -o none.txt none.json; echo "exit $?"
head -1 none.txt
edca validate --lang en -o wrong.txt --only nothing a.json; echo "exit $?"
edca validate --lang en -o no/such/folder.txt a.json; echo "exit $?"
edca validate --lang en -o . a.json; echo "exit $?"
edca validate --lang en -o - a.json | head -1
edca validate --lang en -o /dev/null a.json; echo "exit $?"
ls

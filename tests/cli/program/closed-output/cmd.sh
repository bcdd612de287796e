# Nobody reads on: the program ends quietly. A closed or full output is an error.
python3 -c 'for n in range(60000): print("{\"a\":")' > broken.jsonl
edca validate --lang en --format jsonl broken.jsonl | head -c 16 | wc -c
echo "exit ${PIPESTATUS[0]}"
edca validate --lang en --format text --max-findings 0 broken.jsonl | head -c 6 | wc -c
echo "exit ${PIPESTATUS[0]}"
edca --lang en --help | true
echo "exit ${PIPESTATUS[0]}"
edca --version >&-
echo "exit $?"
edca --lang es --help > /dev/full
echo "exit $?"
edca validate --lang en --format json broken.jsonl > /dev/full
echo "exit $?"

# More than one group of small files; what is printed does not depend on the threads.
mkdir d
for n in $(seq 1 200); do cp bad.json "d/$n.json"; done
edca validate --lang en --format json -j 1 d > one; echo "exit $?"
edca validate --lang en --format json -j 8 d > eight; echo "exit $?"
cmp one eight && python3 -c 'import json; d = json.load(open("one")); print(d["summary"])'

# A run that is killed in its middle leaves nothing, neither beside the output nor among the temporary files.
mkdir out temp
mkfifo endless
cat > endless.py <<'PYTHON'
import sys
at = 0
while True:
    at += 1
    sys.stdout.write('{"ocid":"ocds-mx0009-%d","id":"1","x":"%s"}\n' % (at, "y" * 10000))
PYTHON
for signal in KILL TERM; do
  for command in merge package; do
    python3 endless.py > endless 2> /dev/null &
    writer=$!
    "$EDCA" $command --lang en -q --memory 1M --temp temp -o out/result.json endless &
    # More than ten megabytes stand in the temporary file by then.
    while kill -0 $! && ! grep -qs '^pos:.*[0-9]\{8\}' /proc/$!/fdinfo/*; do sleep 0.05; done
    kill -$signal $!
    wait $! 2> /dev/null
    echo "$command: exit $?"
    wait $writer 2> /dev/null
    ls -A out temp
  done
done 2> /dev/null

brief() { python3 "$TOOLS/brief.py" "$@"; }
# Root may read everything, so the capabilities for that are given up where there are any.
run() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
  run() { setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "$@"; }
fi
mkdir locked
cp good.json locked.json
chmod 000 locked.json locked
for l in en es; do run edca validate --lang $l locked.json; echo "exit $?"; done
run python3 "$TOOLS/brief.py" validate locked.json locked good.json
mkdir d; cp good.json d; mv locked locked.json d
run python3 "$TOOLS/brief.py" validate d
chmod 755 d/locked

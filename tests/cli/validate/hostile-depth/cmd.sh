brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
say() {
  for language in en es; do edca validate --lang $language "$@"; echo "exit $?"; done
}
say arrays.json
brief validate {arrays,objects,open,open-objects,release,package,open-package,beside,list,at-limit,past-limit}.json lines.jsonl
brief validate package.json
brief validate - < package.json

brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
for file in integer past-integer negative long fraction exponent past-exponent far small as-integer minus-zero plus zeros point hex nan infinity comma; do brief validate $file.json; done

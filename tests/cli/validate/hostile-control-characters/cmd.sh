# A control character inside the text that a check of equal elements looks at again.
python3 - <<'P'
text = "a" * 40 + "\x1f" + "a" * 40
party = '{"id":"%s","name":"Papelería Ejemplo"}' % text
open("data.json", "w").write('{"ocid":"ocds-mx0001-1","id":"1","tag":["planning"],"parties":[%s,%s]}' % (party, party))
P
"$EDCA" validate --lang en data.json
echo "exit $?"

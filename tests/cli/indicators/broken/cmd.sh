set -u
printf '{"ocid":"ocds-mx0009-1","tag":["compiled"],"tender":{"numberOfTenderers":1,"procurementMethod":"open"}}\n{"ocid":"ocds-mx0009-2","tender":{"numberOfTenderers":01}}\n{"tag":["compiled"]}\n{"ocid":"ocds-mx0009-3","tender":"none","awards":{},"bids":{"details":[1,null,{"status":5,"value":"x"},{"status":"valid","tenderers":[1,{"id":2}],"value":{"amount":"9","currency":3}}]},"buyer":[]}\n' > p.jsonl
"$EDCA" indicators --lang en --format json p.jsonl; echo "code $?"

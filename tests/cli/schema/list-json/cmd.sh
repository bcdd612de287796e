edca schema list --lang en --format json | python3 -c '
import json, sys
for profile in json.load(sys.stdin)["profiles"]:
    print(profile["name"], profile["kinds"], len(profile["extensions"]), len(profile["codelists"]))'
edca schema list --lang es --format json | python3 -c '
import json, sys
for each in json.load(sys.stdin)["extensions"]:
    print(each["name"], each["status"], each["url"], len(each["aliases"]), each["codelists"])'

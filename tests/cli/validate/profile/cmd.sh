brief() { python3 "$TOOLS/brief.py" "$@"; }
for profile in auto edca-mx ocds-1.1 ocds-1.0 oc4ids-0.9 oc4ids-0.9.2 oc4ids-0.9.3 oc4ids-0.9.4 oc4ids-0.9.5; do
  echo "--profile $profile"
  brief validate --profile $profile package.json
done
echo "projects"
for profile in auto oc4ids-0.9 oc4ids-0.9.2 edca-mx; do brief validate --profile $profile project.json; done
for l in en es; do edca validate --lang $l --profile ocds-2.0 package.json; echo "exit $?"; done

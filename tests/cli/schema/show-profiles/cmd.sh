for profile in edca-mx ocds-1.1 ocds-1.0; do
  for kind in "" release release-package record-package versioned-release; do
    echo "$profile $kind: $(edca schema show --lang en $profile $kind | python3 sum.py)"
  done
done
for profile in oc4ids-0.9 oc4ids-0.9.2 oc4ids-0.9.3 oc4ids-0.9.4 oc4ids-0.9.5; do
  for kind in "" project project-package; do
    echo "$profile $kind: $(edca schema show --lang en $profile $kind | python3 sum.py)"
  done
done
echo "edca-mx --no-extensions: $(edca schema show edca-mx --no-extensions | python3 sum.py)"
echo "ocds-1.1 --with: $(edca schema show ocds-1.1 --with taxes --with https://raw.githubusercontent.com/contratacionesabiertas/ocds_guarantees_extension/master/extension.json | python3 sum.py)"
edca schema show ocds-1.1 release | cmp - <(edca schema show ocds-1.1) && echo same

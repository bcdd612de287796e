mkdir shown
show() { edca schema show --lang en "$@" > "shown/$*"; }
for profile in edca-mx ocds-1.1 ocds-1.0; do
  for kind in release release-package record-package versioned-release; do show $profile $kind; done
done
for profile in oc4ids-0.9 oc4ids-0.9.2 oc4ids-0.9.3 oc4ids-0.9.4 oc4ids-0.9.5; do show $profile project; done
show oc4ids-0.9 project-package
show edca-mx --no-extensions
show ocds-1.1 --with taxes --with guarantees
edca schema show ocds-1.1 release | cmp - <(edca schema show ocds-1.1) && echo same
edca schema show oc4ids-0.9.4 project | cmp - <(edca schema show oc4ids-0.9.4) && echo same
python3 sum.py

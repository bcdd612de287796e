"$EDCA" schema sheet oc4ids-0.9 --lang en | grep -E '^table,|^projects/locations,'

"$EDCA" schema list --lang en | head -12

brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
brief validate {integer,past-integer,negative,long,fraction,exponent,past-exponent,far,small,as-integer,minus-zero,plus,zeros,point,hex,nan,infinity,comma}.json
edca validate --lang en --max-findings 0 {plus,zeros,point,hex,nan,infinity,comma}.json | head -30

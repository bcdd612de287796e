good = open("good.json").read()
for name, number in {"integer": "9007199254740992", "past-integer": "9007199254740993", "negative": "-9007199254740993", "long": "9" * 5000, "fraction": "0." + "1" * 5000, "exponent": "1e308", "past-exponent": "1e309", "far": "-1e99999999999", "small": "1e-99999999", "as-integer": "1" + "0" * 400 + "e-400", "minus-zero": "-0", "plus": "+1", "zeros": "007", "point": "1.", "hex": "0x1F", "nan": "NaN", "infinity": "-Infinity", "comma": "1,5"}.items():
    open(name + ".json", "w").write(good.replace("185000", number))

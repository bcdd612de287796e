# Seeded mutants of the same package: bytes changed, inserted, removed, doubled.
import os
import random

PIECES = [b"{", b"}", b"[", b"]", b'"', b",", b":", b"\\", b"\0", b"\n", b"\xff", b"\xed\xa0\x80", b"null", b"1e999", b"\\u0000",
          b"\\ud800", b'{"a":', b"[[[[", b'"releases":[', b'"version":"1.0",', b'"extensions":[', b"-", b"'", b"\xef\xbb\xbf"]
random.seed(2025)
os.mkdir("d")
text = open("package.json", "rb").read()
for number in range(1200):
    mutant = bytearray(text)
    for _ in range(random.choice((1, 1, 2, 5))):
        at = random.randrange(len(mutant) + 1)
        kind = random.randrange(4)
        if kind == 0:
            mutant[at:at + 1] = bytes([random.randrange(256)])
        elif kind == 1:
            mutant[at:at] = random.choice(PIECES)
        elif kind == 2:
            del mutant[at:at + random.choice((1, 3, 40, 400))]
        else:
            mutant[at:at] = mutant[at:at + random.choice((1, 30, 300))]
    open(f"d/{number:04d}.json", "wb").write(mutant)

# On a terminal, help is wrapped to its width; elsewhere to 80 columns. Wrapping loses no word.
cat > widths.py <<'END'
import fcntl, os, pty, struct, subprocess, sys, termios

def on_terminal(columns, arguments):
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    run = subprocess.Popen(arguments, stdout=child, stdin=subprocess.DEVNULL)
    os.close(child)
    out = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    run.wait()
    return out.decode().replace("\r\n", "\n")

edca = os.environ["EDCA"]
commands = ["", "validate", "info", "merge", "package", "diff", "upgrade", "publish", "publish status", "publish init", "schema",
            "schema list", "schema show", "schema add", "explain", "completion"]
for language in "en", "es":
    for command in commands:
        arguments = [edca, "--lang", language, *command.split(), "--help"]
        plain = subprocess.run(arguments, stdout=subprocess.PIPE, check=True).stdout.decode()
        wide = on_terminal(100, arguments)
        for text, width in (plain, 80), (wide, 100):
            for line in text.split("\n"):
                if len(line) > width:
                    print(f"{language} {command}: {len(line)} columns: {line}")
        if plain.split() != wide.split() or "help.value" in plain:
            print(f"{language} {command}: not the same words")
        for name in ("Ejemplos:", "Códigos de salida:") if language == "es" else ("Examples:", "Exit codes:"):
            if plain.count(name) != 1:
                print(f"{language} {command}: {name} {plain.count(name)}")
print("done")
END
python3 widths.py

"""What `edca upgrade --repair` has to leave alone: https://standard.open-contracting.org/1.1/en/schema/identifiers/"""
from checks import Row


def as_it_was(run):
    """The input leaves byte for byte, in both languages."""
    given = (run.folder / "a.json").read_bytes()
    for lang in ("en", "es"):
        done = run.result(lang)
        if done.returncode != 0 or done.stdout != given:
            return f"{lang}: code {done.returncode}, {'as it was' if done.stdout == given else 'changed'}"
    return None


COMMAND = ["upgrade", "--repair", "a.json"]
ROWS = [Row(name, as_it_was, command=COMMAND)
        for name in ("trim-makes-duplicates", "repair-text-in-dates", "repair-empty-object-to-list")]

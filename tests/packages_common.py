"""What the parts of packages.py share."""
import pathlib
import platform
import subprocess
import tarfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
HERE = platform.machine()


class Missing(Exception):
    """Why a part cannot run here."""


class Wrong(Exception):
    """What a part found wrong."""


def expect(holds, text):
    if not holds:
        raise Wrong(text)


def run(command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)


class Packages:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def one(self, pattern):
        found = list(self.folder.glob(pattern))
        if len(found) != 1:
            raise Missing(f"{self.folder} has no {pattern}; scripts/portable makes it")
        return found[0]

    def tarball(self, target):
        return self.one(f"edca-*-linux-{target}.tar.gz")

    def deb(self, target):
        return self.one({"x86_64": "edca_*_amd64.deb", "aarch64": "edca_*_arm64.deb"}[target])

    def unpacked(self, target, folder):
        with tarfile.open(self.tarball(target)) as archive:
            archive.extractall(folder)
        return next(pathlib.Path(folder).iterdir())


def must(done, text):
    expect(done.returncode == 0, f"{text}: {done.stdout[-600:]}{done.stderr[-600:]}")
    return done.stdout

#!/usr/bin/env python3
"""Packages (scripts/stage, scripts/pack) made twice, in two folders with another umask, locale, time zone, order and age of files:
the same bytes, and what has to be in them.

packing.py --edca PROGRAM --root PROJECT

The beginning of the program stands for that of a release. Whether the packages install and run on bare systems is said by tests/packages.py.
"""
import argparse
import gzip
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

EPOCH = 1_767_225_600
wrong = []


def expect(holds, text):
    if not holds:
        wrong.append(text)


def run(command, **options):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True, **options).stdout


def write(path, text, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def make_packages(root, program, folder, odd):
    """All three packages in FOLDER; odd: as somebody else on another machine would."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH), "PYTHONHASHSEED": "7" if odd else "random",
                   "TZ": "Pacific/Kiritimati" if odd else "UTC", "LC_ALL": "es_MX.UTF-8" if odd else "C", "HOME": str(folder)}
    before = os.umask(0o077 if odd else 0o002)
    try:
        stage, base = folder / "stage", folder / "base"
        stage.mkdir(parents=True)
        run([root / "scripts" / "stage", program, stage, "1.2.3"], env=environment)
        for name in ("NOTICE", "LICENSE") if odd else ("LICENSE", "NOTICE"):
            (stage / "share/doc/edca").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, stage / "share/doc/edca" / name)
        (stage / "bin").mkdir()
        (stage / "bin/edca").write_bytes(program.read_bytes()[:200_000])
        (stage / "bin/edca").chmod(0o700 if odd else 0o775)
        write(base / "usr/lib/libc.so.6", "stands for the C library", 0o755)
        (base / "lib").symlink_to("usr/lib")
        if odd:
            for path in [stage, *stage.rglob("*")]:
                os.utime(path, (EPOCH + 40_000_000, EPOCH + 40_000_000))
        pack = root / "scripts" / "pack"
        run([pack, "tar", stage, "edca-1.2.3-linux-x86_64", folder / "edca.tar.gz"], env=environment)
        run([pack, "deb", stage, "1.2.3", "amd64", folder / "edca.deb"], env=environment)
        run([pack, "image", stage, base, "amd64", folder / "edca.tar"], env=environment)
    finally:
        os.umask(before)


def check_members(name, archive):
    for member in archive:
        expect((member.uid, member.gid, member.uname, member.gname) == (0, 0, "", ""), f"{name}: {member.name} belongs to somebody")
        expect(member.mtime == EPOCH, f"{name}: {member.name} has a time of its own")
        expect(not member.name.startswith("/") and ".." not in member.name.split("/"), f"{name}: {member.name} leads out of it")
        if member.isfile():
            expect(member.mode == (0o755 if member.name.endswith(("bin/edca", "libc.so.6")) else 0o644), f"{name}: mode of {member.name}")


def check_tar(folder):
    with tarfile.open(folder / "edca.tar.gz") as archive:
        check_members("tar", archive)
        names = archive.getnames()
    for name in ("bin/edca", "share/man/man1/edca.1.gz", "share/man/es/man1/edca-validate.1.gz", "share/doc/edca/LICENSE",
                 "share/bash-completion/completions/edca", "share/zsh/vendor-completions/_edca", "share/fish/vendor_completions.d/edca.fish"):
        expect(f"edca-1.2.3-linux-x86_64/{name}" in names, f"tar: no {name}")
    expect(all(name.split("/")[0] == "edca-1.2.3-linux-x86_64" for name in names), "tar: not all is in one folder")


def check_deb(folder):
    deb = folder / "edca.deb"
    if shutil.which("dpkg-deb"):
        expect("\nDepends: libc6 (>= 2.17)\n" in run(["dpkg-deb", "--field", deb]), "deb: it needs something else than libc6")
        data = subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            check_members("deb", archive)
            names = [member.name for member in archive if member.isfile()]
        expect("./usr/bin/edca" in names, "deb: no program")
        control = subprocess.run(["dpkg-deb", "--ctrl-tarfile", deb], check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(control)) as archive:
            sums = archive.extractfile("./md5sums").read().decode().splitlines()
        expect([f"./{line.split('  ', 1)[1]}" for line in sums] == names, "deb: sums are not those of its files")
    else:
        print("deb: not looked into: no dpkg-deb")


def check_image(folder):
    with tarfile.open(folder / "edca.tar") as archive:
        files = {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}
    expect(json.loads(files["oci-layout"]) == {"imageLayoutVersion": "1.0.0"}, "image: no layout")

    def blob(descriptor):
        kind, digest = descriptor["digest"].split(":")
        data = files[f"blobs/{kind}/{digest}"]
        expect(hashlib.sha256(data).hexdigest() == digest, f"image: {digest} is the sum of something else")
        expect(len(data) == descriptor["size"], f"image: {digest} has another size")
        return data

    manifest = json.loads(blob(json.loads(files["index.json"])["manifests"][0]))
    config = json.loads(blob(manifest["config"]))
    layers = [gzip.decompress(blob(layer)) for layer in manifest["layers"]]
    expect(config["rootfs"]["diff_ids"] == [f"sha256:{hashlib.sha256(layer).hexdigest()}" for layer in layers], "image: sums of layers")
    user = config["config"]["User"]
    expect(re.fullmatch(r"[1-9]\d*:[1-9]\d*", user) is not None, f"image: it runs as {user}")
    expect(config["config"]["Entrypoint"] == ["/usr/bin/edca"], "image: it starts something else")
    names = []
    for layer in layers:
        with tarfile.open(fileobj=io.BytesIO(layer)) as archive:
            check_members("image", archive)
            names += archive.getnames()
    expect({"usr/bin/edca", "etc/passwd", "tmp", "usr/lib/libc.so.6", "lib"} <= set(names), "image: something is missing")
    docker = json.loads(files["manifest.json"])[0]
    expect(f"blobs/sha256/{manifest['config']['digest'][7:]}" == docker["Config"], "image: docker would read another configuration")


def check_time_is_asked_for(root, folder):
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run([root / "scripts" / "pack", "tar", folder / "stage", "edca", folder / "no"], env=environment,
                          capture_output=True, text=True, check=False)
    expect(done.returncode != 0 and "SOURCE_DATE_EPOCH" in done.stderr, "pack: without a time it takes that of the clock")


def check_downloads(root, folder):
    """Addresses come from one setting, and versions from one."""
    copy = folder / "copy"
    for name in ("examples", "docs", "scripts"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "README.es.md"):
        shutil.copyfile(root / name, copy / name)
    now = (root / "examples" / "downloads.txt").read_text(encoding="utf-8").strip()
    other = "http://127.0.0.1:8000/archivos"
    run([copy / "scripts" / "downloads", other])
    texts = {path: path.read_text(encoding="utf-8") for path in copy.rglob("*") if path.suffix in (".yml", ".md", ".txt", ".yaml")}
    for path, text in texts.items():
        expect(now not in text, f"{path.relative_to(copy)}: the address stays when the setting changes")
    version = re.search(r"project\(edca VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    users = [path for path, text in texts.items() if "EDCA_DOWNLOADS" in text]
    expect(len(users) >= 4, "the address is in fewer files than there should be")
    for path in users:
        expect(re.search(rf"EDCA_DOWNLOADS(: |=){re.escape(other)}\b", texts[path]), f"{path.relative_to(copy)}: another address")
        expect(re.search(rf"EDCA_VERSION(: |=){re.escape(version)}\b", texts[path]), f"{path.relative_to(copy)}: another version")


def check_parts(root, folder):
    """The list of parts has for each file what is inside, with licences, for every system that a release is for."""
    names = ("edca_1.2.3_amd64.deb", "edca-1.2.3-linux-aarch64.tar.gz", "edca-1.2.3-image-x86_64.tar", "edca-1.2.3-windows-x86_64.zip",
             "edca-1.2.3-web.html")
    for name in (*names, "edca-1.2.3-plan9.zip"):
        (folder / name).write_text(name, encoding="ascii")
    output, environment = folder / "edca.spdx.json", {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)}
    run([root / "scripts" / "parts", "sbom", "1.2.3", output, *(folder / name for name in names)], env=environment)
    document = json.loads(output.read_text(encoding="utf-8"))
    packages = {each["SPDXID"]: each for each in document["packages"]}
    inside = {}
    for relation in document["relationships"]:
        expect({relation["spdxElementId"], relation["relatedSpdxElement"]} <= {*packages, "SPDXRef-DOCUMENT"}, f"parts: {relation}")
        inside.setdefault(relation["spdxElementId"], []).append(relation["relatedSpdxElement"])
    for name, wanted in zip(names, ({"re2", "sqlite", "llvm-runtime"}, {"abseil", "zstd"}, {"libc6", "expat"},
                                    {"curl", "gcc-runtime", "zlib"}, {"expat", "emscripten-runtime"}), strict=True):
        file = next(key for key, each in packages.items() if each["name"] == name)
        digest = hashlib.sha256(name.encode()).hexdigest()
        expect(packages[file]["checksums"] == [{"algorithm": "SHA256", "checksumValue": digest}], f"parts: the sum of {name}")
        has = {packages[part]["name"]: packages[part] for program in inside[file] for part in inside[program]}
        expect(wanted <= set(has), f"parts: in {name} there is no {', '.join(sorted(wanted - set(has)))}")
        expect("libc6" not in has or "image" in name, f"parts: {name} has a C library")
        expect(all(each["licenseDeclared"] not in ("", "NOASSERTION") for each in has.values()), f"parts: licences in {name}")
    done = subprocess.run([root / "scripts" / "parts", "sbom", "1.2.3", output, folder / "edca-1.2.3-plan9.zip"], env=environment,
                          capture_output=True, text=True, check=False)
    expect(done.returncode != 0, "parts: a file of which nothing is known gets a list")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="edca-packing-") as work:
        one, other = pathlib.Path(work) / "one", pathlib.Path(work) / "a longer name" / "other"
        make_packages(options.root, options.edca.resolve(), one, odd=False)
        make_packages(options.root, options.edca.resolve(), other, odd=True)
        for name in ("edca.tar.gz", "edca.deb", "edca.tar"):
            expect((one / name).read_bytes() == (other / name).read_bytes(), f"{name}: the second time it is another one")
        check_tar(one)
        check_deb(one)
        check_image(one)
        check_time_is_asked_for(options.root, one)
        check_downloads(options.root, pathlib.Path(work))
        check_parts(options.root, pathlib.Path(work))
    for each in wrong:
        print(f"FAILED {each}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

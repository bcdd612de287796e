"""Parts of packages.py: bare systems, made by debootstrap, and containers."""
import gzip
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile

from packages_common import HERE, ROOT, SAMPLES, Missing, expect, must, run

# Where systems come from: (name, address).
DEBIAN, UBUNTU = "http://deb.debian.org/debian", "http://archive.ubuntu.com/ubuntu"
SYSTEMS = {"bookworm": ("Debian 12", DEBIAN), "trixie": ("Debian 13", DEBIAN), "bullseye": ("Debian 11", DEBIAN),
           "noble": ("Ubuntu 24.04", UBUNTU), "xenial": ("Ubuntu 16.04", UBUNTU)}


def bare_root(suite, work):
    """A root with a system and nothing that is not essential."""
    name, mirror = SYSTEMS[suite]
    if os.geteuid() != 0:
        raise Missing("roots of other systems need root")
    if shutil.which("debootstrap") is None:
        raise Missing("no debootstrap")
    root = work / suite
    if not (root / ".ready").exists():
        subprocess.run(["rm", "-rf", "--one-file-system", root], check=True)
        keyring = pathlib.Path("/usr/share/keyrings/ubuntu-archive-keyring.gpg" if mirror == UBUNTU else
                               "/usr/share/keyrings/debian-archive-keyring.gpg")
        options = [f"--keyring={keyring}"] if keyring.exists() else []
        done = run(["debootstrap", "--variant=minbase", *options, suite, root, mirror,
                    # What all of Ubuntu is made by, for the release itself may be newer than debootstrap.
                    *(["gutsy"] if mirror == UBUNTU else [])])
        if done.returncode != 0:
            raise Missing(f"{name} could not be had: {(done.stdout + done.stderr).strip().splitlines()[-1]}")
        if "Cannot check Release signature" in done.stdout + done.stderr:
            print(f"  {name}: its signature could not be checked: this system has no {keyring.name}")
        (root / ".ready").touch()
    return root


def inside(root, command, user=None):
    own = ["--userspec", f"{user}:{user}"] if user else []
    return run(["chroot", *own, root, "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
                "DEBIAN_FRONTEND=noninteractive", *command])


def validates(root, program, user=None):
    for name, code in (("good", 0), ("bad", 1)):
        done = inside(root, [program, "validate", "--lang", "en", f"/tmp/edca-test/{name}.json"], user)
        expect(done.returncode == code, f"{program}: {name}.json gives {done.returncode}: {done.stdout[-300:]}{done.stderr[-300:]}")


def lay_samples(root):
    there = root / "tmp" / "edca-test"
    shutil.rmtree(there, ignore_errors=True)
    there.mkdir(parents=True)
    for name in ("good.json", "bad.json"):
        shutil.copyfile(SAMPLES / "edca-mx" / "date-only" / name, there / name)
    there.chmod(0o755)
    return there


def bare_system(suite):
    def part(packages, target, work):
        if target != HERE:
            raise Missing(f"this machine is {HERE}")
        tarball, deb = packages.tarball(target), packages.deb(target)
        root = bare_root(suite, work)
        there = lay_samples(root)
        # The tarball first, while nothing is installed that it could lean on.
        with tarfile.open(tarball) as archive:
            archive.extractall(there)
        folder = next(path.name for path in there.iterdir() if path.is_dir())
        validates(root, f"/tmp/edca-test/{folder}/bin/edca", "65534")
        libc = must(inside(root, ["dpkg-query", "-W", "-f=${Version}", "libc6"]), "libc6")
        # Slim roots leave manuals out.
        for path in (root / "etc/dpkg/dpkg.cfg.d").glob("*"):
            path.unlink()
        shutil.copyfile(deb, there / "edca.deb")
        before = must(inside(root, ["dpkg-query", "-W", "-f=${Package}\n"]), "packages").split()
        must(inside(root, ["dpkg", "-i", "/tmp/edca-test/edca.deb"]), "dpkg -i")
        validates(root, "/usr/bin/edca", "65534")
        for file in ("share/man/man1/edca.1.gz", "share/man/es/man1/edca-validate.1.gz", "share/bash-completion/completions/edca",
                     "share/zsh/vendor-completions/_edca", "share/fish/vendor_completions.d/edca.fish", "share/doc/edca/copyright"):
            expect((root / "usr" / file).stat().st_size > 0, f"the package has no {file}")
        expect(must(inside(root, ["dpkg", "--verify", "edca"]), "dpkg --verify") == "", "the installed files are not those of the package")
        after = must(inside(root, ["dpkg-query", "-W", "-f=${Package}\n"]), "packages").split()
        expect(set(after) - set(before) == {"edca"}, "other packages came along")
        depends = must(inside(root, ["dpkg-query", "-W", "-f=${Depends}", "edca"]), "Depends")
        must(inside(root, ["dpkg", "-r", "edca"]), "dpkg -r")
        expect(not (root / "usr/bin/edca").exists(), "the program stays when the package goes")
        shutil.rmtree(there)
        print(f"  {SYSTEMS[suite][0]}, libc6 {libc}: tarball and .deb run, as nobody; depends: {depends}")
    return part


def recipe(packages, target, work):
    """examples/Dockerfile, step by step, in a root of what it is made from; then the program reaches for the network in it."""
    if target != HERE:
        raise Missing(f"this machine is {HERE}")
    text = (ROOT / "examples" / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    steps = dict(line.split(None, 1) for line in text.splitlines() if re.match(r"[A-Z]+ ", line))
    expect(steps["FROM"] == "debian:13-slim", f"it is made from {steps['FROM']}, of which there is no root here")
    bare, root = bare_root("trixie", work), work / "recipe"
    subprocess.run(["rm", "-rf", "--one-file-system", root], check=True)
    subprocess.run(["cp", "-a", bare, root], check=True)
    (root / "packages").mkdir()
    shutil.copy(packages.deb(target), root / "packages")
    shutil.copyfile("/etc/resolv.conf", root / "etc" / "resolv.conf")
    lay_samples(root)
    address = ["publish", "--lang", "en", "--to", "dav+http://127.0.0.1:9/portal/", "/tmp/edca-test/good.json"]
    must(inside(root, ["dpkg", "-i", *(f"/packages/{path.name}" for path in (root / "packages").iterdir())]), "dpkg -i")
    done = inside(root, ["edca", *address], "65534")
    expect(done.returncode == 2 and "libcurl" in done.stderr, f"without libcurl it says: {done.returncode} {done.stderr}")
    must(inside(root, ["dpkg", "--purge", "edca"]), "dpkg --purge")
    done = inside(root, ["sh", "-ec", re.sub(r"--mount=\S+", "", steps["RUN"])])
    if done.returncode != 0 and "Unable to fetch" in done.stderr + done.stdout:
        raise Missing("the archive of Debian cannot be reached")
    must(done, "RUN")
    user = steps["USER"].strip()
    expect(json.loads(steps["ENTRYPOINT"]) == ["edca"], "it starts something else")
    expect(inside(root, ["edca", "validate", "/tmp/edca-test/good.json"], user).returncode == 0, "a good file")
    # Nobody listens there; that this is found out is libcurl's work.
    done = inside(root, ["edca", *address], user)
    expect(done.returncode == 3 and "libcurl" not in done.stderr, f"with libcurl it says: {done.returncode} {done.stderr}")
    subprocess.run(["rm", "-rf", "--one-file-system", root], check=True)
    print(f"  user {user}; without libcurl the program says that it is missing, with it the network is tried")


def dependencies(packages, target, work):
    """What the .deb needs, against the lists of the systems that it is for."""
    deb = packages.deb(target)
    text = run(["dpkg-deb", "--field", deb, "Depends", "Recommends"]).stdout
    expect("Depends: libc6 (>= 2.17)\n" in text, f"it depends on something else than libc6: {text}")
    wanted = re.findall(r"lib\w+|ca-certificates", text)
    told = []
    for suite, (name, mirror) in SYSTEMS.items():
        lists = work / "lists" / suite
        shutil.rmtree(lists, ignore_errors=True)
        # apt deletes what it does not know in the folder of its lists.
        (lists / "files" / "partial").mkdir(parents=True)
        keys = pathlib.Path("/usr/share/keyrings/" + ("ubuntu" if mirror == UBUNTU else "debian") + "-archive-keyring.gpg")
        # Debian has not the keys of Ubuntu; a root of it has.
        keys = next((path for path in (keys, work / "noble" / keys.relative_to("/")) if path.exists()), keys)
        (lists / "sources.list").write_text(f"deb [signed-by={keys}] {mirror} {suite} main\n", encoding="utf-8")
        (lists / "status").touch()
        options = [word for key, value in (("Dir::State", lists), ("Dir::State::Lists", lists / "files"), ("Dir::State::status", lists / "status"),
                                           ("Dir::Cache", lists), ("Dir::Etc::sourcelist", lists / "sources.list"),
                                           ("Dir::Etc::sourceparts", "-"), ("Acquire::Retries", "0"),
                                           ("Acquire::http::Timeout", "20"))
                   for word in ("-o", f"{key}={value}")]
        done = run(["apt-get", *options, "update", "-q"])
        have = dict(re.findall(r"^Package: (\S+)\n(?:.+\n)*?Version: (\S+)", run(["apt-cache", *options, "show", *wanted]).stdout, re.MULTILINE))
        if "libc6" not in have:
            reason = (done.stdout + done.stderr).strip().splitlines()
            told.append(f"{name}: no list ({reason[-1] if reason else 'nothing came'})")
            continue
        newer = run(["dpkg", "--compare-versions", have["libc6"], "ge", "2.17"]).returncode == 0
        expect(newer, f"{name}: libc6 is {have['libc6']}")
        expect({"libcurl3", "libcurl4", "libcurl4t64"} & set(have), f"{name} has no libcurl by any of the names")
        expect("ca-certificates" in have, f"{name} has no ca-certificates")
        print(f"  {name}: libc6 {have['libc6']}, {', '.join(f'{each} {have[each]}' for each in have if each.startswith('libcurl'))}")
    if told:
        others = len(SYSTEMS) - len(told)
        raise Missing("; ".join(told) + (f"; the lists of {others} others have what it needs" if others else ""))


def unpack_image(file, folder):
    """Its configuration, and where its files are: by the tools of the Open Containers Initiative where they are, else by hand."""
    with tarfile.open(file) as archive:
        def blob(descriptor):
            return archive.extractfile("blobs/sha256/" + descriptor["digest"].removeprefix("sha256:")).read()
        manifest = json.loads(blob(json.load(archive.extractfile("index.json"))["manifests"][0]))
        config = json.loads(blob(manifest["config"]))["config"]
        layers = [gzip.decompress(blob(layer)) for layer in manifest["layers"]]
    if shutil.which("skopeo") and shutil.which("umoci"):
        for kind in ("oci-archive", "docker-archive"):
            told = json.loads(must(run(["skopeo", "inspect", f"{kind}:{file}"]), f"skopeo inspect {kind}"))
            expect(told["Os"] == "linux" and told["Env"] == config["Env"], f"{kind}: {told}")
        must(run(["skopeo", "copy", "-q", f"oci-archive:{file}", f"oci:{folder}/layout:edca"]), "skopeo copy")
        must(run(["umoci", "unpack", "--image", f"{folder}/layout:edca", folder / "bundle"]), "umoci unpack")
        return config, folder / "bundle" / "rootfs", "unpacked by umoci, read by skopeo as docker does too"
    root = folder / "root"
    for layer in layers:
        with tarfile.open(fileobj=io.BytesIO(layer)) as files:
            files.extractall(root, numeric_owner=True)
    return config, root, "unpacked by hand: no skopeo and umoci here"


def image(packages, target, work):
    """The image, run as its user where there is nothing else."""
    if target != HERE or os.geteuid() != 0:
        raise Missing("it runs by chroot, which needs root and a program of this machine")
    folder = work / "image"
    subprocess.run(["rm", "-rf", "--one-file-system", folder], check=True)
    folder.mkdir(parents=True)
    config, root, how = unpack_image(packages.one(f"edca-*-image-{target}.tar"), folder)
    for name in ("good.json", "bad.json"):
        shutil.copyfile(SAMPLES / "edca-mx" / "date-only" / name, root / "datos" / name)
    user = config["User"]
    expect(re.match(r"[1-9]\d*:[1-9]", user), f"it runs as {user}")

    def start(*arguments):
        # chroot by itself, for there is no env inside; the PATH of the image has not the folder it lies in.
        return run([shutil.which("chroot"), "--userspec", user, root, *config["Entrypoint"], *arguments],
                   env=dict(each.split("=", 1) for each in config["Env"]))

    expect(start("validate", "/datos/good.json").returncode == 0, "a good file")
    done = start("validate", "--lang", "es", "/datos/bad.json")
    expect(done.returncode == 1 and "fecha" in done.stdout, f"a bad file: {done.stdout}{done.stderr}")
    expect(start("merge", "/datos/good.json", "-o", "/tmp/merged.jsonl").returncode == 0, "no place for a result")
    expect(start("merge", "/datos/good.json", "-o", "/usr/merged.jsonl").returncode == 2, "its user may write where the program is")
    expect(not (root / "bin").exists() and not list((root / "usr/bin").glob("*sh")), "it has a shell")
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"  user {user}, {size / 1e6:.1f} MB, {how}")

"""A folder that nginx serves, through a bind mount: updates with kills while the public reads."""
import os
import pathlib
import pwd
import random
import shutil
import subprocess
import time

from harness import Readers, Site, check, digest, equal, kill, release, step
from servers import Missing, Nginx

UPDATES = int(os.environ.get("EDCA_FOLDER_UPDATES", "200"))


class Mounted(Nginx):
    """nginx over a folder that is mounted from another place, into which is published."""

    def start(self):
        self.source = self.folder / "source"
        self.source.mkdir()
        shutil.chown(self.source, "www-data", "www-data")
        self.call(["mount", "--bind", str(self.source), str(self.root)])
        super().start()

    def stop(self):
        super().stop()
        subprocess.run(["umount", "-l", str(self.root)], stderr=subprocess.DEVNULL, check=False)


def left_behind(server, site):
    """What no run should leave: in the portal, beside it, in the temporary folder."""
    found = [path for path in server.source.rglob("*") if ".edca" in path.name]
    found += [path for path in server.folder.iterdir() if "edca" in path.name]
    return found + [path for path in site.folder.iterdir() if path.name.startswith(("edca-", ".edca"))]


def foreign_owners(server):
    owner = pwd.getpwnam("www-data")
    return [path for path in [server.source, *server.source.rglob("*")]
            if (path.stat().st_uid, path.stat().st_gid) != (owner.pw_uid, owner.pw_gid)]


def updates(server, site, before, seconds):
    """Publishes again and again, kills about every second run, and answers contents that were whole."""
    chosen = random.Random(1)
    contents, kills = [before], 0
    for number in range(UPDATES):
        site.releases.append(release(1000 + number, 2024 + number % 2))
        if chosen.random() < 0.5:
            process = site.start()
            time.sleep(chosen.random() * seconds * 1.1)
            kills += process.poll() is None
            kill(process)
        site.publish()
        contents.append(server.content())
        equal(left_behind(server, site), [], f"left behind after update {number}")
    return contents, kills


def run(folder):
    if os.getuid() != 0:
        raise Missing("mounting and giving files to www-data needs root")
    with Mounted(folder) as server:
        site = Site(pathlib.Path(folder) / "site", {"SOURCE_DATE_EPOCH": "1767225600"})
        site.configure(f"dir:{server.source}", server.base + "/")
        with step("first publication"):
            begin = time.monotonic()
            outcome = site.publish()
            seconds = time.monotonic() - begin
            before = server.content()
            equal({file["path"] for file in outcome["files"]}, set(before), "files")
            equal(foreign_owners(server), [], "files of others")
            inode = server.source.stat().st_ino
        kept = server.source / "index.html"
        kept.chmod(0o664)
        os.setxattr(kept, "user.note", b"kept")
        with step(f"{UPDATES} updates with kills, while readers look"):
            with Readers(server.base, before) as readers:
                contents, kills = updates(server, site, before, seconds)
        print(f"    {kills} runs killed, {readers.reads} requests answered", flush=True)
        with step("every request was answered, every file old or new and whole"):
            equal(readers.bad, [], "readers")
            check(readers.reads > UPDATES, "hardly anything was read")
            for path, seen in readers.seen.items():
                whole = {digest(content[path]) for content in contents if path in content}
                check(seen <= whole, path, "was seen in another state:", seen - whole)
        with step("owner, group, mode and attributes stay, and the folder is the same one"):
            equal(foreign_owners(server), [], "files of others")
            equal(kept.stat().st_mode & 0o777, 0o664, "mode")
            equal(os.getxattr(kept, "user.note"), b"kept", "attribute")
            equal(server.source.stat().st_ino, inode, "folder")
            equal(server.content(), {path.relative_to(server.source).as_posix(): path.read_bytes()
                                     for path in server.source.rglob("*") if path.is_file()}, "through the mount")


SUITES = [("folder (bind mount, nginx)", run)]

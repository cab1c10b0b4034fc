"""What is released: the version, the systems and what others call them, and the time that every file bears."""

import os
import pathlib
import subprocess
import tomllib
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
MANIFEST = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]
VERSION = MANIFEST["version"]
REPOSITORY = MANIFEST["repository"]
SUMMARY = MANIFEST["description"]
LICENSE = MANIFEST["license"]
LICENSES = ["LICENSE-APACHE", "LICENSE-MIT"]
# The name `dateline` belongs to another package in the npm registry; one name for both registries is easier to keep.
PACKAGE = "dateline-cli"


@dataclass(frozen=True)
class System:
    """A system that programs are built for, and its names in Debian, in images and in npm."""

    target: str
    deb: str | None = None
    image: str | None = None
    npm: tuple[str, str] | None = None

    @property
    def program(self):
        """The name of the program's file."""
        return "dateline.exe" if "windows" in self.target else "dateline"

    @property
    def archive(self):
        """The name of the archive."""
        return f"dateline-{VERSION}-{self.target}.{'zip' if 'windows' in self.target else 'tar.xz'}"


SYSTEMS = [
    System("x86_64-unknown-linux-musl", "amd64", "amd64", ("linux", "x64")),
    System("aarch64-unknown-linux-musl", "arm64", "arm64", ("linux", "arm64")),
    System("x86_64-apple-darwin", npm=("darwin", "x64")),
    System("aarch64-apple-darwin", npm=("darwin", "arm64")),
    System("x86_64-pc-windows-msvc", npm=("win32", "x64")),
    System("aarch64-pc-windows-msvc", npm=("win32", "arm64")),
]


def system(target):
    """The system of a target of Rust."""
    for one in SYSTEMS:
        if one.target == target:
            return one
    raise SystemExit(f"{target} is none of {', '.join(one.target for one in SYSTEMS)}")


def time():
    """The time that files bear, in seconds: SOURCE_DATE_EPOCH, else that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        given = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return int(given)

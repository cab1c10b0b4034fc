"""The descriptions that name finished files with their sums: the formula of Homebrew, the manifests of winget, the list of sums."""

import hashlib
import re
from datetime import datetime, timezone

from release import REPOSITORY, ROOT, SYSTEMS, VERSION, time

TEMPLATES = ["homebrew/dateline.rb", "winget/Dateline.Dateline.yaml", "winget/Dateline.Dateline.installer.yaml", "winget/Dateline.Dateline.locale.en-US.yaml"]


def sums(files, out):
    """Writes SHA256SUMS as `sha256sum --check` reads it, and gives its path."""
    made = out / "SHA256SUMS"
    made.write_text("".join(f"{sum_of(file)}  {file.name}\n" for file in sorted(files, key=lambda file: file.name)))
    return made


def fill(archives, out):
    """Writes what Homebrew and winget read, about the archives in a folder, and gives the paths."""
    known = {system.archive: sum_of(archives / system.archive) for system in SYSTEMS if (archives / system.archive).is_file()}
    day = datetime.fromtimestamp(time(), timezone.utc).date().isoformat()
    words = {"version": VERSION, "day": day, "at": f"{REPOSITORY}/releases/download/v{VERSION}"}
    made = []
    for name in TEMPLATES:
        text = (ROOT / "packaging" / f"{name}.in").read_text()
        text = re.sub(r"@(version|day|at)@", lambda word: words[word[1]], text)

        def sha256(match):
            archive = next(system.archive for system in SYSTEMS if system.target == match[1])
            if archive not in known:
                raise SystemExit(f"{name} needs {archive}, which is not in {archives}")
            return known[archive].upper() if name.startswith("winget") else known[archive]

        target = out / name.split("/")[-1]
        target.write_text(re.sub(r"@sha256 ([a-z0-9_-]+)@", sha256, text))
        made.append(target)
    return made


def sum_of(file):
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()

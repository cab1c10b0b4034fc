"""The package for Debian and its like, from the finished program, by Debian's own `dpkg-deb`."""

import gzip
import os
import subprocess
import tempfile
from datetime import datetime, timezone
from email.utils import format_datetime
from pathlib import Path

from release import REPOSITORY, ROOT, VERSION, time

# The program needs no library. The others are asked only by some targets of `publish`, or for the certificates of other sites.
CONTROL = """\
Package: dateline
Version: {version}-1
Architecture: {architecture}
Maintainer: The Dateline project <dateline@users.noreply.github.com>
Installed-Size: {size}
Section: web
Priority: optional
Homepage: {repository}
Recommends: ca-certificates
Suggests: git, openssh-client, rsync
Description: static site generator for conflict timelines
 Dateline makes a static site from a folder of articles about a conflict: a
 timeline, a page for each event, conflict, actor and place, and articles that
 refer to each other. Dates may be uncertain, claims stand side by side with
 the ones who make them, and sources are numbered, archived and exported.
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: dateline
Source: {repository}

Files: *
Copyright: {years}
License: MIT or Apache-2.0

License: Apache-2.0
 The text of the license stands in /usr/share/common-licenses/Apache-2.0.

License: MIT
{mit}
"""

CHANGES = """\
dateline ({version}-1) stable; urgency=medium

  * Release {version}; changelog.gz says what has changed.

 -- The Dateline project <dateline@users.noreply.github.com>  {date}
"""
# The program brings what it uses, so that one serves every release of Debian.
OVERRIDES = """\
dateline: embedded-library
dateline: statically-linked-binary
"""


def make(system, program, extra, out, level):
    """Writes the package and gives its path; `level` is how hard it is packed."""
    if system.deb is None:
        raise SystemExit(f"Debian has no name for {system.target}")
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "root"
        for name, content in files(program, extra).items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read_bytes() if isinstance(content, Path) else content)
            path.chmod(0o755 if name.startswith("usr/bin/") else 0o644)
        size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) // 1024
        control = CONTROL.format(version=VERSION, architecture=system.deb, size=size, repository=REPOSITORY)
        (root / "DEBIAN").mkdir()
        (root / "DEBIAN" / "control").write_text(control)
        for path in root.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)
        made = out / f"dateline_{VERSION}-1_{system.deb}.deb"
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", root, made]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"SOURCE_DATE_EPOCH": str(time())})
    return made


def files(program, extra):
    """The files of the package, where Debian's policy has them."""
    squeezed = lambda path: gzip.compress(path.read_bytes(), 9, mtime=0)
    license = (ROOT / "LICENSE-MIT").read_text().strip()
    years = next(line for line in license.splitlines() if line.startswith("Copyright")).removeprefix("Copyright (c) ")
    changes = CHANGES.format(version=VERSION, date=format_datetime(datetime.fromtimestamp(time(), timezone.utc)))
    mit = "\n".join(" " + (line or ".") for line in license.splitlines())
    whole = {
        "usr/bin/dateline": program,
        "usr/share/bash-completion/completions/dateline": extra / "completions" / "dateline.bash",
        "usr/share/zsh/vendor-completions/_dateline": extra / "completions" / "_dateline",
        "usr/share/fish/vendor_completions.d/dateline.fish": extra / "completions" / "dateline.fish",
        "usr/share/doc/dateline/changelog.gz": squeezed(ROOT / "CHANGELOG.md"),
        "usr/share/doc/dateline/changelog.Debian.gz": gzip.compress(changes.encode(), 9, mtime=0),
        "usr/share/lintian/overrides/dateline": OVERRIDES.encode(),
        "usr/share/doc/dateline/README.md": ROOT / "README.md",
        "usr/share/doc/dateline/copyright": COPYRIGHT.format(repository=REPOSITORY, years=years, mit=mit).encode(),
    }
    for page in sorted((extra / "man").iterdir()):
        whole[f"usr/share/man/man1/{page.name}.gz"] = squeezed(page)
    return whole

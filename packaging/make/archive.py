"""The archive of a system: the program with its manual pages, completions and licences, in a folder of its own."""

import lzma

import extras
from packed import tar, zipped
from release import LICENSES, ROOT


def make(system, program, extra, out, level):
    """Writes the archive and gives its path; `level` is how hard it is packed."""
    folder = system.archive.removesuffix(".zip").removesuffix(".tar.xz")
    files = {system.program: program} | extras.files(extra)
    files |= {name: ROOT / name for name in [*LICENSES, "README.md", "CHANGELOG.md"]}
    files = {f"{folder}/{name}": content for name, content in files.items()}
    made, executable = out / system.archive, [f"{folder}/{system.program}"]
    zip = system.archive.endswith(".zip")
    made.write_bytes(zipped(files, executable) if zip else lzma.compress(tar(files, executable), preset=level))
    return made

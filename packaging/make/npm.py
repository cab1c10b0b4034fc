"""Packages for npm: one for each system with its program, and one that installs and starts the right of them."""

import json
import shutil
import subprocess

from release import LICENSE, LICENSES, PACKAGE, REPOSITORY, ROOT, SUMMARY, SYSTEMS, VERSION

COMMON = {"version": VERSION, "license": LICENSE, "repository": {"type": "git", "url": f"git+{REPOSITORY}.git"}, "homepage": REPOSITORY}
HERE = ROOT / "packaging" / "npm"


def make_system(system, program, out):
    """Packs the program of a system and gives the package's path."""
    name, (os, cpu) = package(system), system.npm
    description = f"{SUMMARY}: the program for {os} on {cpu}"
    about = {"name": name, "description": description, **COMMON, "os": [os], "cpu": [cpu], "files": ["bin"]}
    return packed(name, about, {f"bin/{system.program}": program}, out)


def make_starter(out):
    """Packs what people install, and gives its path."""
    about = {
        "name": PACKAGE,
        "description": SUMMARY,
        **COMMON,
        "keywords": ["static-site-generator", "timeline", "journalism", "markdown"],
        "bin": {"dateline": "dateline.js"},
        "engines": {"node": ">=18"},
        "files": ["dateline.js"],
        "optionalDependencies": {package(system): VERSION for system in SYSTEMS if system.npm},
    }
    return packed(PACKAGE, about, {"dateline.js": HERE / "dateline.js", "README.md": HERE / "README.md"}, out)


def package(system):
    """The name of the package of a system, which dateline.js knows too."""
    return "-".join([PACKAGE, *system.npm])


def packed(name, about, files, out):
    """Lays out a package and lets npm pack it."""
    folder = out / "npm" / name
    shutil.rmtree(folder, ignore_errors=True)
    for path, source in (files | {name: ROOT / name for name in LICENSES}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / path)
        (folder / path).chmod(0o755 if path.startswith("bin/") or path.endswith(".js") else 0o644)
    (folder / "package.json").write_text(json.dumps(about, indent=2) + "\n")
    command = ["npm", "pack", "--silent", "--pack-destination", out, folder]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return out / said.strip().splitlines()[-1]

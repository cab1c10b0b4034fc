"""What the program of a system is made of: a bill of materials in the form CycloneDX 1.6, from what cargo says and Cargo.lock."""

import json
import subprocess
import tomllib
from collections import deque
from datetime import datetime, timezone

from release import LICENSE, REPOSITORY, ROOT, VERSION, time


def make(system, out):
    """Writes the bill and gives its path."""
    asked = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", system.target]
    known = json.loads(subprocess.run(asked, check=True, capture_output=True, cwd=ROOT).stdout)
    packages = {package["id"]: package for package in known["packages"]}
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    sums = {(one["name"], one["version"]): one["checksum"] for one in lock if "checksum" in one}
    # Every id is tried once: what is compiled into the program, not what tests and build scripts use.
    uses = {node["id"]: [one["pkg"] for one in node["deps"] if any(kind["kind"] is None for kind in one["dep_kinds"])] for node in known["resolve"]["nodes"]}
    root = next(package["id"] for package in known["packages"] if package["name"] == "dateline")
    reached, waiting = {root}, deque([root])
    while waiting:
        news = set(uses[waiting.popleft()]) - reached
        reached |= news
        waiting.extend(sorted(news))
    order = sorted(reached - {root}, key=lambda one: (packages[one]["name"], packages[one]["version"]))
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(time(), timezone.utc).isoformat().replace("+00:00", "Z"),
            "component": {
                "type": "application",
                "bom-ref": address(packages[root]),
                "name": "dateline",
                "version": VERSION,
                "licenses": [{"expression": LICENSE}],
                "externalReferences": [{"type": "vcs", "url": REPOSITORY}],
            },
            "properties": [{"name": "cargo:target", "value": system.target}],
        },
        "components": [component(packages[one], sums) for one in order],
        "dependencies": [
            {"ref": address(packages[one]), "dependsOn": sorted(address(packages[used]) for used in set(uses[one]))} for one in [root, *order]
        ],
    }
    made = out / f"dateline-{VERSION}-{system.target}.cdx.json"
    made.write_text(json.dumps(bill, indent=1) + "\n")
    return made


def component(package, sums):
    """What is said of a crate."""
    said = {"type": "library", "bom-ref": address(package), "name": package["name"], "version": package["version"], "purl": address(package)}
    if package["license"]:
        # Cargo took a slash for OR once.
        said["licenses"] = [{"expression": package["license"].replace("/", " OR ").replace("  ", " ")}]
    if checksum := sums.get((package["name"], package["version"])):
        said["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    return said


def address(package):
    """The address of a crate that such bills have."""
    return f"pkg:cargo/{package['name']}@{package['version']}"

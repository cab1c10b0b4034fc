"""The image for containers, from nothing but the static program: the layout of OCI 1.1 in one file, without an engine."""

import gzip
import hashlib
import json
from datetime import datetime, timezone

from packed import tar
from release import LICENSE, LICENSES, REPOSITORY, ROOT, SUMMARY, VERSION, time

PROGRAM = "usr/local/bin/dateline"
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"


def make(programs, certificates, out, level):
    """Writes the image of all systems that have a program, and gives its path; `level` is how hard it is packed."""
    blobs, manifests = {}, []

    def blob(kind, content, **more):
        name = hashlib.sha256(content).hexdigest()
        blobs[f"blobs/sha256/{name}"] = content
        return {"mediaType": f"application/vnd.oci.image.{kind}", "digest": f"sha256:{name}", "size": len(content)} | more

    as_json = lambda value: json.dumps(value, indent=1).encode()
    for system, program in programs:
        if system.image is None:
            raise SystemExit(f"images have no name for {system.target}")
        files = {PROGRAM: program, "site/": None, "tmp/": None}
        files |= {f"usr/local/share/doc/dateline/{name}": ROOT / name for name in LICENSES}
        if certificates is not None:
            files[CERTIFICATES] = certificates
        plain = tar(files, executable=[PROGRAM], modes={"tmp/": 0o1777})
        layer = blob("layer.v1.tar+gzip", gzip.compress(plain, level, mtime=0))
        config = {
            "created": datetime.fromtimestamp(time(), timezone.utc).isoformat().replace("+00:00", "Z"),
            "architecture": system.image,
            "os": "linux",
            "config": {
                "Entrypoint": ["/" + PROGRAM],
                "Env": ["PATH=/usr/local/bin"],
                "WorkingDir": "/site",
                "Labels": labels(),
            },
            "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(plain).hexdigest()]},
        }
        manifest = {
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": blob("config.v1+json", as_json(config)),
            "layers": [layer],
        }
        platform = {"architecture": system.image, "os": "linux"}
        manifests.append(blob("manifest.v1+json", as_json(manifest), platform=platform))
    index = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": manifests}
    whole = blob("index.v1+json", as_json(index), annotations={"org.opencontainers.image.ref.name": VERSION})
    outer = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [whole]}
    files = blobs | {"index.json": as_json(outer), "oci-layout": b'{"imageLayoutVersion": "1.0.0"}'}
    made = out / f"dateline-{VERSION}-oci.tar"
    made.write_bytes(tar(files))
    return made


def labels():
    """What is said of the image."""
    said = {"title": "dateline", "description": SUMMARY, "version": VERSION, "source": REPOSITORY, "licenses": LICENSE}
    return {f"org.opencontainers.image.{key}": value for key, value in said.items()}

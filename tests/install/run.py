"""Installs the program from each package in a root or folder of its own, and uses it: `run.py DATELINE SCRATCH [BARE]`.

The program is any that runs here. What a root holds is the program and the libraries that it needs itself: none, if it is static. With BARE, a root of
Debian such as `debootstrap --variant=minbase` makes, the first minutes begin there, with the package, as somebody would begin them. The roots
need root or user namespaces. The last lines are the sums, as other runners of these tests print them. No test uses the network but that of this machine."""

import contextlib
import functools
import hashlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import threading
import time
import traceback
import urllib.request
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GIVEN, SCRATCH = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
BARE = pathlib.Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
TARGET = "x86_64-unknown-linux-musl"
FAILED, PASSED = [], []
sys.path.insert(0, str(ROOT / "packaging" / "make"))
import release  # noqa: E402

# The first ten minutes: so many seconds until a page is on the screen, and until the site is published, once the program is there.
SCREEN, PUBLISHED = 60, 600


def run(*command, **more):
    """Runs a command to its end and gives what it printed; one that fails is shown."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(str(part) for part in command)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def make(*arguments, out):
    """Makes a package and gives its path."""
    return pathlib.Path(run(sys.executable, ROOT / "packaging" / "make", "--out", out, *arguments).strip().splitlines()[-1])


def root_with_libraries(name):
    """A root that has nothing but the libraries of the program."""
    root = SCRATCH / name
    (root / "tmp").mkdir(parents=True)
    said = subprocess.run(["ldd", GIVEN], capture_output=True, text=True).stdout
    for library in re.findall(r"(/\S+) \(0x", said):
        (root / library[1:]).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(library, root / library[1:])
        (root / library[1:]).chmod(0o755)
    return root


class Inside:
    """Runs programs in a root, without a variable of this environment."""

    def __init__(self, root, program="/usr/bin/dateline"):
        enter = ["chroot"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "chroot"]
        self.command = [*enter, str(root), program]
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}

    def __call__(self, *arguments):
        return run(*self.command, *arguments, env=self.environment)

    def start(self, *arguments):
        return subprocess.Popen([*self.command, *arguments], env=self.environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


@contextlib.contextmanager
def preview(dateline, *arguments):
    """A preview, and the address that it gives."""
    process = dateline.start("serve", "--port", "0", *arguments)
    try:
        address = None
        for line in process.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                address = found[0]
                break
        assert address, "the preview gives no address"
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()


def page(address):
    """The text at an address."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


@contextlib.contextmanager
def served(folder):
    """A folder at an address of this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def packages():
    """What all tests install: the program without its symbols, its pages and completions, archive, package of Debian, npm, image, bill."""
    out = SCRATCH / "packages"
    out.mkdir(parents=True)
    program = SCRATCH / "dateline"
    run("strip", "-o", program, GIVEN)
    extras = SCRATCH / "extras"
    run(sys.executable, ROOT / "packaging" / "make", "--out", extras, "extras", "--program", program)
    about = ("--target", TARGET, "--program", program)
    packed = ("--extras", extras, "--level", "0")
    made = {
        "program": program,
        "extras": extras,
        "archive": make("archive", *about, *packed, out=out),
        "deb": make("deb", *about, *packed, out=out),
        "npm": [make("npm", *about, out=out), make("npm", out=out)],
        "image": make("image", "--level", "1", f"{TARGET}={program}", out=out),
        "sbom": make("sbom", "--target", TARGET, out=out),
    }
    made["sums"] = make("sums", made["archive"], made["deb"], made["image"], out=out)
    return made


# The tests, in the order in which they run.


def the_first_minutes_in_an_empty_root(made):
    """Three commands to a page on the screen, and a site that is published, in a root without anything else."""
    if BARE:
        root = SCRATCH / "empty"
        run("cp", "-a", BARE, root)
        shutil.copy(made["deb"], root / "dateline.deb")
        begin = time.monotonic()
        Inside(root, "/usr/bin/dpkg")("--install", "/dateline.deb")
    else:
        root = root_with_libraries("empty")
        (root / "usr/bin").mkdir(parents=True)
        shutil.copy(made["program"], root / "usr/bin/dateline")
        begin = time.monotonic()
    dateline = Inside(root)
    dateline("init", "/archive")
    dateline("build", "--strict", "--site", "/archive")
    with preview(dateline, "--site", "/archive") as address:
        assert "A new archive" in page(address)
        on_screen = time.monotonic() - begin
        with open(root / "archive/content/pages/about.md", "a") as file:
            file.write("\nWritten meanwhile.\n")
        end = time.monotonic() + 30
        while "Written meanwhile" not in page(address + "about.html"):
            assert time.monotonic() < end, "a change is not shown"
    dateline("new", "article", "Talks resume", "--site", "/archive", "--now", "2020-10-15")
    with open(root / "archive/site.yaml", "a") as file:
        file.write("base_url: https://example.org/\npublish:\n  live: {folder: /srv/live}\n")
    (root / "srv").mkdir(exist_ok=True)
    dateline("publish", "live", "--yes", "--site", "/archive")
    published = time.monotonic() - begin
    with served(root / "srv/live") as address:
        assert "A new archive" in page(address + "/index.html")
    print(f"  a page on the screen after {on_screen:.2f} s, published after {published:.2f} s")
    assert on_screen < SCREEN and published < PUBLISHED


def the_other_commands_in_an_empty_root(made):
    """What needs no network needs nothing else either."""
    root = SCRATCH / "empty"
    dateline = Inside(root)
    dateline("check", "--links", "--site", "/archive")
    assert "dtstart" in dateline("export", "ics", "--site", "/archive").lower()
    assert json.loads(dateline("schema", "article"))["$schema"]
    assert "dead-link" in dateline("explain", "dead-link")
    (root / "page.txt").write_text("A headline\n\n12 October 2020\n\nWords of the page, which are long enough to be a text of its own.\n")
    dateline("import", "/page.txt", "--site", "/archive", "--url", "https://example.org/news/1", "--publisher", "The Paper")
    dateline("build", "--zip", "/archive.zip", "--site", "/archive")
    assert (root / "archive.zip").is_file()
    hello = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": "file:///archive"}})
    said = run(*dateline.command, "lsp", "--site", "/archive", input=f"Content-Length: {len(hello)}\r\n\r\n{hello}" + bye(), env=dateline.environment)
    assert '"name":"dateline"' in said, said


def bye():
    """How an editor says goodbye."""
    texts = [json.dumps({"jsonrpc": "2.0", **message}) for message in ({"id": 2, "method": "shutdown"}, {"method": "exit"})]
    return "".join(f"Content-Length: {len(text)}\r\n\r\n{text}" for text in texts)


def the_archive(made):
    """Has the program, its pages and licences in one folder, and is the same when it is made again."""
    with tarfile.open(made["archive"]) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
        owners = {(entry.uid, entry.gid, entry.mtime) for entry in archive}
    for wanted in ["dateline", "man/dateline.1", "man/dateline-build.1", "completions/dateline.bash", "completions/_dateline", "LICENSE-MIT"]:
        assert wanted in names, (wanted, names)
    assert owners == {(0, 0, release.time())}, owners
    about = ("--target", TARGET, "--program", made["program"], "--extras", made["extras"], "--level", "0")
    for kind in ["archive", "deb"]:
        again = make(kind, *about, out=SCRATCH / "again")
        assert again.read_bytes() == made[kind].read_bytes(), f"{again.name} has other bytes"
    again = make("image", "--level", "1", f"{TARGET}={made['program']}", out=SCRATCH / "again")
    assert again.read_bytes() == made["image"].read_bytes()
    # The words of a shell are understood by it.
    run("bash", "-c", "source $0 && complete -p dateline", made["extras"] / "completions/dateline.bash")
    word = 'source "$0"; COMP_WORDS=(dateline pub); COMP_CWORD=1; _dateline dateline pub dateline; echo "${COMPREPLY[@]}"'
    assert "publish" in run("bash", "-c", word, made["extras"] / "completions/dateline.bash")


def the_package_of_debian(made):
    """Is installed by dpkg into a root, runs there, and is gone when it is removed."""
    root = root_with_libraries("debian")
    (root / "var/lib/dpkg/updates").mkdir(parents=True)
    (root / "var/lib/dpkg/info").mkdir()
    for name in ["status", "available"]:
        (root / "var/lib/dpkg" / name).touch()
    dpkg = ["dpkg", f"--root={root}", "--force-not-root", "--force-bad-path", f"--log={SCRATCH}/dpkg.log"]
    run(*dpkg, "--install", made["deb"])
    assert "install ok installed" in run("dpkg-query", f"--admindir={root}/var/lib/dpkg", "--show", "--showformat=${Status}", "dateline")
    dateline = Inside(root)
    assert dateline("--version").strip() == f"dateline {release.VERSION}"
    dateline("init", "/archive")
    dateline("build", "--strict", "--site", "/archive")
    assert (root / "usr/share/man/man1/dateline-publish.1.gz").is_file()
    assert run(*dpkg, "--verify", "dateline") == ""
    run(*dpkg, "--purge", "dateline")
    assert not (root / "usr/bin/dateline").exists() and not (root / "usr/share/man/man1/dateline.1.gz").exists()
    assert (root / "archive/public/index.html").is_file()


def the_image(made):
    """Each part has the sum that its name says; its layer is a root in which the program runs."""
    parts = SCRATCH / "image"
    with tarfile.open(made["image"]) as archive:
        archive.extractall(parts, filter="data")
    for blob in (parts / "blobs/sha256").iterdir():
        assert hashlib.sha256(blob.read_bytes()).hexdigest() == blob.name

    def follow(descriptor):
        blob = parts / "blobs" / descriptor["digest"].replace(":", "/")
        assert blob.stat().st_size == descriptor["size"]
        return blob

    index = json.loads((parts / "index.json").read_text())
    (whole,) = index["manifests"]
    (one,) = json.loads(follow(whole).read_text())["manifests"]
    manifest = json.loads(follow(one).read_text())
    config = json.loads(follow(manifest["config"]).read_text())
    root = root_with_libraries("image-root")
    with tarfile.open(follow(manifest["layers"][0])) as layer:
        layer.extractall(root, filter="tar")
    (entry,) = config["config"]["Entrypoint"]
    dateline = Inside(root, entry)
    site = config["config"]["WorkingDir"]
    dateline("init", site)
    dateline("build", "--strict", "--site", site)
    assert (root / "site/public/index.html").is_file()
    if shutil.which("skopeo"):
        seen = json.loads(run("skopeo", "inspect", f"oci-archive:{made['image']}"))
        assert seen["Architecture"] == "amd64" and seen["Labels"]["org.opencontainers.image.version"] == release.VERSION


def the_packages_of_npm(made):
    """Are installed from their files, without the network and without scripts; the exit code is that of the program."""
    folder = SCRATCH / "npm"
    folder.mkdir()
    (folder / "package.json").write_text('{"private": true}')
    quiet = {"cwd": folder, "env": os.environ | {"npm_config_update_notifier": "false", "npm_config_cache": str(SCRATCH / "npm-cache")}}
    run("npm", "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", *made["npm"], **quiet)
    assert run("npx", "--no-install", "dateline", "--version", **quiet).strip() == f"dateline {release.VERSION}"
    run("npx", "--no-install", "dateline", "init", "archive", **quiet)
    run("npx", "--no-install", "dateline", "build", "--strict", "--site", "archive", **quiet)
    (folder / "archive/content/articles/wrong.md").write_text("---\ntitle: Wrong\n---\n")
    for arguments, code in [(["check", "--site", "archive"], 1), (["--nonsense"], 2)]:
        asked = subprocess.run(["node_modules/.bin/dateline", *arguments], cwd=folder, capture_output=True)
        assert asked.returncode == code, (arguments, asked)
    # What is not there is said, and not installed in silence.
    shutil.rmtree(folder / "node_modules" / "dateline-cli-linux-x64")
    asked = subprocess.run(["node_modules/.bin/dateline", "--version"], cwd=folder, capture_output=True, text=True)
    assert asked.returncode == 2 and "dateline-cli-linux-x64 is not installed" in asked.stderr, asked
    starter = json.loads((made["npm"][1].parent / "npm" / "dateline-cli" / "package.json").read_text())
    assert len(starter["optionalDependencies"]) == len([one for one in release.SYSTEMS if one.npm])


def the_wheel(made):
    """Is made by maturin, installed by pip into a new environment, and runs from there."""
    tools = HERE / "tools" / "venv"
    env = os.environ | {"PATH": f"{tools / 'bin'}:{os.environ['PATH']}"}
    # The program has been built already in this folder: it is packed, not built.
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    command = ["maturin", "build", "--locked", "--profile", "dev", "--target-dir", target, "--out", SCRATCH / "wheel"]
    run(*command, "--offline", cwd=ROOT / "packaging" / "pypi", env=env)
    (wheel,) = (SCRATCH / "wheel").glob("*.whl")
    assert wheel.name.startswith(f"dateline_cli-{release.VERSION}-py3-none-"), wheel
    venv = SCRATCH / "venv"
    run(sys.executable, "-m", "venv", venv)
    run(venv / "bin/pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", wheel)
    assert run(venv / "bin/dateline", "--version").strip() == f"dateline {release.VERSION}"
    run(venv / "bin/dateline", "init", SCRATCH / "of-wheel")
    run(venv / "bin/dateline", "build", "--strict", "--site", SCRATCH / "of-wheel")


def the_script_that_installs(made):
    """Takes the archive from where it is told, and nothing whose sum is another; so does the step for workflows."""
    folder = made["archive"].parent
    home = SCRATCH / "home"
    home.mkdir()
    with served(folder) as address:
        env = {"PATH": os.environ["PATH"], "HOME": str(home), "DATELINE_FROM": address, "DATELINE_VERSION": release.VERSION}
        said = run("sh", ROOT / "packaging/install.sh", env=env)
        assert "add it to your PATH" in said
        assert run(home / ".local/bin/dateline", "--version").strip() == f"dateline {release.VERSION}"
        step = SCRATCH / "step"
        run(ROOT / "packaging/action/take", release.VERSION, "Linux-X64", "", step, env=env)
        run(home / ".local/bin/dateline", "init", SCRATCH / "of-step")
        path = {"PATH": f"{step}:{os.environ['PATH']}"}
        run(ROOT / "packaging/action/build", SCRATCH / "of-step", SCRATCH / "of-step-out", "https://example.org/", "true", env=path)
        assert "https://example.org/" in (SCRATCH / "of-step-out/sitemap.xml").read_text()
        bad = SCRATCH / "bad"
        bad.mkdir()
        shutil.copy(made["archive"], bad)
        (bad / "SHA256SUMS").write_text(made["sums"].read_text().replace(hashlib.sha256(made["archive"].read_bytes()).hexdigest(), "0" * 64))
        with served(bad) as wrong:
            for command in [["sh", ROOT / "packaging/install.sh"], [ROOT / "packaging/action/take", release.VERSION, "Linux-X64", "", SCRATCH / "bad-step"]]:
                asked = subprocess.run(command, env=env | {"DATELINE_FROM": wrong, "DATELINE_BIN": str(SCRATCH / "bad-bin")}, capture_output=True, text=True)
                assert asked.returncode == 1 and "the sum of" in asked.stderr, asked
            assert not (SCRATCH / "bad-bin").exists() and not (SCRATCH / "bad-step/dateline").exists()


def the_bill_of_materials(made):
    """Names every crate once, with licence and sum, and nothing that it does not describe."""
    bill = json.loads(made["sbom"].read_text())
    parts = bill["components"]
    refs = [part["bom-ref"] for part in parts]
    assert len(refs) == len(set(refs)) and len(refs) > 200, len(refs)
    assert all(part.get("licenses") and part.get("hashes") for part in parts), [part["name"] for part in parts if not part.get("hashes")]
    known = {*refs, bill["metadata"]["component"]["bom-ref"]}
    for one in bill["dependencies"]:
        assert one["ref"] in known and set(one["dependsOn"]) <= known
    assert not {"tempfile", "minisign-verify"} & {part["name"] for part in parts if part["name"] == "minisign-verify"}


def the_descriptions_for_homebrew_and_winget(made):
    """Name the version and the sums of the archives, wherever they say one; a system without an archive is an error."""
    archives = SCRATCH / "archives"
    archives.mkdir()
    for index, system in enumerate(release.SYSTEMS):
        (archives / system.archive).write_bytes(bytes([index]))
    out = SCRATCH / "filled"
    make("fill", "--archives", archives, out=out)
    formula = (out / "dateline.rb").read_text()
    for system in release.SYSTEMS:
        text = (out / "Dateline.Dateline.installer.yaml").read_text() if "windows" in system.target else formula
        sum_ = hashlib.sha256((archives / system.archive).read_bytes()).hexdigest()
        assert sum_ in text.lower() and system.archive in text, system
    assert not any("@" in line.replace("v@", "") for path in out.iterdir() for line in path.read_text().splitlines())
    if shutil.which("ruby"):
        run("ruby", "-c", out / "dateline.rb")
    (archives / release.SYSTEMS[0].archive).unlink()
    command = [sys.executable, ROOT / "packaging/make", "--out", out, "fill", "--archives", archives]
    asked = subprocess.run(command, capture_output=True, text=True)
    assert asked.returncode == 1 and release.SYSTEMS[0].archive in asked.stderr, asked


def the_extension_of_vs_code(made):
    """Is packed with its schemas and snippets and nothing else, and its conversation with the program is as an editor expects it."""
    folder = ROOT / "editors" / "vscode"
    run(made["program"], "schema", "--all", folder / "schemas")
    packed = SCRATCH / "dateline.vsix"
    run("npx", "--no-install", "vsce", "package", "--no-dependencies", "--out", packed, cwd=folder)
    with zipfile.ZipFile(packed) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("extension/package.json"))
        snippets = json.loads(archive.read("extension/snippets/dateline.json"))
        code = archive.read("extension/dist/extension.js").decode()
    assert "extension/schemas/site.schema.json" in names and len(names) < 25, names
    for contributed in [*manifest["contributes"]["snippets"], *manifest["contributes"]["yamlValidation"]]:
        assert f"extension/{contributed.get('path', contributed.get('url'))[2:]}" in names, contributed
    assert {"claim", "figure", "correction", "statement", "event"} <= {one["prefix"] for one in snippets.values()}
    for command in manifest["contributes"]["commands"]:
        assert f'"{command["command"].removeprefix("dateline.")}"' in code, command
    # What a snippet writes is understood, when it stands where it belongs.
    site = SCRATCH / "of-snippets"
    run(made["program"], "init", site)
    front = "".join(filled(snippets[name]) for name in ["Claim", "Figure", "Correction", "Statement", "Event", "Source"])
    article = filled(snippets["Article"]).replace("  - \n---", f"  - Northland\n{front}---").replace("summary: \n", "summary: Words.\n")
    (site / "content/articles/of-snippets.md").write_text(article + "Words.\n\n" + filled(snippets["Quotation"]))
    said = subprocess.run([made["program"], "check", "--format", "json", "--site", site], capture_output=True, text=True).stdout
    wrong = [one for one in json.loads(said) if one["code"] in ("unknown-key", "unknown-value", "invalid-yaml", "wrong-type", "missing-field")]
    assert not wrong, wrong
    assert "as an editor expects it" in run("node", "test/protocol.mjs", made["program"], cwd=folder)


def filled(snippet):
    """What an editor writes of a snippet when nothing is changed in it."""
    text = "\n".join(snippet["body"])
    for name, value in {"YEAR": "2020", "MONTH": "10", "DATE": "12"}.items():
        text = text.replace(f"$CURRENT_{name}", value)
    text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:([^}]*)\}|\$\{\d+\}|\$\d", lambda found: found[1] or "", text) + "\n"


def the_versions_agree(made):
    """What names a release names that of Cargo.toml."""
    version = release.VERSION
    for name, line in {
        "packaging/install.sh": f"${{DATELINE_VERSION:-{version}}}",
        "packaging/action/action.yml": f'default: "{version}"',
        "packaging/gitlab/dateline.yml": f'default: "{version}"',
        "editors/vscode/package.json": f'"version": "{version}"',
    }.items():
        assert line in (ROOT / name).read_text(), name


TESTS = [
    the_first_minutes_in_an_empty_root,
    the_other_commands_in_an_empty_root,
    the_archive,
    the_package_of_debian,
    the_image,
    the_packages_of_npm,
    the_wheel,
    the_script_that_installs,
    the_bill_of_materials,
    the_descriptions_for_homebrew_and_winget,
    the_extension_of_vs_code,
    the_versions_agree,
]


def main():
    made = packages()
    for test in TESTS:
        name, begin = test.__name__.replace("_", " "), time.monotonic()
        try:
            test(made)
        except Exception:
            FAILED.append(name)
            print(f"FAILED {name}\n{traceback.format_exc()}")
        else:
            PASSED.append(name)
            print(f"passed {name}, {time.monotonic() - begin:.1f} s")
        sys.stdout.flush()
    print(f"# pass {len(PASSED)}\n# fail {len(FAILED)}")
    sys.exit(1 if FAILED else 0)


main()

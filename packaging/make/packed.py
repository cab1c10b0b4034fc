"""Files in an archive, in one order, of one owner and one time: the same input gives the same bytes."""

import io
import pathlib
import tarfile
import zipfile
from datetime import datetime, timezone

from release import time


def entries(files):
    """A map of paths to bytes or files, sorted, with all folders above them; a path with a slash at its end is a folder."""
    whole = {str(folder) + "/": None for path in files for folder in pathlib.PurePosixPath(path).parents if str(folder) != "."}
    whole.update(files)
    for path in sorted(whole):
        content = whole[path]
        yield path, content.read_bytes() if isinstance(content, pathlib.Path) else content


def tar(files, executable=(), modes=None):
    """An archive in the form of tar."""
    out, when = io.BytesIO(), time()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path, content in entries(files):
            entry = tarfile.TarInfo(path.rstrip("/"))
            entry.mtime = when
            if content is None:
                entry.type, entry.mode = tarfile.DIRTYPE, 0o755
            else:
                entry.size, entry.mode = len(content), 0o755 if path in executable else 0o644
            entry.mode = (modes or {}).get(path, entry.mode)
            archive.addfile(entry, io.BytesIO(content or b""))
    return out.getvalue()


def zipped(files, executable=()):
    """An archive in the form of zip."""
    out = io.BytesIO()
    # The form knows no time before 1980.
    when = max(datetime.fromtimestamp(time(), timezone.utc), datetime(1980, 1, 1, tzinfo=timezone.utc)).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in entries(files):
            if content is not None:
                entry = zipfile.ZipInfo(path, when)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = (0o100755 if path in executable else 0o100644) << 16
                archive.writestr(entry, content)
    return out.getvalue()

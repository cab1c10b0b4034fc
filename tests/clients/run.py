"""Opens the exports of sites with the programs that they are for: `run.py DATELINE DEMONSTRATION SCRATCH`.

Each client must take what it is given without an error or a warning, and see as many entries as there are. The last lines are the sums, as other
runners of these tests print them. No test uses the network."""

import concurrent.futures
import contextlib
import io
import json
import pathlib
import subprocess
import sys
import warnings

import extruct
import feedparser
import frictionless
import icalendar
import pandas
import pyogrio

HERE = pathlib.Path(__file__).parent
DATELINE, DEMONSTRATION, SCRATCH = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
# What is not checked in every site: it takes ten seconds.
MANY = 10_000
FAILED, PASSED = [], []

# Names and dates that give trouble: uncertain, open, before our era, without a place, from right to left, cells that run.
ODD = """\
- {id: sure, title: "Sure; with, signs \\\\ and \\"marks\\"", when: 2020-09-27, place: Town, summary: "Two\\nlines"}
- {id: doubtful, title: Doubtful, when: 2020-09-27?, place: Town}
- {id: about, title: About, when: "~1915-04"}
- {id: span, title: Span, when: 2020-09-27/2020-11-10, place: Nowhere}
- {id: open, title: Open, when: 2020-11-10/..}
- {id: before, title: Before anything, when: ../1987}
- {id: ancient, title: Ancient, when: "-0043-03-15"}
- {id: decade, title: Decade, when: 198X}
- {id: timed, title: Timed, when: "2020-10-05T14:30+04:00", place: Town}
- {id: rtl, title: "الحدث في المدينة", when: 2021-01-01, summary: "نص من اليمين إلى اليسار"}
- {id: runs, title: "=1+1", when: 2021-01-02, actors: ["@who", "-dash"]}
- {id: long, title: "Հայերեն վերնագիր, որը երկար է այնքան, որ տողը պետք է ծալվի օրացույցում մեկ անգամ", when: 2021-01-03}
"""
ODD_ARTICLE = """\
---
title: An article
published: 2020-10-01
sources:
  - {title: "A, \\"source\\"", publisher: P, url: "https://p.example/1", accessed: 2020-10-02}
claims:
  - {about: Who, positions: [{by: North, stance: asserts, text: "We did"}]}
figures:
  - {measure: killed, value: 12, by: North, as_of: 2020-10-01}
---
Words.
"""
UCDP = """\
id,relid,year,active_year,code_status,type_of_violence,conflict_name,dyad_name,side_a,side_b,where_coordinates,latitude,longitude,country,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,source_headline,source_article
"""


def check(name, is_right, why=""):
    (PASSED if is_right else FAILED).append(name)
    if not is_right:
        print(f"FAILED {name}: {why}")


@contextlib.contextmanager
def strictly(name):
    """A step that fails where anything is raised or warned of."""
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            yield
        own = [str(one.message) for one in told if not issubclass(one.category, (DeprecationWarning, ResourceWarning))]
        check(name, not own, "; ".join(own))
    except Exception as error:  # noqa: BLE001
        check(name, False, f"{type(error).__name__}: {error}")


def dateline(*arguments):
    done = subprocess.run([DATELINE, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"dateline {arguments}: {done.stderr}")
    return done


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def events_of(folder):
    return json.loads((folder / "data/events.json").read_text(encoding="utf-8"))["events"]


def tables(name, folder, count):
    with strictly(f"{name}: frictionless takes the data package"):
        report = frictionless.validate(str(folder / "data/datapackage.json"))
        if not report.valid:
            raise ValueError(report.to_summary())
        if report.warnings or any(task.warnings for task in report.tasks):
            raise ValueError(f"warnings: {report.warnings} {[task.warnings for task in report.tasks]}")
    for path in sorted((folder / "data").glob("*.csv")):
        with strictly(f"{name}: pandas reads {path.name}"):
            table = pandas.read_csv(path, keep_default_na=False, dtype=str)
            if not table["id"].is_unique or (table["id"] == "").any():
                raise ValueError("ids are not their own")
            if path.name == "events.csv" and len(table) != count:
                raise ValueError(f"{len(table)} rows of {count}")
            if table.map(lambda cell: cell[:1] in ("=", "+", "@", "\t")).any().any():
                raise ValueError("a cell would be run")


def maps(name, folder, count):
    with strictly(f"{name}: GDAL reads the map"):
        info = pyogrio.read_info(folder / "data/events.geojson")
        if info["features"] != count or info["crs"] != "EPSG:4326":
            raise ValueError(f"{info['features']} of {count}, {info['crs']}")
        # Years before our era are no dates to Python: GDAL reads them all the same.
        shapes = pyogrio.raw.read(folder / "data/events.geojson", columns=["id"])[2]
        placed = sum(event["place"] is not None and event["place"].get("lat") is not None for event in EVENTS[name])
        if sum(shape is not None for shape in shapes) != placed:
            raise ValueError(f"{placed} have a position")


def calendars(name, folder, count):
    for path in sorted(folder.rglob("*.ics")):
        with strictly(f"{name}: icalendar reads {path.name}"):
            text = path.read_bytes()
            if any(len(line) > 75 for line in text.split(b"\r\n")):
                raise ValueError("a line is too long")
            calendar = icalendar.Calendar.from_ical(text)
            entries = calendar.walk("VEVENT")
            broken = [entry.errors for entry in [calendar, *entries] if entry.errors]
            if broken or not entries:
                raise ValueError(f"{len(entries)} entries, {broken}")
            if len({str(entry["UID"]) for entry in entries}) != len(entries):
                raise ValueError("two have one UID")
            if any(entry.start >= entry.end for entry in entries):
                raise ValueError("an end is before its beginning")
            if path == folder / "events.ics" and len(entries) > count:
                raise ValueError(f"{len(entries)} of {count}")


def feeds(name, folder):
    for path in [*folder.glob("*.xml"), *folder.glob("*/*.xml")]:
        if "sitemap" in path.name:
            continue
        with strictly(f"{name}: feedparser reads {path.relative_to(folder)}"):
            feed = feedparser.parse(path.read_bytes())
            if feed.bozo or not feed.feed.get("title"):
                raise ValueError(feed.get("bozo_exception", "it has no title"))


def described(name, folder):
    """What search engines read in the pages."""
    with strictly(f"{name}: extruct reads every page"):
        kinds = set()
        for path in folder.rglob("*.html"):
            found = extruct.extract(path.read_text(encoding="utf-8"), syntaxes=["json-ld"], errors="strict")
            for one in found["json-ld"]:
                graph = one.get("@graph", [one])
                kinds.update(kind for part in graph for kind in ([part["@type"]] if isinstance(part["@type"], str) else part["@type"]))
        missing = {"Dataset"} - kinds
        if missing:
            raise ValueError(f"{missing} in no page; there are {sorted(kinds)}")


def crate(folder):
    """What roc-validator says, in a program of its own: it takes as long as all else."""
    return subprocess.run(
        [sys.executable, HERE / "lib/crate.py", folder, HERE / "lib/context.jsonld"],
        capture_output=True, text=True, check=False,
    )


def signed():
    """minisign, as Debian has it, verifies what was signed."""
    with strictly("minisign verifies the list of all files"):
        folder = SCRATCH / "signed"
        keys = HERE.parent / "cases/signing"
        public = (keys / "plain.pub").read_text().splitlines()[1]
        put(folder / "site.yaml", f"title: T\nbase_url: https://p.example/\nsigning_key: {public}\npublish: {{live: {{folder: out}}}}\n")
        put(folder / "content/articles/a.md", ODD_ARTICLE)
        dateline("publish", "--yes", "--site", folder, "--sign", keys / "plain.key")
        manifest = folder / "out/data/manifest.json"
        verify = ["minisign", "-V", "-H", "-m", manifest, "-P", public]
        done = subprocess.run(verify, capture_output=True, text=True, check=False)
        if done.returncode != 0 or "verified" not in done.stdout:
            raise ValueError(done.stdout + done.stderr)
        manifest.write_text(manifest.read_text() + " ")
        if subprocess.run(verify, capture_output=True, check=False).returncode == 0:
            raise ValueError("another list is verified too")


def many():
    """Ten thousand entries, a file of each sort, without a build."""
    site = SCRATCH / "many"
    put(site / "site.yaml", "title: Many\nbase_url: https://p.example/\n")
    rows = (
        f'- {{id: e{n}, title: "Event {n}, of many", when: {1900 + n // 100}-{1 + n % 12:02}-{1 + n % 28:02}, place: P{n % 50}, actors: [A{n % 40}]}}\n'
        for n in range(MANY)
    )
    put(site / "content/events.yaml", "".join(rows))
    put(site / "content/places.yaml", "".join(f"- {{name: P{n}, lat: {40 + n / 100}, lon: {44 + n / 100}}}\n" for n in range(50)))
    folder = SCRATCH / "many-out"
    files = {"json": "events.json", "csv": "events.csv", "geojson": "events.geojson"}
    (folder / "data").mkdir(parents=True)
    wanted = [(form, f"data/{file}") for form, file in files.items()] + [("ics", "events.ics")]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda one: dateline("export", one[0], "--site", site, "-o", folder / one[1]), wanted))
    EVENTS["many"] = events_of(folder)
    check("many: all are there", len(EVENTS["many"]) == MANY, len(EVENTS["many"]))
    maps("many", folder, MANY)
    calendars("many", folder, MANY)
    with strictly("many: pandas reads events.csv"):
        if len(pandas.read_csv(folder / "data/events.csv")) != MANY:
            raise ValueError("not all rows")


def imported():
    """An import of UCDP's table: 400 events of theirs."""
    site = SCRATCH / "ucdp"
    put(site / "site.yaml", "title: UCDP\nbase_url: https://p.example/\n")
    rows = "".join(
        f'{n},CAR-{n},2020,1,Clear,1,War,A - B,Side "A",Side B,Town {n % 9},{6 + n / 100},{18 + n / 100},CAR,{1 + n % 5},'
        f"2020-{1 + n % 12:02}-{1 + n % 28:02} 00:00:00.000,2020-{1 + n % 12:02}-{1 + n % 28:02} 00:00:00.000,1,2,3,0,{n % 7},{n % 7 + 2},{n % 7},=head {n},\"AFP, 2020\"\n"
        for n in range(400)
    )
    put(SCRATCH / "ged.csv", UCDP + rows)
    dateline("import", "--site", site, SCRATCH / "ged.csv", "--conflict", "The war")
    return site


def odd():
    site = SCRATCH / "odd"
    put(site / "site.yaml", "title: Odd\nbase_url: https://p.example/\npublisher: P\nexports: {license: CC-BY-4.0}\n")
    put(site / "content/events.yaml", ODD)
    put(site / "content/places.yaml", "- {name: Town, lat: 40.1, lon: 44.5}\n- {name: Nowhere}\n")
    put(site / "content/articles/a.md", ODD_ARTICLE)
    return site


EVENTS = {}


def main():
    sites = {"demonstration": DEMONSTRATION}
    for name, make in {"odd": odd, "ucdp": imported}.items():
        sites[name] = SCRATCH / f"{name}-out"
        dateline("build", "--site", make(), "--output", sites[name], "--now", "2021-02-01")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        crates = {name: pool.submit(crate, sites[name]) for name in ("demonstration", "odd")}
        for name, folder in sites.items():
            EVENTS[name] = events_of(folder)
            count = len(EVENTS[name])
            check(f"{name}: there are entries", count > 10, count)
            with contextlib.redirect_stderr(io.StringIO()):
                tables(name, folder, count)
            maps(name, folder, count)
            calendars(name, folder, count)
            feeds(name, folder)
            described(name, folder)
        signed()
        many()
        for name, one in crates.items():
            done = one.result()
            is_valid = done.stdout.strip().splitlines()[-1:] == ["VALID"]
            check(f"{name}: roc-validator takes the research object", is_valid, done.stdout + done.stderr[-2000:])
    print(f"# pass {len(PASSED)}\n# fail {len(FAILED)}")
    return 1 if FAILED or not PASSED else 0


sys.exit(main())

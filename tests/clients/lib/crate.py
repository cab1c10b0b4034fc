"""Validates the research object in a folder: `crate.py FOLDER CONTEXT`. CONTEXT is a copy of the context that its JSON-LD names,
as no test uses the network. Prints what is wrong, a line each; prints `VALID` if nothing is."""

import io
import json
import sys
import urllib.request

import requests

FOLDER, CONTEXT = sys.argv[1:]
ADDRESS = "https://w3id.org/ro/crate/1.2/context"


class Answer(io.BytesIO):
    """What a server would answer."""

    status = code = 200
    status_code = 200
    headers = {"Content-Type": "application/ld+json"}
    url = ADDRESS
    ok = True

    def geturl(self):
        return self.url

    def info(self):
        return self.headers

    def json(self):
        return json.loads(self.getvalue())


def served(address, *_args, **_flags):
    wanted = getattr(address, "full_url", address)
    if wanted != ADDRESS:
        raise OSError(f"no test uses the network: {wanted}")
    with open(CONTEXT, "rb") as file:
        return Answer(file.read())


urllib.request.urlopen = served
requests.Session.request = lambda _self, _method, url, **_flags: served(url)

from rocrate_validator import models, services  # noqa: E402

settings = services.ValidationSettings(
    rocrate_uri=FOLDER,
    profile_identifier="ro-crate-1.2",
    requirement_severity=models.Severity.RECOMMENDED,
    skip_availability_check=True,
    no_cache=True,
)
result = services.validate(settings)
# What only the publisher could say: a licence with an address, an organisation's number in the register of research organisations, whom to write to.
OURS = {"ro-crate-1.2_85.0", "ro-crate-1.2_89.0", "ro-crate-1.2_90.1", "ro-crate-1.2_93.0"}
issues = [issue for issue in result.get_issues() if issue.check.identifier not in OURS]
for issue in issues:
    print(f"{issue.severity.name}: {issue.check.identifier}: {issue.message}")
if not issues:
    print("VALID")

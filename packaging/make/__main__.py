"""Makes what is handed out of finished programs: `python3 packaging/make --help`. Every package has the same program, byte for byte."""

import argparse
import pathlib

import archive
import deb
import extras
import filled
import image
import npm
import sbom
from release import system


def packed_so_hard(parser):
    """Adds the flag of those that pack."""
    parser.add_argument("--level", type=int, default=9, help="how hard it is packed, 0 to 9 [default: 9]")


def main():
    """Reads the command line and makes what it asks for; each file's path is printed."""
    parser = argparse.ArgumentParser(prog="packaging/make", description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("target/packages"), help="the folder of what is made")
    commands = parser.add_subparsers(dest="what", required=True)
    path = lambda text: pathlib.Path(text).resolve()
    one = commands.add_parser("extras", help="manual pages and completions, asked of a program that runs here")
    one.add_argument("--program", type=path, required=True)
    for what, about in [("archive", "the archive"), ("deb", "the package of Debian")]:
        one = commands.add_parser(what, help=f"{about} of a system")
        one.add_argument("--target", type=system, required=True)
        one.add_argument("--program", type=path, required=True)
        one.add_argument("--extras", type=path, required=True)
        packed_so_hard(one)
    one = commands.add_parser("npm", help="the package of a system for npm, or without a program the one that people install")
    one.add_argument("--target", type=system)
    one.add_argument("--program", type=path)
    one = commands.add_parser("image", help="the image for containers, of one or several systems")
    one.add_argument("--certificates", type=path, help="the authorities that it trusts, as /etc/ssl/certs/ca-certificates.crt")
    packed_so_hard(one)
    one.add_argument("programs", nargs="+", metavar="TARGET=PROGRAM")
    one = commands.add_parser("sbom", help="the bill of materials of a system")
    one.add_argument("--target", type=system, required=True)
    one = commands.add_parser("sums", help="the list of sums")
    one.add_argument("files", nargs="+", type=path)
    one = commands.add_parser("fill", help="what Homebrew and winget read, about the archives of all systems")
    one.add_argument("--archives", type=path, required=True)
    given = parser.parse_args()
    out = given.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    match given.what:
        case "extras":
            made = extras.make(given.program, out) or []
        case "archive":
            made = [archive.make(given.target, given.program, given.extras, out, given.level)]
        case "deb":
            made = [deb.make(given.target, given.program, given.extras, out, given.level)]
        case "npm" if given.target and given.program:
            made = [npm.make_system(given.target, given.program, out)]
        case "npm":
            made = [npm.make_starter(out)]
        case "image":
            programs = [written.partition("=") for written in given.programs]
            made = [image.make([(system(target), path(program)) for target, _, program in programs], given.certificates, out, given.level)]
        case "sbom":
            made = [sbom.make(given.target, out)]
        case "sums":
            made = [filled.sums(given.files, out)]
        case "fill":
            made = filled.fill(given.archives, out)
    for file in made:
        print(file)


main()

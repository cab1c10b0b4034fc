#!/usr/bin/env node
// Starts the program of the package for this system, which npm has installed beside this one.
"use strict";
const { spawnSync } = require("node:child_process");

const name = `dateline-cli-${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "dateline.exe" : "dateline";
let program;
try {
  program = require.resolve(`${name}/bin/${file}`);
} catch {
  console.error(`dateline: the package ${name} is not installed. Install without --omit=optional; if there is no such package, ` +
    "your system has no finished program: see docs/install.md of Dateline for building it.");
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) {
  console.error(`dateline: cannot start ${program}: ${error.message}`);
  process.exit(2);
}
if (signal) process.kill(process.pid, signal);
process.exit(status ?? 2);

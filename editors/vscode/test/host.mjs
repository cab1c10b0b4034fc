// The extension in a real VS Code: `node host.mjs CODE_SERVER PROGRAM VSIX`, where CODE_SERVER is the folder of the npm package `code-server` with
// its native modules built, and Chromium and playwright-core are there. It opens a site, and looks for what an editor would see.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

const [codeServer, program, vsix] = process.argv.slice(2).map((one) => path.resolve(one));
const { chromium } = createRequire(path.join(codeServer, "package.json"))("playwright-core");
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "dateline-host-"));
const site = path.join(scratch, "site");
const article = path.join(site, "content/articles/2020/2020-10-11-ceasefire-broken.md");
execFileSync(program, ["init", site], { stdio: "ignore" });
fs.writeFileSync(article, fs.readFileSync(article, "utf8").replace("actor: Northland,", "actor: Northlandd,"));
const entry = path.join(codeServer, "out/node/entry.js");
const own = ["--user-data-dir", path.join(scratch, "data"), "--extensions-dir", path.join(scratch, "extensions"), "--config", path.join(scratch, "config.yaml")];
execFileSync("node", [entry, ...own, "--install-extension", vsix], { stdio: "ignore" });
fs.mkdirSync(path.join(scratch, "data/User"), { recursive: true });
fs.writeFileSync(path.join(scratch, "data/User/settings.json"), JSON.stringify({
  "dateline.path": program, "security.workspace.trust.enabled": false, "workbench.startupEditor": "none", "editor.inlayHints.enabled": "on",
}));
const server = spawn("node", [entry, ...own, "--auth", "none", "--bind-addr", "127.0.0.1:0", "--disable-telemetry", "--disable-update-check"]);
const address = new Promise((found, failed) => {
  let said = "";
  server.stdout.on("data", (more) => {
    said += more;
    const match = said.match(/HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/);
    if (match) found(match[1]);
  });
  server.on("exit", () => failed(new Error(said)));
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const at = await address;
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  const open = JSON.stringify([["openFile", `vscode-remote://${new URL(at).host}${article}`]]);
  await page.goto(`${at}/?folder=${site}&payload=${encodeURIComponent(open)}`);
  const shown = async (what, selector) => {
    await page.waitForSelector(selector, { timeout: 60_000 });
    console.log(`ok ${what}`);
  };
  await shown("the text is open", ".monaco-editor .view-line");
  await shown("the unknown name is marked", ".monaco-editor .squiggly-warning");
  await shown("a lens says how often the article is linked", ".codelens-decoration a");
  const lens = await page.textContent(".codelens-decoration");
  assert.match(lens, /linked/);
  // Everything of the site by its name.
  const run = async (keys, text) => {
    await page.keyboard.press(keys);
    await page.waitForSelector(".quick-input-widget input");
    await page.keyboard.type(text);
  };
  await run("Control+T", "war betw");
  await shown("a conflict is found by its name", ".quick-input-list .monaco-list-row:has-text('War between')");
  await page.keyboard.press("Escape");
  // A snippet.
  await page.click(".monaco-editor .view-lines");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nclaim");
  await page.keyboard.press("Control+Space");
  await shown("the snippet is offered", ".suggest-widget .monaco-list-row:has-text('claim')");
  await page.keyboard.press("Escape");
  await run("F1", "Dateline: Open the Preview");
  await page.waitForTimeout(1000);
  await page.keyboard.press("Enter");
  const inside = async () => {
    for (const frame of page.frames()) {
      const heading = await frame.evaluate(() => document.querySelector("h1")?.textContent).catch(() => undefined);
      if (/articles\//.test(frame.url()) && heading) return heading;
    }
  };
  let heading;
  for (let tries = 0; tries < 100 && !heading; tries++) {
    heading = await inside();
    if (!heading) await page.waitForTimeout(300);
  }
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  assert.match(heading ?? "", /[Cc]easefire/, "the preview shows the page of the text");
  console.log("ok the preview shows the page of the text");
  console.log("# pass 6\n# fail 0");
} catch (error) {
  const page = browser.contexts()[0]?.pages()[0];
  if (process.env.SCREENSHOT) await page?.screenshot({ path: process.env.SCREENSHOT });
  console.error(error);
  console.log("# fail 1");
  process.exitCode = 1;
} finally {
  await browser.close();
  server.kill();
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
}

// The conversation of the extension with the program, by the protocol library that its language client is made of: `node protocol.mjs PROGRAM`.
// host.mjs does the same, and what a person does, in a real VS Code.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node.js";

const program = path.resolve(process.argv[2]);
const site = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "dateline-protocol-")));
execFileSync(program, ["init", site], { stdio: "ignore" });
const file = path.join(site, "content/articles/2020/2020-10-11-ceasefire-broken.md");
const text = fs.readFileSync(file, "utf8").replace("actor: Northland,", "actor: Northlandd,");
const uri = pathToFileURL(file).href;
const server = spawn(program, ["lsp"], { cwd: site, stdio: ["pipe", "pipe", "inherit"] });
const talk = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout), new protocol.StreamMessageWriter(server.stdin));
const told = new Promise((found) => talk.onNotification(protocol.PublishDiagnosticsNotification.type, (news) => {
  if (news.uri === uri && news.diagnostics.length > 0) found(news.diagnostics);
}));
talk.onRequest(protocol.RegistrationRequest.type, () => {});
talk.listen();
const textDocument = { uri };

const { capabilities } = await talk.sendRequest(protocol.InitializeRequest.type, {
  processId: process.pid, rootUri: pathToFileURL(site).href,
  workspaceFolders: [{ uri: pathToFileURL(site).href, name: "site" }],
  capabilities: { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] }, didChangeWatchedFiles: { dynamicRegistration: true } } },
});
await talk.sendNotification(protocol.InitializedNotification.type, {});
assert.ok(capabilities.codeLensProvider && capabilities.inlayHintProvider && capabilities.workspaceSymbolProvider);
await talk.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: "markdown", version: 1, text } });
const [wrong] = await told;
assert.equal(wrong.code, "unknown-actor");
const actions = await talk.sendRequest(protocol.CodeActionRequest.type, { textDocument, range: wrong.range, context: { diagnostics: [wrong] } });
const titles = actions.map((action) => action.title);
assert.ok(titles.includes("Add `Northlandd` to the aliases of `Northland`") && titles.includes("Begin the actor `Northlandd`"), titles.join());
const tokens = await talk.sendRequest(protocol.SemanticTokensRequest.type, { textDocument });
assert.equal(tokens.data.length % 5, 0);
assert.ok(tokens.data.length > 25);
const symbols = await talk.sendRequest(protocol.WorkspaceSymbolRequest.type, { query: "southland" });
assert.ok(symbols.some((symbol) => symbol.name === "Southland"));
const page = await talk.sendRequest("dateline/page", { textDocument });
assert.match(page, /^articles\/.*\.html$/);
await talk.sendRequest(protocol.ShutdownRequest.type);
await talk.sendNotification(protocol.ExitNotification.type);
const code = await new Promise((ended) => server.on("exit", ended));
assert.equal(code, 0);
talk.dispose();
fs.rmSync(site, { recursive: true });
console.log("the conversation is as an editor expects it");

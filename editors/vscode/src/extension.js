// The extension: starts the language server, shows the preview beside the text, and begins articles.
"use strict";
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { Preview } = require("./preview.js");

const INSTALL = "https://github.com/dateline/dateline/blob/main/docs/install.md";
let client;
let preview;

/** The program, as the settings name it. */
const program = () => vscode.workspace.getConfiguration("dateline").get("path") || "dateline";

/** The folder of the site: that of the text that is open, else the first. */
function folder() {
  const shown = vscode.window.activeTextEditor?.document.uri;
  const own = shown && vscode.workspace.getWorkspaceFolder(shown);
  return own ?? vscode.workspace.workspaceFolders?.[0];
}

async function start() {
  const where = folder();
  if (!where || !vscode.workspace.isTrusted) return;
  const run = { command: program(), args: ["lsp"], transport: TransportKind.stdio, options: { cwd: where.uri.fsPath } };
  const of = (language) => ({ scheme: "file", language, pattern: `${where.uri.fsPath.replaceAll("\\", "/")}/**/*` });
  client = new LanguageClient("dateline", "Dateline", { run, debug: run }, {
    documentSelector: [of("markdown"), of("yaml")],
    workspaceFolder: where,
  });
  try {
    await client.start();
    await vscode.commands.executeCommand("setContext", "dateline.active", true);
  } catch (error) {
    client = undefined;
    const choice = await vscode.window.showErrorMessage(
      `Dateline's program cannot be started (${program()}): ${error.message ?? error}`, "How to install it", "Settings");
    if (choice === "How to install it") vscode.env.openExternal(vscode.Uri.parse(INSTALL));
    if (choice === "Settings") vscode.commands.executeCommand("workbench.action.openSettings", "dateline.path");
  }
}

async function stop() {
  const ending = client;
  client = undefined;
  await ending?.stop();
}

/** What a lens leads to: the places that it names, else all that is found for its place. */
async function showReferences(uri, position, places = []) {
  const from = vscode.Uri.parse(uri);
  const at = new vscode.Position(position.line, position.character);
  const location = ({ uri, range: { start, end } }) => new vscode.Location(vscode.Uri.parse(uri),
    new vscode.Range(start.line, start.character, end.line, end.character));
  const found = places.length > 0 ? places.map(location)
    : await vscode.commands.executeCommand("vscode.executeReferenceProvider", from, at);
  await vscode.commands.executeCommand("editor.action.showReferences", from, at, found ?? []);
}

async function newArticle() {
  const where = folder();
  const title = where && await vscode.window.showInputBox({ title: "Begin an article", prompt: "Its title" });
  if (!title) return;
  const { execFile } = require("node:child_process");
  execFile(program(), ["new", "article", title], { cwd: where.uri.fsPath }, async (error, said, wrong) => {
    if (error) return void vscode.window.showErrorMessage(wrong.trim() || error.message);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(where.uri, said.trim().replace(/^\.[\\/]/, "")));
  });
}

/** Runs a command of the program in a terminal, where it can ask and be read. */
function inTerminal(...args) {
  const where = folder();
  if (!where) return;
  const terminal = vscode.window.createTerminal({ name: `dateline ${args[0]}`, cwd: where.uri });
  terminal.show();
  terminal.sendText([JSON.stringify(program()), ...args].join(" "));
}

exports.activate = async (context) => {
  const command = (name, does) => context.subscriptions.push(vscode.commands.registerCommand(`dateline.${name}`, does));
  // An older program does not know this request; the preview then stays at its first page.
  const pageOf = async (uri) => client?.sendRequest("dateline/page", { textDocument: { uri: uri.toString() } }).catch(() => undefined);
  preview = new Preview(program, pageOf);
  command("showReferences", showReferences);
  command("newArticle", newArticle);
  command("build", () => inTerminal("build"));
  command("publish", () => inTerminal("publish"));
  command("preview", () => preview.open(folder()));
  command("restart", async () => { await stop(); await start(); });
  context.subscriptions.push(preview,
    vscode.window.onDidChangeActiveTextEditor((editor) => editor && preview.follow(editor.document.uri)),
    vscode.workspace.onDidGrantWorkspaceTrust(start),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("dateline.path")) { await stop(); await start(); }
    }));
  await start();
  return { client: () => client, preview };
};

exports.deactivate = stop;

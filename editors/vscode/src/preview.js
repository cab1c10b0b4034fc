// The preview beside the text: `dateline serve` in a panel, which goes to the page of the text that is being written.
"use strict";
const { spawn } = require("node:child_process");
const vscode = require("vscode");

exports.Preview = class Preview {
  constructor(program, pageOf) {
    this.program = program;
    this.pageOf = pageOf;
  }

  /** Opens the panel, and starts the server where none runs. */
  async open(folder) {
    if (!folder) return;
    if (this.panel) return this.panel.reveal(vscode.ViewColumn.Beside, true);
    try {
      this.address ??= await this.serve(folder.uri.fsPath);
    } catch (error) {
      return void vscode.window.showErrorMessage(`The preview cannot be started: ${error.message}`);
    }
    const shown = vscode.window.activeTextEditor?.document.uri;
    const port = Number(new URL(this.address).port);
    const options = { enableScripts: true, retainContextWhenHidden: true, portMapping: [{ webviewPort: port, extensionHostPort: port }] };
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.panel = vscode.window.createWebviewPanel("dateline.preview", "Dateline", beside, options);
    this.panel.onDidDispose(() => { this.panel = undefined; this.end(); });
    await this.show("");
    if (shown) await this.follow(shown);
  }

  /** Goes to the page of a text, if it becomes one. */
  async follow(uri) {
    if (!this.panel) return;
    const page = await this.pageOf(uri);
    if (page && page !== this.page) await this.show(page);
  }

  async show(page) {
    this.page = page;
    // The preview answers to its own address only, so it is asked at that one; on another machine the port is brought here.
    const here = this.address + page;
    const origin = new URL(here).origin;
    const text = (written) => written.replace(/[&"<>]/g, (sign) => `&#${sign.codePointAt(0)};`);
    if (!this.panel) return;
    this.panel.webview.html = `<!doctype html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; frame-src ${text(origin)}">
<style>html, body, iframe { margin: 0; padding: 0; width: 100%; height: 100%; border: 0; background: white }</style>
<iframe src="${text(here)}" title="The preview"></iframe>`;
  }

  /** Starts the server of the preview and gives its address. */
  serve(cwd) {
    // The panel and the window around it; in a browser that shows VS Code, whatever of this machine does.
    const around = vscode.env.uiKind === vscode.UIKind.Web ? "http://127.0.0.1:* http://localhost:*" : "vscode-webview: vscode-file:";
    const flags = ["--port", "0", "--editor", "code", "--framed-by", `${around} https://*.vscode-cdn.net`];
    const server = this.server = spawn(this.program(), ["serve", ...flags], { cwd, stdio: ["ignore", "ignore", "pipe"] });
    return new Promise((found, failed) => {
      let said = "";
      server.stderr.setEncoding("utf8").on("data", (more) => {
        said = (said + more).slice(-10_000);
        const address = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
        if (address) found(address[0]);
      });
      server.on("error", failed);
      server.on("exit", () => { failed(new Error(said.trim() || "it has ended")); if (this.server === server) this.end(); });
    });
  }

  end() {
    const server = this.server;
    this.server = this.address = this.page = undefined;
    server?.kill();
  }

  dispose() {
    this.panel?.dispose();
    this.end();
  }
};

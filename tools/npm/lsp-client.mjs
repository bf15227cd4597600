// Drives a language server as an editor would, with the client library that VS Code is built on, and
// prints what it was told as JSON. Arguments: the folder of a site, then the command of the server.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver-protocol/node";

const [site, command, ...args] = process.argv.slice(2);
const server = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
const left = new Promise((done) => server.on("exit", done));
const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));

const told = [];
let waiting;
connection.onNotification("textDocument/publishDiagnostics", (p) => (waiting ? waiting(p) : told.push(p)));
const diagnostics = () => new Promise((done) => (told.length ? done(told.shift()) : (waiting = (p) => ((waiting = undefined), done(p)))));
connection.listen();

const uri = pathToFileURL(path.join(site, "columns/hay-fever.md")).href;
const text = readFileSync(path.join(site, "columns/hay-fever.md"), "utf8");
const misspelt = text.replace("supervisor: aoki", "supervisor: aokii");
const out = {};

const { capabilities, serverInfo } = await connection.sendRequest("initialize", {
  processId: process.pid, rootUri: pathToFileURL(site).href, capabilities: {},
});
out.encoding = capabilities.positionEncoding;
out.server = serverInfo.name;
await connection.sendNotification("initialized", {});
await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "markdown", version: 1, text } });
out.opened = await diagnostics();
await connection.sendNotification("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges: [{ text: misspelt }] });
out.misspelt = await diagnostics();
const line = misspelt.split("\n").findIndex((l) => l.startsWith("supervisor"));
out.completion = await connection.sendRequest("textDocument/completion", { textDocument: { uri }, position: { line, character: 14 } });
out.hover = await connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: { line, character: 14 } });
try {
  await connection.sendRequest("textDocument/rename", { textDocument: { uri }, position: { line, character: 14 }, newName: "x" });
} catch (e) {
  out.unknown = e.code;
}
await connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
out.saved = await diagnostics();
await connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
out.closed = await diagnostics();
await connection.sendRequest("shutdown");
await connection.sendNotification("exit");
out.exit = await left;
connection.dispose();
process.stdout.write(JSON.stringify(out));

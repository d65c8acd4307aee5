// Starts Azurite and ends with the process that started it: standard input is a pipe from that process, and the
// pipe closes when it stops, however hard it dies. Nothing is ever left behind on a port, and nothing acknowledged is lost.
"use strict";

const { createRequire } = require("node:module");
const { join } = require("node:path");
const { Journals } = require("./journal.cjs");
const { keep } = require("./keep.cjs");

const shutdownLimitMs = 8000;

// A killed parent leaves pipes that no one reads. Azurite writes lines when it closes, before it has written its files.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

// Ctrl-C, a closed terminal and a stopped service reach every process of the group. Storage must outlive the server, which
// still has work to commit; the server closes the pipe when it is done.
const ignored = ["SIGINT", "SIGTERM", "SIGHUP"];
for (const signal of ignored) process.on(signal, () => {});
process.on("newListener", (event, listener) => {
  if (ignored.includes(event)) setImmediate(() => process.removeListener(event, listener));
});

let isStopping = false;
function stop() {
  if (isStopping) return;
  isStopping = true;
  // Azurite's own way to stop cleanly on every platform: it writes its files, then the event loop runs empty.
  if (process.listenerCount("message") === 0) process.exit(1);
  process.emit("message", "shutdown");
  setTimeout(() => process.exit(1), shutdownLimitMs).unref();
}

process.stdin.resume();
for (const event of ["end", "close", "error"]) process.stdin.on(event, stop);

// The packages live in the install folder, which is not the folder of this file.
const packages = createRequire(join(process.env.SCREENING_AZURITE_PACKAGES, "package.json"));

async function main() {
  if (!process.argv.includes("--inMemoryPersistence")) {
    const journals = new Journals(process.cwd(), (problem) => console.log(`Screening storage: ${problem ?? "sound"}`));
    await journals.keepReserve();
    keep(packages("lokijs"), journals);
  }

  packages("azurite/dist/src/azurite.js");
}

main().catch((error) => {
  console.error(`Exit due to unhandled error: ${error.message}`);
  process.exit(1);
});

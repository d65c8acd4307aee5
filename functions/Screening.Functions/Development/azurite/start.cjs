// Starts Azurite and ends with the process that started it: standard input is a pipe from that process, and the
// pipe closes when it stops, however hard it dies. Nothing is ever left behind on a port.
"use strict";

const shutdownLimitMs = 8000;

// Ctrl-C reaches every process of the terminal. Storage must outlive the server, which still has work to commit;
// the server closes the pipe when it is done.
process.on("SIGINT", () => {});
process.on("newListener", (event, listener) => {
  if (event === "SIGINT") setImmediate(() => process.removeListener(event, listener));
});

process.stdin.resume();
process.stdin.on("end", () => {
  // Azurite's own way to stop cleanly on every platform: it writes its files, then the event loop runs empty.
  if (process.listenerCount("message") === 0) process.exit(1);
  process.emit("message", "shutdown");
  setTimeout(() => process.exit(1), shutdownLimitMs).unref();
});

// The packages live in the install folder, which is not the folder of this file.
const { createRequire } = require("node:module");
const { join } = require("node:path");
createRequire(join(process.env.SCREENING_AZURITE_PACKAGES, "package.json"))("azurite/dist/src/azurite.js");

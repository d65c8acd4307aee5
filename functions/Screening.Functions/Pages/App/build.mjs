// Builds the pages into the folder that is named, for the .NET build. Installs the packages of the lock file when it has changed,
// generates the types of the API, checks the types, runs Vite, compresses every file, and puts the result in place whole. Two builds
// of the same folder at a time do it one after the other.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "dist"));
const [major, minor] = process.versions.node.split(".").map(Number);

/** Longest wait for another build of the same folder: its installation can take minutes. */
const LOCK_WAIT_MS = 10 * 60_000;

function fail(text) {
  // The form in which MSBuild shows an error.
  console.error(`Screening.Pages : error PAGES001: ${text}`);
  process.exit(1);
}

function run(script, ...args) {
  const result = spawnSync(process.execPath, [join(here, "node_modules", script), ...args], {
    cwd: here,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (result.status !== 0) {
    fail(`${script} ended with ${result.status ?? result.signal}:\n${result.stdout}${result.stderr}`);
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Takes the lock, which is a file with the process in it. That of a process which was killed is no lock. */
function hold(lock) {
  for (const end = Date.now() + LOCK_WAIT_MS; Date.now() < end; ) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      process.on("exit", () => rmSync(lock, { force: true }));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") {
        fail(`the lock ${lock} cannot be taken: ${error.message}`);
      }
    }
    const holder = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
    if (holder > 0 && !isRunning(holder)) {
      rmSync(lock, { force: true });
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  fail(`another build holds ${lock}`);
}

function install() {
  const wanted = createHash("sha256").update(readFileSync(join(here, "package-lock.json"))).digest("hex");
  const mark = join(here, "node_modules", ".installed");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) {
    return;
  }
  const windows = process.platform === "win32";
  const result = spawnSync(windows ? "npm.cmd" : "npm", ["ci", "--no-progress", "--loglevel=error"], { cwd: here, encoding: "utf8", shell: windows });
  if (result.error?.code === "ENOENT") {
    fail("npm was not found on the PATH. Install Node 20.19 or newer with npm: the pages are built with it.");
  }
  if (result.status !== 0) {
    fail(`npm ci ended with ${result.status}:\n${result.stdout}${result.stderr}`);
  }
  writeFileSync(mark, wanted);
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* files(path);
    } else {
      yield path;
    }
  }
}

/** The content of all that the result is made from. */
function inputs() {
  const hash = createHash("sha256");
  const own = [...files(join(here, "src")), ...["api.json", "index.html", "package-lock.json", "tsconfig.json", "vite.config.ts", "build.mjs"].map((name) => join(here, name))];
  for (const path of own.filter((one) => !one.endsWith("schema.d.ts")).sort()) {
    hash.update(path.slice(here.length).replaceAll("\\", "/")).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function compress(folder) {
  for (const path of [...files(folder)].filter((one) => /\.(js|css|svg)$/.test(one))) {
    const plain = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
  }
}

if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old: the pages are built with Node 20.19 or newer.`);
}
hold(join(here, ".building"));
const made = inputs();
const mark = `${out}.inputs`;
if (existsSync(join(out, "index.html")) && existsSync(mark) && readFileSync(mark, "utf8") === made) {
  // The same content with a later time, or another build was first.
  utimesSync(join(out, "index.html"), new Date(), new Date());
  process.exit(0);
}
install();
run("openapi-typescript/bin/cli.js", "api.json", "--output", "src/api/schema.d.ts");
run("typescript/bin/tsc", "--noEmit");
run("vite/bin/vite.js", "build", "--outDir", `${out}.new`, "--emptyOutDir", "--logLevel", "warn");
compress(`${out}.new`);
rmSync(out, { recursive: true, force: true });
renameSync(`${out}.new`, out);
writeFileSync(mark, made);

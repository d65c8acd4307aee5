// Makes Azurite keep what it has acknowledged. Azurite holds its data in LokiJS databases in memory and writes each one
// whole, at most every five seconds; what was acknowledged since is lost when the process ends otherwise. Here every change
// of a database is also appended to a journal next to its file, and no response leaves before the journal is on the disk.
// A start applies the journals to the files. A file that was written whole makes its earlier journals superfluous.
"use strict";

const fs = require("node:fs");
const fsp = require("node:fs/promises");
const { createHash, randomBytes } = require("node:crypto");
const { dirname, basename, join } = require("node:path");

const reserveBytes = 8 * 1024 * 1024;
const retryMs = 1000;
const suffix = /\.journal-([0-9]+)$/;

const hashOf = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Writes a new file and makes it durable under its name at once or not at all. */
async function writeWhole(path, content) {
  const half = `${path}~`;
  try {
    const file = await fsp.open(half, "w");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await fsp.rename(half, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await fsp.rm(half, { force: true }).catch(() => {});
    throw error;
  }
}

/** Makes names in a folder durable. Windows has no such call and does not need it. */
async function syncFolder(folder) {
  if (process.platform === "win32") return;
  const handle = await fsp.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The journal of one database file: one file per generation, one line per change. */
class Journal {
  constructor(path) {
    this.path = path;
    this.lines = [];
    this.generation = 1 + Math.max(0, ...this.files().map((file) => file.generation));
    this.used = false;
    this.isReady = false;
  }

  files() {
    const folder = dirname(this.path);
    return (fs.existsSync(folder) ? fs.readdirSync(folder) : [])
      .filter((name) => name.startsWith(`${basename(this.path)}.journal-`) && suffix.test(name))
      .map((name) => ({ path: join(folder, name), generation: Number(suffix.exec(name)[1]) }))
      .sort((one, other) => one.generation - other.generation);
  }

  /** Before the first whole write there is nothing to keep: that write has it, and no request is served earlier. */
  append(change) {
    if (!this.isReady) return;
    const text = JSON.stringify(change);
    this.lines.push(`${hashOf(text)} ${text}\n`);
  }

  /** Later changes go to a new file. Returns the last generation of the earlier ones. */
  turn() {
    if (this.used) this.generation++;
    this.used = false;
    return this.generation - 1;
  }

  /** Makes the changes appended so far durable. After a failure they are written again, to a new file: the end of this one is unknown. */
  async write() {
    if (this.lines.length === 0) return;
    const lines = this.lines;
    this.lines = [];
    try {
      if (this.open?.generation !== this.generation) await this.openFile();
      this.used = true;
      await this.open.file.appendFile(lines.join(""));
      await this.open.file.datasync();
    } catch (error) {
      this.lines = lines.concat(this.lines);
      this.used = true;
      this.turn();
      throw error;
    }
  }

  async openFile() {
    const generation = this.generation;
    await this.open?.file.close();
    this.open = undefined;
    this.open = { generation, file: await fsp.open(`${this.path}.journal-${generation}`, "a", 0o600) };
    await syncFolder(dirname(this.path));
  }

  async removeUpTo(generation) {
    for (const file of this.files().filter((one) => one.generation <= generation)) await fsp.rm(file.path, { force: true });
  }

  /** The changes on disk, in order. The last line of a file may be incomplete: it was never acknowledged. */
  read() {
    const changes = [];
    for (const file of this.files()) {
      const lines = fs.readFileSync(file.path, "utf8").split("\n");
      lines.forEach((line, at) => {
        const text = line.slice(17);
        if (line.slice(0, 16) === hashOf(text) && line[16] === " ") changes.push(JSON.parse(text));
        else if (at < lines.length - 1 && lines.slice(at + 1).some((later) => later.slice(0, 16) === hashOf(later.slice(17))))
          throw new Error(`${basename(file.path)} is damaged at line ${at + 1}`);
      });
    }
    return changes;
  }

  /** A database as it was stored, with the changes of the journal. */
  applyTo(stored) {
    const changes = this.read();
    if (changes.length === 0) return stored;
    const database = JSON.parse(stored);
    const open = new Map(database.collections.map((collection) => [collection.name, new Contents(collection)]));
    for (const [name, kind, value] of changes) {
      if (kind === "add") open.has(name) || open.set(name, new Contents(value));
      else if (kind === "drop") open.delete(name);
      else open.get(name)?.apply(kind, value);
    }
    database.collections = [...open.values()].map((contents) => contents.close());
    return database;
  }
}

/** Documents of one stored collection by their number. */
class Contents {
  constructor(collection) {
    this.collection = collection;
    this.byId = new Map(collection.data.map((document) => [document.$loki, document]));
  }

  apply(kind, value) {
    if (kind === "put") {
      this.byId.set(value.$loki, value);
      this.collection.maxId = Math.max(this.collection.maxId, value.$loki);
    } else if (kind === "remove") for (const id of value) this.byId.delete(id);
  }

  close() {
    this.collection.data = [...this.byId.values()].sort((one, other) => one.$loki - other.$loki);
    return this.collection;
  }
}

/** All journals of this process, their common writes, and the state of the disk. */
class Journals {
  constructor(folder, report) {
    this.reserve = join(folder, "disk-reserve");
    this.report = report;
    this.all = new Map();
    this.problems = new Map();
    this.isFull = false;
    this.hasFailed = false;
  }

  of(path) {
    if (!this.all.has(path)) this.all.set(path, new Journal(path));
    return this.all.get(path);
  }

  /** Null when every change is on disk; otherwise a promise that every change made so far is. */
  durable() {
    const isPending = [...this.all.values()].some((journal) => journal.lines.length > 0);
    if (!isPending) return this.running ?? null;
    const begin = () => {
      this.running = this.next;
      this.next = null;
      const written = this.writeAll();
      const forget = () => {
        if (this.running === mine) this.running = null;
      };
      written.then(forget, forget);
      return written;
    };
    let mine = this.next;
    if (!mine) {
      mine = this.next = (this.running ?? Promise.resolve()).then(begin, begin);
      mine.catch(() => {});
    }
    return mine;
  }

  async writeAll() {
    try {
      await this.writeOnce();
      this.hasFailed = false;
      this.note("journal", null);
    } catch (error) {
      this.hasFailed = true;
      this.note("journal", error);
      setTimeout(() => this.durable(), retryMs).unref();
      throw error;
    }
  }

  async writeOnce() {
    try {
      for (const journal of this.all.values()) await journal.write();
    } catch (error) {
      if (!["ENOSPC", "EDQUOT"].includes(error.code) || this.isFull || !(await this.releaseReserve())) throw error;
      for (const journal of this.all.values()) await journal.write();
    }
  }

  /** Gives the reserve to the changes that are under way. Further ones are refused until it can be built again. */
  async releaseReserve() {
    this.isFull = true;
    this.note("reserve", new Error("ENOSPC"));
    setTimeout(() => this.keepReserve(), retryMs).unref();
    const had = fs.existsSync(this.reserve);
    await fsp.rm(this.reserve, { force: true }).catch(() => {});
    return had;
  }

  /** Occupies room on the disk. Random bytes, because a compressing file system would give a few bytes for zeros. */
  async keepReserve() {
    try {
      if (!fs.existsSync(this.reserve)) await writeWhole(this.reserve, randomBytes(reserveBytes));
      this.isFull = false;
      this.note("reserve", null);
    } catch (error) {
      this.isFull = true;
      this.note("reserve", error);
      setTimeout(() => this.keepReserve(), retryMs).unref();
    }
  }

  /** Writes a database whole. Its text has every change made so far, so the journals until now are not needed afterwards. */
  async save(path, text) {
    const journal = this.of(path);
    const covered = journal.turn();
    journal.isReady = true;
    try {
      await writeWhole(path, text);
      await journal.removeUpTo(covered);
      this.note(path, null);
    } catch (error) {
      this.note(path, error);
      throw error;
    }
  }

  note(what, error) {
    const before = [...this.problems.values()][0];
    if (error) this.problems.set(what, error.code ?? error.message);
    else this.problems.delete(what);
    const now = [...this.problems.values()][0];
    if (now !== before) this.report(now);
  }
}

module.exports = { Journals };

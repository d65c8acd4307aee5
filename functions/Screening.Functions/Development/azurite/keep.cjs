// Puts the journals into LokiJS and into the HTTP server: each change of a database is appended, each whole write of a file
// is durable, and each response waits until what it rests on is on the disk.
"use strict";

const http = require("node:http");

function keep(Loki, journals) {
  const owners = new WeakMap();
  const isOnDisk = (database) => database?.persistenceAdapter instanceof Loki.LokiFsAdapter;
  const append = (collection, kind, value) => {
    const database = owners.get(collection);
    if (database) journals.of(database.filename).append([collection.name, kind, value]);
  };
  keepFiles(Loki, journals, isOnDisk, owners);
  keepCollections(Loki, journals, isOnDisk, owners);
  keepDocuments(Loki.Collection.prototype, append);
  keepResponses(journals);
}

/** Whole writes, and the journals at a start. */
function keepFiles(Loki, journals, isOnDisk, owners) {
  const [adapter, database] = [Loki.LokiFsAdapter.prototype, Loki.prototype];
  const [load, loadObject, save] = [adapter.loadDatabase, database.loadJSONObject, database.saveDatabaseInternal];
  const changed = new WeakSet();

  adapter.saveDatabase = (path, text, done) => {
    journals.save(path, text).then(() => done(null), done);
  };
  // LokiJS takes a database as written when the write begins. After a failure it must be written again.
  database.saveDatabaseInternal = function (done) {
    save.call(this, (error) => {
      if (error) for (const collection of this.collections) collection.dirty = true;
      done?.(error);
    });
  };
  adapter.loadDatabase = function (path, done) {
    load.call(this, path, (found) => {
      let whole = found;
      try {
        if (typeof found === "string") whole = journals.of(path).applyTo(found);
      } catch (error) {
        done(error);
        return;
      }

      if (whole !== found) changed.add(whole);
      done(whole);
    });
  };
  database.loadJSONObject = function (stored, options) {
    this.isLoading = true;
    try {
      loadObject.call(this, stored, options);
    } finally {
      delete this.isLoading;
    }

    if (!isOnDisk(this)) return;
    for (const collection of this.collections) {
      owners.set(collection, this);
      if (changed.has(stored)) collection.ensureAllIndexes(true);
    }
  };
}

/** Collections that come and go. */
function keepCollections(Loki, journals, isOnDisk, owners) {
  const { addCollection, removeCollection } = Loki.prototype;
  Loki.prototype.addCollection = function (name, options) {
    const before = this.collections.length;
    const collection = addCollection.call(this, name, options);
    if (this.collections.length > before && isOnDisk(this) && !this.isLoading) {
      owners.set(collection, this);
      journals.of(this.filename).append([name, "add", JSON.parse(JSON.stringify(collection, this.serializeReplacer))]);
    }

    return collection;
  };
  Loki.prototype.removeCollection = function (name) {
    removeCollection.call(this, name);
    if (isOnDisk(this)) journals.of(this.filename).append([name, "drop"]);
  };
}

/** Documents. Every other method of a collection that changes documents calls one of these. */
function keepDocuments(collection, append) {
  const { insertOne, update, remove, removeBatchByPositions, clear } = collection;
  collection.insertOne = function (...args) {
    const inserted = insertOne.apply(this, args);
    if (inserted) append(this, "put", inserted);
    return inserted;
  };
  collection.update = function (document) {
    const updated = update.call(this, document);
    if (!Array.isArray(document)) append(this, "put", updated);
    return updated;
  };
  collection.remove = function (document) {
    const id = typeof document === "number" ? document : document?.$loki;
    const removed = remove.call(this, document);
    if (removed) append(this, "remove", [id]);
    return removed;
  };
  collection.removeBatchByPositions = function (positions) {
    const ids = positions.map((position) => this.data[position]?.$loki).filter((id) => id !== undefined);
    const failed = removeBatchByPositions.call(this, positions) === null;
    if (!failed) append(this, "remove", ids);
    return failed ? null : undefined;
  };
  collection.clear = function (options) {
    const ids = this.data.map((document) => document.$loki);
    clear.call(this, options);
    append(this, "remove", ids);
  };
}

/** Responses. */
function keepResponses(journals) {
  const [response, server] = [http.ServerResponse.prototype, http.Server.prototype];
  const { write, end } = response;
  const { emit } = server;

  response.write = function (...args) {
    const durable = journals.durable();
    if (durable) {
      this.cork();
      durable.then(() => this.uncork(), () => this.destroy());
    }

    return write.apply(this, args);
  };
  response.end = function (...args) {
    const durable = journals.durable();
    if (!durable) return end.apply(this, args);
    durable.then(() => end.apply(this, args), () => this.destroy());
    return this;
  };
  server.emit = function (event, request, answer, ...more) {
    if (event !== "request" || !(journals.hasFailed || (journals.isFull && isChange(request))))
      return emit.call(this, event, request, answer, ...more);
    request.resume();
    answer.writeHead(503, { "x-ms-error-code": "ServerBusy", "Content-Length": "0", Connection: "close" });
    end.call(answer);
    return true;
  };
}

/** Receiving messages changes the time at which they become visible. */
const isChange = (request) =>
  !["GET", "HEAD", "OPTIONS"].includes(request.method) || (request.url.includes("/messages") && !request.url.includes("peekonly"));

module.exports = { keep };

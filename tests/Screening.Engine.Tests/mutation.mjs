// Estimates how many mutants of the engine the tests kill: draws a seeded sample of each module and runs it, a new process for
// every mutant. `node tests/Screening.Engine.Tests/mutation.mjs --help` says how; docs/mutation.md has what came of it and why it is done like this.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const help = `node tests/Screening.Engine.Tests/mutation.mjs [--build] [--seed 1] [--count 60] [--module Policies]... [--file Advice.cs]... [--mutant 17]... [--quick]
  --build     make the mutants: builds the tree and takes minutes; without it those of the last time are used
  --count     mutants drawn of each module; those drawn before stay drawn when it rises
  --module      only these modules; --file only these files; --mutant these, by number, and no sample
  --quick     stop after the tests that most likely kill; without it, what survived those runs against all others
  --parallel  processes at once, default 2     --seconds  of processor time after which a mutant has timed out, default 120
  --effort    percent of the random cases, default 1`;
const { values: options } = parseArgs({
  options: {
    build: { type: "boolean", default: false }, help: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    seed: { type: "string", default: "1" }, count: { type: "string", default: "60" },
    module: { type: "string", multiple: true, default: [] }, file: { type: "string", multiple: true, default: [] },
    mutant: { type: "string", multiple: true, default: [] }, parallel: { type: "string", default: "2" },
    seconds: { type: "string", default: "120" }, effort: { type: "string", default: "1" },
  },
});
if (options.help) {
  console.log(help);
  process.exit(0);
}

const tests = join(dirname(fileURLToPath(import.meta.url)), "..");
const engine = join(tests, "..", "functions", "Screening.Engine");
const work = join(tests, "..", "TestResults", "mutation");
const bin = join(work, "bin");
const kept = join(work, "results.jsonl");
// A folder that is not there: the tests on the real lists skip. They take long, and what only they notice counts as survived.
const env = {
  ...process.env, SCREENING_EFFORT: options.effort, SCREENING_DATA: join(work, "none"), CI: "", DOTNET_TieredPGO: "0",
  // The assembly reads the number of its mutant from the variable that this one names.
  STRYKER_MUTANT_ID_CONTROL_VAR: "MUTANT",
};

// What most likely kills a mutant of a module runs first; everything else runs for what that leaves alive.
const first = {
  Classification: ["Classification", "Laws.BoundaryTests", "Policies.CaseTests"],
  Destinations: ["Destinations", "Laws.BoundaryTests", "Policies.CaseTests"],
  Model: ["Model", "Approved.WordingTests", "Laws.BoundaryTests", "Policies.BadDocumentTests", "Policies.CaseTests"],
  Parties: ["Approved.SoundsTests", "Approved.NamesTests", "Parties", "Snapshots.MatchWeightTests"],
  Policies: [
    "Laws.BoundaryTests", "Policies.CaseTests", "Policies.BadDocumentTests", "Policies.SentenceTests", "Policies.AdviceTests", "Policies.LookupTests",
    "Policies.ParameterFoldTests", "Policies.InheritanceTests", "Policies.SlotTests", "Policies.TextBufferTests", "Policies.ConditionReadingTests", "Policies.SentenceWordsTests", "Policies.AllocationTests",
    "Decisions.FindingTests", "Model.OutcomeTests", "Approved.WordingTests",
  ],
  Snapshots: ["Snapshots", "Policies.BadDocumentTests", "Policies.PolicyReadingTests", "Approved.WordingTests"],
  "(root)": ["Decisions", "Laws.BoundaryTests", "Policies.CaseTests"],
};

// The largest transaction takes as long as all other tests together, and reaches nothing of the other modules that they do not.
const never = (module) => ["Architecture", ...["Policies", "(root)"].includes(module) ? [] : ["Policies.SearchBudgetTests"]];
const only = (names) => names.flatMap((name) =>
  ["-filter", `/*/Screening.Engine.Tests.${name.endsWith("Tests") ? name.replace(".", "/") : name}`]);
const allBut = (names) => names.flatMap((name) => [name.endsWith("Tests") ? "-class-" : "-namespace-", `Screening.Engine.Tests.${name}`]);

/**
 * Runs a command; gives its exit code, or null when its time was over. Time is that of the processor, so that a busy machine
 * ends nobody; what waits for ever is ended by the clock, much later.
 */
function run(command, args, settings, seconds) {
  return new Promise((resolve, reject) => {
    const [file, all] = seconds ? ["bash", ["-c", `ulimit -t ${seconds}; exec "$0" "$@"`, command, ...args]] : [command, args];
    const child = spawn(file, all, settings);
    const timer = seconds && setTimeout(() => child.kill("SIGKILL"), seconds * 30_000);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve(["SIGXCPU", "SIGKILL"].includes(signal) ? null : code ?? -1);
    });
  });
}

/** All mutants in one assembly, each behind its number, and the report that says what each is. Stryker itself runs none. */
async function make() {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const configuration = JSON.parse(readFileSync(join(tests, "..", ".config", "stryker-config.json"), "utf8"));
  Object.assign(configuration["stryker-config"], { "coverage-analysis": "off", reporters: ["Json"] });
  writeFileSync(join(work, "config.json"), JSON.stringify(configuration));
  const args = ["stryker", "-f", join(work, "config.json"), "-m", "**/*.cs{0..1}", "-O", work];
  if (await run("dotnet", args, { cwd: tests, env, stdio: "inherit" }) !== 0) throw new Error("stryker made no mutants");
  const built = join(tests, "Screening.Engine.Tests", "bin", "Release", "net10.0");
  cpSync(built, bin, { recursive: true });
  // The tree gets its own assembly back.
  cpSync(join(built, "Screening.Engine.dll.stryker-unchanged"), join(built, "Screening.Engine.dll"));
}

/** Map from module to what is in it, in the order of the list. */
function byModule(list) {
  const modules = new Map();
  for (const one of list) modules.set(one.module, [...(modules.get(one.module) ?? []), one]);
  return modules;
}

/** Mulberry32: small, seeded, and the same everywhere. */
function randomOf(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(list, random) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }

  return list;
}

/** Every mutant that compiles, with its file, module and text, in the order of their numbers. */
function mutants() {
  const report = JSON.parse(readFileSync(join(work, "reports", "mutation-report.json"), "utf8"));
  return Object.entries(report.files).flatMap(([path, { source, mutants: all }]) => {
    const file = relative(engine, path).split(sep).join("/");
    const lines = source.split("\n");
    return all.filter(({ status, statusReason }) => status === "Ignored" && statusReason === "Removed by mutate filter").map((mutant) => ({
      id: Number(mutant.id), file, module: file.includes("/") ? file.split("/")[0] : "(root)", line: mutant.location.start.line,
      kind: mutant.mutatorName, was: textAt(lines, mutant.location), becomes: mutant.replacement,
    }));
  }).sort((left, right) => left.id - right.id);
}

function textAt(lines, { start, end }) {
  const text = lines.slice(start.line - 1, end.line);
  text[text.length - 1] = text.at(-1).slice(0, end.column - 1);
  text[0] = text[0].slice(start.column - 1);
  return text.join(" ").replace(/\s+/g, " ").slice(0, 160);
}

function drawn(all) {
  if (options.mutant.length > 0) return all.filter(({ id }) => options.mutant.includes(String(id)));
  return [...byModule(all)]
    .filter(([module]) => options.module.length === 0 || options.module.includes(module))
    .flatMap(([module, list]) => {
      const chosen = options.file.length === 0 ? list : list.filter(({ file }) => options.file.some((name) => file.endsWith(name)));
      return shuffled([...chosen], randomOf(Number(options.seed))).slice(0, Number(options.count));
    });
}

/** Killed, survived or timeout; "quick" is what survived the first tests and was not tried further. */
async function test(mutant) {
  const stages = mutant.id < 0 ? [allBut(never(mutant.module))]
    : [...mutant.status === "quick" ? [] : [only(first[mutant.module])],
      ...options.quick ? [] : [allBut([...never(mutant.module), ...first[mutant.module]])]];
  for (const stage of stages) {
    const code = await run(join(bin, "Screening.Engine.Tests"), [...stage, "-stopOnFail", "-maxThreads", "1", "-noLogo", "-noColor"],
      { env: { ...env, MUTANT: String(mutant.id) }, stdio: mutant.id < 0 ? ["ignore", "inherit", "inherit"] : "ignore" }, Number(options.seconds));
    if (code !== 0) return code === null ? "timeout" : "killed";
  }

  return options.quick && mutant.id >= 0 ? "quick" : "survived";
}

/** The Wilson interval of 95 %. */
function interval(killed, total) {
  const z = 1.96, share = killed / total, scale = 1 + z * z / total;
  const middle = (share + z * z / (2 * total)) / scale;
  const half = z * Math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / scale;
  return `${(100 * (middle - half)).toFixed(1)} to ${(100 * (middle + half)).toFixed(1)}`;
}

function summary(results, all) {
  const sizes = byModule(all);
  console.log("\n| module | mutants | run | killed | survived | timeout | score % | 95 % |\n|---|---|---|---|---|---|---|---|");
  for (const [module, list] of byModule(results)) {
    const count = (status) => list.filter((result) => result.status === status).length;
    const killed = count("killed"); // what is not tried further counts as alive
    console.log(`| ${module} | ${sizes.get(module).length} | ${list.length} | ${killed} | ${count("survived") + count("quick")} | ${count("timeout")} | ${(100 * killed / list.length).toFixed(1)} | ${interval(killed, list.length)} |`);
  }
}

if (options.build) await make();
if (!existsSync(bin)) throw new Error("no mutants yet: --build");
const all = mutants();
if (!options.quick && await test({ id: -1, module: "Policies" }) !== "survived") throw new Error("the tests fail without a mutant");
const known = new Map(!existsSync(kept) ? [] : readFileSync(kept, "utf8").trim().split("\n").map((line) => JSON.parse(line)).map((one) => [one.id, one]));
const sample = drawn(all);
// A filter that finds nothing passes every mutant.
for (const module of new Set(sample.map((one) => one.module))) {
  for (const stage of [only(first[module]), allBut([...never(module), ...first[module]])]) {
    const { stdout } = spawnSync(join(bin, "Screening.Engine.Tests"), ["-list", "classes", ...stage], { env, encoding: "utf8" });
    if (!stdout.includes("Screening.Engine.Tests.")) throw new Error(`no test runs for ${stage.join(" ")}`);
  }
}

const isDone = ({ id }) => options.mutant.length === 0 && known.has(id) && (options.quick || known.get(id).status !== "quick");
const queue = shuffled(sample.filter((one) => !isDone(one)), randomOf(Number(options.seed)));
console.log(`${sample.length} of ${all.length} mutants, seed ${options.seed}; ${queue.length} to run`);
const end = () => summary(sample.map(({ id }) => known.get(id)).filter(Boolean), all);
process.on("SIGINT", () => {
  end();
  process.exit(130);
});
await Promise.all(Array.from({ length: Number(options.parallel) }, async () => {
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    const result = { ...mutant, status: await test({ ...mutant, status: options.mutant.length > 0 ? null : known.get(mutant.id)?.status }) };
    known.set(result.id, result);
    writeFileSync(kept, [...known.values()].map((line) => JSON.stringify(line)).join("\n") + "\n");
    if (result.status !== "killed") console.log(`${result.status} ${result.id} ${result.file}:${result.line} ${result.was} -> ${result.becomes.replace(/\s+/g, " ").slice(0, 160)}`);
  }
}));
end();

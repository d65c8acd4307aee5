using Screening.Supply;

const string Usage = """
    secrets [FOLDER]                                      fails when a tracked file holds a secret
    notice [--write]                                      fails when NOTICE and the lock files differ; --write brings NOTICE up to date
    sbom --package FOLDER --out FOLDER                    bill of materials of a published package, CycloneDX JSON
    provenance --package FOLDER --out FOLDER --command C  in-toto statement about its files and the documents in --out
    verify --package FOLDER --out FOLDER                  fails when a file differs from the statement
    """;

try
{
    var options = Options.Parse(args);
    var root = Repository.Find(Directory.GetCurrentDirectory());
    switch (options.Command)
    {
        case "secrets":
            var folder = options.Rest is [var given, ..] ? given : root;
            var found = SecretScan.Tracked(folder).ToArray();
            Array.ForEach(found, secret => Console.Error.WriteLine(secret));
            Console.WriteLine(found.Length == 0 ? "no secret in a tracked file" : $"{found.Length} secrets in tracked files");
            return found.Length == 0 ? 0 : 1;
        case "notice":
            return NoticeCommand.Run(root, options.Has("write"));
        case "sbom":
            Console.WriteLine(SbomCommand.Run(root, options.Of("package"), options.Of("out")));
            return 0;
        case "provenance":
            Console.WriteLine(ProvenanceCommand.Run(root, options.Of("package"), options.Of("out"), options.Of("command")));
            return 0;
        case "verify":
            return ProvenanceCommand.Verify(options.Of("package"), options.Of("out"));
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (SupplyException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

namespace Screening.Supply;

/// <summary>The command line: a command, named values, and the rest.</summary>
internal sealed record Options(string Command, IReadOnlyDictionary<string, string> Named, IReadOnlyList<string> Rest)
{
    private static readonly string[] Flags = ["write"];

    public static Options Parse(string[] arguments)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = new List<string>();
        for (var index = 1; index < arguments.Length; index++)
        {
            if (!arguments[index].StartsWith("--", StringComparison.Ordinal))
            {
                rest.Add(arguments[index]);
                continue;
            }

            var name = arguments[index][2..];
            var isFlag = Flags.Contains(name, StringComparer.Ordinal);
            if (!isFlag && index + 1 == arguments.Length)
            {
                throw new SupplyException($"--{name} needs a value");
            }

            named[name] = isFlag ? "" : arguments[++index];
        }

        return new(arguments is [var command, ..] ? command : "", named, rest);
    }

    public bool Has(string name) => Named.ContainsKey(name);

    public string Of(string name) => Named.TryGetValue(name, out var value) ? value : throw new SupplyException($"--{name} is missing");
}

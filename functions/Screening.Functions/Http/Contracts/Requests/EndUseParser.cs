using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>Reads endUse and the elements of redFlags.</summary>
internal static class EndUseParser
{
    /// <summary>The end use. If it is absent, every rule treats it as unknown.</summary>
    public static EndUse Read(JsonInput input)
    {
        if (input.Object() is not { } from)
        {
            return new EndUse();
        }

        var endUse = new EndUse
        {
            Code = from["code"].Code<EndUseCode>() ?? EndUseCode.Unknown,
            Description = from["description"].FreeText(Limits.TextCharacters),
            Programme = from["programme"].Text(Limits.CodeCharacters),
            WmdDelivery = from["wmdDelivery"].Flag(),
            Military = from["military"].Code<MilitaryStatus>(),
            Statements = [.. from["statements"].Array(WireLimits.Statements).Select(Statement).OfType<string>()],
        };
        from.Finish();
        return endUse;
    }

    /// <summary>
    /// A red flag: a code, or an object with its list version and resolution. An incomplete resolution is accepted, and the flag
    /// stays open.
    /// </summary>
    public static RedFlag? RedFlag(JsonInput input)
    {
        if (input.IsText)
        {
            return new RedFlag { Code = Code(input) ?? "" };
        }

        if (input.Object() is not { } from)
        {
            return null;
        }

        var flag = new RedFlag
        {
            Code = Code(from["code"].Required()) ?? "",
            ListVersion = from["listVersion"].Text(Limits.CodeCharacters),
            ResolvedBy = from["resolvedBy"].Text(Limits.NameCharacters),
            Resolution = from["resolution"].FreeText(Limits.TextCharacters),
        };
        from.Finish();
        return flag;
    }

    private static string? Code(JsonInput input) =>
        input.Pattern(WireForms.LowerSnake(), "a red flag code such as freight_forwarder_final_destination");

    private static string? Statement(JsonInput input) => input.FreeText(Limits.TextCharacters);
}

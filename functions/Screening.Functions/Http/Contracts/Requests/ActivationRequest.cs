using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>The body of a request to activate a version of a policy.</summary>
/// <param name="Version">A version that was drafted.</param>
internal sealed record ActivationRequest(int Version)
{
    /// <summary>Reads a body.</summary>
    public static Parsed<ActivationRequest> Parse(ReadOnlyMemory<byte> utf8) => StrictJson.Read(utf8, Read);

    private static ActivationRequest? Read(ObjectReader from)
    {
        var input = from["version"].Required("the version that was drafted");
        if (input.Number(1, int.MaxValue, "versions") is not { } number)
        {
            return null;
        }

        if (number != Math.Floor(number))
        {
            input.Fail(ErrorCodes.OutOfRange, "must be a whole number");
            return null;
        }

        return new ActivationRequest((int)number);
    }
}

using System.Collections.Immutable;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>A value, or every reason why there is none. Bad input is expected and therefore no exception.</summary>
/// <typeparam name="T">What was read.</typeparam>
public sealed class Parsed<T>
    where T : notnull
{
    private readonly T? value;

    internal Parsed(T? value, ImmutableArray<RequestError> errors) => (this.value, Errors) = (value, errors);

    /// <summary>Whether there is a value; exactly when there are no errors.</summary>
    public bool IsValid => Errors.IsEmpty;

    /// <summary>Every error; empty when there is a value.</summary>
    public ImmutableArray<RequestError> Errors { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There are errors: the caller did not look.</exception>
    public T Value => IsValid ? value! : throw new InvalidOperationException("the request has errors and no value");
}

/// <summary>Makes <see cref="Parsed{T}"/>.</summary>
public static class Parsed
{
    /// <summary>A value without errors.</summary>
    public static Parsed<T> Of<T>(T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value, []);
    }

    /// <summary>Errors, at least one.</summary>
    /// <exception cref="ArgumentException">No error was given, which would make a value out of nothing.</exception>
    public static Parsed<T> Failed<T>(ImmutableArray<RequestError> errors)
        where T : notnull =>
        errors.IsDefaultOrEmpty
            ? throw new ArgumentException("a failed parse has at least one error", nameof(errors))
            : new(default, errors);
}

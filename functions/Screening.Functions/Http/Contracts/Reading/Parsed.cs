using System.Collections.Immutable;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>A value, or all errors that prevented it. Invalid input is expected and therefore not an exception.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class Parsed<T>
    where T : notnull
{
    private readonly T? value;

    internal Parsed(T? value, ImmutableArray<RequestError> errors) => (this.value, Errors) = (value, errors);

    /// <summary>Whether there is a value. True exactly when there are no errors.</summary>
    public bool IsValid => Errors.IsEmpty;

    /// <summary>All errors; empty if there is a value.</summary>
    public ImmutableArray<RequestError> Errors { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There are errors and therefore no value.</exception>
    public T Value => IsValid ? value! : throw new InvalidOperationException("the request has errors and no value");
}

/// <summary>Creates <see cref="Parsed{T}"/>.</summary>
public static class Parsed
{
    /// <summary>A value without errors.</summary>
    public static Parsed<T> Of<T>(T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value, []);
    }

    /// <summary>A failed result with at least one error.</summary>
    /// <exception cref="ArgumentException">The list of errors is empty.</exception>
    public static Parsed<T> Failed<T>(ImmutableArray<RequestError> errors)
        where T : notnull =>
        errors.IsDefaultOrEmpty
            ? throw new ArgumentException("a failed parse has at least one error", nameof(errors))
            : new(default, errors);
}

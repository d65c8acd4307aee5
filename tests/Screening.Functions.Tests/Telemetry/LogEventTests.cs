using System.Reflection;
using Microsoft.Extensions.Logging;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Tests.Telemetry;

/// <summary>Every log event has its own number, and all are defined in one file.</summary>
public sealed class LogEventTests
{
    private static readonly Dictionary<string, int> Named = typeof(LogEvents).GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => field.Name, field => (int)field.GetRawConstantValue()!);

    [Fact]
    public void EveryNumber_MeansOneThing() => Assert.Equal(Named.Count, Named.Values.Distinct().Count());

    [Fact]
    public void EveryEvent_IsInTheFile_UnderTheNameOfItsPlace()
    {
        var logged = typeof(ScreeningApp).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(found => found.Event is not null)
            .Select(found => (Name: Place(found.Method.DeclaringType!) + found.Method.Name["Log".Length..], Id: found.Event!.EventId))
            .ToArray();
        Assert.NotEmpty(logged);
        Assert.Empty(logged.Where(one => !Named.TryGetValue(one.Name, out var id) || id != one.Id)
            .Select(one => $"LogEvents.{one.Name} = {one.Id} is missing: add it to Telemetry/LogEvents.cs and name it in the attribute"));
        Assert.Empty(Named.Keys.Except(logged.Select(one => one.Name)));
    }

    private static string Place(Type type) => type.Name.Split('`')[0];
}

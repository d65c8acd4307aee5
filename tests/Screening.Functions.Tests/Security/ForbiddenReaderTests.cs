using NetArchTest.Rules;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Security;

/// <summary>Unsafe readers: none in the product, and XML and compression in one place each.</summary>
public sealed class ForbiddenReaderTests
{
    [Fact]
    public void NothingInTheProduct_ReadsSerialisedObjects()
    {
        const string Reader = "System.Runtime.Serialization.Formatters";
        Assert.Empty(Types.InAssembly(typeof(RequestFrame).Assembly).That().HaveDependencyOn(Reader).GetTypes());
        Assert.Empty(Types.InAssembly(typeof(Engine.ScreeningEngine).Assembly).That().HaveDependencyOn(Reader).GetTypes());
    }

    /// <summary>So that limits on size, and the refusal of document type declarations, hold for everything that is read.</summary>
    [Theory]
    [InlineData("System.Xml", "Screening.Functions.Lists.Formats.Reading.XmlRecords")]
    [InlineData("System.IO.Compression", "Screening.Functions.Lists.Formats.Reading.Unpacking")]
    public void ListsAreTheOnlyUse_InOneReader(string reader, string one)
    {
        var users = Types.InAssembly(typeof(RequestFrame).Assembly).That().HaveDependencyOn(reader).GetTypes()
            .Select(type => type.FullName!.Split('+', '/')[0]).Distinct().ToArray();
        Assert.Equal([one], users);
        Assert.Empty(Types.InAssembly(typeof(Engine.ScreeningEngine).Assembly).That().HaveDependencyOn(reader).GetTypes());
    }
}

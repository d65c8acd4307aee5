using NetArchTest.Rules;
using Screening.Engine;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Security;

/// <summary>Readers that are dangerous by nature, and that this product therefore does not have.</summary>
public sealed class ForbiddenReaderTests
{
    [Theory]
    [InlineData("System.Xml")]
    [InlineData("System.IO.Compression")]
    [InlineData("System.Runtime.Serialization.Formatters")]
    public void NothingInTheProduct_ReadsThem(string reader)
    {
        // No XML: no DTD, no entity. No decompression of what a caller sends: no bomb. The list importers read CSV.
        var host = Types.InAssembly(typeof(RequestFrame).Assembly).ShouldNot().HaveDependencyOn(reader).GetResult();
        var engine = Types.InAssembly(typeof(Engine.ScreeningEngine).Assembly).ShouldNot().HaveDependencyOn(reader).GetResult();
        Assert.True(host.IsSuccessful, string.Join(", ", host.FailingTypeNames ?? []));
        Assert.True(engine.IsSuccessful, string.Join(", ", engine.FailingTypeNames ?? []));
    }
}

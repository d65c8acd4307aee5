using NetArchTest.Rules;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Security;

/// <summary>Unsafe readers that the product must not use.</summary>
public sealed class ForbiddenReaderTests
{
    [Theory]
    [InlineData("System.Xml")]
    [InlineData("System.IO.Compression")]
    [InlineData("System.Runtime.Serialization.Formatters")]
    public void NothingInTheProduct_ReadsThem(string reader)
    {
        // No XML, because of DTDs and entities. No decompression of request bodies, because of decompression bombs. The list
        // importers read CSV.
        var host = Types.InAssembly(typeof(RequestFrame).Assembly).ShouldNot().HaveDependencyOn(reader).GetResult();
        var engine = Types.InAssembly(typeof(Engine.ScreeningEngine).Assembly).ShouldNot().HaveDependencyOn(reader).GetResult();
        Assert.True(host.IsSuccessful, string.Join(", ", host.FailingTypeNames ?? []));
        Assert.True(engine.IsSuccessful, string.Join(", ", engine.FailingTypeNames ?? []));
    }
}

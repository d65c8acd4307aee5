using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Screening.Engine.Destinations;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Isolated;

/// <summary>
/// The functions that the source of the isolated head declares, one line each in the words of function.json. The head
/// is parsed, not compiled: its packages are not everywhere.
/// </summary>
internal static class IsolatedSource
{
    /// <summary>Folder of the head.</summary>
    public const string Folder = "functions/Screening.Functions.Isolated";

    /// <summary>Every function of the head.</summary>
    public static IEnumerable<string> Functions() => Methods()
        .Select(method => (Method: method, Name: Find(method.AttributeLists, "Function")))
        .Where(found => found.Name is not null)
        .Select(found => $"{Text(found.Name!.ArgumentList!.Arguments[0])} {Trigger(found.Method)}");

    /// <summary>Every method of the head.</summary>
    public static IEnumerable<MethodDeclarationSyntax> Methods() =>
        Directory.GetFiles(Path.Combine(RepositoryFolder.Root, Folder), "*.cs").Order(StringComparer.Ordinal)
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes())
            .OfType<MethodDeclarationSyntax>();

    private static string Trigger(MethodDeclarationSyntax method)
    {
        var triggers =
            from parameter in method.ParameterList.Parameters
            from kind in new[] { "HttpTrigger", "QueueTrigger", "TimerTrigger" }
            let attribute = Find(parameter.AttributeLists, kind)
            where attribute is not null
            select Describe(kind, attribute.ArgumentList!.Arguments);
        return triggers.Single();
    }

    private static string Describe(string kind, SeparatedSyntaxList<AttributeArgumentSyntax> arguments)
    {
        var unnamed = arguments.Where(argument => argument.NameEquals is null).ToList();
        string Named(string name) => Text(arguments.Single(a => a.NameEquals?.Name.Identifier.Text == name));
        return kind switch
        {
            "HttpTrigger" => $"httpTrigger {unnamed[0].Expression.ToString().ToLowerInvariant()} {Named("Route")} "
                + string.Join(',', unnamed.Skip(1).Select(Text)),
            "QueueTrigger" => $"queueTrigger {Text(unnamed.Single())} {Named("Connection")}",
            _ => $"timerTrigger {Text(unnamed.Single())} {Named("UseMonitor")} {Named("RunOnStartup")}",
        };
    }

    private static AttributeSyntax? Find(SyntaxList<AttributeListSyntax> lists, string name) =>
        lists.SelectMany(list => list.Attributes).SingleOrDefault(attribute => attribute.Name.ToString() == name);

    /// <summary>The value of a literal; anything else would not be in the metadata that the worker's SDK writes.</summary>
    private static string Text(AttributeArgumentSyntax argument)
    {
        var literal = Assert.IsType<LiteralExpressionSyntax>(argument.Expression);
        return literal.Token.ValueText;
    }
}

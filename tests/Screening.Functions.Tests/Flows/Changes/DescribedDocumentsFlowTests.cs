using System.Net;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Every document in the OpenAPI description is accepted by the API.</summary>
public sealed class DescribedDocumentsFlowTests
{
    [Fact]
    public async Task EveryDocumentOfTheDescription_IsAccepted()
    {
        await using var app = await FlowApp.StartAsync();
        var documents = (await app.DescriptionAsync()).Root["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Verb: operation.Key, Operation: operation.Value!)))
            .Select(one => (one.Path, one.Verb, Body: one.Operation["requestBody"]?["content"]?["application/json"]))
            .Where(one => (string?)one.Body?["schema"]?["$ref"] == "#/components/schemas/AuthoredDocument")
            // Documents that others depend on come last: a set or list of the description is shorter than the one in use.
            .OrderBy(one => !one.Path.Contains("/policies/", StringComparison.Ordinal)).ToArray();
        Assert.Equal(6, documents.Length);
        foreach (var (template, verb, body) in documents)
        {
            var example = body!["example"]!;
            var path = template.Replace("{id}", (string)example["id"]!, StringComparison.Ordinal);
            var isDraft = path.Contains("/policies/", StringComparison.Ordinal);
            var etag = verb == "put" && !isDraft ? (await app.GetAsync(path)).Expect(HttpStatusCode.OK).ETag : null;
            var answer = await app.SendAsync(
                verb == "put" ? HttpMethod.Put : HttpMethod.Post, verb == "put" && !isDraft ? path + "?reason=test" : path, app.KeyOf(Roles.PolicyEditor), example.ToJsonString(), etag);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted, $"{verb} {path}: {answer.Text}");
        }
    }
}

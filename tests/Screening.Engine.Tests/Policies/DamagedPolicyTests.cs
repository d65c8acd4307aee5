using System.Text.Json.Nodes;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Policies;

/// <summary>Whatever replaces a part of a policy, the compiler reports errors and never throws.</summary>
public sealed class DamagedPolicyTests
{
    private static readonly string[] Packs = ["us-uas-2025-09", "proposed-reform", "us-mtcr-2025-guidance", "us-common-base", "us-hr3068-bill"];
    private static readonly string?[] Damages = [null, "3", "\"text\"", "{}", "[]", "true", "[null]", "{\"id\":1}", "{\"parameter\":\"solid_slv\"}"];

    [Fact]
    public void ADamagedPart_IsAnError_OrHarmless_AndNeverACrash() => Gen.Select(Gen.OneOfConst(Packs), Gen.Int[0, 100_000], Gen.Int[0, Damages.Length - 1]).Sample(
        (pack, place, damage) =>
        {
            var documents = SeedFiles.All.AddRange(SeedFiles.OnFile).With(DocumentKind.Policy, pack, root =>
            {
                var parts = Parts(root).ToArray();
                Replace(parts[place % parts.Length], Damages[damage]);
            });
            var errors = SnapshotCompiler.Check(documents);
            Assert.All(errors, error => Assert.NotEmpty(error.Message));
        },
        iter: Effort.Of(400));

    private static IEnumerable<JsonNode> Parts(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray elements => elements,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Parts(child).Prepend(child));
    }

    private static void Replace(JsonNode part, string? damage)
    {
        var value = damage is null ? null : JsonNode.Parse(damage);
        if (part.Parent is JsonObject members)
        {
            members[part.GetPropertyName()] = value;
        }
        else
        {
            part.Parent!.AsArray()[part.GetElementIndex()] = value;
        }
    }
}

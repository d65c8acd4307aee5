using System.Collections.Immutable;

namespace Screening.Engine.Policies.Authoring;

/// <summary>A version of a policy that another policy extends.</summary>
/// <param name="Policy">Policy id.</param>
/// <param name="Version">Pinned version: a later version of the parent has no effect.</param>
/// <param name="Sha256">
/// Hash of its authored text, independent of white space and the order of members: "sha256-" and hexadecimal digits.
/// </param>
public sealed record PolicyParent(string Policy, int Version, string Sha256);

/// <summary>A policy with all inherited content written out and all parameters substituted.</summary>
/// <param name="Json">Text of the policy.</param>
/// <param name="Lineage">Ancestors, the nearest first; empty when it inherits nothing.</param>
public sealed record FlatPolicy(string Json, ImmutableArray<PolicyParent> Lineage);

/// <summary>The text of one version of a policy; null when the version is not stored.</summary>
public delegate string? PolicyVersionText(string id, int version);

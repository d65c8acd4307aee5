using System.Collections.Immutable;

namespace Screening.Engine.Policies.Authoring;

/// <summary>A version of a policy that another one was written from.</summary>
/// <param name="Policy">Policy id.</param>
/// <param name="Version">The version, pinned: a later version of the parent changes nothing here.</param>
/// <param name="Sha256">Hash of its text as authored, whatever its white space and order of members, "sha256-" and hex.</param>
public sealed record PolicyParent(string Policy, int Version, string Sha256);

/// <summary>A policy with everything it inherits written out and every parameter put in: one closed text.</summary>
/// <param name="Json">The text.</param>
/// <param name="Lineage">What it inherits from, the nearest first; empty when it inherits nothing.</param>
public sealed record FlatPolicy(string Json, ImmutableArray<PolicyParent> Lineage);

/// <summary>Finds the text of one version of a policy; null when it is not on file.</summary>
public delegate string? PolicyVersionText(string id, int version);

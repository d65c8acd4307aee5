using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Snapshots;

/// <summary>Result of compiling a source: bytes, or every reason why not.</summary>
/// <param name="Bytes">The snapshot; null when there are errors.</param>
/// <param name="Errors">All errors at once; empty when there are bytes.</param>
public sealed record Compilation(ReadOnlyMemory<byte>? Bytes, ImmutableArray<CompileError> Errors);

/// <summary>The engine's compiler: deterministic, and whatever the order of what it is given.</summary>
/// <param name="source">The source.</param>
public delegate Compilation Compile(SnapshotSource source);

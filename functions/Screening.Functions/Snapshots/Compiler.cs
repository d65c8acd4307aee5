using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Snapshots;

/// <summary>The engine's compiler. Deterministic and independent of the order of its input.</summary>
/// <param name="source">The source.</param>
/// <param name="previous">Segments of an earlier snapshot. They save time and have no effect on the bytes.</param>
public delegate CompileResult Compile(SnapshotSource source, SnapshotSegments previous);

/// <summary>The checks of the compiler, without its output.</summary>
/// <param name="source">The source.</param>
public delegate ImmutableArray<CompileError> CheckSource(SnapshotSource source);

/// <summary>Checks documents without lists, which is sufficient for most changes and takes little time.</summary>
/// <param name="documents">All live documents.</param>
public delegate ImmutableArray<CompileError> CheckDocuments(ImmutableArray<DocumentSource> documents);

/// <summary>Opens checked snapshot bytes of the compiler's format.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="revision">Their revision.</param>
public delegate Snapshot OpenSnapshot(ReadOnlyMemory<byte> bytes, string revision);

/// <summary>The compiler and the format of its output.</summary>
/// <param name="Format">Format of the bytes. A snapshot of an older format is rebuilt; one of a newer format is kept.</param>
/// <param name="Compile">The compiler.</param>
/// <param name="Check">The same checks, without writing an index.</param>
/// <param name="CheckDocuments">The same checks, for documents only.</param>
public sealed record Compiler(int Format, Compile Compile, CheckSource Check, CheckDocuments CheckDocuments)
{
    /// <summary>Opens what it compiles.</summary>
    public OpenSnapshot Open { get; init; } = Snapshot.Open;

    /// <summary>The compiler of this engine.</summary>
    public static readonly Compiler Current =
        new(SnapshotFormat.Version, SnapshotCompiler.Compile, SnapshotCompiler.Check, SnapshotCompiler.Check);
}

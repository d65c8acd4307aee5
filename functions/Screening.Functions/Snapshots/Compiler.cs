using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Snapshots;

/// <summary>The engine's compiler: deterministic, and whatever the order of what it is given.</summary>
/// <param name="source">The source.</param>
public delegate CompileResult Compile(SnapshotSource source);

/// <summary>Checks documents alone, which is all that most changes need and takes no time.</summary>
/// <param name="documents">All live documents.</param>
public delegate ImmutableArray<CompileError> CheckDocuments(ImmutableArray<DocumentSource> documents);

/// <summary>The compiler and the format of what it makes.</summary>
/// <param name="Format">Format of the bytes; a pointer to an older format is rebuilt, one to a newer format is
/// left.</param>
/// <param name="Compile">The compiler.</param>
/// <param name="CheckDocuments">The same checks, of documents alone.</param>
public sealed record Compiler(int Format, Compile Compile, CheckDocuments CheckDocuments)
{
    /// <summary>The compiler of this engine.</summary>
    public static readonly Compiler Current =
        new(SnapshotFormat.Version, SnapshotCompiler.Compile, SnapshotCompiler.Check);
}

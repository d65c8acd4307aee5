using System.Runtime.CompilerServices;

// The test oracle scores every name with the same scorer, without the index.
[assembly: InternalsVisibleTo("Screening.Engine.Tests")]
[assembly: InternalsVisibleTo("Screening.Benchmarks")]

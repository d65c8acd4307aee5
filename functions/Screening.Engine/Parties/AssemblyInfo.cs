using System.Runtime.CompilerServices;

// The oracle of the tests scores every name with the same pair scorer, without the index.
[assembly: InternalsVisibleTo("Screening.Engine.Tests")]
[assembly: InternalsVisibleTo("Screening.Benchmarks")]

using Xunit;

namespace Parley.Tests;

/// <summary>Tests that measure the memory of the whole process: they run when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

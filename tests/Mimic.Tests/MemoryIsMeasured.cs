namespace Mimic.Tests;

/// <summary>What other tests take at the same time would be counted too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class MemoryIsMeasured
{
    public const string Name = "memory is measured";
}

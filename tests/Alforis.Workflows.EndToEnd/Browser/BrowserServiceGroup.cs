namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>The tests that share <see cref="BrowserService"/>.</summary>
[CollectionDefinition(nameof(BrowserServiceGroup), DisableParallelization = true)]
public sealed class BrowserServiceGroup : ICollectionFixture<BrowserService>;

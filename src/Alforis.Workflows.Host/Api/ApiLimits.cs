namespace Alforis.Workflows.Host.Api;

/// <summary>What a request may ask for at most.</summary>
internal static class ApiLimits
{
    /// <summary>A body, in bytes.</summary>
    public const int MostBodyBytes = 1024 * 1024;

    /// <summary>The first line of a request, in bytes: long enough that too long a parameter is told so, by its name.</summary>
    public const int MostLineBytes = 32 * 1024;

    /// <summary>Items of a page.</summary>
    public const int MostItems = 200;

    /// <summary>Items of a page when the request does not say.</summary>
    public const int UsualItems = 50;

    /// <summary>Items that may be left out before a page: who wants to go further filters.</summary>
    public const int MostSkipped = 100_000;
}

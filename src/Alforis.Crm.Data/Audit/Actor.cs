namespace Alforis.Crm.Data.Audit;

/// <summary>Who does something. Immutable.</summary>
public sealed record Actor
{
    /// <summary>Whoever runs a verb: whom the database knows, and nobody else, says who that is.</summary>
    public static Actor CommandLine { get; } = new() { Via = "command" };

    /// <summary>The user's number; <see langword="null"/> on the command line, and for who is not signed in.</summary>
    public long? UserId { get; init; }

    /// <summary>The user's e-mail address; <see langword="null"/> for the database's session user.</summary>
    public string? Name { get; init; }

    /// <summary><c>api</c>, <c>command</c> or <c>system</c>.</summary>
    public required string Via { get; init; }

    /// <summary>Where the request is from; cut to 64 characters.</summary>
    public string Address { get; init; } = "";

    /// <summary>The number that the request has in the logs; cut to 128 characters.</summary>
    public string RequestId { get; init; } = "";
}

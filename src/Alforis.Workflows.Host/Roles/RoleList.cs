namespace Alforis.Workflows.Host.Roles;

/// <summary>Roles as options, variables and answers write them: their names, separated by commas.</summary>
internal static class RoleList
{
    private static readonly (string Name, HostRoles Role)[] Each =
    [
        ("api", HostRoles.Api), ("dispatcher", HostRoles.Dispatcher), ("worker", HostRoles.Worker), ("scheduler", HostRoles.Scheduler),
    ];

    /// <summary>The names of all roles.</summary>
    public static string All { get; } = Text(HostRoles.All);

    /// <summary>The names of some roles, in the order of the way that an event takes.</summary>
    public static IReadOnlyList<string> Names(HostRoles roles) => [.. Each.Where(r => roles.HasFlag(r.Role)).Select(r => r.Name)];

    /// <summary>The same as one text.</summary>
    public static string Text(HostRoles roles) => string.Join(',', Names(roles));

    /// <summary>Reads a list; spaces and capitals do not matter.</summary>
    /// <returns><see langword="null"/> when it names none, or something that is no role.</returns>
    public static HostRoles? Parse(string text)
    {
        var roles = HostRoles.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var role = Array.Find(Each, r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase)).Role;
            if (role == HostRoles.None) return null;
            roles |= role;
        }

        return roles == HostRoles.None ? null : roles;
    }

    /// <summary>What is wrong with a text that cannot be read.</summary>
    /// <param name="source">The option or variable that it stands in.</param>
    /// <param name="text">The text.</param>
    public static string Problem(string source, string text) =>
        $"{source} is '{text}'; it must be one or more of {All}, separated by commas.";
}

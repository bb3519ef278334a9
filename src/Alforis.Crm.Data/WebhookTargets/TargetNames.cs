using System.Collections.Immutable;
using Alforis.Crm.Data.Workflows;
using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>The names of all targets, against which definitions are checked. Immutable.</summary>
public sealed class TargetNames
{
    private const string Sql = "SELECT w.name FROM public.webhooks w ORDER BY lower(w.name)";
    private const int MostSuggested = 5;

    private readonly ImmutableArray<string> names;
    private readonly HashSet<string> known;

    private TargetNames(IEnumerable<string> names)
    {
        this.names = [.. names];
        known = new HashSet<string>(this.names, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Those names.</summary>
    /// <param name="names">Any names.</param>
    public static TargetNames Of(IEnumerable<string> names) => new(names);

    /// <summary>Reads them.</summary>
    /// <param name="connection">An open connection, with its transaction if it has one.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static async Task<TargetNames> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, connection);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var read = new List<string>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) read.Add(reader.GetString(0));
        return new TargetNames(read);
    }

    /// <summary>Whether there is a target of a name.</summary>
    /// <param name="name">A name, in any case.</param>
    public bool Contains(string name) => known.Contains(name);

    /// <summary>The names that are most like one that is not there, the most alike first.</summary>
    /// <param name="name">What was written.</param>
    public IReadOnlyList<string> Nearest(string name) => [.. NameLikeness.Order(names, name).Take(MostSuggested)];
}

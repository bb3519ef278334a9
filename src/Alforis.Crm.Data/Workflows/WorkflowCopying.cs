using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Parsing;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Makes drafts from stored workflows and templates. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write workflows.</param>
public sealed class WorkflowCopying(NpgsqlDataSource dataSource)
{
    private const int MostNames = 1000;

    private const string FindSql = """
        SELECT w.name, w.current_version, w.is_template, w.webhook_id IS NOT NULL, v.definition::text
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.id = $1 AND w.deleted_at IS NULL
        """;

    private const string FreeSql = """
        SELECT c.name FROM unnest($1::text[]) WITH ORDINALITY AS c (name, position)
        WHERE NOT EXISTS (SELECT FROM public.workflows w WHERE lower(w.name) = lower(c.name) AND w.deleted_at IS NULL)
        ORDER BY c.position LIMIT 1
        """;

    /// <summary>Makes a draft of the same definition.</summary>
    /// <param name="id">The workflow or template.</param>
    /// <param name="fromTemplate">Whether it must be a template; what is made of one is none.</param>
    /// <param name="name">The draft's name; by default that of the original with the first number that is free.</param>
    /// <param name="description">The draft's description; that of the original by default.</param>
    /// <param name="editor">Whoever wants it.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public async Task<EditOutcome> CopyAsync(long id, bool fromTemplate, string? name, string? description, WorkflowEditor editor, CancellationToken ct)
    {
        if (await FindAsync(id, ct).ConfigureAwait(false) is not { } source) return new EditOutcome(EditResult.UnknownWorkflow);
        if (fromTemplate && !source.IsTemplate) return new EditOutcome(EditResult.NoTemplate) { Id = id };
        if (source.IsSubscription) return new EditOutcome(EditResult.Subscription) { Id = id };
        var change = new JsonObject { ["name"] = name ?? await FreeNameAsync(source.Name, ct).ConfigureAwait(false), ["status"] = "draft" };
        if (description is not null) change["description"] = description;
        if (fromTemplate) change["is_template"] = false;
        var merge = DefinitionMerge.Of(source.Text, JsonSerializer.SerializeToUtf8Bytes(change));
        var origin = new JsonObject { [fromTemplate ? "template_id" : "copy_of"] = id, ["copied_version"] = source.Version };
        var outcome = await new WorkflowCreation(dataSource).CreateAsync(merge.Definition, editor, origin, ct).ConfigureAwait(false);
        return outcome.Result == EditResult.Refused ? outcome with { Diagnostics = merge.Place(outcome.Diagnostics) } : outcome;
    }

    private async Task<string> FreeNameAsync(string name, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(FreeSql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. Enumerable.Range(2, MostNames).Select(n => Numbered(name, n))] });
        return (string?)await command.ExecuteScalarAsync(ct).ConfigureAwait(false) ?? Numbered(name, MostNames + 2);
    }

    private static string Numbered(string name, int number)
    {
        var suffix = FormattableString.Invariant($" ({number})");
        var most = ParseLimits.MaxNameLength - suffix.Length;
        if (name.Length > most) name = name[..(char.IsHighSurrogate(name[most - 1]) ? most - 1 : most)].TrimEnd();
        return name + suffix;
    }

    private async Task<(string Name, int Version, bool IsTemplate, bool IsSubscription, string Text)?> FindAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(FindSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false)
            ? (reader.GetString(0), reader.GetInt32(1), reader.GetBoolean(2), reader.GetBoolean(3), reader.GetString(4))
            : null;
    }
}

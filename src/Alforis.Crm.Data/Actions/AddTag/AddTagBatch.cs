using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Json;
using Npgsql;

namespace Alforis.Crm.Data.Actions.AddTag;

/// <summary>
/// The tags that one batch adds. A tag that the row has already, in whatever case, is not added again; the k-th write to a row
/// goes in round k, for PostgreSQL updates a row once per statement.
/// </summary>
internal sealed class AddTagBatch : IActionBatch
{
    private const int MostTags = 200;
    private const int LongestTag = 100;

    private readonly List<Tagging> taggings = [];

    public AddTagBatch(IReadOnlyList<PendingAction> actions)
    {
        foreach (var action in actions)
        {
            if (Read(action) is { } tagging) taggings.Add(tagging);
        }
    }

    public void Gather(BatchNeeds needs)
    {
        foreach (var tagging in taggings) needs.Row(tagging.Target, RowUse.Write);
    }

    public void Check(BatchRows rows)
    {
        foreach (var tagging in taggings)
        {
            if (!rows.Locked.TryGetValue(tagging.Target, out var row)) tagging.Action.Fail($"The {tagging.Target} no longer exists.");
            else if (row.Tags.Count + tagging.Tags.Count > MostTags) tagging.Action.Fail($"The {tagging.Target} would have more than {MostTags} tags.");
            tagging.Row = row;
        }
    }

    public async Task PerformAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        var writes = new List<RowWrite>();
        foreach (var tagging in taggings.Where(t => t.Action.State == ActionState.Ready))
        {
            var row = tagging.Row!;
            var added = tagging.Tags.Where(tag => !row.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)).ToList();
            row.Tags.AddRange(added);
            if (added.Count > 0) writes.Add(new RowWrite(tagging.Target, tagging.Action.Execution, [.. row.Tags]));
            tagging.Action.Succeed(new JsonObject
            {
                ["added"] = new JsonArray([.. added.Select(tag => JsonValue.Create(tag))]),
                ["already_there"] = new JsonArray([.. tagging.Tags.Except(added, StringComparer.Ordinal).Select(tag => JsonValue.Create(tag))]),
            });
        }

        await WriteTags.ExecuteAsync(transaction, writes, ct).ConfigureAwait(false);
    }

    private static Tagging? Read(PendingAction action)
    {
        var (settings, problem) = SettingsJson.Read<AddTagSettings>(action.Planned.Settings);
        List<string> tags = [];
        foreach (var tag in (settings?.Tags ?? []).Prepend(settings?.Tag))
        {
            if (!string.IsNullOrWhiteSpace(tag) && !tags.Contains(tag.Trim(), StringComparer.OrdinalIgnoreCase)) tags.Add(tag.Trim());
        }

        if (tags.Count == 0) problem ??= "The tag is empty.";
        if (tags.Find(t => t.Length > LongestTag) is { } tooLong) problem ??= $"The tag '{tooLong[..20]}…' has more than {LongestTag} characters.";
        if (action.Target is null) problem ??= "There is no organisation or deal to tag.";
        if (problem is null) return new Tagging(action, action.Target!.Value, tags);
        action.Fail(problem);
        return null;
    }
}

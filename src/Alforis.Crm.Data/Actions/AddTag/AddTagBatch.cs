using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Crm.Data.Actions.AddTag;

/// <summary>The tags that one batch adds.</summary>
internal sealed class AddTagBatch : IActionBatch
{
    private const int LongestTag = 100;

    private readonly List<TagEdit> edits = [];

    public AddTagBatch(IReadOnlyList<PendingAction> actions)
    {
        foreach (var action in actions)
        {
            if (Read(action) is { } edit) edits.Add(edit);
        }
    }

    public IReadOnlyList<RowEdit> Edits => edits;

    public void Gather(BatchNeeds needs)
    {
        foreach (var edit in edits) needs.Write(edit.Target, edit.Column);
    }

    public void Check(BatchRows rows)
    {
        foreach (var edit in edits) edit.CheckRow(rows);
    }

    public Task PerformAsync(NpgsqlTransaction transaction, CancellationToken ct) => Task.CompletedTask;

    private static TagEdit? Read(PendingAction action)
    {
        var (settings, problem) = SettingsJson.Read<AddTagSettings>(action.Planned.Settings);
        List<string> tags = [];
        foreach (var tag in (settings?.Tags ?? []).Prepend(settings?.Tag))
        {
            if (!string.IsNullOrWhiteSpace(tag) && !tags.Contains(tag.Trim(), StringComparer.OrdinalIgnoreCase)) tags.Add(tag.Trim());
        }

        if (tags.Count == 0) problem ??= "The tag is empty.";
        if (tags.Find(t => t.Length > LongestTag) is { } tooLong) problem ??= $"The tag '{CutText.ToFit(tooLong, 21)}' has more than {LongestTag} characters.";
        if (action.Target is null) problem ??= "There is no organisation or deal to tag.";
        if (problem is null) return new TagEdit(action, action.Target!.Value, tags);
        action.Fail(problem);
        return null;
    }
}

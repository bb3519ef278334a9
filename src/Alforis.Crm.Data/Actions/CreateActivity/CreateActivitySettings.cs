using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.CreateActivity;

/// <summary>Settings of <c>create_activity</c>.</summary>
public sealed record CreateActivitySettings
{
    /// <summary>The kind of activity; note by default.</summary>
    [Setting(Choices = ["note", "appel", "email", "reunion", "tache_completee", "changement_stage", "autre"], Aliases = ["type"])]
    public string? ActivityType { get; init; }

    /// <summary>The headline.</summary>
    [Setting(MaxLength = 500, Examples = ["Étape : {{ deal.stage }}", "Étape : {{ organisation.pipeline_stage }}"])]
    public required string Title { get; init; }

    /// <summary>The text.</summary>
    public string? Description { get; init; }
}

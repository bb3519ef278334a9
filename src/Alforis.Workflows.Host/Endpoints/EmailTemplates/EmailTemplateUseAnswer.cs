using Alforis.Crm.Data.Emails;

namespace Alforis.Workflows.Host.Endpoints.EmailTemplates;

/// <summary>The workflows that send a template.</summary>
internal sealed record EmailTemplateUsesAnswer
{
    /// <summary>All of them, active ones first, then by name.</summary>
    public required IReadOnlyList<EmailTemplateUseAnswer> Items { get; init; }

    public static EmailTemplateUsesAnswer Of(IReadOnlyList<TemplateUse> uses) =>
        new() { Items = [.. uses.Select(u => new EmailTemplateUseAnswer { WorkflowId = u.Id, WorkflowName = u.Name, Status = u.Status, SuspendedAt = u.SuspendedAt })] };
}

/// <summary>A workflow whose current version names the template.</summary>
internal sealed record EmailTemplateUseAnswer
{
    /// <summary>Its number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>Its name.</summary>
    public required string WorkflowName { get; init; }

    /// <summary><c>active</c>, <c>inactive</c> or <c>draft</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Since when it does not run though it is active; <see langword="null"/> when it does.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }
}

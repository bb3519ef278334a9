using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Workflows.Host.Api;

/// <summary>The lists of words of which members take one.</summary>
internal enum Choice
{
    /// <summary>How far a task is.</summary>
    TaskStatus,

    /// <summary>How pressing a task is.</summary>
    TaskPriority,

    /// <summary>The kinds of activities.</summary>
    ActivityType,
}

/// <summary>The member is a word of a list.</summary>
/// <param name="choice">The list.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ChoiceAttribute(Choice choice) : ValidationAttribute
{
    /// <summary>The words.</summary>
    public ImmutableArray<string> Words => choice switch
    {
        Choice.TaskStatus => CrmChoices.TaskStatuses,
        Choice.TaskPriority => CrmChoices.TaskPriorities,
        _ => CrmChoices.ActivityTypes,
    };

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null || (value is string text && Words.Contains(text, StringComparer.Ordinal))
            ? ValidationResult.Success
            : new ValidationResult($"It must be one of: {string.Join(", ", Words)}.", [validationContext.MemberName!]);
}

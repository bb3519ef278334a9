using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Host.Api;

/// <summary>The member is a field of an organisation or deal: what it can be is what the CRM's schema says.</summary>
/// <param name="entity">One of <see cref="EntityNames"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CrmFieldAttribute(string entity) : ValidationAttribute
{
    /// <summary>Whose field it is.</summary>
    public string Entity => entity;

    /// <summary>The field of a member.</summary>
    /// <param name="member">Its name in C#.</param>
    /// <exception cref="InvalidOperationException">The schema has no such field.</exception>
    public FieldSchema Field(string member)
    {
        var trigger = entity == EntityNames.Deal ? TriggerNames.DealUpdated : TriggerNames.OrganisationUpdated;
        var name = RequestJson.NameOf(member);
        return CrmSchema.Instance.FindTrigger(trigger)!.Views[0].Entity!.Entity!.Find(name) ?? throw new InvalidOperationException($"There is no field {entity}.{name}.");
    }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var member = validationContext.MemberName!;
        return value is null || Problem(Field(member), value) is not { } problem ? ValidationResult.Success : new ValidationResult(problem, [member]);
    }

    private static string? Problem(FieldSchema field, object value)
    {
        if (value is string text && field.Kind == ValueKind.Enum && !field.EnumValues.Contains(text, StringComparer.Ordinal)) return $"It must be one of: {string.Join(", ", field.EnumValues)}.";
        if (Texts(value).Any(t => t is null)) return "No element may be null.";
        if (Texts(value).Any(t => t!.Contains('\0', StringComparison.Ordinal))) return "It has a NUL character, which the database cannot hold.";
        return field.Limits.Check(value is int number ? (decimal)number : value) is { } limit ? $"'{field.Name}' {limit}" : null;
    }

    private static IEnumerable<string?> Texts(object value) => value switch
    {
        string text => [text],
        IReadOnlyList<string> list => list,
        _ => [],
    };
}

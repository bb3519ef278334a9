using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Host.Endpoints.Auth;
using Alforis.Workflows.Host.Endpoints.Users;

namespace Alforis.Workflows.Host.Api;

/// <summary>Which rule of a request's member a value breaks, with the rule's numbers and words.</summary>
/// <param name="Reason">One of <see cref="ErrorReasons"/>.</param>
/// <param name="Arguments">What its sentence names.</param>
internal sealed record BrokenRule(string Reason, params (string Name, string Value)[] Arguments)
{
    /// <summary>The rule behind a result of validation; <see langword="null"/> for one that has no name.</summary>
    public static BrokenRule? Of(object request, ValidationResult result, string member)
    {
        if (result is RuleResult named) return new BrokenRule(named.Reason, named.Arguments);
        if (request.GetType().GetProperty(member) is not { } property) return null;
        var context = new ValidationContext(request) { MemberName = member };
        var value = property.GetValue(request);
        var broken = property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(a => a.GetValidationResult(value, context) is not null);
        return broken is CrmFieldAttribute crm ? OfField(crm.Field(member), value) : broken is null ? null : OfAttribute(broken, value);
    }

    private static BrokenRule? OfAttribute(ValidationAttribute broken, object? value) => broken switch
    {
        RequiredAttribute => new(ErrorReasons.Required),
        NotBlankAttribute => new(ErrorReasons.Blank),
        PersonNameAttribute name => new(ErrorReasons.PersonName, ("max", Text(name.Length))),
        MaxLengthAttribute most => Most(value, most.Length),
        MinLengthAttribute least => new(value is string ? ErrorReasons.MinLength : ErrorReasons.MinItems, ("min", Text(least.Length))),
        RangeAttribute range => Between(Number(range.Minimum), range.Maximum is long.MaxValue ? null : Number(range.Maximum)),
        AllowedValuesAttribute allowed => new(ErrorReasons.Choice, ("allowed", string.Join(", ", allowed.Values.OfType<string>()))),
        ChoiceAttribute choice => new(ErrorReasons.Choice, ("allowed", string.Join(", ", choice.Words))),
        RoleNameAttribute => new(ErrorReasons.Role),
        EmailNameAttribute => new(ErrorReasons.Email),
        TimeZoneNameAttribute => new(ErrorReasons.TimeZone),
        RegularExpressionAttribute { ErrorMessage: Alforis.Crm.Data.Hooks.HookSlug.Form } => new(ErrorReasons.Slug),
        _ => null,
    };

    private static BrokenRule? OfField(FieldSchema field, object? value)
    {
        if (value is string && field.Kind == ValueKind.Enum) return new(ErrorReasons.Choice, ("allowed", string.Join(", ", field.EnumValues)));
        var limits = field.Limits;
        return value switch
        {
            string text when text.Contains('\0', StringComparison.Ordinal) => new(ErrorReasons.Characters),
            string text when limits.NotBlank && string.IsNullOrWhiteSpace(text) => new(ErrorReasons.Blank),
            string when limits.MaxLength is { } most => Most(value, most),
            IReadOnlyList<string> list when list.Count > limits.MaxItems => Most(value, limits.MaxItems.Value),
            IReadOnlyList<string> list when limits.MaxLength is { } most && list.All(e => e is not null) => new(ErrorReasons.MaxLength, ("max", Text(most))),
            int or long or decimal => Between(limits.Minimum ?? limits.ExclusiveMinimum, limits.Maximum ?? limits.ExclusiveMaximum),
            _ => null,
        };
    }

    private static BrokenRule Most(object? value, int most) => new(value is string or null || value is not IEnumerable ? ErrorReasons.MaxLength : ErrorReasons.MaxItems, ("max", Text(most)));

    private static BrokenRule? Between(decimal? least, decimal? most) => (least, most) switch
    {
        ({ } from, { } to) => new(ErrorReasons.Range, ("min", Text(from)), ("max", Text(to))),
        ({ } from, null) => new(ErrorReasons.Least, ("min", Text(from))),
        (null, { } to) => new(ErrorReasons.Most, ("max", Text(to))),
        _ => null,
    };

    private static decimal Number(object bound) => Convert.ToDecimal(bound, CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>A result of validation that names its rule.</summary>
/// <param name="reason">One of <see cref="ErrorReasons"/>.</param>
/// <param name="message">What is wrong, for people.</param>
/// <param name="member">The member, as it is named in C#.</param>
/// <param name="arguments">What the sentence names.</param>
internal sealed class RuleResult(string reason, string message, string member, params (string Name, string Value)[] arguments) : ValidationResult(message, [member])
{
    public string Reason => reason;

    public (string Name, string Value)[] Arguments => arguments;
}

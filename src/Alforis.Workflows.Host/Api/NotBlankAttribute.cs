using System.ComponentModel.DataAnnotations;

namespace Alforis.Workflows.Host.Api;

/// <summary>The text of the member, where it has one, is more than spaces.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotBlankAttribute : ValidationAttribute
{
    public NotBlankAttribute()
        : base("It must not be blank.")
    {
    }

    public override bool IsValid(object? value) => value is not string text || !string.IsNullOrWhiteSpace(text);
}

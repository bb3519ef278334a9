using System.ComponentModel.DataAnnotations;

namespace Alforis.Workflows.Host.Endpoints.Auth;

/// <summary>Asks for the name of a time zone, as the IANA has them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeZoneNameAttribute() : ValidationAttribute("There is no such time zone; names are such as Europe/Paris.")
{
    private const int Longest = 64;

    public override bool IsValid(object? value) =>
        value is null || (value is string { Length: > 0 and <= Longest } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId);
}

using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Alforis.Workflows.Host.Endpoints.Auth;

/// <summary>Asks for the name of a time zone, as the IANA has them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class TimeZoneNameAttribute() : ValidationAttribute("There is no such time zone; names are such as Europe/Paris.")
{
    private const int Longest = 64;

    public override bool IsValid(object? value) =>
        value is null || (value is string { Length: <= Longest } name && Name().IsMatch(name) && name != "Factory" && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId);

    /// <summary>The system finds any file of its directory: copies with leap seconds, its own setting, and names with a slash too many. Browsers know none of them.</summary>
    [GeneratedRegex(@"\A[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){0,2}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}

using Alforis.Crm.Data.Model;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;

namespace Alforis.Workflows.Host.Endpoints;

/// <summary>Who may have something worked out for an organisation or deal of their choice: what that says of it is no way round the permissions to read it.</summary>
internal static class EntityReading
{
    /// <summary>The refusal for who lacks a permission, which it names; <see langword="null"/> for who lacks none.</summary>
    /// <param name="http">The request.</param>
    /// <param name="entityType">Whose values are needed; <see langword="null"/> for nobody's.</param>
    public static IResult? Refusal(HttpContext http, string? entityType) =>
        Resources(entityType).FirstOrDefault(resource => !http.Can(resource, "read")) is { } lacking ? Problem.Forbidden($"{lacking}:read") : null;

    /// <summary>A deal brings its organisation, an organisation its people.</summary>
    private static string[] Resources(string? entityType) => entityType switch
    {
        null => [],
        EntityNames.Deal => ["deals", "organisations", "people"],
        _ => ["organisations", "people"],
    };
}

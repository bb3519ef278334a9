namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>Who may call what, written down apart from the code and from the tables that grant it. One row for each endpoint; reviewed.</summary>
internal static class PermissionTable
{
    /// <summary>No sign-in is asked for.</summary>
    public const string Anyone = "anyone";

    /// <summary>Whoever is signed in.</summary>
    public const string SignedIn = "signed in";

    private const string All = "viewer commercial manager admin";
    private const string Sellers = "commercial manager admin";
    private const string Managers = "manager admin";
    private const string Admins = "admin";

    /// <summary>Each endpoint, with what it asks for.</summary>
    public static readonly IReadOnlyDictionary<string, string> Endpoints = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ANY /health"] = Anyone,
        ["ANY /health/live"] = Anyone,
        ["ANY /health/ready"] = Anyone,
        ["GET /openapi/v1.json"] = Anyone,
        ["ANY /docs/{path}"] = Anyone,
        ["POST /api/v1/hooks/{slug}"] = Anyone,
        ["ANY /hubs/live"] = SignedIn,
        ["ANY /hubs/live/negotiate"] = SignedIn,

        ["POST /api/v1/auth/login"] = Anyone,
        ["GET /api/v1/auth/me"] = SignedIn,
    };

    /// <summary>Each permission, with the roles that have it.</summary>
    public static readonly IReadOnlyDictionary<string, string> Roles = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Anyone] = All,
        [SignedIn] = All,
        ["organisations:read"] = All,
        ["organisations:create"] = Sellers,
        ["organisations:update"] = Sellers,
        ["organisations:delete"] = Managers,
        ["organisations:assign"] = Managers,
        ["people:read"] = All,
        ["people:create"] = Sellers,
        ["people:update"] = Sellers,
        ["people:delete"] = Managers,
        ["deals:read"] = All,
        ["deals:create"] = Sellers,
        ["deals:update"] = Sellers,
        ["deals:delete"] = Managers,
        ["deals:assign"] = Managers,
        ["activities:read"] = All,
        ["activities:create"] = Sellers,
        ["activities:update"] = Sellers,
        ["activities:delete"] = Managers,
        ["tasks:read"] = All,
        ["tasks:create"] = Sellers,
        ["tasks:update"] = Sellers,
        ["tasks:delete"] = Sellers,
        ["tasks:assign"] = Managers,
        ["notifications:read"] = All,
        ["notifications:update"] = All,
        ["notifications:delete"] = All,
        ["workflows:read"] = All,
        ["workflows:create"] = Managers,
        ["workflows:update"] = Managers,
        ["workflows:delete"] = Managers,
        ["workflows:activate"] = Managers,
        ["workflows:execute"] = Managers,
        ["workflows:import"] = Managers,
        ["workflows:export"] = Sellers,
        ["executions:read"] = All,
        ["executions:cancel"] = Managers,
        ["executions:retry"] = Managers,
        ["events:read"] = Managers,
        ["events:replay"] = Admins,
        ["statistics:read"] = All,
        ["email_templates:read"] = All,
        ["email_templates:create"] = Managers,
        ["email_templates:update"] = Managers,
        ["email_templates:delete"] = Managers,
        ["webhooks:read"] = Managers,
        ["webhooks:create"] = Admins,
        ["webhooks:update"] = Admins,
        ["webhooks:delete"] = Admins,
        ["webhooks:test"] = Managers,
        ["incoming_hooks:read"] = Managers,
        ["incoming_hooks:create"] = Admins,
        ["incoming_hooks:update"] = Admins,
        ["incoming_hooks:delete"] = Admins,
        ["users:read"] = All,
        ["users:create"] = Admins,
        ["users:update"] = Admins,
        ["users:delete"] = Admins,
        ["roles:read"] = Managers,
        ["roles:assign"] = Admins,
        ["settings:read"] = Managers,
        ["settings:update"] = Admins,
    };
}

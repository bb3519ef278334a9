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
        ["ANY /hubs/live"] = SignedIn,
        ["ANY /hubs/live/negotiate"] = SignedIn,

        ["GET /api/v1/activities"] = "activities:read",
        ["POST /api/v1/activities"] = "activities:create",
        ["GET /api/v1/activities/{id}"] = "activities:read",
        ["DELETE /api/v1/activities/{id}"] = "activities:delete",

        ["GET /api/v1/audit"] = "audit:read",

        ["GET /api/v1/auth/csrf"] = SignedIn,
        ["POST /api/v1/auth/login"] = Anyone,
        ["POST /api/v1/auth/logout"] = SignedIn,
        ["POST /api/v1/auth/logout_all"] = SignedIn,
        ["GET /api/v1/auth/me"] = SignedIn,
        ["PATCH /api/v1/auth/me"] = SignedIn,
        ["POST /api/v1/auth/password"] = SignedIn,
        ["POST /api/v1/auth/refresh"] = Anyone,
        ["GET /api/v1/auth/sessions"] = SignedIn,
        ["DELETE /api/v1/auth/sessions/{id}"] = SignedIn,
        ["POST /api/v1/auth/totp"] = SignedIn,
        ["POST /api/v1/auth/totp/confirm"] = SignedIn,
        ["POST /api/v1/auth/totp/disable"] = SignedIn,

        ["GET /api/v1/deals"] = "deals:read",
        ["POST /api/v1/deals"] = "deals:create",
        ["GET /api/v1/deals/{id}"] = "deals:read",
        ["PUT /api/v1/deals/{id}"] = "deals:update",
        ["PATCH /api/v1/deals/{id}"] = "deals:update",
        ["DELETE /api/v1/deals/{id}"] = "deals:delete",
        ["GET /api/v1/deals/{id}/timeline"] = "deals:read",

        ["GET /api/v1/email_templates"] = "email_templates:read",
        ["POST /api/v1/email_templates"] = "email_templates:create",
        ["POST /api/v1/email_templates/preview"] = "email_templates:read",
        ["GET /api/v1/email_templates/{id}"] = "email_templates:read",
        ["PUT /api/v1/email_templates/{id}"] = "email_templates:update",
        ["PATCH /api/v1/email_templates/{id}"] = "email_templates:update",
        ["DELETE /api/v1/email_templates/{id}"] = "email_templates:delete",
        ["POST /api/v1/email_templates/{id}/preview"] = "email_templates:read",

        ["GET /api/v1/events"] = "events:read",
        ["POST /api/v1/events/{id}/replay"] = "events:replay",

        ["GET /api/v1/executions"] = "executions:read",
        ["GET /api/v1/executions/{id}"] = "executions:read",
        ["POST /api/v1/executions/{id}/cancel"] = "executions:cancel",
        ["POST /api/v1/executions/{id}/retry"] = "executions:retry",

        ["POST /api/v1/hooks/{slug}"] = Anyone,

        ["GET /api/v1/incoming_hooks"] = "incoming_hooks:read",
        ["POST /api/v1/incoming_hooks"] = "incoming_hooks:create",
        ["GET /api/v1/incoming_hooks/{slug}"] = "incoming_hooks:read",
        ["PATCH /api/v1/incoming_hooks/{slug}"] = "incoming_hooks:update",
        ["DELETE /api/v1/incoming_hooks/{slug}"] = "incoming_hooks:delete",
        ["POST /api/v1/incoming_hooks/{slug}/retire"] = "incoming_hooks:update",
        ["POST /api/v1/incoming_hooks/{slug}/rotate"] = "incoming_hooks:update",

        ["GET /api/v1/notifications"] = "notifications:read",
        ["POST /api/v1/notifications/read_all"] = "notifications:update",
        ["GET /api/v1/notifications/unread_count"] = "notifications:read",
        ["GET /api/v1/notifications/{id}"] = "notifications:read",
        ["DELETE /api/v1/notifications/{id}"] = "notifications:delete",
        ["POST /api/v1/notifications/{id}/read"] = "notifications:update",

        ["GET /api/v1/organisations"] = "organisations:read",
        ["POST /api/v1/organisations"] = "organisations:create",
        ["GET /api/v1/organisations/search"] = "organisations:read",
        ["GET /api/v1/organisations/{id}"] = "organisations:read",
        ["PUT /api/v1/organisations/{id}"] = "organisations:update",
        ["PATCH /api/v1/organisations/{id}"] = "organisations:update",
        ["DELETE /api/v1/organisations/{id}"] = "organisations:delete",
        ["GET /api/v1/organisations/{id}/activities"] = "activities:read",
        ["GET /api/v1/organisations/{id}/timeline"] = "organisations:read",

        ["GET /api/v1/people"] = "people:read",
        ["GET /api/v1/people/{id}"] = "people:read",

        ["GET /api/v1/roles"] = "roles:read",

        ["GET /api/v1/schema"] = "workflows:read",
        ["GET /api/v1/schema/workflow.json"] = "workflows:read",

        ["GET /api/v1/stats/overview"] = "statistics:read",

        ["GET /api/v1/system"] = "settings:read",

        ["GET /api/v1/tasks"] = "tasks:read",
        ["POST /api/v1/tasks"] = "tasks:create",
        ["GET /api/v1/tasks/overdue"] = "tasks:read",
        ["GET /api/v1/tasks/{id}"] = "tasks:read",
        ["PUT /api/v1/tasks/{id}"] = "tasks:update",
        ["PATCH /api/v1/tasks/{id}"] = "tasks:update",
        ["DELETE /api/v1/tasks/{id}"] = "tasks:delete",

        ["GET /api/v1/users"] = "users:read",
        ["POST /api/v1/users"] = "users:create",
        ["GET /api/v1/users/{id}"] = "users:read",
        ["PATCH /api/v1/users/{id}"] = "users:update",
        ["DELETE /api/v1/users/{id}"] = "users:delete",
        ["POST /api/v1/users/{id}/enable"] = "users:delete",
        ["POST /api/v1/users/{id}/password"] = "users:update",
        ["PUT /api/v1/users/{id}/roles"] = "roles:assign",
        ["GET /api/v1/users/{id}/sessions"] = "users:update",
        ["DELETE /api/v1/users/{id}/sessions"] = "users:update",
        ["DELETE /api/v1/users/{id}/sessions/{session}"] = "users:update",
        ["DELETE /api/v1/users/{id}/totp"] = "users:update",

        ["GET /api/v1/webhooks"] = "webhooks:read",
        ["POST /api/v1/webhooks"] = "webhooks:create",
        ["GET /api/v1/webhooks/{id}"] = "webhooks:read",
        ["PATCH /api/v1/webhooks/{id}"] = "webhooks:update",
        ["DELETE /api/v1/webhooks/{id}"] = "webhooks:delete",
        ["POST /api/v1/webhooks/{id}/retire"] = "webhooks:update",
        ["POST /api/v1/webhooks/{id}/rotate"] = "webhooks:update",
        ["POST /api/v1/webhooks/{id}/test"] = "webhooks:test",

        ["GET /api/v1/workflows"] = "workflows:read",
        ["POST /api/v1/workflows"] = "workflows:create",
        ["POST /api/v1/workflows/import"] = "workflows:import",
        ["GET /api/v1/workflows/templates/list"] = "workflows:read",
        ["POST /api/v1/workflows/templates/{id}/create"] = "workflows:create",
        ["POST /api/v1/workflows/validate"] = "workflows:read",
        ["GET /api/v1/workflows/{id}"] = "workflows:read",
        ["PUT /api/v1/workflows/{id}"] = "workflows:update",
        ["DELETE /api/v1/workflows/{id}"] = "workflows:delete",
        ["POST /api/v1/workflows/{id}/activate"] = "workflows:activate",
        ["GET /api/v1/workflows/{id}/audit"] = "workflows:read",
        ["POST /api/v1/workflows/{id}/duplicate"] = "workflows:create",
        ["POST /api/v1/workflows/{id}/execute"] = "workflows:execute",
        ["POST /api/v1/workflows/{id}/explain"] = "workflows:read",
        ["GET /api/v1/workflows/{id}/export"] = "workflows:export",
        ["GET /api/v1/workflows/{id}/stats"] = "statistics:read",
        ["GET /api/v1/workflows/{id}/versions"] = "workflows:read",
        ["GET /api/v1/workflows/{id}/versions/{version}"] = "workflows:read",
        ["POST /api/v1/workflows/{id}/versions/{version}/restore"] = "workflows:update",
        ["GET /api/v1/workflows/{workflow_id}/executions"] = "executions:read",
        ["GET /api/v1/workflows/{workflow_id}/executions/{id}"] = "executions:read",
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
        ["audit:read"] = Admins,
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

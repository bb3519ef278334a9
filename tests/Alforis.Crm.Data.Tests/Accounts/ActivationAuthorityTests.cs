using System.Collections.Frozen;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Testing;
using Dapper;

namespace Alforis.Crm.Data.Tests.Accounts;

public sealed class ActivationAuthorityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("create_task", """{ "title": "Appeler" }""", "tasks:create")]
    [InlineData("create_activity", """{ "type": "note", "title": "Vu" }""", "activities:create")]
    [InlineData("send_notification", """{ "message": "Vu", "user_id": 1 }""", "notifications:create")]
    [InlineData("send_email", """{ "to": "a@b.example", "subject": "Vu", "body": "Vu" }""", "emails:send")]
    [InlineData("call_webhook", """{ "url": "https://hooks.example/crm" }""", "webhooks:use")]
    [InlineData("add_tag", """{ "tag": "vip" }""", "deals:update")]
    [InlineData("add_tag", """{ "tag": "vip", "entity_type": "Organisation" }""", "organisations:update")]
    [InlineData("add_tag", """{ "tag": "vip", "entity_id": "{{ organisation.id }}" }""", "organisations:update")]
    [InlineData("update_field", """{ "field": "stage", "value": "signe" }""", "deals:update")]
    [InlineData("assign_user", """{ "user": 1 }""", "deals:assign")]
    [InlineData("assign_user", """{ "user": 1, "entity_type": "organisation" }""", "organisations:assign")]
    public void Check_OfAnAction_WantsItsPermissionAndNoOther(string action, string config, string permission)
    {
        var workflow = Compile(action, config);

        Assert.Empty(ActivationAuthority.Check(workflow, With(permission)));
        var refusal = Assert.Single(ActivationAuthority.Check(workflow, With("organisations:read")));

        Assert.Equal(("WF2010", "/actions/0/type"), (refusal.Code, refusal.Pointer));
        Assert.Contains($"'{permission}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ByADisabledUser_IsRefusedWhateverTheirRoles()
    {
        var refusal = Assert.Single(ActivationAuthority.Check(Compile("add_tag", """{ "tag": "vip" }"""), With("deals:update") with { IsActive = false }));

        Assert.Contains("is disabled", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permissions_OfAllActions_AreInTheTablesAndAManagersOwn()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        var id = await connection.ExecuteScalarAsync<long>(
            """
            WITH u AS (INSERT INTO public.users (email) VALUES ('m@test.example') RETURNING id)
            INSERT INTO public.user_roles (user_id, role_id) SELECT u.id, r.id FROM u, public.roles r WHERE r.name = 'manager' RETURNING user_id
            """);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);

        var manager = (await Authority.ReadAsync(transaction, id, Cancellation))!;

        Assert.True(manager.IsActive);
        var needed = CrmSchema.Instance.Actions.SelectMany(a => ActionPermissions.Of(new WorkflowAction("a", a.Name, default, null, null)));
        Assert.Empty(needed.Except(manager.Permissions, StringComparer.Ordinal));
        Assert.Null(await Authority.ReadAsync(transaction, id + 1, Cancellation));
    }

    private static Authority With(string permission) => new(1, "m@test.example", true, new[] { permission }.ToFrozenSet(StringComparer.Ordinal));

    private static CompiledWorkflow<CrmContext> Compile(string action, string config)
    {
        var result = new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(
            $$"""{ "name": "Essai", "trigger_type": "deal_created", "actions": [{ "type": "{{action}}", "config": {{config}} }] }""");
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Workflow;
    }
}

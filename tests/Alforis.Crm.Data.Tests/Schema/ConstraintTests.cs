using Npgsql;

namespace Alforis.Crm.Data.Tests.Schema;

public sealed class ConstraintTests(SharedCrmDatabase shared) : IClassFixture<SharedCrmDatabase>
{
    [Theory]
    [InlineData("INSERT INTO organisations (nom) VALUES ('  ')", "23514")]
    [InlineData("INSERT INTO organisations (nom) VALUES (repeat('x', 256))", "23514")]
    [InlineData("INSERT INTO organisations (nom, type) VALUES ('x', 'Client')", "23514")]
    [InlineData("INSERT INTO organisations (nom, category) VALUES ('x', 'institution')", "23514")]
    [InlineData("INSERT INTO organisations (nom, pipeline_stage) VALUES ('x', 'PROPOSITION')", "23514")]
    [InlineData("INSERT INTO organisations (nom, pipeline_stage) VALUES ('x', NULL)", "23502")]
    [InlineData("INSERT INTO organisations (nom, email) VALUES ('x', 'no address')", "23514")]
    [InlineData("INSERT INTO organisations (nom, country_code) VALUES ('x', 'fr')", "23514")]
    [InlineData("INSERT INTO organisations (nom, probabilite_signature) VALUES ('x', 101)", "23514")]
    [InlineData("INSERT INTO organisations (nom, montant_potentiel) VALUES ('x', -1)", "23514")]
    [InlineData("INSERT INTO organisations (nom, tags) VALUES ('x', '{a,NULL}')", "23514")]
    [InlineData("INSERT INTO organisations (nom, assigned_to) VALUES ('x', 99)", "23503")]
    [InlineData("INSERT INTO deals (organisation_id, nom) VALUES (99, 'x')", "23503")]
    [InlineData("INSERT INTO deals (organisation_id, nom, stage) SELECT id, 'x', 'gagne' FROM organisations", "23514")]
    [InlineData("INSERT INTO deals (organisation_id, nom, probabilite) SELECT id, 'x', -1 FROM organisations", "23514")]
    [InlineData("INSERT INTO organisation_activities (organisation_id, type) SELECT id, 'fax' FROM organisations", "23514")]
    [InlineData("INSERT INTO organisation_activities (organisation_id, metadata) SELECT id, '[]' FROM organisations", "23514")]
    [InlineData("INSERT INTO tasks (title, status) VALUES ('x', 'open')", "23514")]
    [InlineData("INSERT INTO tasks (title, priority) VALUES ('x', 'medium')", "23514")]
    [InlineData("INSERT INTO notifications (user_id, title, severity) SELECT id, 'x', 'fatal' FROM users", "23514")]
    [InlineData("INSERT INTO users (email) VALUES ('ANNE@EXEMPLE.FR')", "23505")]
    [InlineData("INSERT INTO roles (name) VALUES ('superuser')", "23514")]
    [InlineData("INSERT INTO webhooks (name, origin, sealed_url) VALUES ('x', 'ftp://exemple.fr', 'x')", "23514")]
    [InlineData("INSERT INTO webhooks (name, origin, sealed_url, event_types) VALUES ('x', 'http://x', 'x', '{deal_deleted}')", "23514")]
    [InlineData("INSERT INTO webhooks (name, origin, sealed_url, event_types) VALUES ('x', 'http://x', 'x', '{deal_created,deal_updated,deal_created}')", "23514")]
    [InlineData("INSERT INTO webhooks (name, origin, sealed_url, event_types) VALUES ('x', 'http://x', 'x', '{deal_created,NULL}')", "23514")]
    [InlineData("INSERT INTO webhooks (name, origin, sealed_url, event_types) VALUES ('x', 'http://x', 'x', NULL)", "23502")]
    [InlineData("INSERT INTO incoming_hooks (slug, name, kind, event) VALUES ('Bad slug', 'x', 'bearer', 'e')", "23514")]
    [InlineData("INSERT INTO incoming_hooks (slug, name, kind, event) VALUES ('x', 'x', 'basic', 'e')", "23514")]
    [InlineData("INSERT INTO incoming_hook_secrets (hook_id, token_hash) VALUES (1, 'short')", "23514")]
    [InlineData("INSERT INTO incoming_hook_secrets (hook_id) VALUES (1)", "23514")]
    [InlineData("INSERT INTO workflow.hook_calls (hook_id, call_id, event_id) VALUES (1, '', 1)", "23514")]
    [InlineData("INSERT INTO email_templates (name, subject, body_html, body_text) VALUES ('x', E'a\\nBcc: b', '', '')", "23514")]
    [InlineData("INSERT INTO workflows (name, trigger_type) VALUES ('x', 'deal_deleted')", "23514")]
    [InlineData("INSERT INTO workflows (name, trigger_type) VALUES ('EXISTING', 'deal_created')", "23505")]
    [InlineData("INSERT INTO workflow.event_queue (event_id, lane) VALUES (1, 64)", "23514")]
    [InlineData("INSERT INTO workflow_executions (workflow_id, workflow_version, trigger_type, status) VALUES (1, 1, 'x', 'done')", "23514")]
    public async Task Insert_ValueThatMustNotBe_IsRefused(string statement, string sqlState)
    {
        // One implicit transaction: the refusal takes the rows before it along.
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => shared.Database.ExecuteAsync(
            """
            INSERT INTO organisations (nom) VALUES ('ACME');
            INSERT INTO users (email) VALUES ('anne@exemple.fr');
            INSERT INTO workflows (name, trigger_type) VALUES ('existing', 'deal_created');
            """ + statement));

        Assert.Equal(sqlState, refusal.SqlState);
    }

    [Fact]
    public async Task Insert_NameOfADeletedWorkflow_IsFree()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO workflows (name, trigger_type, deleted_at) VALUES ('w', 'deal_created', now())");

        await database.ExecuteAsync("INSERT INTO workflows (name, trigger_type) VALUES ('W', 'deal_created')");

        Assert.Equal(2, await database.ScalarAsync<int>("SELECT count(*) FROM workflows"));
    }

    [Fact]
    public async Task Insert_SecondPrimaryContact_IsRefused()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO organisations (nom) VALUES ('ACME'); INSERT INTO people (last_name) VALUES ('A'), ('B')");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(
            "INSERT INTO person_organization_links (person_id, organisation_id, is_primary) SELECT p.id, o.id, true FROM people p, organisations o"));

        Assert.Equal("person_organization_links_primary_key", refusal.ConstraintName);
    }

    [Fact]
    public async Task Tasks_StatusWritten_CompletionFollows()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO tasks (title) VALUES ('x')");

        await database.ExecuteAsync("UPDATE tasks SET status = 'done'");
        Assert.True(await database.ScalarAsync<bool>("SELECT completed_at IS NOT NULL FROM tasks"));
        await database.ExecuteAsync("UPDATE tasks SET status = 'todo'");
        Assert.True(await database.ScalarAsync<bool>("SELECT completed_at IS NULL FROM tasks"));
    }

    [Fact]
    public async Task Notifications_ReadWritten_TimeFollows()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            "INSERT INTO users (email) VALUES ('a@b.fr'); INSERT INTO notifications (user_id, title) SELECT id, 'x' FROM users");

        await database.ExecuteAsync("UPDATE notifications SET is_read = true");
        Assert.True(await database.ScalarAsync<bool>("SELECT read_at IS NOT NULL FROM notifications"));
        await database.ExecuteAsync("UPDATE notifications SET is_read = false");
        Assert.True(await database.ScalarAsync<bool>("SELECT read_at IS NULL FROM notifications"));
    }
}

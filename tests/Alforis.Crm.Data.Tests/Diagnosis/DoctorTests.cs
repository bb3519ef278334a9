using Alforis.Crm.Data.Diagnosis;
using Alforis.Crm.Data.Migrations;
using Alforis.Crm.Data.Tests.Dispatching;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Diagnosis;

public sealed class DoctorTests
{
    private const string Target = "INSERT INTO webhooks (name, origin, sealed_url, event_types) VALUES ('erp', 'http://x', 'x', '{deal_created}');";

    private const string Subscribed = Target + """
        INSERT INTO workflows (name, status, trigger_type, webhook_id) VALUES ('S', 'active', 'deal_created', 1);
        INSERT INTO workflow_versions (workflow_id, version, definition) VALUES (1, 1, '{"actions": [{"config": {"target": "erp"}}]}');
        """;

    private const string OffTarget = """
        INSERT INTO webhooks (name, origin, sealed_url, is_active, inactive_reason) VALUES ('ERP', 'http://x', 'x', false, 'the receiver answered 410.');
        INSERT INTO workflows (name, status, trigger_type) VALUES ('Devis', 'active', 'deal_created'), ('Draft', 'draft', 'deal_created');
        INSERT INTO workflow_versions (workflow_id, version, definition)
          SELECT id, 1, '{"name": "x", "trigger_type": "deal_created", "actions": [{"type": "add_tag", "config": {"tag": "a"}}, {"type": "call_webhook", "config": {"target": "erp"}}]}' FROM workflows;
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Examine_FreshDatabase_OnlyMissesAHostForTheSchedule()
    {
        await using var database = await Databases.CreateAsync();

        var findings = await ExamineAsync(database.DataSource);

        Assert.Equal(
            ["schema", "queue", "parked", "executions", "steps", "leases", "workflows", "e-mail", "targets", "schedule", "firings", "statistics", "partitions", "sessions", "vacuum", "clock"],
            findings.Select(f => f.Check));
        Assert.Equal("schedule", Assert.Single(findings, f => f.State != FindingState.Ok).Check);
    }

    [Fact]
    public async Task Examine_DatabaseThatIsNotMigrated_LooksAtNothingThatNeedsTheSchema()
    {
        await using var database = await Databases.CreateEmptyAsync();

        var findings = await ExamineAsync(database.DataSource);

        Assert.Equal(["schema", "sessions", "clock"], findings.Select(f => f.Check));
        Assert.Equal(FindingState.Problem, findings[0].State);
        Assert.Contains("0001_foundation.sql", findings[0].Details);
    }

    [Theory]
    [InlineData("queue", FindingState.Problem, "INSERT INTO workflow.event_queue (event_id, lane, occurred_at) VALUES (1, 0, now() - interval '6 minutes')")]
    [InlineData("parked", FindingState.Problem, "INSERT INTO workflow.event_queue (event_id, lane, parked_at) VALUES (1, 0, now())")]
    [InlineData("workflows", FindingState.Problem, "INSERT INTO workflows (name, status, trigger_type, suspended_at) VALUES ('Relance', 'active', 'deal_created', now())", "workflow 1 'Relance'")]
    [InlineData("targets", FindingState.Warning, OffTarget, "target 'ERP' (the receiver answered 410): called by workflow 1 'Devis'")]
    [InlineData("targets", FindingState.Warning, Target, "target 'erp', deal_created: no workflow sends it")]
    [InlineData("targets", FindingState.Warning, Subscribed + "UPDATE webhooks SET event_types = '{}'", "workflow 1 'S' still sends deal_created, though the subscription has ended")]
    [InlineData("targets", FindingState.Warning, Subscribed + "UPDATE webhooks SET name = 'caisse'", "target 'caisse', deal_created: workflow 1 is not as the target is now")]
    [InlineData("targets", FindingState.Warning, Subscribed + "UPDATE webhooks SET is_active = false, inactive_reason = 'gone'", "target 'erp' (gone): called by workflow 1 'S'")]
    [InlineData("firings", FindingState.Problem, "INSERT INTO workflows (name, trigger_type) VALUES ('Point', 'scheduled'); INSERT INTO workflow.ticks (workflow_id, fire_time, created_at) VALUES (1, now(), now() - interval '6 minutes')")]
    [InlineData("firings", FindingState.Warning, "INSERT INTO workflows (name, trigger_type) VALUES ('Point', 'scheduled'); INSERT INTO workflow.ticks (workflow_id, fire_time, attempts, completed_at, error) VALUES (1, '2026-03-29 07:00Z', 5, now(), 'refused')", "workflow 1 'Point', due 2026-03-29 07:00 UTC: refused")]
    [InlineData("statistics", FindingState.Warning, "INSERT INTO workflow.statistics_deltas (workflow_id, day, success, last_execution_at) VALUES (1, '2026-01-01', 1, now() - interval '1 hour')")]
    [InlineData("partitions", FindingState.Warning, "INSERT INTO workflow.skips (event_id, occurred_at, workflow_ids) VALUES (1, '2020-01-01', '{1}')")]
    [InlineData("vacuum", FindingState.Problem, "ALTER TABLE workflow.event_queue SET (autovacuum_enabled = false)")]
    public async Task Examine_Trouble_IsFoundAndNothingElse(string check, FindingState state, string trouble, string? named = null)
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(trouble);

        var findings = await ExamineAsync(database.DataSource);

        var finding = Assert.Single(findings, f => f.State != FindingState.Ok && f.Check != "schedule");
        Assert.Equal((check, state), (finding.Check, finding.State));
        Assert.NotNull(finding.Advice);
        if (named is not null) Assert.Contains(named, finding.Details);
    }

    [Theory]
    [InlineData(Subscribed + "UPDATE webhooks SET is_active = false")]
    [InlineData(OffTarget + "UPDATE workflows SET status = 'inactive'")]
    [InlineData(OffTarget + "UPDATE webhooks SET is_active = true, inactive_reason = NULL")]
    public async Task Examine_TargetThatNothingNeeds_IsNoTrouble(string state)
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(state);

        Assert.Equal(FindingState.Ok, (await ExamineAsync(database.DataSource)).Single(f => f.Check == "targets").State);
    }

    [Fact]
    public async Task Examine_PartitionOfTodayMissing_IsAProblemThatNamesIt()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("DO $$ BEGIN EXECUTE 'DROP TABLE workflow.skips_p' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD'); END $$");

        var finding = (await ExamineAsync(database.DataSource)).Single(f => f.Check == "partitions");

        Assert.Equal((FindingState.Problem, "1 partition of today and the next 7 days missing."), (finding.State, finding.Says));
        Assert.StartsWith("workflow.skips of ", Assert.Single(finding.Details), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("steps", FindingState.Problem, "'pending', now() - interval '6 minutes', NULL, NULL, NULL", 1, 0, 0)]
    [InlineData("leases", FindingState.Problem, "'running', now(), gen_random_uuid(), now() - interval '2 minutes', 'h/1'", 0, 0, 1)]
    [InlineData("leases", FindingState.Ok, "'running', now(), gen_random_uuid(), now() + interval '2 minutes', 'h/1'", 0, 0, 0)]
    [InlineData("executions", FindingState.Problem, null, 0, 1, 0)]
    public async Task Examine_LiveExecutions_TellsWhatKeepsThem(string check, FindingState state, string? step, int due, int stuck, int expired)
    {
        await using var database = await Databases.CreateAsync();
        var execution = await AddExecutionAsync(database);
        if (step is not null) await AddStepAsync(database, execution, step);

        var findings = (await ExamineAsync(database.DataSource)).ToDictionary(f => f.Check);

        Assert.Equal(state, findings[check].State);
        Assert.Equal(
            (due, stuck, expired),
            ((int)findings["steps"].Figures["due"], (int)findings["executions"].Figures["stuck"], (int)findings["leases"].Figures["expired"]));
        Assert.All(findings.Values.Where(f => f.Check != check && f.Check != "schedule"), f => Assert.Equal(FindingState.Ok, f.State));
    }

    [Fact]
    public async Task Examine_HourOfAWorkflowIsFull_IsAWarning()
    {
        await using var database = await Databases.CreateAsync();
        await AddStepAsync(database, await AddExecutionAsync(database), "'pending', now() - interval '20 minutes', NULL, NULL, NULL");
        await database.ExecuteAsync("INSERT INTO workflow.step_rates (workflow_id, minute, begun) VALUES (1, now() - interval '59 minutes', 600), (1, now(), 400)");

        var finding = (await ExamineAsync(database.DataSource)).Single(f => f.Check == "steps");

        Assert.Equal((FindingState.Warning, "1 step waiting; 1 of workflows whose hour is full."), (finding.State, finding.Says));
    }

    [Fact]
    public async Task Examine_ScheduleOfHosts_TellsWhoLivesAndWhatIsLate()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            CREATE TABLE quartz.qrtz_scheduler_state (instance_name text, last_checkin_time bigint);
            CREATE TABLE quartz.qrtz_triggers (trigger_state text, next_fire_time bigint, trigger_name text, trigger_group text);
            CREATE FUNCTION quartz.ticks(moment timestamptz) RETURNS bigint LANGUAGE sql RETURN (extract(epoch FROM moment) * 10000000)::bigint + 621355968000000000;
            INSERT INTO quartz.qrtz_scheduler_state VALUES ('old', quartz.ticks(now() - interval '1 hour')), ('young', quartz.ticks(now()));
            INSERT INTO quartz.qrtz_triggers VALUES
              ('WAITING', quartz.ticks(now() + interval '1 hour')), ('PAUSED', quartz.ticks(now() - interval '1 hour')), ('BLOCKED', quartz.ticks(now() - interval '1 hour'));
            """);

        var healthy = (await ExamineAsync(database.DataSource)).Single(f => f.Check == "schedule");
        await database.ExecuteAsync("INSERT INTO quartz.qrtz_triggers VALUES ('WAITING', quartz.ticks(now() - interval '1 hour')), ('ERROR', 0)");
        var late = (await ExamineAsync(database.DataSource)).Single(f => f.Check == "schedule");

        Assert.Equal((FindingState.Ok, "1 host at work, 3 triggers."), (healthy.State, healthy.Says));
        Assert.Equal(["alive: young"], healthy.Details);
        Assert.Equal((FindingState.Problem, "1 host at work, 5 triggers, 1 overdue, the first by 1 h 0 min, 1 given up."), (late.State, late.Says));
    }

    [Fact]
    public async Task Examine_EmailsWithoutAServer_NamesTheWorkflowsThatSendThem()
    {
        await using var host = await DispatchHost.CreateAsync();
        var sender = await host.AddWorkflowAsync(
            "Merci", "deal_created", """[{"type": "send_email", "config": {"to": "a@example.com", "subject": "Merci", "body": "Merci"}}]""");
        await host.AddWorkflowAsync("Autre", "deal_created", """[{"type": "add_tag", "config": {"tag": "neuf"}}]""");

        var without = (await ExamineAsync(host.Database.DataSource)).Single(f => f.Check == "e-mail");
        var with = (await ExamineAsync(host.Database.DataSource, hasEmail: true)).Single(f => f.Check == "e-mail");

        Assert.Equal((FindingState.Warning, "E-mails are sent by 1 active workflow, and MAIL_SERVER is not set here."), (without.State, without.Says));
        Assert.Equal([$"workflow {sender} 'Merci'"], without.Details);
        Assert.Equal((FindingState.Ok, "MAIL_SERVER is set."), (with.State, with.Says));
        var files = (await ExamineAsync(host.Database.DataSource, pickup: "/data/mail")).Single(f => f.Check == "e-mail");
        Assert.Equal((FindingState.Warning, "E-mails are sent by 1 active workflow, and MAIL_SERVER is not set here: hosts without it write them to /data/mail."), (files.State, files.Says));
        Assert.Equal([$"workflow {sender} 'Merci'"], files.Details);
    }

    [Fact]
    public async Task Examine_OpenSnapshot_SaysHowOldItIs()
    {
        await using var database = await Databases.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Cancellation);
        await using (var command = new NpgsqlCommand("SELECT count(*) FROM workflow.event_queue", connection, transaction)) await command.ExecuteScalarAsync(Cancellation);

        var finding = (await ExamineAsync(database.DataSource)).Single(f => f.Check == "sessions");

        Assert.True(finding.Figures["oldest_snapshot_seconds"] > 0);
        Assert.Equal(FindingState.Ok, finding.State);
    }

    private static Task<IReadOnlyList<Finding>> ExamineAsync(NpgsqlDataSource dataSource, bool hasEmail = false, string? pickup = null) => new Doctor(
        dataSource, new Migrator(dataSource, TimeProvider.System, NullLogger.Instance), TimeProvider.System,
        new DoctorOptions { EmailVariable = "MAIL_SERVER", IsEmailConfigured = hasEmail, EmailPickup = pickup }).ExamineAsync(Cancellation);

    private static async Task<long> AddExecutionAsync(CrmDatabase database)
    {
        await database.ExecuteAsync("INSERT INTO workflows (name, status, trigger_type) VALUES ('Relance', 'active', 'deal_created')");
        return await database.ScalarAsync<long>(
            "INSERT INTO workflow.live_executions (workflow_id, workflow_version, event_id, trigger_type, event) VALUES (1, 1, 1, 'deal_created', '{}') RETURNING id");
    }

    private static Task AddStepAsync(CrmDatabase database, long execution, string state) => database.ExecuteAsync(
        $"""
        INSERT INTO workflow.steps
          (execution_id, workflow_id, position, action_id, action_type, settings, status, run_after, lease_token, leased_until, leased_by)
        VALUES (@execution, 1, 0, 'call', 'call_webhook', '{"{}"}', {state})
        """,
        new { execution });
}

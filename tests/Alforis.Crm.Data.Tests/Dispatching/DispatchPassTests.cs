using System.Text.Json.Nodes;
using Alforis.Crm.Data.Dispatching;

namespace Alforis.Crm.Data.Tests.Dispatching;

public sealed class DispatchPassTests
{
    private const string Onboarding = """
        [{"id": "dossier", "type": "create_task", "config": {"title": "Ouvrir le dossier de {{ organisation.nom }}",
           "due_date": "+2 days", "priority": "high", "assigned_to": "{{ deal.assigned_to }}"}},
         {"id": "relais", "type": "create_task", "config": {"title": "Relais 🚀 {{ deal.nom }}", "description": "Avant : {{ previous.stage }}"}},
         {"id": "prevenir", "type": "send_notification", "config": {"user_id": "{{ deal.assigned_to }}", "message": "{{ deal.montant }} €"}},
         {"id": "etiquette", "type": "add_tag", "config": {"tag": "onboarding"}}]
        """;

    [Fact]
    public async Task RunAsync_StageBecomesSigne_PerformsEveryActionOnce()
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync("Onboarding", "deal_stage_changed", Onboarding, config: """{"to_stage": "Signé"}""");

        await host.SignAsync();
        var report = await host.DrainAsync();

        Assert.Equal(1, report.Executions);
        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal((workflow, "success", null), (execution.WorkflowId, execution.Status, execution.Error));
        Assert.Equal(
            [("Ouvrir le dossier de ACME", null, "high", host.Deal, host.Organisation, (long?)host.Seller, execution.Id),
             ("Relais 🚀 Mandat obligataire", "Avant : proposition", "normal", host.Deal, host.Organisation, null, execution.Id)],
            await host.Database.QueryAsync<(string, string?, string, long, long, long?, long)>(
                "SELECT title, description, priority, deal_id, organisation_id, assigned_to, execution_id FROM tasks ORDER BY id"));
        Assert.Equal(
            [("Onboarding", "75000 €", "info", host.Seller, "deal", host.Deal, execution.Id)],
            await host.Database.QueryAsync<(string, string, string, long, string, long, long)>(
                "SELECT title, message, severity, user_id, entity_type, entity_id, execution_id FROM notifications"));
        Assert.Equal(["onboarding"], await host.Database.ScalarAsync<string[]>("SELECT tags FROM deals WHERE id = @Deal", new { host.Deal }));
        Assert.Equal(0, await host.CountAsync("workflow.event_queue"));
    }

    [Fact]
    public async Task RunAsync_WorkflowAsksForPeople_SeesThoseOfTheOrganisation()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync(
            "Décideur", "deal_stage_changed",
            """[{"type": "create_task", "config": {"title": "Appeler {{ for p in organisation.people }}{{ p.full_name }} ({{ p.role }}){{ if !for.last }}, {{ end }}{{ end }}"}}]""",
            """{"field": "organisation.people", "operator": "any", "value": {"field": "role", "operator": "==", "value": "Décideur"}}""");

        await host.SignAsync();
        await host.DrainAsync();
        Assert.Empty(await host.ExecutionsAsync());

        await host.Database.ExecuteAsync(
            """
            WITH p AS (INSERT INTO people (first_name, last_name) VALUES ('Ana', 'Roux'), ('Bob', 'Petit') RETURNING id, first_name)
            INSERT INTO person_organization_links (person_id, organisation_id, role, is_primary)
            SELECT id, @Organisation, CASE first_name WHEN 'Ana' THEN 'decideur' ELSE 'technique' END, first_name = 'Bob' FROM p
            """,
            new { host.Organisation });
        await host.Database.ExecuteAsync("UPDATE deals SET stage = 'perdu' WHERE id = @Deal", new { host.Deal });
        await host.DrainAsync();

        Assert.Equal("Appeler Bob Petit (technique), Ana Roux (decideur)", await host.Database.ScalarAsync<string>("SELECT title FROM tasks"));
    }

    [Fact]
    public async Task RunAsync_Success_HistoryTellsWhatWasDone()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Onboarding", "deal_stage_changed", Onboarding);

        await host.SignAsync();
        await host.DrainAsync();

        var actions = await host.ActionsOfAsync(Assert.Single(await host.ExecutionsAsync()).Id);
        Assert.Equal(["dossier", "relais", "prevenir", "etiquette"], actions.Select(a => a!["id"]!.GetValue<string>()));
        Assert.All(actions, a => Assert.Equal("success", a!["status"]!.GetValue<string>()));
        Assert.Equal(host.Seller, actions[0]!["settings"]!["assigned_to"]!.GetValue<long>());
        var taskIds = await host.Database.QueryAsync<long>("SELECT id FROM tasks ORDER BY id");
        Assert.Equal(taskIds, actions.Take(2).Select(a => a!["result"]!["task_id"]!.GetValue<long>()));
        Assert.Equal("onboarding", actions[3]!["result"]!["added"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task RunAsync_ConditionsHold_HistoryTellsWhatEachMet()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Sans condition", "deal_stage_changed", Onboarding);
        await host.AddWorkflowAsync(
            "Avec", "deal_stage_changed", Onboarding,
            """
            {"operator": "OR", "rules": [{"field": "montant", "operator": ">", "value": 50000}, {"field": "previous.stage", "operator": "==", "value": "Négociation"},
              {"field": "organisation.assigned_user.email", "operator": "in", "value": ["seller@example.com", "é"]}]}
            """);

        await host.SignAsync();
        await host.DrainAsync();

        var conditions = await host.Database.QueryAsync<string>("SELECT conditions::text FROM workflow_executions ORDER BY workflow_id");
        Assert.Equal("[]", conditions[0]);
        Assert.Equal(
            ["deal.montant > 50000, met 75000.00: true", "previous.stage == negociation, met proposition: false",
             "organisation.assigned_user.email in [\"seller@example.com\",\"é\"], met seller@example.com: true"],
            JsonNode.Parse(conditions[1])!.AsArray().Select(r => $"{r!["path"]} {r["operator"]} {Text(r["expected"]!)}, met {r["actual"]}: {Text(r["holds"]!)}"));

        static string Text(JsonNode node) => node is JsonValue ? node.ToString() : node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    [Fact]
    public async Task RunAsync_WriterRollsBack_NothingHappens()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Onboarding", "deal_stage_changed", Onboarding);

        await using (var connection = await host.Database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE deals SET stage = 'signe'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(DispatchReport.Idle, await host.DrainAsync());
        Assert.Empty(await host.ExecutionsAsync());
        Assert.Equal(0, await host.CountAsync("tasks"));
    }

    [Fact]
    public async Task RunAsync_FilterOrConditionDoesNotHold_DoesNotFire()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Filter", "deal_stage_changed", Onboarding, config: """{"to_stage": "perdu"}""");
        var skipped = await host.AddWorkflowAsync(
            "Condition", "deal_stage_changed", Onboarding,
            """{"operator": "AND", "rules": [{"field": "montant", "operator": ">", "value": 75000}]}""");

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Empty(await host.ExecutionsAsync());
        Assert.Equal([skipped], await host.Database.ScalarAsync<long[]>("SELECT workflow_ids FROM workflow.skips"));
    }

    [Fact]
    public async Task RunAsync_TwoWorkflowsTagOneRow_BothTagsAndEachEventNamesItsCause()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Un", "deal_stage_changed", """[{"type": "add_tag", "config": {"tag": "un"}}]""");
        await host.AddWorkflowAsync("Deux", "deal_stage_changed", """[{"type": "add_tag", "config": {"tags": ["deux", "UN"]}}]""");

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(["un", "deux"], await host.Database.ScalarAsync<string[]>("SELECT tags FROM deals WHERE id = @Deal", new { host.Deal }));
        var executions = await host.ExecutionsAsync();
        Assert.Equal(2, executions.Count);
        Assert.Equal(
            executions.Select(e => (e.Id, e.WorkflowId, (short)1)),
            await host.Database.QueryAsync<(long, long, short)>(
                """
                SELECT (cause -> 0 ->> 'execution_id')::bigint, (cause -> 0 ->> 'workflow_id')::bigint, depth
                FROM workflow.events WHERE depth > 0 ORDER BY event_id
                """));
    }

    [Fact]
    public async Task RunAsync_WorkflowSetsItselfOff_EndsWithAReason()
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync("Boucle", "deal_updated", """[{"type": "add_tag", "config": {"tag": "{{ now }} {{ deal.updated_at }}"}}]""");

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Single(await host.ExecutionsAsync());
        Assert.Equal("loop", await host.Database.ScalarAsync<string>("SELECT reasons ->> @workflow::text FROM workflow.skips", new { workflow }));
    }

    [Fact]
    public async Task RunAsync_ThreeWorkflowsSetOneAnotherOff_EndsAndSaysWhy()
    {
        await using var host = await DispatchHost.CreateAsync();
        const string grow = """[{"type": "update_field", "config": {"field": "FIELD", "value": "+1"}}]""";
        var first = await host.AddWorkflowAsync(
            "Un", "deal_updated", grow.Replace("FIELD", "probabilite", StringComparison.Ordinal), config: """{"fields": ["montant"]}""");
        await host.AddWorkflowAsync(
            "Deux", "deal_updated", """[{"type": "add_tag", "config": {"tag": "{{ deal.probabilite }}"}}]""", config: """{"fields": ["probabilite"]}""");
        await host.AddWorkflowAsync(
            "Trois", "deal_updated", grow.Replace("FIELD", "montant", StringComparison.Ordinal), config: """{"fields": ["tags"]}""");

        await host.Database.ExecuteAsync("UPDATE deals SET montant = 10, probabilite = 1");
        await host.DrainAsync();

        var executions = await host.ExecutionsAsync();
        Assert.All(executions, e => Assert.Equal("success", e.Status));
        Assert.InRange(executions.Count, 3, 6);
        Assert.Equal("loop", await host.Database.ScalarAsync<string>(
            "SELECT reasons ->> @first::text FROM workflow.skips WHERE reasons ->> @first::text IS NOT NULL LIMIT 1", new { first }));
        Assert.InRange(await host.Database.ScalarAsync<int>("SELECT max(depth) FROM workflow.events"), 3, 5);
    }

    [Fact]
    public async Task RunAsync_UnknownRecipient_ExecutionFailsAndWritesNothing()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Échec", "deal_stage_changed", """
            [{"type": "create_task", "config": {"title": "Appeler"}},
             {"type": "send_notification", "config": {"user_id": "nobody@example.com", "message": "x"}},
             {"type": "add_tag", "config": {"tag": "x"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal("failed", execution.Status);
        Assert.Equal("action_2 (send_notification): There is no user nobody@example.com.", execution.Error);
        Assert.Equal(["not_run", "failed", "not_run"], (await host.ActionsOfAsync(execution.Id)).Select(a => a!["status"]!.GetValue<string>()));
        Assert.Equal(0, await host.CountAsync("tasks"));
        Assert.Empty(await host.Database.ScalarAsync<string[]>("SELECT tags FROM deals WHERE id = @Deal", new { host.Deal }));
    }

    [Fact]
    public async Task RunAsync_WhenOfAnActionDoesNotHold_ItIsSkippedAndHistoryTellsWhy()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Selon le montant", "deal_stage_changed", """
            [{"id": "grand", "type": "add_tag", "when": {"field": "montant", "operator": ">", "value": 100000}, "config": {"tag": "grand"}},
             {"id": "petit", "type": "add_tag", "when": {"field": "montant", "operator": "<=", "value": 100000}, "config": {"tag": "petit"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        var actions = await host.ActionsOfAsync(execution.Id);
        Assert.Equal("success", execution.Status);
        Assert.Equal(["skipped", "success"], actions.Select(a => a!["status"]!.GetValue<string>()));
        Assert.Equal(("deal.montant", 75000m), (actions[0]!["when"]![0]!["path"]!.GetValue<string>(), actions[0]!["when"]![0]!["actual"]!.GetValue<decimal>()));
        Assert.Null(actions[1]!["when"]);
        Assert.Equal(["petit"], await host.Database.ScalarAsync<string[]>("SELECT tags FROM deals WHERE id = @Deal", new { host.Deal }));
    }

    [Fact]
    public async Task RunAsync_AnotherActionFails_TheSkippedOneStaysSkipped()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Échec", "deal_stage_changed", """
            [{"type": "add_tag", "when": {"field": "montant", "operator": ">", "value": 100000}, "config": {"tag": "grand"}},
             {"type": "send_notification", "config": {"user_id": "nobody@example.com", "message": "x"}},
             {"type": "add_tag", "config": {"tag": "x"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal(["skipped", "failed", "not_run"], (await host.ActionsOfAsync(execution.Id)).Select(a => a!["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task RunAsync_FailureMayContinue_OthersArePerformedAndTheFailureShows()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Continuer", "deal_stage_changed", """
            [{"type": "send_notification", "on_error": "continue", "config": {"recipients": ["role:viewer"], "message": "x"}},
             {"type": "create_task", "config": {"title": "Appeler"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal("success", execution.Status);
        var actions = await host.ActionsOfAsync(execution.Id);
        Assert.Equal("Nobody who is active has the role viewer.", actions[0]!["error"]!.GetValue<string>());
        Assert.Equal(1, await host.CountAsync("tasks"));
    }

    [Fact]
    public async Task RunAsync_RoleAndUserNamed_EachIsNotifiedOnce()
    {
        await using var host = await DispatchHost.CreateAsync();
        var second = await host.AddUserAsync("second@example.com", "", "", "manager");
        await host.Database.ExecuteAsync("UPDATE users SET is_active = false WHERE id = @Seller", new { host.Seller });
        await host.AddWorkflowAsync("Rôle", "deal_stage_changed", $$$"""
            [{"type": "send_notification", "config": {"recipients": ["role:manager", "MANAGER@example.com", {{{second}}}], "message": "x"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal([host.Manager, second], await host.Database.QueryAsync<long>("SELECT user_id FROM notifications ORDER BY user_id"));
    }

    [Fact]
    public async Task RunAsync_EntityVanished_FailsWithAClearMessage()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Trop tard", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "Appeler"}}]""");

        await host.SignAsync();
        await host.Database.ExecuteAsync("DELETE FROM deals");
        await host.DrainAsync();

        Assert.Equal(
            $"action_1 (create_task): The deal {host.Deal} no longer exists.", Assert.Single(await host.ExecutionsAsync()).Error);
    }

    [Fact]
    public async Task RunAsync_SomebodyHoldsARow_OnlyThatEntityWaitsAndKeepsItsOrder()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tag", "deal_updated", """[{"type": "add_tag", "config": {"tag": "{{ deal.stage }}"}}]""");
        var other = await host.AddDealAsync("Autre", 1);
        await host.Database.ExecuteAsync("UPDATE deals SET stage = 'negociation'; UPDATE deals SET stage = 'signe'");

        await using (var connection = await host.Database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT id FROM deals WHERE id = {host.Deal} FOR UPDATE";
            await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
            await Poll.UntilAsync(async () =>
            {
                await host.Pass.RunAsync(TestContext.Current.CancellationToken);
                return await host.Database.ScalarAsync<int>("SELECT cardinality(tags) FROM deals WHERE id = @other", new { other }) == 2;
            });
            Assert.Equal(0, await host.Database.ScalarAsync<int>("SELECT cardinality(tags) FROM deals WHERE id = @Deal", new { host.Deal }));
        }

        await Poll.UntilAsync(async () =>
        {
            await host.Pass.RunAsync(TestContext.Current.CancellationToken);
            return await host.CountAsync("workflow.event_queue") == 0;
        });
        Assert.Equal(["negociation", "signe"], await host.Database.ScalarAsync<string[]>("SELECT tags FROM deals WHERE id = @Deal", new { host.Deal }));
    }

    [Theory]
    [InlineData("SELECT id FROM organisations FOR UPDATE")]
    [InlineData("SELECT id FROM users FOR UPDATE")]
    public async Task RunAsync_SomebodyHoldsARowThatIsReferredTo_OnlyWhatNeedsItWaits(string hold)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync(
            "Tâche", "deal_updated", """[{"type": "create_task", "config": {"title": "{{ deal.stage }}", "assigned_to": "{{ deal.assigned_to }}"}}]""");
        await using (var connection = await host.Database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = hold;
            await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
            await host.Database.ExecuteAsync(
                "WITH o AS (INSERT INTO organisations (nom) VALUES ('Autre') RETURNING id) INSERT INTO deals (organisation_id, nom) SELECT id, 'Libre' FROM o");
            await host.Database.ExecuteAsync("UPDATE deals SET stage = 'negociation'");
            await host.Database.ExecuteAsync("UPDATE deals SET stage = 'signe'");
            await Poll.UntilAsync(async () =>
            {
                await host.Pass.RunAsync(TestContext.Current.CancellationToken);
                return await host.CountAsync("tasks") == 2;
            });
            Assert.Equal(2, await host.CountAsync("workflow.event_queue WHERE entity_type = 'deal'"));
        }

        await Poll.UntilAsync(async () =>
        {
            await host.Pass.RunAsync(TestContext.Current.CancellationToken);
            return await host.CountAsync("workflow.event_queue") == 0;
        });
        Assert.Equal(
            ["negociation", "signe"],
            await host.Database.QueryAsync<string>("SELECT title FROM tasks WHERE deal_id = @Deal ORDER BY id", new { host.Deal }));
        Assert.Equal(0, await host.Database.ScalarAsync<int>("SELECT coalesce(sum(attempts), 0) FROM workflow.event_queue"));
    }

    [Fact]
    public async Task RunAsync_AnEventCannotBeHandled_ItIsParkedAndTheOthersGoOn()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tâche", "deal_updated", """[{"type": "create_task", "config": {"title": "{{ deal.nom }}"}}]""");
        await host.Database.ExecuteAsync(
            """
            WITH bad AS (
              INSERT INTO workflow.events (types, entity_type, entity_id, after) VALUES ('{deal_updated}', 'deal', 999, '{"id": "neuf"}')
              RETURNING event_id, occurred_at)
            INSERT INTO workflow.event_queue (event_id, occurred_at, lane, entity_type, entity_id) SELECT event_id, occurred_at, 0, 'deal', 999 FROM bad
            """);
        await host.SignAsync();

        await Poll.UntilAsync(async () =>
        {
            await host.Pass.RunAsync(TestContext.Current.CancellationToken);
            await host.Database.ExecuteAsync("UPDATE workflow.event_queue SET not_before = NULL");
            return await host.CountAsync("workflow.event_queue WHERE parked_at IS NOT NULL") == 1;
        });

        Assert.Equal(1, await host.CountAsync("tasks"));
        var (attempts, error) = Assert.Single(await host.Database.QueryAsync<(short, string)>("SELECT attempts, last_error FROM workflow.event_queue"));
        Assert.Equal(5, attempts);
        Assert.Contains("$.id", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ADefinitionNoLongerBinds_IsSuspendedAndTheOthersGoOn()
    {
        await using var host = await DispatchHost.CreateAsync();
        var broken = await host.AddWorkflowAsync("Vieux", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "{{ deal.ancien }}"}}]""");
        await host.AddWorkflowAsync("Bon", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "Appeler"}}]""");

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(1, await host.CountAsync("tasks"));
        Assert.Equal(
            [(broken, "WF1402", "/actions/0/config/title")],
            await host.Database.QueryAsync<(long, string, string)>(
                "SELECT id, suspended_reason -> 0 ->> 'code', suspended_reason -> 0 ->> 'pointer' FROM workflows WHERE suspended_at IS NOT NULL ORDER BY id"));
    }

    [Fact]
    public async Task RunAsync_NothingIsDue_SuspendsWhatCannotRunAllTheSame()
    {
        await using var host = await DispatchHost.CreateAsync();
        var broken = await host.AddWorkflowAsync("Vieux", "deal_created", """[{"type": "create_task", "config": {"title": "{{ deal.ancien }}"}}]""");

        Assert.Equal(DispatchReport.Idle, await host.Pass.RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal([broken], await host.Database.QueryAsync<long>("SELECT id FROM workflows WHERE suspended_at IS NOT NULL"));
    }

    [Fact]
    public async Task RunAsync_ActivatedBeforeTheChange_FiresWithoutWaitingForARefresh()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.SignAsync();
        await host.DrainAsync();

        await host.AddWorkflowAsync("Neuf", "deal_updated", """[{"type": "create_task", "config": {"title": "Appeler"}}]""");
        await host.Database.ExecuteAsync("UPDATE deals SET montant = montant + 1");
        await host.DrainAsync();

        Assert.Equal(1, await host.CountAsync("tasks"));
    }

    [Fact]
    public async Task RunAsync_FourDispatchersAtOnce_EachEventExactlyOnceAndEachEntityInOrder()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tâche", "organisation_updated", """[{"type": "create_task", "config": {"title": "{{ organisation.notes }}"}}]""");
        await host.Database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'O' || n FROM generate_series(1, 200) n");
        for (var i = 1; i <= 5; i++) await host.Database.ExecuteAsync("UPDATE organisations SET notes = @i::text", new { i });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var pass = host.NewPass();
            await Poll.UntilAsync(async () =>
            {
                await pass.RunAsync(TestContext.Current.CancellationToken);
                return await host.CountAsync("workflow.event_queue") == 0;
            });
        }));

        Assert.Equal((1005L, 1005L), Assert.Single(await host.Database.QueryAsync<(long, long)>("SELECT count(*), count(DISTINCT event_id) FROM workflow_executions")));
        Assert.All(
            await host.Database.QueryAsync<string>("SELECT string_agg(title, '' ORDER BY execution_id) FROM tasks GROUP BY organisation_id"),
            titles => Assert.Equal("12345", titles));
    }

    [Fact]
    public async Task RunAsync_Executions_AreCounted()
    {
        await using var host = await DispatchHost.CreateAsync();
        var good = await host.AddWorkflowAsync("Bon", "deal_updated", """[{"type": "create_task", "config": {"title": "Appeler"}}]""");
        var bad = await host.AddWorkflowAsync("Mauvais", "deal_updated", """[{"type": "create_task", "config": {"title": "x", "assigned_to": 4711}}]""");

        var never = await host.AddWorkflowAsync(
            "Jamais", "deal_updated", """[{"type": "create_task", "config": {"title": "x"}}]""",
            """{"operator": "AND", "rules": [{"field": "montant", "operator": ">", "value": 2}]}""");

        await host.Database.ExecuteAsync("UPDATE deals SET montant = 1; UPDATE deals SET montant = 2");
        await host.DrainAsync();

        Assert.Equal(
            [(good, 2L, 0L, 0L), (bad, 0L, 2L, 0L), (never, 0L, 0L, 2L)],
            await host.Database.QueryAsync<(long, long, long, long)>(
                "SELECT workflow_id, success_count, failed_count, skipped_count FROM v_workflow_stats ORDER BY workflow_id"));
        Assert.Null(await host.Database.ScalarAsync<DateTime?>("SELECT last_execution_at FROM v_workflow_stats WHERE workflow_id = @never", new { never }));
    }
}

using System.Globalization;
using Alforis.Crm.Data.Tests.Dispatching;

namespace Alforis.Crm.Data.Tests.Actions;

public sealed class CreateTaskTests
{
    [Theory]
    [InlineData("\"due_date\": \"+7 days\"", 7, 0)]
    [InlineData("\"due_date\": \"+1 month\"", 0, 1)]
    [InlineData("\"due_date\": \"+2 weeks\"", 14, 0)]
    [InlineData("\"due_days\": 0", 0, 0)]
    [InlineData("\"due_days\": 10", 10, 0)]
    [InlineData("\"due_days\": \"{{ deal.probabilite }}\"", 40, 0)]
    public async Task RunAsync_RelativeDueDate_CountsFromTodayInTheWorkflowsZone(string due, int days, int months)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET probabilite = 40");
        await host.DrainAsync();
        await host.AddWorkflowAsync("Tâche", "deal_stage_changed", Create(due));
        var before = Today();

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Contains(await DueAsync(host), new[] { before, Today() }.Select(today => today.AddDays(days).AddMonths(months)));
        var result = (await host.ActionsOfAsync(Assert.Single(await host.ExecutionsAsync()).Id))[0]!["result"]!;
        Assert.Equal(Text(await DueAsync(host)), result["due_date"]!.GetValue<string>());
    }

    [Fact]
    public async Task RunAsync_BusinessDays_PassOverTheWeekend()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tâche", "deal_stage_changed", Create("\"due_date\": \"+5 business days\""));
        var before = Today();

        await host.SignAsync();
        await host.DrainAsync();

        // Five working days are a week, from a Saturday or Sunday to the Friday after.
        var weekend = new Dictionary<DayOfWeek, int> { [DayOfWeek.Saturday] = 6, [DayOfWeek.Sunday] = 5 };
        Assert.Contains(await DueAsync(host), new[] { before, Today() }.Select(today => today.AddDays(weekend.GetValueOrDefault(today.DayOfWeek, 7))));
    }

    [Theory]
    [InlineData("2031-02-28", "2031-02-28")]
    [InlineData("{{ deal.date_cloture_prevue }}", "2030-06-15")]
    public async Task RunAsync_AbsoluteDueDate_IsThatDay(string due, string expected)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET date_cloture_prevue = '2030-06-15'");
        await host.DrainAsync();
        await host.AddWorkflowAsync("Tâche", "deal_stage_changed", Create($"\"due_date\": \"{due}\""));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(expected, Text(await DueAsync(host)));
    }

    [Theory]
    [InlineData("\"seller@example.com\"")]
    [InlineData("\"Seller@Example.com\"")]
    [InlineData("\"{{ deal.assigned_to }}\"")]
    [InlineData("\"{{ deal.assigned_user.email }}\"")]
    public async Task RunAsync_UserNamed_TheTaskIsTheirs(string user)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tâche", "deal_stage_changed", Create($"\"assigned_to\": {user}, \"priority\": \"urgent\""));

        await host.SignAsync();
        await host.DrainAsync();

        var (id, priority, assignee) = Assert.Single(await host.Database.QueryAsync<(long, string, long)>("SELECT id, priority, assigned_to FROM tasks"));
        Assert.Equal(("urgent", host.Seller), (priority, assignee));
        var result = (await host.ActionsOfAsync(Assert.Single(await host.ExecutionsAsync()).Id))[0]!["result"]!;
        Assert.Equal((id, host.Seller), (result["task_id"]!.GetValue<long>(), result["assigned_to"]!.GetValue<long>()));
    }

    [Theory]
    [InlineData("\"assigned_to\": 4711", "The task cannot be assigned. There is no user 4711.")]
    [InlineData("\"assigned_to\": \"seller@example.com\"", "The task cannot be assigned. The user seller@example.com is disabled.")]
    [InlineData("\"role\": \"viewer\"", "The task cannot be assigned. Nobody who is active has the role viewer.")]
    [InlineData("\"role\": \"commercial\", \"strategy\": \"least_busy\"", "The task cannot be assigned. Nobody who is active has the role commercial.")]
    public async Task RunAsync_NobodyToDoIt_FailsAndCreatesNothing(string config, string error)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE users SET is_active = false WHERE id = @Seller", new { host.Seller });
        await host.AddWorkflowAsync("Tâche", "deal_stage_changed", Create(config));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal($"action_1 (create_task): {error}", Assert.Single(await host.ExecutionsAsync()).Error);
        Assert.Equal(0, await host.CountAsync("tasks"));
    }

    [Theory]
    [InlineData("round_robin")]
    [InlineData("least_busy")]
    public async Task RunAsync_RoleAndTwoDispatchers_TasksAreSharedEvenly(string strategy)
    {
        await using var host = await DispatchHost.CreateAsync();
        for (var i = 0; i < 3; i++) await host.AddUserAsync($"seller{i}@example.com", "", "", "commercial");
        await host.AddWorkflowAsync("Tâche", "organisation_created", Create($"\"role\": \"commercial\", \"strategy\": \"{strategy}\""));

        await host.Database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'O' || n FROM generate_series(1, 400) n");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Poll.UntilAsync(async () =>
        {
            await host.NewPass().RunAsync(TestContext.Current.CancellationToken);
            return await host.CountAsync("workflow.event_queue") == 0;
        })));

        Assert.Equal([100L, 100, 100, 100], await host.Database.QueryAsync<long>("SELECT count(*) FROM tasks GROUP BY assigned_to"));
    }

    [Fact]
    public async Task RunAsync_LeastBusy_CountsOpenTasksAlone()
    {
        await using var host = await DispatchHost.CreateAsync();
        var idle = await host.AddUserAsync("idle@example.com", "", "", "commercial");
        await host.Database.ExecuteAsync(
            """
            INSERT INTO tasks (title, assigned_to, status) VALUES ('a', @idle, 'done'), ('b', @idle, 'cancelled'), ('c', @Seller, 'in_progress');
            INSERT INTO deals (organisation_id, nom, stage, assigned_to) SELECT @Organisation, 'D' || n, 'proposition', @idle FROM generate_series(1, 5) n;
            """,
            new { idle, host.Seller, host.Organisation });
        await host.DrainAsync();
        await host.AddWorkflowAsync("Tâche", "deal_stage_changed", Create("\"role\": \"commercial\", \"strategy\": \"least_busy\""));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(idle, await host.Database.ScalarAsync<long>("SELECT assigned_to FROM tasks WHERE title = 'Appeler'"));
    }

    [Fact]
    public async Task RunAsync_LeastBusyAfterTasksOfTheSameBatch_CountsThese()
    {
        await using var host = await DispatchHost.CreateAsync();
        var second = await host.AddUserAsync("second@example.com", "", "", "commercial");
        await host.AddWorkflowAsync("Tâches", "deal_stage_changed", """
            [{"type": "create_task", "config": {"title": "a", "assigned_to": "seller@example.com"}},
             {"type": "create_task", "config": {"title": "b", "assigned_to": "seller@example.com"}},
             {"type": "create_task", "config": {"title": "c", "role": "commercial", "strategy": "least_busy"}},
             {"type": "create_task", "config": {"title": "d", "role": "commercial", "strategy": "least_busy"}},
             {"type": "create_task", "config": {"title": "e", "role": "commercial", "strategy": "least_busy"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(
            [host.Seller, host.Seller, second, second, host.Seller],
            await host.Database.QueryAsync<long>("SELECT assigned_to FROM tasks ORDER BY id"));
    }

    [Fact]
    public async Task RunAsync_RoleForChargeAndForTasks_HaveTurnsOfTheirOwn()
    {
        await using var host = await DispatchHost.CreateAsync();
        var second = await host.AddUserAsync("second@example.com", "", "", "commercial");
        await host.AddWorkflowAsync("Accueil", "organisation_created", """
            [{"type": "assign_user", "config": {"role": "commercial"}},
             {"type": "create_task", "config": {"title": "{{ organisation.nom }}", "role": "commercial"}}]
            """);

        foreach (var name in (string[])["A", "B", "C"]) await host.Database.ExecuteAsync("INSERT INTO organisations (nom) VALUES (@name)", new { name });
        await host.DrainAsync();

        Assert.Equal(
            [(host.Seller, host.Seller), (second, second), (host.Seller, host.Seller)],
            await host.Database.QueryAsync<(long, long)>(
                "SELECT o.assigned_to, t.assigned_to FROM organisations o JOIN tasks t ON t.organisation_id = o.id ORDER BY o.id"));
    }

    [Fact]
    public async Task RunAsync_ExecutionFails_TakesNobodysTurn()
    {
        await using var host = await DispatchHost.CreateAsync();
        var second = await host.AddUserAsync("second@example.com", "", "", "commercial");
        await host.AddWorkflowAsync("Échec", "deal_stage_changed", """
            [{"type": "create_task", "config": {"title": "a", "role": "commercial"}},
             {"type": "update_field", "config": {"field": "montant", "value": "-75001"}}]
            """);
        await host.AddWorkflowAsync("Bon", "deal_stage_changed", """
            [{"type": "create_task", "config": {"title": "b", "role": "commercial"}},
             {"type": "create_task", "config": {"title": "c", "role": "commercial"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(["failed", "success"], (await host.ExecutionsAsync()).Select(e => e.Status));
        Assert.Equal([host.Seller, second], await host.Database.QueryAsync<long>("SELECT assigned_to FROM tasks ORDER BY title"));
    }

    [Theory]
    [InlineData("deal")]
    [InlineData("organisation")]
    public async Task RunAsync_EntityVanished_FailsForGoodAndTakesNobodysTurn(string entity)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tâche", "deal_stage_changed", Create($"\"entity_type\": \"{entity}\", \"role\": \"commercial\""));

        await host.SignAsync();
        await host.Database.ExecuteAsync(entity == "deal" ? "DELETE FROM deals" : "DELETE FROM deals; DELETE FROM organisations");
        await host.DrainAsync();

        var vanished = entity == "deal" ? $"deal {host.Deal}" : "organisation";
        Assert.Equal(
            ("failed", $"action_1 (create_task): The {vanished} no longer exists."), Assert.Single((await host.ExecutionsAsync()).Select(e => (e.Status, e.Error))));
        Assert.Equal(0, await host.CountAsync("tasks"));
        Assert.Equal(0, await host.CountAsync("workflow.role_turns WHERE last_user_id > 0"));
    }

    private static string Create(string config) => """[{"type": "create_task", "config": {"title": "Appeler", """ + config + "}}]";

    private static async Task<DateOnly> DueAsync(DispatchHost host) => DateOnly.ParseExact(
        await host.Database.ScalarAsync<string>("SELECT due_date::text FROM tasks"), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Today() => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).DateTime);
}

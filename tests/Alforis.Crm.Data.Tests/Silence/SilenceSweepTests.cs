using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Silence;
using Alforis.Crm.Data.Tests.Ticks;

namespace Alforis.Crm.Data.Tests.Silence;

public sealed class SilenceSweepTests
{
    private const string Task = """[{"type": "create_task", "config": {"title": "Relancer {{ organisation.nom }}"}}]""";
    private const string Days30 = """{"inactivity_days": 30}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_SilentForTheDays_FiresOncePerPeriodOfSilence()
    {
        await using var host = await CreateAsync();
        await host.Host.AddWorkflowAsync("Relance", "inactivity_delay", Task, config: Days30);
        await AddAsync(host, "Juste", 30);
        await AddAsync(host, "Presque", 29);
        await AddAsync(host, "Longtemps", 400);

        await SweepAsync(host);
        Assert.Equal(["Relancer Juste", "Relancer Longtemps"], await TitlesAsync(host));

        // Looking again changes nothing, whether at everything or not.
        await SweepAsync(host);
        await SweepAsync(host, isWhole: true);
        Assert.Equal(2, await host.Host.CountAsync("tasks"));

        // An activity ends the silence; a day later nothing fires, after thirty more days it does.
        await ActAsync(host, "Juste", 0);
        await SweepAsync(host);
        Assert.Equal(2, await host.Host.CountAsync("tasks"));
        await PassDaysAsync(host, 30);
        await SweepAsync(host);
        Assert.Equal(["Relancer Juste", "Relancer Juste", "Relancer Longtemps", "Relancer Presque"], await TitlesAsync(host));
    }

    [Fact]
    public async Task Sweep_NeverAnyActivity_CountsFromCreation()
    {
        await using var host = await CreateAsync();
        await host.Host.AddWorkflowAsync("Relance", "inactivity_delay", Task, config: Days30);
        await SweepAsync(host);
        await AddAsync(host, "Neuve", 0);
        await host.Database.ExecuteAsync("DELETE FROM organisation_activities WHERE organisation_id = (SELECT id FROM organisations WHERE nom = 'Neuve')");

        await PassDaysAsync(host, 29);
        await SweepAsync(host);
        Assert.DoesNotContain("Relancer Neuve", await TitlesAsync(host));
        await PassDaysAsync(host, 1);
        await SweepAsync(host);
        Assert.Contains("Relancer Neuve", await TitlesAsync(host));
    }

    [Fact]
    public async Task Sweep_ActivityOfAWorkflow_EndsNoSilence()
    {
        await using var host = await CreateAsync();
        await host.Host.AddWorkflowAsync(
            "Relance", "inactivity_delay", """[{"type": "create_activity", "config": {"title": "Relance automatique"}}]""", """{"field": "nom", "operator": "==", "value": "Muette"}""", Days30);
        await AddAsync(host, "Muette", 31);

        await SweepAsync(host);
        await PassDaysAsync(host, 31);
        await SweepAsync(host);

        Assert.Equal(1, await host.Database.ScalarAsync<long>("SELECT count(*) FROM organisation_activities WHERE title = 'Relance automatique'"));
    }

    [Fact]
    public async Task Sweep_ConditionsHoldOnlyAfterTheLineWasCrossed_FiresAtTheNextSweep()
    {
        await using var host = await CreateAsync();
        await host.Host.AddWorkflowAsync("Relance", "inactivity_delay", Task, """{"field": "montant_potentiel", "operator": ">", "value": 1000}""", Days30);
        await AddAsync(host, "Montante", 31);
        await SweepAsync(host);
        Assert.Empty(await TitlesAsync(host));

        await host.Database.ExecuteAsync("UPDATE organisations SET montant_potentiel = 5000 WHERE nom = 'Montante'");
        await SweepAsync(host);

        Assert.Equal(["Relancer Montante"], await TitlesAsync(host));
    }

    /// <summary>When the time of a planned activity comes, nobody writes a row; the next sweep must know of it all the same.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sweep_PlannedActivity_CountsAsOfItsPlanningThenAsOfWhenItTookPlace(bool isWhole)
    {
        await using var host = await CreateAsync();
        await host.Host.AddWorkflowAsync("Relance", "inactivity_delay", Task, config: Days30);
        await AddAsync(host, "Prévue", 60);
        await host.Database.ExecuteAsync(
            """
            INSERT INTO organisation_activities (organisation_id, type, title, occurred_at, created_at)
            SELECT id, 'reunion', 'Réunion', now() + interval '3 seconds', now() - interval '40 days' FROM organisations WHERE nom = 'Prévue'
            """);
        Assert.Equal(40, await DaysAsync());
        await Poll.UntilAsync(() => host.Database.ScalarAsync<bool>("SELECT max(occurred_at) < now() FROM organisation_activities"));

        await SweepAsync(host, isWhole);

        Assert.Empty(await TitlesAsync(host));
        Assert.Equal(0, await DaysAsync());
        // That was an activity as any other: after it comes another silence.
        await PassDaysAsync(host, 30);
        await host.Database.ExecuteAsync("ALTER TABLE organisation_activities DISABLE TRIGGER USER; UPDATE organisation_activities SET occurred_at = occurred_at - interval '30 days', created_at = created_at - interval '30 days'");
        await SweepAsync(host, isWhole);
        Assert.Equal(["Relancer Prévue"], await TitlesAsync(host));

        Task<int> DaysAsync() => host.Database.ScalarAsync<int>(
            "SELECT extract(day FROM now() - a.last_activity_at)::int FROM workflow.entity_activity a JOIN organisations o ON o.id = a.entity_id WHERE a.entity_type = 'organisation' AND o.nom = 'Prévue'");
    }

    [Fact]
    public async Task Sweep_StagesOfDeals_FiresForThoseOnly()
    {
        await using var host = await CreateAsync();
        await host.Host.AddWorkflowAsync(
            "Relance", "inactivity_delay", """[{"type": "create_task", "config": {"title": "Relancer {{ deal.nom }}"}}]""",
            config: """{"entity_type": "deal", "inactivity_days": 14, "stages": ["proposition", "negociation"]}""");
        await host.Host.AddDealAsync("Autre étape", 1);
        await host.Database.ExecuteAsync(
            "BEGIN; SET LOCAL alforis.capture = 'off'; UPDATE deals SET created_at = now() - interval '14 days'; UPDATE deals SET stage = 'signe' WHERE nom = 'Autre étape'; COMMIT;");

        await SweepAsync(host);

        Assert.Equal(["Relancer Mandat obligataire"], await TitlesAsync(host));
    }

    [Fact]
    public async Task Sweep_MovedAcrossTheLineUnseen_IsFoundWhenEverythingIsLookedAt()
    {
        await using var host = await CreateAsync();
        await host.Host.AddWorkflowAsync("Relance", "inactivity_delay", Task, config: Days30);
        await AddAsync(host, "Corrigée", 40);
        await ActAsync(host, "Corrigée", 5);
        await SweepAsync(host);
        // The latest activity turns out to be none: the silence is older than the last sweep looked for.
        await host.Database.ExecuteAsync("DELETE FROM organisation_activities WHERE occurred_at > now() - interval '6 days'");
        await host.Database.ExecuteAsync("DELETE FROM workflow.events");

        await SweepAsync(host);
        Assert.DoesNotContain("Relancer Corrigée", await TitlesAsync(host));
        await host.Database.ExecuteAsync("UPDATE workflow.inactivity_sweeps SET whole_at = whole_at - interval '7 days'");
        await SweepAsync(host);

        Assert.Contains("Relancer Corrigée", await TitlesAsync(host));
    }

    [Fact]
    public async Task Sweep_EditedWorkflow_LooksAtEverythingAgainAndFiresNobodyTwice()
    {
        await using var host = await CreateAsync();
        var workflow = await host.Host.AddWorkflowAsync("Relance", "inactivity_delay", Task, config: Days30);
        await AddAsync(host, "Vieille", 60);
        await AddAsync(host, "Récente", 20);
        await SweepAsync(host);

        await host.Database.ExecuteAsync(
            """
            INSERT INTO workflow_versions (workflow_id, version, definition) SELECT workflow_id, 2, replace(definition::text, '30', '15')::json FROM workflow_versions WHERE workflow_id = @workflow;
            UPDATE workflows SET current_version = 2 WHERE id = @workflow;
            """,
            new { workflow });
        await SweepAsync(host);

        Assert.Equal(["Relancer Récente", "Relancer Vieille"], await TitlesAsync(host));
    }

    [Fact]
    public async Task Sweep_ShippedTemplate_FiresAgainOnlyAfterANewActivityAndANewSilence()
    {
        await using var host = await CreateAsync();
        var definition = (await File.ReadAllTextAsync(Path.Combine(RepositoryRoot(), "samples", "workflows", "relance-deal-inactif.json"), Cancellation))
            .Replace("\"is_template\": true", "\"is_template\": false", StringComparison.Ordinal);
        await new EmailTemplateStore(host.Database.DataSource).ImportAsync(
            [new EmailTemplate { Name = "relance_deal", Subject = "À relancer : {{ deal.nom }} ({{ organisation.nom }})", Html = "<p>À relancer</p>", Text = "À relancer" }], Actor.CommandLine, Cancellation);
        await host.Database.ExecuteAsync(
            """
            WITH w AS (INSERT INTO workflows (name, status, trigger_type) VALUES ('Relance', 'active', 'inactivity_delay') RETURNING id)
            INSERT INTO workflow_versions (workflow_id, version, definition) SELECT id, 1, @definition::json FROM w
            """,
            new { definition });
        async Task<long> MailsAsync() => await host.Host.CountAsync("workflow.steps");
        async Task ActOnDealAsync(string execution) => await host.Database.ExecuteAsync(
            $"INSERT INTO organisation_activities (organisation_id, deal_id, type, title, execution_id) VALUES (@Organisation, @Deal, 'appel', 'Appel', {execution})",
            new { host.Host.Organisation, host.Host.Deal });

        await SweepAsync(host);
        Assert.Equal(0, await MailsAsync());
        await PassDaysAsync(host, 30);
        await SweepAsync(host);
        Assert.Equal(1, await MailsAsync());

        await ActOnDealAsync("1");
        await PassDaysAsync(host, 31);
        await SweepAsync(host);
        Assert.Equal(1, await MailsAsync());

        await ActOnDealAsync("NULL");
        await SweepAsync(host);
        Assert.Equal(1, await MailsAsync());
        await PassDaysAsync(host, 30);
        await SweepAsync(host);
        Assert.Equal(2, await MailsAsync());
        Assert.Equal(
            ["À relancer : Mandat obligataire (ACME)", "À relancer : Mandat obligataire (ACME)"],
            await host.Database.QueryAsync<string>("SELECT settings ->> 'subject' FROM workflow.steps"));
    }

    [Fact]
    public async Task RequestAsync_SameMomentTwice_IsOneSweep()
    {
        await using var host = await CreateAsync();
        var active = await host.Host.AddWorkflowAsync("Relance", "inactivity_delay", Task, config: Days30);
        var off = await host.Host.AddWorkflowAsync("Éteinte", "inactivity_delay", Task, config: Days30);
        await host.Database.ExecuteAsync("UPDATE workflows SET status = 'inactive' WHERE id = @off", new { off });
        var sweeps = new SilenceSweeps(host.Database.DataSource);

        Assert.Equal([active], await sweeps.RequestAsync(TickHost.Due, null, isWhole: false, Cancellation));
        Assert.Empty(await sweeps.RequestAsync(TickHost.Due, null, isWhole: false, Cancellation));
        Assert.Empty(await sweeps.RequestAsync(null, off, isWhole: false, Cancellation));
        Assert.Equal(1, await host.Host.CountAsync("workflow.ticks"));
    }

    /// <summary>The organisation that is there already never falls silent.</summary>
    private static async Task<TickHost> CreateAsync()
    {
        var host = await TickHost.CreateAsync();
        await host.Database.ExecuteAsync("INSERT INTO workflow.entity_activity (entity_type, entity_id, last_activity_at) SELECT 'organisation', id, '2100-01-01' FROM organisations");
        return host;
    }

    private static async Task AddAsync(TickHost host, string name, int silentDays)
    {
        await host.Database.ExecuteAsync(
            "BEGIN; SET LOCAL alforis.capture = 'off'; INSERT INTO organisations (nom, created_at) VALUES (@name, now() - @silentDays * interval '1 day'); COMMIT;",
            new { name, silentDays });
        if (silentDays > 0) await ActAsync(host, name, silentDays);
    }

    private static Task ActAsync(TickHost host, string name, int daysAgo) => host.Database.ExecuteAsync(
        """
        INSERT INTO organisation_activities (organisation_id, type, title, occurred_at, created_at)
        SELECT id, 'appel', 'Appel', now() - @daysAgo * interval '1 day', now() - @daysAgo * interval '1 day' FROM organisations WHERE nom = @name
        """,
        new { name, daysAgo });

    /// <summary>Instead of moving the clock, everything becomes older.</summary>
    private static Task PassDaysAsync(TickHost host, int days) => host.Database.ExecuteAsync(
        """
        BEGIN;
        SET LOCAL alforis.capture = 'off';
        UPDATE organisations SET created_at = created_at - @days * interval '1 day';
        UPDATE deals SET created_at = created_at - @days * interval '1 day';
        UPDATE workflow.entity_activity SET last_activity_at = last_activity_at - @days * interval '1 day' WHERE last_activity_at < now() + interval '1 day';
        UPDATE workflow.inactivity_ledger SET silent_since = silent_since - @days * interval '1 day';
        UPDATE workflow.inactivity_sweeps SET silent_since = silent_since - @days * interval '1 day', swept_at = swept_at - @days * interval '1 day', whole_at = whole_at - least(@days, 6) * interval '1 day';
        DELETE FROM workflow.events;
        COMMIT;
        """,
        new { days });

    private static async Task SweepAsync(TickHost host, bool isWhole = false)
    {
        await new SilenceSweeps(host.Database.DataSource).RequestAsync(null, null, isWhole, Cancellation);
        await host.DrainAsync();
        Assert.All(await host.TicksAsync(), t => Assert.Equal((true, null), (t.IsDone, t.Error)));
    }

    private static Task<List<string>> TitlesAsync(TickHost host) => host.Database.QueryAsync<string>("SELECT title FROM tasks ORDER BY title COLLATE \"C\"");

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Alforis.Workflows.sln"))) directory = directory.Parent;
        return directory.FullName;
    }
}

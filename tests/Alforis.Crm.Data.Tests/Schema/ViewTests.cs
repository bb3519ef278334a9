namespace Alforis.Crm.Data.Tests.Schema;

public sealed class ViewTests
{
    [Fact]
    public async Task OrganisationsWithContacts_PrimaryMarked_IsThePrimaryContact()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO organisations (nom) VALUES ('ACME'), ('Seule');
            INSERT INTO people (first_name, last_name, email) VALUES ('Anne', 'Un', 'un@x.fr'), ('Bruno', 'Deux', 'deux@x.fr');
            INSERT INTO person_organization_links (person_id, organisation_id, role, is_primary)
            SELECT p.id, o.id, CASE p.last_name WHEN 'Un' THEN 'contact_principal' ELSE 'decideur' END, p.last_name = 'Deux'
            FROM people p, organisations o WHERE o.nom = 'ACME';
            """);

        var rows = await database.QueryAsync<(string Nom, string? Contact, long Count)>(
            "SELECT nom, primary_contact_name, contact_count FROM v_organisations_with_contacts ORDER BY nom");

        Assert.Equal([("ACME", "Bruno Deux", 2L), ("Seule", null, 0L)], rows);
    }

    [Fact]
    public async Task TasksOverdue_OpenAndPast_AreListedWithTheirDelay()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO tasks (title, status, due_date)
            SELECT v.title, v.status, (now() AT TIME ZONE 'Europe/Paris')::date + v.days
            FROM (VALUES ('late', 'todo', -2), ('today', 'todo', 0), ('finished', 'done', -2), ('undated', 'todo', NULL)) v (title, status, days)
            """);

        Assert.Equal(
            ("late", 2), Assert.Single(await database.QueryAsync<(string, int)>("SELECT title, days_overdue FROM v_tasks_overdue")));
    }

    [Fact]
    public async Task WorkflowStats_BeforeAndAfterFolding_AreTheSame()
    {
        await using var database = await Databases.CreateAsync();
        // 100 durations of 1 ms … 100 ms in three deltas of two days: the 95th percentile is 95 ms.
        await database.ExecuteAsync(
            """
            INSERT INTO workflows (name, trigger_type) VALUES ('w', 'deal_created');
            INSERT INTO workflow.statistics_deltas
              (workflow_id, day, success, failed, duration_us_sum, buckets, bucket_counts, last_execution_at)
            SELECT w.id, date '2026-01-01' + g.part % 2, sum(g.executions) - 1, 1, sum(g.total), array_agg(g.bucket), array_agg(g.executions), '2026-01-02Z'
            FROM workflows w, (
              SELECT n % 3 AS part, workflow.duration_bucket(n * 1000) AS bucket, count(*) AS executions, sum(n * 1000) AS total
              FROM generate_series(1, 100) n GROUP BY 1, 2) g
            GROUP BY w.id, g.part;
            """);
        const string Stats =
            "SELECT execution_count, success_count, failed_count, success_rate, average_duration_us, p95_duration_us FROM v_workflow_stats";

        var before = Assert.Single(await database.QueryAsync<(long, long, long, decimal, long, long)>(Stats));
        var folded = await database.ScalarAsync<long>("SELECT workflow.fold_statistics()");
        var after = Assert.Single(await database.QueryAsync<(long, long, long, decimal, long, long)>(Stats));

        Assert.Equal((100L, 97L, 3L, 0.97m, 50_500L), (before.Item1, before.Item2, before.Item3, before.Item4, before.Item5));
        Assert.InRange(before.Item6, 95_000 * 0.95, 95_000 * 1.05);
        Assert.Equal(3, folded);
        Assert.Equal(before, after);
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT count(*) FROM workflow.statistics_deltas"));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT workflow.fold_statistics()"));
    }

    [Fact]
    public async Task FoldStatistics_DeltasOfAFoldedDay_AreAdded()
    {
        await using var database = await Databases.CreateAsync();
        const string Delta =
            """
            INSERT INTO workflow.statistics_deltas (workflow_id, day, success, skipped, duration_us_sum, buckets, bucket_counts)
            VALUES (1, '2026-01-01', 2, 5, 20, '{10,11}', '{1,1}');
            """;

        for (var round = 0; round < 2; round++)
        {
            await database.ExecuteAsync(Delta);
            await database.ScalarAsync<long>("SELECT workflow.fold_statistics()");
        }

        Assert.Equal((4L, 10L, 40L), Assert.Single(await database.QueryAsync<(long, long, long)>(
            "SELECT success, skipped, duration_us_sum FROM workflow.statistics_days")));
        Assert.Equal([((short)10, 2L), ((short)11, 2L)], await database.QueryAsync<(short, long)>(
            "SELECT bucket, executions FROM workflow.statistics_histograms ORDER BY bucket"));
    }

    [Fact]
    public async Task DurationBucket_AnyDuration_IsReadBackWithinFivePercent()
    {
        await using var database = await Databases.CreateAsync();

        var worst = await database.ScalarAsync<double>(
            """
            SELECT max(abs(workflow.bucket_duration(workflow.duration_bucket(d)) / d::float8 - 1))
            FROM (SELECT (1000 * power(1.003, n))::bigint AS d FROM generate_series(0, 5000) n) durations
            """);

        Assert.InRange(worst, 0.01, 0.05);
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT workflow.duration_bucket(0)"));
    }
}

using System.Diagnostics;
using System.Globalization;
using Alforis.Workflows.Benchmarks.Pipeline;

namespace Alforis.Workflows.Benchmarks.Pushdown;

/// <summary>
/// Organisations of 50 users, created over three years, with five times as many activities over two years, a tenth of the organisations without any.
/// The same rows in every run.
/// </summary>
internal static class SilentBook
{
    /// <summary>The moment of evaluation: a little after everything.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 6, 15, 0, 0, 0, TimeSpan.Zero);

    public static async Task WriteAsync(PipelineDatabase database, int organisations)
    {
        var watch = Stopwatch.StartNew();
        await database.EmptyAsync();
        await database.ExecuteAsync(
            """
            BEGIN;
            SET LOCAL alforis.capture = 'off';
            INSERT INTO users (email, is_active) SELECT 'u' || n || '@example.com', n % 5 > 0 FROM generate_series(1, 50) n;
            INSERT INTO organisations (nom, type, category, ville, pays, pipeline_stage, montant_potentiel, probabilite_signature, tags, is_active, assigned_to, created_at, updated_at)
            SELECT 'Société ' || n, 'client', (ARRAY['Institution', 'Wholesale', 'SDG', 'CGPI'])[1 + n % 4], (ARRAY['Paris', 'Lyon', 'Lille', 'Nice', 'Brest'])[1 + h % 5], 'France',
              (ARRAY['prospect', 'qualification', 'proposition', 'negociation', 'signe', 'perdu', 'inactif'])[1 + h / 7 % 7], (h / 11 % 200000)::numeric,
              h / 13 % 101, CASE h % 4 WHEN 0 THEN ARRAY['vip', 'suivi'] WHEN 1 THEN ARRAY['salon'] ELSE '{}' END, h / 17 % 20 > 0,
              (SELECT min(id) FROM users) + 1 + h / 19 % 50, @now - h % 94608000 * interval '1 second', @now
            FROM (SELECT n, hashint4(n)::bigint & 2147483647 AS h FROM generate_series(1, @organisations) n) AS x;
            COMMIT
            """,
            new { organisations, now = Now.UtcDateTime });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pushdown: {organisations} organisations after {watch.Elapsed.TotalSeconds:0} s"));

        // The trigger's work is done by one statement at the end, and the same is written.
        await database.ExecuteAsync(
            """
            ALTER TABLE organisation_activities DISABLE TRIGGER organisation_activities_noted;
            INSERT INTO organisation_activities (organisation_id, type, occurred_at, created_at)
            SELECT o.id, 'appel', greatest(o.created_at, @now - h % 63072000 * interval '1 second'), @now
            FROM organisations o
            CROSS JOIN generate_series(1, 6) AS k
            CROSS JOIN LATERAL (SELECT hashint8(o.id * 8 + k)::bigint & 2147483647 AS h) AS x
            WHERE o.id % 10 > 0 AND (k < 6 OR o.id % 9 < 5);
            ALTER TABLE organisation_activities ENABLE TRIGGER organisation_activities_noted;
            INSERT INTO workflow.entity_activity (entity_type, entity_id, last_activity_at)
            SELECT 'organisation', a.organisation_id, max(a.occurred_at) FROM organisation_activities a GROUP BY a.organisation_id ORDER BY a.organisation_id
            """,
            new { now = Now.UtcDateTime });
        await database.ExecuteAsync("VACUUM (ANALYZE) organisations");
        await database.ExecuteAsync("VACUUM (ANALYZE) users");
        await database.ExecuteAsync("VACUUM (ANALYZE) workflow.entity_activity");
        var activities = await database.CountAsync("organisation_activities");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pushdown: {activities} activities after {watch.Elapsed.TotalSeconds:0} s"));
    }
}

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>What capture costs those who write: single-row updates with and without it.</summary>
internal static class CaptureCost
{
    private const int Organisations = 10_000;
    private const int Seconds = 4;

    private const string Update = """
        \set id random(1, 10000)
        UPDATE public.organisations SET montant_potentiel = random() * 1000000 WHERE id = (SELECT min(id) + :id - 1 FROM public.organisations)
        """;

    public static async Task<IReadOnlyList<Result>> MeasureAsync(PipelineDatabase database)
    {
        await database.EmptyAsync();
        await database.WriteOrganisationsAsync(Organisations);
        var results = new List<Result>();
        foreach (var clients in new[] { 1, 8, 32 })
        {
            var without = await PgBench.RunAsync(database.Uri, Update, clients, Seconds, options: "-c alforis.capture=off");
            var with = await PgBench.RunAsync(database.Uri, Update, clients, Seconds);
            results.Add(new Result($"pipeline/capture-{clients}-clients-vs-none", with, without, "updates/s"));
            await database.ExecuteAsync("TRUNCATE workflow.event_queue; TRUNCATE workflow.events");
        }

        return results;
    }
}

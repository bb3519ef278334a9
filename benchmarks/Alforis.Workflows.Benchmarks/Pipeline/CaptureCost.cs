namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>What capture costs those who write: single-row updates with and without it.</summary>
internal static class CaptureCost
{
    private const int Organisations = 10_000;
    private const int Rounds = 3;
    private const int Seconds = 3;

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
            var (with, without) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                without.Add(await PgBench.RunAsync(database.Uri, Update, clients, Seconds, options: "-c alforis.capture=off"));
                with.Add(await PgBench.RunAsync(database.Uri, Update, clients, Seconds));
                await database.ExecuteAsync("TRUNCATE workflow.event_queue; TRUNCATE workflow.events");
            }

            results.Add(new Result($"pipeline/capture-{clients}-clients-vs-none", Medians.Of(with), Medians.Of(without), "updates/s"));
        }

        return results;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>What a mail server that takes 30 s per message costs a workflow that sends none: events worked off with 500 e-mails waiting, and with none.</summary>
internal static class SlowMail
{
    private const int WarmUp = 10_000;
    private const int Events = 30_000;
    private const int Mails = 500;
    private const int Rounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Result>> MeasureAsync(PipelineDatabase database)
    {
        var (without, beside) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            // In turn, each first once in a while: the machine is not always the same.
            var mailsFirst = round % 2 == 1;
            var first = await RunAsync(database, mailsFirst ? Mails : 0);
            var second = await RunAsync(database, mailsFirst ? 0 : Mails);
            beside.Add(mailsFirst ? first : second);
            without.Add(mailsFirst ? second : first);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"slow mail, round {round + 1}: {without[^1]:0} per second without, {beside[^1]:0} beside {Mails} e-mails to a server that takes 30 s for each"));
        }

        return [new("pipeline/beside-a-slow-mail-server-vs-without", Medians.Of(beside), Medians.Of(without), "executions/s") { Goal = Goal.RatioAtLeast(0.9) }];
    }

    private static async Task<double> RunAsync(PipelineDatabase database, int mails)
    {
        await database.EmptyAsync();
        await using var server = new SlowMailServer();
        await using var service = await ServiceProcess.StartAsync(database, ("ALFORIS_SMTP", string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{server.Port}")), ("ALFORIS_MAIL_FROM", "bench@example.com"));
        await DrainAsync(database, WarmUp);
        if (mails > 0)
        {
            await database.ExecuteAsync("INSERT INTO deals (nom, organisation_id) SELECT 'Courrier ' || n, 1 FROM generate_series(1, @mails) n", new { mails });
            for (var started = Stopwatch.StartNew(); server.Messages == 0; await Task.Delay(20))
            {
                if (started.Elapsed > Patience) throw new BenchmarkException("no e-mail arrived at the mail server.");
            }

            await database.BecomeIdleAsync(Patience);
        }

        var perSecond = await DrainAsync(database, Events);
        var waiting = await database.CountAsync("workflow.steps");
        if (waiting == 0 != (mails == 0)) throw new BenchmarkException($"{waiting} e-mails wait at the end.");
        return perSecond;
    }

    private static async Task<double> DrainAsync(PipelineDatabase database, int events)
    {
        await database.WriteOrganisationsAsync(events);
        var stopwatch = Stopwatch.StartNew();
        await database.BecomeIdleAsync(Patience);
        return events / stopwatch.Elapsed.TotalSeconds;
    }
}

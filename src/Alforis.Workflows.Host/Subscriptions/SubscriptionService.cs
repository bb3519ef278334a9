using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Dispatch;
using Npgsql;

namespace Alforis.Workflows.Host.Subscriptions;

/// <summary>
/// Keeps workflows in step with the subscriptions in the rows of targets: before events are handled, within seconds when a row changes, and every
/// minute in any case.
/// </summary>
internal sealed class SubscriptionService(NpgsqlDataSource dataSource, SubscriptionPass pass, TimeProvider time, ILogger<SubscriptionService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private long revision = -1;
    private long ranAt;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            // Events of workflows are handled all the same.
            SubscriptionLog.PassFailed(logger, FailureText.Of(e), Pause.TotalSeconds);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PersistentLoop.RunAsync(
        async ct =>
        {
            await Task.Delay(Pause, time, ct);
            await LookAsync(ct);
        },
        time, (problem, seconds) => SubscriptionLog.PassFailed(logger, problem, seconds), stoppingToken);

    private async Task LookAsync(CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand("SELECT s.revision FROM workflow.set_revision s");
        var current = (long)(await command.ExecuteScalarAsync(ct))!;
        if (current == revision && time.GetElapsedTime(ranAt) < Longest) return;
        var changes = await pass.RunAsync(ct);
        // Read before: what changed in between brings one more pass at most.
        (revision, ranAt) = (current, time.GetTimestamp());
        if (changes.Written.Length + changes.Ended.Length > 0) SubscriptionLog.Changed(logger, changes.Written.Length, changes.Ended.Length);
        foreach (var problem in changes.Problems) SubscriptionLog.Refused(logger, VisibleText.Line(problem));
    }
}

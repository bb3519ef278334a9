using Alforis.Crm.Data.History;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>Drops the history that is older than is kept.</summary>
[DisallowConcurrentExecution]
internal sealed class HistoryRetentionJob(HistoryRetention retention, ILogger<HistoryRetentionJob> logger) : IJob
{
    /// <summary>How many whole days of history are kept.</summary>
    public const int Days = 90;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var report = await retention.RunAsync(Days, cancellationToken);
        logger.LogInformation(
            "History older than {Days} days: {Dropped} partitions dropped, {Created} made ahead", Days, report.Dropped.Count, report.Created.Count);
    }
}

using Alforis.Crm.Data.History;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>Makes the history's partitions of the coming days.</summary>
[DisallowConcurrentExecution]
internal sealed class PartitionsJob(HistoryRetention retention, ILogger<PartitionsJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var created = await retention.EnsureAheadAsync(cancellationToken);
        if (created.Count > 0) logger.LogInformation("{Created} partitions of the history made ahead", created.Count);
    }
}

using Alforis.Crm.Data.History;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>Folds the statistics that batches append.</summary>
[DisallowConcurrentExecution]
internal sealed class StatisticsJob(StatisticsFold fold) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await fold.RunAsync(cancellationToken);
}

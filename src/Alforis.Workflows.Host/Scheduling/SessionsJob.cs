using Alforis.Crm.Data.Accounts;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>Forgets sessions that are over.</summary>
[DisallowConcurrentExecution]
internal sealed class SessionsJob(SessionRetention retention, ILogger<SessionsJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var forgotten = await retention.RunAsync(cancellationToken);
        if (forgotten > 0) logger.LogInformation("{Forgotten} sessions that were over are forgotten", forgotten);
    }
}

using Alforis.Crm.Data.Hooks;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>Forgets which calls hooks received long ago.</summary>
[DisallowConcurrentExecution]
internal sealed class HookCallsJob(HookCallRetention retention, ILogger<HookCallsJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var forgotten = await retention.RunAsync(cancellationToken);
        if (forgotten > 0) logger.LogInformation("{Forgotten} calls of hooks, older than {Days:0} days, are forgotten", forgotten, HookCallRetention.Kept.TotalDays);
    }
}

using System.Reflection;
using Alforis.Crm.Data.Hosts;
using Alforis.Workflows.Host.Dispatch;
using Alforis.Workflows.Host.Roles;

namespace Alforis.Workflows.Host.Presence;

/// <summary>Says in the database that this host is there, so that anybody can see who runs.</summary>
internal sealed class HostPresenceService(HostPresence presence, HostSettings settings, TimeProvider clock, ILogger<HostPresenceService> logger) : BackgroundService
{
    /// <summary>How often it says so.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Who has not said so for this long counts as gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly RunningHost self = new(Guid.NewGuid(), Environment.MachineName, Environment.ProcessId, Version, RoleList.Names(settings.Roles), default, default);

    /// <summary>The version of this program.</summary>
    public static string Version { get; } = typeof(HostPresenceService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await presence.LeaveAsync(self.Id, cancellationToken);
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or OperationCanceledException or ObjectDisposedException or TimeoutException)
        {
            // It is forgotten a little later.
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PersistentLoop.RunAsync(
        async ct =>
        {
            await presence.TellAsync(self, ct);
            await Task.Delay(Interval, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        },
        clock, (problem, seconds) => PresenceLog.NotTold(logger, problem, seconds), stoppingToken);
}

/// <summary>What is logged of it.</summary>
internal static partial class PresenceLog
{
    [LoggerMessage(3420, LogLevel.Warning, "The host could not say that it is there: {Problem} It tries again in {Seconds} s.")]
    public static partial void NotTold(ILogger logger, string problem, double seconds);
}

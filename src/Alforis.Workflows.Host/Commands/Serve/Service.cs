using System.Net.Sockets;
using Alforis.Crm.Data;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Host.Actions.SendEmail;
using Alforis.Workflows.Host.Database;
using Alforis.Workflows.Host.Roles;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Alforis.Workflows.Host.Commands.Serve;

/// <summary>One life of the service: open the database, prepare it, serve, and close everything in reverse.</summary>
/// <param name="host">How to serve.</param>
/// <param name="settings">The database.</param>
/// <param name="stopTimeout">How long what is under way may take when the service stops.</param>
/// <param name="surroundings">What the verb runs in.</param>
internal sealed class Service(HostSettings host, DatabaseSettings settings, TimeSpan stopTimeout, CommandSurroundings surroundings)
{
    /// <summary>What a part may need, told that the time is over, to let go of its work.</summary>
    private static readonly TimeSpan LettingGo = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan PauseBeforeNextStart = TimeSpan.FromMilliseconds(500);

    /// <summary>Set when it serves.</summary>
    private bool hasStarted;

    /// <summary>Serves until told to stop.</summary>
    /// <returns><see cref="ExitCodes.Success"/> when it was told to, also while it was still starting.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var started = surroundings.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return await LiveAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCodes.Success;
            }
            catch (Exception e) when (!hasStarted && HasBroken(e) && surroundings.TimeProvider.GetElapsedTime(started) < settings.Timeout)
            {
                // Once it serves, its parts go on by themselves when the database comes back; while it starts, this does.
                await surroundings.Error.WriteLineAsync($"The connection to the database broke while the service was starting; starting again. {FailureText.Of(e)}");
                await Task.Delay(PauseBeforeNextStart, surroundings.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private bool SendsEmails => host.Roles.HasFlag(HostRoles.Worker);

    private static bool HasBroken(Exception e) =>
        e is NpgsqlException { IsTransient: true } || (e is SchedulerException && e.GetBaseException() is NpgsqlException or IOException or SocketException);

    private async Task<int> LiveAsync(CancellationToken cancellationToken)
    {
        AddressProbe.Check(host.Urls);
        using var loggers = LoggerFactory.Create(HostLogging.Configure);
        await using var database = await CrmDatabase.StartAsync(settings, surroundings.TimeProvider, loggers, surroundings.Error, cancellationToken);
        await DatabasePreparation.RunAsync(database, surroundings.TimeProvider, loggers, cancellationToken);
        // Before it serves: afterwards a database that goes away is no reason to end.
        await AskForAnAdministratorAsync(database);
        PrepareMail();
        var app = HostApplication.Build(host, database.DataSource, surroundings.TimeProvider);
        try
        {
            await StartAsync(app, cancellationToken);
            hasStarted = true;
            await AnnounceAsync(app, database);
            return await WaitAsync(app, database, cancellationToken);
        }
        finally
        {
            await StopAsync(app);
        }
    }

    /// <summary>Says so now, and not of the first e-mail.</summary>
    private void PrepareMail()
    {
        if (host.Mail.PickupDirectory is not { } directory || !SendsEmails) return;
        try
        {
            PickupDirectory.Prepare(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MailSettingsException($"E-mails cannot be written to {directory}: {e.Message.TrimEnd('.')}. Name another directory with --mail-pickup or {MailSettings.PickupVariable}.");
        }
    }

    private async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw AddressException.Of(host.Urls, e);
        }
    }

    /// <summary>
    /// Quartz, told to stop while its database is away, tries without end to give back the triggers that it holds. Nothing is lost by
    /// leaving it behind: another host takes them over, or this one when it starts again.
    /// </summary>
    private async Task StopAsync(WebApplication app)
    {
        using var limit = new CancellationTokenSource(stopTimeout);
        var stopped = StopAndDisposeAsync(app, limit.Token);
        try
        {
            await stopped.WaitAsync(stopTimeout + LettingGo);
        }
        catch (TimeoutException)
        {
            await surroundings.Error.WriteLineAsync(
                $"Ending without waiting any longer: a part of the service has not stopped within {stopTimeout.TotalSeconds:0} s. What it had begun is taken up again by another host, or at the next start.");
        }
    }

    private static async Task StopAndDisposeAsync(WebApplication app, CancellationToken limit)
    {
        await using (app.ConfigureAwait(false))
            await app.StopAsync(limit);
    }

    private async Task<int> WaitAsync(WebApplication app, CrmDatabase database, CancellationToken cancellationToken)
    {
        // A background service that fails stops the application, too.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = end.Token.Register(ended.SetResult);
        var server = database.Server?.Exited;
        await (server is null ? ended.Task : Task.WhenAny(ended.Task, server));
        if (cancellationToken.IsCancellationRequested)
        {
            await surroundings.Error.WriteLineAsync("Stopping.");
            return ExitCodes.Success;
        }

        await surroundings.Error.WriteLineAsync(server is { IsCompleted: true }
            ? "The embedded database has ended by itself; its log is in the data directory. Start the service again: the database recovers."
            : "A part of the service has failed, see the lines above.");
        return ExitCodes.Failure;
    }

    private async Task AskForAnAdministratorAsync(CrmDatabase database)
    {
        if (database.IsEmbedded || !host.Roles.HasFlag(HostRoles.Api)) return;
        var (administrators, _) = await new UserListQuery(database.DataSource).ListAsync(new UserListRequest(0, 1) { Role = RoleNames.Admin, IsActive = true }, CancellationToken.None);
        if (administrators == 0) await surroundings.Error.WriteLineAsync("Nobody can administrate this database yet. Make an account: ./run.sh users add EMAIL --role admin");
    }

    private async Task AnnounceAsync(WebApplication app, CrmDatabase database)
    {
        var roles = host.Roles == HostRoles.All ? "" : $", as {string.Join(" and ", RoleList.Names(host.Roles))} only";
        await surroundings.Output.WriteLineAsync($"Alforis Workflows listens at {string.Join(" and ", app.Urls)}{roles}");
        if (host.Roles.HasFlag(HostRoles.Api)) await surroundings.Output.WriteLineAsync($"The API is described at {string.Join(" and ", app.Urls.Select(url => url.TrimEnd('/') + "/docs"))}");
        if (host.Mail.PickupDirectory is { } directory && SendsEmails)
            await surroundings.Output.WriteLineAsync(
                $"E-mails are written to {directory} and sent to nobody; {MailSettings.ServerVariable} and {MailSettings.FromVariable} send them");
        if (!database.IsEmbedded)
        {
            await surroundings.Output.FlushAsync(CancellationToken.None);
            return;
        }

        if (host.Roles != HostRoles.All)
            await surroundings.Error.WriteLineAsync(
                $"Hosts with the other roles must be given this database in {DatabaseSettings.ConnectionVariable}, as {settings.Invoke("db-url")} says; until then nobody is {string.Join(" or ", RoleList.Names(HostRoles.All & ~host.Roles))}.");
        await surroundings.Output.WriteLineAsync(
            $"Demo accounts: {DemoData.AdminEmail} / {DemoData.AdminPassword} and {DemoData.UserEmail} / {DemoData.UserPassword}");
        await surroundings.Output.WriteLineAsync($"Database: psql \"$({settings.Invoke("db-url")})\", or any SQL client on what {settings.Invoke("db-url")} prints");
        await surroundings.Output.FlushAsync(CancellationToken.None);
    }
}

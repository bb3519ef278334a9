using Microsoft.Extensions.Logging;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// Keeps the server's log from filling the disk: now and then looks at it, and starts it anew when it is too long. The server
/// appends, so the file can be emptied under it; lines printed in between are lost.
/// </summary>
internal sealed class ServerLogLimit : IDisposable
{
    /// <summary>How long the log may be when it is looked at; the older one beside it is at most about as long.</summary>
    internal const long MostBytes = 8 * 1024 * 1024;

    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly DataDirectoryLayout layout;
    private readonly ILogger logger;
    private readonly ITimer timer;

    internal ServerLogLimit(DataDirectoryLayout layout, EmbeddedPostgresOptions options)
    {
        this.layout = layout;
        logger = options.Logger;
        timer = options.TimeProvider.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>Starts the log anew if it is too long.</summary>
    internal void Look()
    {
        try
        {
            if (new FileInfo(layout.ServerLog).Length <= MostBytes)
                return;
            KeepAsOlder();
            using var log = new FileStream(layout.ServerLog, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            log.SetLength(0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("PostgreSQL's log {Log} could not be cut: {Reason}", layout.ServerLog, e.Message);
        }
    }

    public void Dispose() => timer.Dispose();

    /// <summary>The copy has the rights of the log. On a full disk there is none, and the log is cut all the same.</summary>
    private void KeepAsOlder()
    {
        File.Delete(layout.OlderServerLog);
        try
        {
            File.Copy(layout.ServerLog, layout.OlderServerLog);
        }
        catch (IOException e)
        {
            File.Delete(layout.OlderServerLog);
            logger.LogWarning("PostgreSQL's log {Log} is cut without a copy: {Reason}", layout.ServerLog, e.Message);
        }
    }
}

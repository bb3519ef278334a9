using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Alforis.Workflows.Host;

/// <summary>One line per message, on the standard error: the standard output is for results.</summary>
internal static class HostLogging
{
    /// <summary>Our own categories from Information on, everybody else's from Warning on.</summary>
    public static void Configure(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Alforis", LogLevel.Information);
        // It warns at every start that keys are not encrypted themselves; where they lie and who may read them is the operator's choice.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Every request that bears no token, or an old one, is a line at the level Information.
        logging.AddFilter("Alforis.Workflows.Host.Auth.SessionAuthentication", LogLevel.Warning);
        // It logs what clients did wrong as failures of ours; LiveCallFailures logs ours.
        logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
        // Whoever sends a wrong token is told so, and the audit trail has it.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        // A start that fails is told by the verb, in a sentence. What stops the service later is critical.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net.Mail;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Host.Actions.CallWebhook.Guarding;
using Alforis.Workflows.Host.Actions.SendEmail;
using Alforis.Workflows.Host.Database;
using Alforis.Workflows.Host.Hardening;
using Alforis.Workflows.Host.Hooks;
using Alforis.Workflows.Host.Steps;
using Alforis.Workflows.Host.Telemetry;

namespace Alforis.Workflows.Host.Commands.Serve;

/// <summary><c>serve</c>: the service itself.</summary>
internal static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";
    private const int DefaultStopSeconds = 20;
    private const int MostStopSeconds = 600;

    public static Command Make(CommandSurroundings surroundings)
    {
        var command = new Verb(
            "serve",
            $"Runs the service until Ctrl-C or SIGTERM, on the database in {DatabaseSettings.ConnectionVariable}, else on one of its own with demo data. "
            + "This is what happens without a verb, too.",
            ("serve", "on a database of its own, at " + DefaultUrls),
            ("serve --urls http://127.0.0.1:8080 --data /var/lib/crm", "elsewhere"),
            ("serve --database-timeout 300", "wait up to five minutes for the database to come up"),
            ("serve --stop-timeout 60", "when told to stop, give what is under way a minute"),
            ("serve --roles dispatcher,worker", "do a part of the work only; other hosts on the same database do the rest"));
        Complete(command, surroundings);
        return command;
    }

    /// <summary>Gives a command the options and the action of this verb.</summary>
    public static void Complete(Command command, CommandSurroundings surroundings)
    {
        var urls = new Option<string>("--urls")
        {
            Description = $"Where to listen, separated by semicolons; default: {DefaultUrls}. Whoever reaches another address than a loopback one reaches the service.",
            HelpName = "URLS",
            DefaultValueFactory = _ => DefaultUrls,
        };
        urls.Validators.Add(RefuseBadUrls);
        var data = SharedOptions.Data();
        var timeout = SharedOptions.DatabaseTimeout();
        var mailFrom = MailFrom();
        var mailPickup = MailPickup();
        var allowed = AllowCallOption.Make();
        var keys = SharedOptions.Keys();
        var stopTimeout = StopTimeout();
        var roles = RolesOption.Make();
        var queueAge = QueueAgeOption.Make("a host with the role dispatcher says that it is not ready");
        command.Add(urls);
        command.Add(data);
        command.Add(timeout);
        command.Add(mailFrom);
        command.Add(mailPickup);
        command.Add(allowed);
        command.Add(keys);
        command.Add(stopTimeout);
        command.Add(roles);
        command.Add(queueAge);
        command.SetAction((result, ct) =>
        {
            var database = DatabaseSettings.Read(result.GetValue(data), result.GetValue(timeout), surroundings);
            var host = new HostSettings
            {
                Urls = result.GetRequiredValue(urls),
                Roles = RolesOption.Read(result.GetValue(roles), surroundings),
                QueueAgeLimit = QueueAgeOption.Read(result.GetValue(queueAge), surroundings),
                Mail = MailSettings.Read(result.GetValue(mailFrom), result.GetValue(mailPickup), database, surroundings),
                Calls = CallSettings.Read(result.GetValue(allowed), surroundings),
                Steps = StepSettings.Read(surroundings),
                Hooks = HookSettings.Read(KeyRing.Read(result.GetValue(keys), database, surroundings), surroundings),
                Hardening = HardeningSettings.Read(surroundings),
                Telemetry = TelemetrySettings.Read(surroundings),
            };
            return new Service(host, database, result.GetRequiredValue(stopTimeout), surroundings).RunAsync(ct);
        });
    }

    private static Option<MailAddress?> MailFrom() => new("--mail-from")
    {
        Description = $"The sender of e-mails, such as 'Alforis <crm@alforis.example>'; default: ${MailSettings.FromVariable}. They go through the server in {MailSettings.ServerVariable}.",
        HelpName = "ADDRESS",
        CustomParser = result =>
        {
            var (address, problem) = EmailAddress.Read(result.Tokens[0].Value);
            if (problem is not null) result.AddError($"--mail-from cannot be the sender of e-mails: {problem}");
            return address;
        },
    };

    private static Option<string?> MailPickup() => new("--mail-pickup")
    {
        Description = $"Writes e-mails as .eml files into this directory and sends none; default: ${MailSettings.PickupVariable}, else, with the embedded database and "
            + $"without {MailSettings.ServerVariable}, mail in the data directory.",
        HelpName = "DIR",
    };

    private static Option<TimeSpan> StopTimeout() => new("--stop-timeout")
    {
        Description = $"How many seconds what is under way may take when the service is told to stop, 1 to {MostStopSeconds}; default: {DefaultStopSeconds}.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => TimeSpan.FromSeconds(DefaultStopSeconds),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MostStopSeconds)
                return TimeSpan.FromSeconds(seconds);
            result.AddError($"--stop-timeout is '{text}'; it must be a whole number of seconds from 1 to {MostStopSeconds}.");
            return default;
        },
    };

    private static void RefuseBadUrls(OptionResult result)
    {
        var urls = result.GetValueOrDefault<string>().Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0) result.AddError($"--urls needs an address, such as {DefaultUrls}.");
        foreach (var url in urls)
        {
            if (!IsHttp(url)) result.AddError($"'{url}' is no address to listen at; write one such as {DefaultUrls}. (For HTTPS put a proxy in front.)");
        }
    }

    private static bool IsHttp(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http", Port: >= 0 and <= 65535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

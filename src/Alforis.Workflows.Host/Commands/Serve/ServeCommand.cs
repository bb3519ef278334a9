using System.CommandLine;
using System.CommandLine.Parsing;
using Alforis.Workflows.Host.Database;

namespace Alforis.Workflows.Host.Commands.Serve;

/// <summary><c>serve</c>: the service itself.</summary>
internal static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    public static Command Make(CommandSurroundings surroundings)
    {
        var command = new Verb(
            "serve",
            $"Runs the service until Ctrl-C or SIGTERM, on the database in {DatabaseSettings.ConnectionVariable}, else on one of its own with demo data. "
            + "This is what happens without a verb, too.",
            ("serve", "on a database of its own, at " + DefaultUrls),
            ("serve --urls http://127.0.0.1:8080 --data /var/lib/crm", "elsewhere"),
            ("serve --database-timeout 300", "wait up to five minutes for the database to come up"));
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
        command.Add(urls);
        command.Add(data);
        command.Add(timeout);
        command.SetAction((result, ct) => new Service(
            result.GetRequiredValue(urls), DatabaseSettings.Read(result.GetValue(data), result.GetValue(timeout), surroundings), surroundings).RunAsync(ct));
    }

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

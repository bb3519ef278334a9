using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Host.Commands.DbUrl;
using Alforis.Workflows.Host.Commands.Doctor;
using Alforis.Workflows.Host.Commands.Events;
using Alforis.Workflows.Host.Commands.Executions;
using Alforis.Workflows.Host.Commands.Hooks;
using Alforis.Workflows.Host.Commands.Import;
using Alforis.Workflows.Host.Commands.Migrate;
using Alforis.Workflows.Host.Commands.Run;
using Alforis.Workflows.Host.Commands.Serve;
using Alforis.Workflows.Host.Commands.Stats;
using Alforis.Workflows.Host.Commands.Steps;
using Alforis.Workflows.Host.Commands.Targets;
using Alforis.Workflows.Host.Commands.Templates;
using Alforis.Workflows.Host.Commands.Users;
using Alforis.Workflows.Host.Commands.Validate;
using Alforis.Workflows.Host.Commands.Workflows;

namespace Alforis.Workflows.Host.Commands;

/// <summary>The host's command line: one verb per folder, <c>serve</c> when none is given.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs a command line.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="surroundings">What the verb sees of the process.</param>
    /// <param name="cancellationToken">Stops the verb cleanly.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, CommandSurroundings surroundings, CancellationToken cancellationToken = default)
    {
        surroundings = surroundings with { Output = new ResultWriter(surroundings.Output) };
        try
        {
            return await ParseAsync(arguments, surroundings, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await LastWords.SayAsync("Stopped.", surroundings);
            return ExitCodes.Interrupted;
        }
        catch (Exception e)
        {
            var (message, exitCode) = Failures.Explain(e) ?? LastWords.Unexpected(e);
            await LastWords.SayAsync(message, surroundings, e);
            return exitCode;
        }
    }

    private static async Task<int> ParseAsync(
        IReadOnlyList<string> arguments, CommandSurroundings surroundings, CancellationToken cancellationToken)
    {
        var result = MakeRoot(surroundings).Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Output,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (result.Action is not ParseErrorAction)
            return await result.InvokeAsync(configuration, cancellationToken);

        foreach (var error in result.Errors) await surroundings.Error.WriteLineAsync(VisibleText.Line(OnOneLine(error.Message)));
        await surroundings.Error.WriteLineAsync($"See: ./run.sh {Path(result.CommandResult)}--help");
        return ExitCodes.Usage;
    }

    /// <summary>The library writes lists of values as lines of their own.</summary>
    private static string OnOneLine(string message) =>
        message.Replace(":" + Environment.NewLine + "\t", ": ", StringComparison.Ordinal).Replace(Environment.NewLine + "\t", ", ", StringComparison.Ordinal);

    /// <summary>The verbs that lead to a command, each followed by a space.</summary>
    private static string Path(CommandResult result) =>
        result.Command is Verb verb ? (result.Parent is CommandResult parent ? Path(parent) : "") + verb.Name + " " : "";

    private static RootCommand MakeRoot(CommandSurroundings surroundings)
    {
        var root = new RootCommand("Alforis Workflows: CRM automation. Without a verb it serves.")
        {
            ServeCommand.Make(surroundings),
            ValidateCommand.Make(surroundings),
            RunCommand.Make(surroundings),
            ImportCommand.Make(surroundings),
            WorkflowsCommand.Make(surroundings),
            ExecutionsCommand.Make(surroundings),
            StepsCommand.Make(surroundings),
            EventsCommand.Make(surroundings),
            HooksCommand.Make(surroundings),
            TemplatesCommand.Make(surroundings),
            TargetsCommand.Make(surroundings),
            UsersCommand.Make(surroundings),
            DoctorCommand.Make(surroundings),
            StatsCommand.Make(surroundings),
            MigrateCommand.Make(surroundings),
            DbUrlCommand.Make(surroundings),
        };
        ServeCommand.Complete(root, surroundings);
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction usual } help) help.Action = new HelpWithExamples(usual);
        }

        return root;
    }
}

using System.CommandLine;
using System.Net;
using Alforis.Workflows.Host.Actions.CallWebhook.Guarding;

namespace Alforis.Workflows.Host.Commands.Serve;

/// <summary><c>--allow-call-to</c>: ranges of addresses that webhooks may call although they are not of the internet.</summary>
internal static class AllowCallOption
{
    public static Option<IPNetwork[]> Make() => new(CallSettings.RangesOption)
    {
        Description = "A range of private addresses that workflows may call with call_webhook, such as 10.1.2.0/24; may stand several times. "
            + $"Default: ${CallSettings.RangesVariable}, else none: only servers on the internet are called.",
        HelpName = "RANGE",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var ranges = new List<IPNetwork>();
            foreach (var token in result.Tokens)
            {
                if (CallSettings.ParseRange(token.Value) is { } range) ranges.Add(range);
                else result.AddError(CallSettings.RangeProblem(CallSettings.RangesOption, token.Value));
            }

            return [.. ranges];
        },
    };
}

using Alforis.Workflows.Host.Actions.CallWebhook.Guarding;
using Alforis.Workflows.Host.Commands;

namespace Alforis.Workflows.Host.Tests.Actions.CallWebhook.Guarding;

/// <summary>What the operator says of the servers that may be called.</summary>
public sealed class CallSettingsTests
{
    [Theory]
    [InlineData("hooks.example.com", "hooks.example.com", true)]
    [InlineData("hooks.example.com", "HOOKS.Example.COM.", true)]
    [InlineData("Hooks.Example.com.", "hooks.example.com", true)]
    [InlineData("hooks.example.com", "hooks.example.com.evil.example", false)]
    [InlineData("hooks.example.com", "xhooks.example.com", false)]
    [InlineData("*.example.com", "a.example.com", true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", ".example.com", false)]
    [InlineData("*.example.com", "evilexample.com", false)]
    [InlineData("a.example, b.example", "b.example", true)]
    [InlineData("été.example", "xn--t-9fab.example", true)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("[::1]", "::1", true)]
    public void Contains_Host_IsOneOfThemOrNot(string list, string host, bool isOne) => Assert.Equal(isOne, HostPatterns.Parse(list).Hosts!.Contains(host));

    [Theory]
    [InlineData("https://hooks.example.com")]
    [InlineData("hooks.example.com:443")]
    [InlineData("hooks.example.com, a b")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("*.10.0.0.1")]
    [InlineData("a.*.example")]
    [InlineData(",")]
    public void Read_HostsThatCannotBeRead_SaysSo(string list)
    {
        var e = Assert.Throws<VariableException>(() => CallSettings.Read(null, With(CallSettings.HostsVariable, list)));

        Assert.StartsWith("A part of ALFORIS_CALL_HOSTS is '", e.Message, StringComparison.Ordinal);
        Assert.Contains("without scheme and port", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.0.0/8", "10.1.0.0/8")]
    [InlineData("10.0.0.0/8,intern", "intern")]
    [InlineData("10.0.0.0/33", "10.0.0.0/33")]
    [InlineData("1/2", "1/2")]
    public void Read_RangesThatCannotBeRead_SaysSo(string ranges, string wrong)
    {
        var e = Assert.Throws<VariableException>(() => CallSettings.Read([], With(CallSettings.RangesVariable, ranges)));

        Assert.StartsWith($"A part of ALFORIS_ALLOW_CALLS_TO is '{wrong}'; it must be a range of addresses such as 10.1.0.0/16", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OptionAndVariable_TakesTheOption()
    {
        var settings = CallSettings.Read([CallSettings.ParseRange("10.1.0.0/16")!.Value], With(CallSettings.RangesVariable, "10.2.0.0/16, ::1"));

        Assert.Equal(["10.1.0.0/16"], settings.AllowedRanges.Select(r => r.ToString()));
        Assert.Equal(["10.2.0.0/16", "::1/128"], CallSettings.Read([], With(CallSettings.RangesVariable, "10.2.0.0/16, ::1")).AllowedRanges.Select(r => r.ToString()));
    }

    [Fact]
    public async Task Serve_RangeOptionThatCannotBeRead_IsNoCommandLine()
    {
        var console = new TestConsole();

        Assert.Equal(2, await console.RunAsync("serve", "--allow-call-to", "10.0.0.0/8", "--allow-call-to", "intern"));

        Assert.StartsWith("--allow-call-to is 'intern'; it must be a range", console.Error, StringComparison.Ordinal);
    }

    private static CommandSurroundings With(string name, string value) => new()
    {
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        OpenInput = () => Stream.Null,
        Variable = n => n == name ? value : null,
    };
}

using Alforis.Workflows.Host.Commands;
using Alforis.Workflows.Host.Hardening;

namespace Alforis.Workflows.Host.Tests.Api.Hardening;

public sealed class HardeningSettingsTests
{
    [Fact]
    public void Read_NoVariable_LetsInWhoIsHereAndNobodyElse()
    {
        var settings = Read("", "");

        Assert.Equal((1200, 30), (settings.CallsPerMinute, settings.LoginsPerMinute));
        Assert.Equal((0, 0, 0), (settings.Origins.Length, settings.Proxies.Length, settings.Hosts.Length));
    }

    [Fact]
    public void Read_Lists_AreTheirParts()
    {
        Assert.Equal(["https://crm.example", "http://localhost:5173"], Read(HardeningSettings.OriginsVariable, "https://CRM.example, http://localhost:5173,").Origins);
        Assert.Equal(["10.1.2.3/32", "10.1.0.0/16", "::1/128"], Read(HardeningSettings.ProxiesVariable, "10.1.2.3,10.1.0.0/16,::1").Proxies.Select(p => p.ToString()));
        Assert.Equal(["crm.example", "*.crm.example", "[::1]"], Read(HardeningSettings.HostsVariable, "crm.example,*.crm.example,[::1]").Hosts);
    }

    [Theory]
    [InlineData(HardeningSettings.CallsPerMinuteVariable, "0")]
    [InlineData(HardeningSettings.CallsPerMinuteVariable, "many")]
    [InlineData(HardeningSettings.LoginsPerMinuteVariable, "-1")]
    [InlineData(HardeningSettings.OriginsVariable, "*")]
    [InlineData(HardeningSettings.OriginsVariable, "crm.example")]
    [InlineData(HardeningSettings.OriginsVariable, "https://crm.example/app")]
    [InlineData(HardeningSettings.ProxiesVariable, "proxy")]
    [InlineData(HardeningSettings.ProxiesVariable, "10.0.0.0/33")]
    [InlineData(HardeningSettings.HostsVariable, "https://crm.example")]
    [InlineData(HardeningSettings.HostsVariable, "crm.example:80")]
    public void Read_WhatCannotBeUsed_IsNamed(string variable, string value)
    {
        var e = Assert.Throws<VariableException>(() => Read(variable, value));

        Assert.StartsWith(variable, e.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", e.Message, StringComparison.Ordinal);
    }

    private static HardeningSettings Read(string variable, string value) => HardeningSettings.Read(new CommandSurroundings
    {
        Output = TextWriter.Null, Error = TextWriter.Null, OpenInput = () => Stream.Null, Variable = name => name == variable ? value : null,
    });
}

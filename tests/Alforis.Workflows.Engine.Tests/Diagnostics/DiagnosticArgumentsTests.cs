using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Diagnostics;

/// <summary>What messages name is told apart, so that others can say it in their language.</summary>
public sealed class DiagnosticArgumentsTests
{
    [Theory]
    [InlineData("""{"field":"amont","operator":">","value":5}""", "WF1201 name=amont meant=amount")]
    [InlineData("""{"field":"item.owner.emial","operator":"==","value":"x"}""", "WF1201 name=emial owner=owner meant=email")]
    [InlineData("""{"field":"amount","operator":"greater","value":5}""", "WF1202 name=greater allowed=")]
    [InlineData("""{"field":"name","operator":">","value":"A"}""", "WF1203 name=> owner=item.name allowed===, !=")]
    [InlineData("""{"field":"amount","operator":">","value":"cher"}""", "WF1204 name=\"cher\" kind=number")]
    [InlineData("""{"field":"stage","operator":"==","value":"zzzzzz"}""", "WF1205 name=zzzzzz allowed=")]
    [InlineData("""{"field":"amount","operator":">"}""", "WF1004 name=value")]
    [InlineData("""{"field":"amount","operator":7,"value":5}""", "WF1005 name=operator kind=string")]
    [InlineData("""{"operator":"OR","rules":[]}""", "WF1208")]
    public void Compile_MistakeInACondition_NamesWhatTheMessageNames(string conditions, string expected)
    {
        var error = Written.OnlyError(Written.Definition(conditions: conditions));

        Assert.StartsWith(expected, Text(error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"creat_task","config":{}}""", "WF1301 name=creat_task meant=create_task")]
    [InlineData("""{"type":"create_task","config":{"title":"a","tilte":"b"}}""", "WF1003 name=tilte meant=title")]
    [InlineData("""{"type":"create_task","config":{}}""", "WF1004 name=title")]
    [InlineData("""{"type":"create_task","config":{"title":"{{ item.nane }}"}}""", "WF1402 name=nane owner=item meant=name")]
    [InlineData("""{"type":"create_task","config":{"title":"{{ for t in item.tags }}{{ t | string.shout }}{{ end }}"}}""", "WF1404 name=string.shout")]
    public void Compile_MistakeInAnAction_NamesWhatTheMessageNames(string action, string expected)
    {
        var error = Written.OnlyError(Written.Definition(actions: action));

        Assert.StartsWith(expected, Text(error), StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_LongName_IsCut()
    {
        var error = Written.OnlyError(Written.Definition(actions: $$$"""{"type":"{{{new string('x', 500)}}}","config":{}}"""));

        Assert.Equal(60, error.Arguments!.Name!.Length);
        Assert.EndsWith("…", error.Arguments.Name, StringComparison.Ordinal);
    }

    private static string Text(Diagnostic found)
    {
        var named = found.Arguments;
        (string Name, string? Value)[] parts = [("name", named?.Name), ("owner", named?.Owner), ("meant", named?.Meant), ("kind", named?.Kind), ("allowed", named?.Allowed)];
        return string.Join(' ', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}").Prepend(found.Code));
    }
}

using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Binding;

/// <summary>How definitions say that a workflow, or one of its actions, waits.</summary>
public sealed class DelayTests
{
    private const string Task = """{"type":"create_task",$D"config":{"title":"a"}}""";

    [Theory]
    [InlineData("\"7 days\"", "7 days")]
    [InlineData("\"1 day\"", "1 day")]
    [InlineData("\"1 days\"", "1 day")]
    [InlineData("\"2 day\"", "2 days")]
    [InlineData("\"2 hours\"", "2 hours")]
    [InlineData("\"30 minutes\"", "30 minutes")]
    [InlineData("\"45 seconds\"", "45 seconds")]
    [InlineData("\"2 weeks\"", "2 weeks")]
    [InlineData("\"1 month\"", "1 month")]
    [InlineData("\"1 year\"", "1 year")]
    [InlineData("\" 7  DAYS \"", "7 days")]
    [InlineData("\"7days\"", "7 days")]
    [InlineData("\"007 days\"", "7 days")]
    // The longest, in each unit.
    [InlineData("\"366 days\"", "366 days")]
    [InlineData("\"52 weeks\"", "52 weeks")]
    [InlineData("\"12 months\"", "12 months")]
    [InlineData("\"8784 hours\"", "8784 hours")]
    [InlineData("\"527040 minutes\"", "527040 minutes")]
    [InlineData("\"31622400 seconds\"", "31622400 seconds")]
    public void Compile_Delay_IsRead(string written, string meant)
    {
        var workflow = Compile(written, written);

        Assert.Equal((meant, meant), (workflow.Delay?.ToString(), workflow.Actions[0].Delay?.ToString()));
    }

    [Theory]
    [InlineData("\"delay_days\":7", "7 days")]
    [InlineData("\"delay_hours\":2", "2 hours")]
    [InlineData("\"delay_minutes\":30", "30 minutes")]
    [InlineData("\"delay_days\":\"7\"", "7 days")]
    [InlineData("\"delay_days\":7.0", "7 days")]
    [InlineData("\"delay\":null,\"delay_days\":7", "7 days")]
    [InlineData("\"delay\":\"7 days\",\"delay_days\":null", "7 days")]
    public void Compile_OlderDelay_IsReadAndSaysHow(string member, string meant)
    {
        var inTrigger = TestSchema.Compiler.Compile(Written.Definition(config: $"{{{member}}}"));
        var inAction = TestSchema.Compiler.Compile(Written.Definition(actions: Task.Replace("$D", member + ",", StringComparison.Ordinal)));

        Assert.Equal((meant, meant), (inTrigger.Workflow?.Delay?.ToString(), inAction.Workflow?.Actions[0].Delay?.ToString()));
        foreach (var diagnostic in inTrigger.Diagnostics.Concat(inAction.Diagnostics))
        {
            Assert.Equal((DiagnosticCodes.OlderName, DiagnosticSeverity.Notice), (diagnostic.Code, diagnostic.Severity));
            Assert.EndsWith($" is read as 'delay': \"{meant}\".", diagnostic.Message, StringComparison.Ordinal);
        }

        var isToday = member.Contains("\"7 days\"", StringComparison.Ordinal);
        Assert.Equal(isToday ? 0 : 2, inTrigger.Diagnostics.Length + inAction.Diagnostics.Length);
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"delay":null,"recheck":null}""", "\"delay\":null,\"retry\":null,")]
    public void Compile_NoDelay_IsNone(string config, string members)
    {
        var workflow = Written.Compile(Written.Definition(config: config, actions: Task.Replace("$D", members, StringComparison.Ordinal)));

        Assert.Equal((null, false, null, null), (workflow.Delay, workflow.Recheck, workflow.Actions[0].Delay, workflow.Actions[0].Retry));
    }

    [Fact]
    public void Compile_SignedDelay_IsReadAndSaysHow()
    {
        var result = TestSchema.Compiler.Compile(Written.Definition(config: """{"delay":"+7 days"}"""));

        Assert.Equal("7 days", result.Workflow?.Delay?.ToString());
        var notice = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.OlderValue, "\"+7 days\" is read as \"7 days\"."), (notice.Code, notice.Message));
    }

    [Theory]
    [InlineData("\"delay\":\"0 days\"", "WF1307", "delay", "For no delay, leave it out.")]
    [InlineData("\"delay\":\"0 seconds\"", "WF1307", "delay", "For no delay, leave it out.")]
    [InlineData("\"delay\":\"-7 days\"", "WF1307", "delay", "Write \"7 days\".")]
    [InlineData("\"delay\":\"−7 days\"", "WF1307", "delay", "Write \"7 days\".")]
    [InlineData("\"delay\":\"367 days\"", "WF1307", "delay", "Write at most \"366 days\".")]
    [InlineData("\"delay\":\"53 weeks\"", "WF1307", "delay", "Write at most \"52 weeks\".")]
    [InlineData("\"delay\":\"13 months\"", "WF1307", "delay", "Write at most \"12 months\".")]
    [InlineData("\"delay\":\"2 years\"", "WF1307", "delay", "Write at most \"1 year\".")]
    [InlineData("\"delay\":\"8785 hours\"", "WF1307", "delay", "Write at most \"8784 hours\".")]
    [InlineData("\"delay\":\"99999999999999999999999999 days\"", "WF1307", "delay", "Write at most \"366 days\".")]
    [InlineData("\"delay\":\"1.5 days\"", "WF1307", "delay", "Write a whole number")]
    [InlineData("\"delay\":\"7\"", "WF1307", "delay", "Write a whole number")]
    [InlineData("\"delay\":\"days\"", "WF1307", "delay", "Write a whole number")]
    [InlineData("\"delay\":\"\"", "WF1307", "delay", "Write a whole number")]
    [InlineData("\"delay\":\"demain\"", "WF1307", "delay", "Write a whole number")]
    [InlineData("\"delay\":\"{{ item.id }} days\"", "WF1307", "delay", "Write a whole number")]
    [InlineData("\"delay\":\"7 dayz\"", "WF1307", "delay", "Did you mean 'days'?")]
    [InlineData("\"delay\":\"7 jours\"", "WF1307", "delay", "Write \"7 days\".")]
    [InlineData("\"delay\":7", "WF1307", "delay", "Write the unit too: \"7 days\".")]
    [InlineData("\"delay\":true", "WF1005", "delay", "For example \"7 days\".")]
    [InlineData("\"delay\":{\"days\":7}", "WF1005", "delay", "For example \"7 days\".")]
    [InlineData("\"delay\":[\"7 days\"]", "WF1005", "delay", "For example \"7 days\".")]
    [InlineData("\"delay_days\":0", "WF1307", "delay_days", "For no delay, leave it out.")]
    [InlineData("\"delay_days\":-3", "WF1307", "delay_days", "For no delay, leave it out.")]
    [InlineData("\"delay_days\":1.5", "WF1307", "delay_days", "or count in a smaller unit.")]
    [InlineData("\"delay_days\":400", "WF1307", "delay_days", "Write at most \"366 days\".")]
    [InlineData("\"delay_days\":1e300", "WF1307", "delay_days", "Write \"delay\": \"7 days\"")]
    [InlineData("\"delay_hours\":8785", "WF1307", "delay_hours", "Write at most \"8784 hours\".")]
    [InlineData("\"delay_days\":\"7 days\"", "WF1307", "delay_days", "Write \"delay\": \"7 days\"")]
    [InlineData("\"delay_days\":true", "WF1005", "delay_days", "Write \"delay\": \"7 days\".")]
    [InlineData("\"delay\":\"7 days\",\"delay_days\":7", "WF1002", "delay_days", "Remove 'delay_days'.")]
    [InlineData("\"delay_days\":7,\"delay\":\"7 days\"", "WF1002", "delay", "Remove 'delay'.")]
    public void Compile_WrongDelay_IsAnErrorWithACure(string member, string code, string place, string cure)
    {
        foreach (var (definition, pointer) in new[]
        {
            (Written.Definition(config: $"{{{member}}}"), "/trigger_config/"),
            (Written.Definition(actions: Task.Replace("$D", member + ",", StringComparison.Ordinal)), "/actions/0/"),
        })
        {
            var error = Assert.Single(TestSchema.Compiler.Compile(definition).Diagnostics, d => d.Severity == DiagnosticSeverity.Error);

            Assert.Equal((code, pointer + place), (error.Code, error.Pointer));
            Assert.Contains(cure, error.Suggestion, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Compile_RecheckBesideADelay_IsRead(string recheck, bool meant)
    {
        var workflow = Written.Compile(Written.Definition(
            """{"field":"id","operator":">","value":1}""", config: $$"""{"delay":"7 days","recheck":{{recheck}}}"""));

        Assert.Equal(meant, workflow.Recheck);
    }

    [Theory]
    [InlineData("""{"recheck":true}""", """{"field":"id","operator":">","value":1}""", "Add \"delay\": \"7 days\" here, or remove 'recheck'.")]
    [InlineData("""{"delay":"7 days","recheck":true}""", "{}", "Add 'conditions', or remove 'recheck'.")]
    public void Compile_RecheckOfNothing_IsAWarning(string config, string conditions, string cure)
    {
        var result = TestSchema.Compiler.Compile(Written.Definition(conditions, config: config));

        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.NoEffect, DiagnosticSeverity.Warning, "/trigger_config/recheck"), (warning.Code, warning.Severity, warning.Pointer));
        Assert.Equal(cure, warning.Suggestion);
        Assert.NotNull(result.Workflow);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"yes\"")]
    [InlineData("{}")]
    public void Compile_RecheckOfAWrongType_IsAnError(string recheck)
    {
        var error = Written.OnlyError(Written.Definition(
            """{"field":"id","operator":">","value":1}""", config: $$"""{"delay":"7 days","recheck":{{recheck}}}"""));

        Assert.Equal((DiagnosticCodes.WrongType, "/trigger_config/recheck"), (error.Code, error.Pointer));
    }

    [Theory]
    [InlineData("\"delay\":\"7 days\"", "/delay", "in 'trigger_config'")]
    [InlineData("\"delay_days\":7", "/delay_days", "in 'trigger_config'")]
    [InlineData("\"recheck\":true", "/recheck", "Write it in 'trigger_config', beside 'delay'.")]
    [InlineData("\"retry\":{}", "/retry", "Write it in an action, beside 'config'.")]
    public void Compile_MemberOfTheWholeWorkflow_NamesTheRightPlace(string member, string pointer, string cure)
    {
        var error = Written.OnlyError(Written.Definition(more: "," + member));

        Assert.Equal((DiagnosticCodes.UnknownMember, pointer), (error.Code, error.Pointer));
        Assert.Contains(cure, error.Suggestion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delay", "\"7 days\"")]
    [InlineData("delay_days", "7")]
    [InlineData("retry", "{}")]
    public void Compile_MemberInsideOfAnActionsConfig_NamesTheRightPlace(string name, string value)
    {
        var error = Written.OnlyError(Written.Definition(actions: $$$"""{"type":"create_task","config":{"title":"a","{{{name}}}":{{{value}}}}}"""));

        Assert.Equal((DiagnosticCodes.UnknownMember, $"/actions/0/config/{name}", "Write it beside 'config', not in it."), (error.Code, error.Pointer, error.Suggestion));
    }

    [Fact]
    public void Compile_RetryInTheTrigger_NamesTheRightPlace()
    {
        var error = Written.OnlyError(Written.Definition(config: """{"retry":{"attempts":5}}"""));

        Assert.Equal((DiagnosticCodes.UnknownMember, "/trigger_config/retry", "Write it in an action, beside 'config'."), (error.Code, error.Pointer, error.Suggestion));
    }

    private static CompiledWorkflow<Scope> Compile(string ofWorkflow, string ofAction) => Written.Compile(Written.Definition(
        config: $$"""{"delay":{{ofWorkflow}}}""", actions: Task.Replace("$D", $"\"delay\":{ofAction},", StringComparison.Ordinal)));
}

using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Binding;

/// <summary>How actions that reach outside say how often they are tried.</summary>
public sealed class RetryTests
{
    [Theory]
    [InlineData("""{"attempts":5,"wait":"30 seconds","most_wait":"1 hour"}""", 5, 30, 3600)]
    [InlineData("""{"attempts":1}""", 1, 60, 3600)]
    [InlineData("""{"attempts":100}""", 100, 60, 3600)]
    [InlineData("{}", 3, 60, 3600)]
    [InlineData("""{"attempts":null,"wait":null,"most_wait":null}""", 3, 60, 3600)]
    [InlineData("""{"wait":"1 second"}""", 3, 1, 3600)]
    [InlineData("""{"wait":"24 hours"}""", 3, 86400, 86400)]
    [InlineData("""{"wait":"2 hours"}""", 3, 7200, 7200)]
    [InlineData("""{"most_wait":"10 seconds"}""", 3, 10, 10)]
    [InlineData("""{"most_wait":"1440 minutes"}""", 3, 60, 86400)]
    [InlineData("""{"wait":"1 minute","most_wait":"60 seconds"}""", 3, 60, 60)]
    public void Compile_Retry_IsReadAndCompleted(string retry, int attempts, int wait, int mostWait)
    {
        var workflow = Written.Compile(Definition(retry));

        Assert.Equal(new RetryPolicy(attempts, TimeSpan.FromSeconds(wait), TimeSpan.FromSeconds(mostWait)), workflow.Actions[0].Retry);
    }

    [Fact]
    public void Compile_NoRetry_SaysNothing() => Assert.Null(Written.Compile(Definition("null")).Actions[0].Retry);

    [Fact]
    public void Compile_NumbersAsText_AreReadAndSayHow()
    {
        var result = TestSchema.Compiler.Compile(Definition("""{"attempts":"5"}"""));

        Assert.Equal(5, result.Workflow?.Actions[0].Retry?.Attempts);
        Assert.Equal(DiagnosticCodes.OlderValue, Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData("5", "WF1005", "", "Write {\"attempts\": 5,")]
    [InlineData("true", "WF1005", "", "Write {\"attempts\": 5,")]
    [InlineData("""{"attempt":5}""", "WF1003", "/attempt", "Did you mean 'attempts'?")]
    [InlineData("""{"delay":"5 seconds"}""", "WF1003", "/delay", "in 'trigger_config'")]
    [InlineData("""{"attempts":0}""", "WF1308", "/attempts", "write 1.")]
    [InlineData("""{"attempts":-1}""", "WF1308", "/attempts", "write 1.")]
    [InlineData("""{"attempts":101}""", "WF1308", "/attempts", "write 1.")]
    [InlineData("""{"attempts":2.5}""", "WF1308", "/attempts", "write 1.")]
    [InlineData("""{"attempts":1e400}""", "WF1308", "/attempts", "write 1.")]
    [InlineData("""{"attempts":"many"}""", "WF1308", "/attempts", "write 1.")]
    [InlineData("""{"attempts":true}""", "WF1005", "/attempts", "Write a number such as 5.")]
    [InlineData("""{"wait":30}""", "WF1308", "/wait", "Write the unit too: \"30 seconds\".")]
    [InlineData("""{"wait":"0 seconds"}""", "WF1308", "/wait", "Write at least \"1 second\".")]
    [InlineData("""{"wait":"-5 seconds"}""", "WF1308", "/wait", "Write \"5 seconds\".")]
    [InlineData("""{"wait":"25 hours"}""", "WF1308", "/wait", "Write at most \"24 hours\".")]
    [InlineData("""{"wait":"9999999999999999999999 hours"}""", "WF1308", "/wait", "Write at most \"24 hours\".")]
    [InlineData("""{"wait":"1 day"}""", "WF1308", "/wait", "Write at most \"24 hours\".")]
    [InlineData("""{"wait":"soon"}""", "WF1308", "/wait", "Write a whole number")]
    [InlineData("""{"wait":true}""", "WF1005", "/wait", "For example \"30 seconds\".")]
    [InlineData("""{"most_wait":"86401 seconds"}""", "WF1308", "/most_wait", "Write at most \"24 hours\".")]
    [InlineData("""{"wait":"2 hours","most_wait":"1 hour"}""", "WF1308", "/most_wait", "Write at least \"2 hours\", or leave it out.")]
    public void Compile_WrongRetry_IsAnErrorWithACure(string retry, string code, string place, string cure)
    {
        var error = Written.OnlyError(Definition(retry));

        Assert.Equal((code, "/actions/0/retry" + place), (error.Code, error.Pointer));
        Assert.Contains(cure, error.Suggestion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"attempts":1,"wait":"5 seconds"}""", "/actions/0/retry/wait")]
    [InlineData("""{"attempts":1,"most_wait":"5 seconds"}""", "/actions/0/retry/most_wait")]
    public void Compile_WaitBesideOneAttempt_IsAWarning(string retry, string pointer)
    {
        var result = TestSchema.Compiler.Compile(Definition(retry));

        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.NoEffect, DiagnosticSeverity.Warning, pointer), (warning.Code, warning.Severity, warning.Pointer));
        Assert.Equal(1, result.Workflow?.Actions[0].Retry?.Attempts);
    }

    [Theory]
    [InlineData("create_task", """{"title":"a"}""")]
    [InlineData("update_field", """{"field":"name","value":"a"}""")]
    public void Compile_RetryOfAnActionThatDoesNotReachOutside_IsAnError(string type, string config)
    {
        var error = Written.OnlyError(Written.Definition(actions: $$$"""{"type":"{{{type}}}","retry":{"attempts":5},"config":{{{config}}}}"""));

        Assert.Equal((DiagnosticCodes.UnknownMember, "/actions/0/retry", "Remove 'retry'."), (error.Code, error.Pointer, error.Suggestion));
        Assert.Contains(type, error.Message, StringComparison.Ordinal);
    }

    private static string Definition(string retry) =>
        Written.Definition(actions: $$$"""{"type":"send_mail","retry":{{{retry}}},"config":{"to":"a","subject":"b"}}""");
}

using System.Reflection;
using Alforis.Workflows.Architecture.Tests.Stages.Sample;

namespace Alforis.Workflows.Architecture.Tests.Stages;

public sealed class StageOrderTests
{
    private static readonly StageOrder SampleOrder = new(typeof(Anchor).Namespace!, ["Early", "Late"]);

    [Fact]
    public void Violations_OfEngine_None() =>
        Assert.Empty(StageOrder.Engine.Violations(TypeUses.In(Assembly.Load("Alforis.Workflows.Engine").Location)));

    [Theory]
    [InlineData(nameof(Sample.Early.Inherits))]
    [InlineData(nameof(Sample.Early.Holds))]
    [InlineData(nameof(Sample.Early.HoldsMany))]
    [InlineData(nameof(Sample.Early.Takes))]
    [InlineData(nameof(Sample.Early.Calls))]
    [InlineData(nameof(Sample.Early.CallsInLambda))]
    [InlineData(nameof(Sample.Early.Names))]
    [InlineData(nameof(Sample.Early.IsMarked))]
    [InlineData(nameof(Sample.Early.CallsGeneric))]
    public void Violations_EarlyStageUsesLate_Found(string type) =>
        Assert.Contains(SampleViolations(), violation => violation.StartsWith($"{SampleOrder.RootNamespace}.Early.{type} uses the later ", StringComparison.Ordinal));

    [Fact]
    public void Violations_LateStageUsesEarly_NotFound() =>
        Assert.DoesNotContain(SampleViolations(), violation => violation.StartsWith($"{SampleOrder.RootNamespace}.Late.", StringComparison.Ordinal));

    [Fact]
    public void Violations_TypeOutsideEveryStage_Found() =>
        Assert.Contains($"{typeof(Anchor).FullName} is in {SampleOrder.RootNamespace}, which is no stage.", SampleViolations(), StringComparer.Ordinal);

    private static List<string> SampleViolations() => [.. SampleOrder.Violations(TypeUses.In(typeof(Anchor).Assembly.Location))];
}

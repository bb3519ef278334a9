using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.DependencyInjection;
using Alforis.Workflows.Engine.Execution;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.PublicApi;

/// <summary>Who trims or compiles ahead of time is warned where the engine begins: at whatever makes a schema, a compiler or an engine.</summary>
public sealed class RuntimeNeedsTests
{
    public static TheoryData<string> Beginnings => [.. Members().Select(Name)];

    [Fact]
    public void Beginnings_AreTheWaysToSchemaCompilerAndEngine() => Assert.Equal(
        ["AddWorkflowEngine", "Create", "For", "ForDictionary", "ForJson", "WorkflowCompiler`1"], Beginnings.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void Beginning_SaysWhatItNeeds(string name)
    {
        var member = Members().Single(m => Name(m) == name);

        Assert.NotEmpty(member.GetCustomAttribute<RequiresUnreferencedCodeAttribute>()!.Message);
        Assert.NotEmpty(member.GetCustomAttribute<RequiresDynamicCodeAttribute>()!.Message);
    }

    private static IEnumerable<MethodBase> Members() =>
    [
        .. typeof(WorkflowSchema).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => m.ReturnType == typeof(WorkflowSchema)),
        .. typeof(WorkflowCompiler<JsonElement>).GetConstructors(),
        .. typeof(WorkflowEngine<JsonElement>).GetMethods(BindingFlags.Public | BindingFlags.Static),
        .. typeof(WorkflowEngineServices).GetMethods(BindingFlags.Public | BindingFlags.Static),
    ];

    private static string Name(MethodBase member) => member.IsConstructor ? member.DeclaringType!.Name : member.Name;
}

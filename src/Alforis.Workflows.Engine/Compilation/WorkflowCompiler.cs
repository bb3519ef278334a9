using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Alforis.Workflows.Engine.Analysis;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Turns definitions into workflows: parse, bind, compile. Thread-safe; keep one per schema, for it shares what it has compiled.
/// </summary>
/// <remarks>
/// Conditions share their code: one that differs from others in constants alone costs some microseconds, and a comparison unlike any
/// before some hundred. Conditions that are asked often get code of their own, see <see cref="WorkflowCompilerOptions"/>.
/// </remarks>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
public sealed class WorkflowCompiler<TContext>
{
    private const string CompileSpan = "workflow.definition.compile";

    private readonly WorkflowSchema schema;
    private readonly PathReaders<TContext> readers = new();
    private readonly LeafPredicates<TContext> predicates = new();
    private readonly ConditionNodes<TContext> conditions;
    private readonly HotCode hot;
    private readonly ValueCompiler<TContext> values;

    /// <summary>A compiler for a schema.</summary>
    /// <param name="schema">Must describe <typeparamref name="TContext"/>.</param>
    /// <param name="options">How it spends time and memory; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The schema describes another type.</exception>
    [RequiresUnreferencedCode(RuntimeNeeds.Reflection)]
    [RequiresDynamicCode(RuntimeNeeds.Generation)]
    public WorkflowCompiler(WorkflowSchema schema, WorkflowCompilerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (schema.ContextType != typeof(TContext))
        {
            throw new ArgumentException($"The schema describes {schema.ContextType.Name}, not {typeof(TContext).Name}.", nameof(schema));
        }

        this.schema = schema;
        conditions = new ConditionNodes<TContext>(predicates);
        options ??= new WorkflowCompilerOptions();
        hot = new HotCode(options);
        values = new ValueCompiler<TContext>(new HotCode(options));
    }

    /// <summary>Compiles a definition. Never throws on content.</summary>
    /// <param name="json">The JSON text.</param>
    public CompilationResult<TContext> Compile(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var span = WorkflowTelemetry.Source.StartActivity(CompileSpan);
        var diagnostics = new DiagnosticBag();
        return Observed(span, Compile(WorkflowParser.Parse(JsonSourceReader.Read(json, diagnostics), diagnostics), diagnostics));
    }

    /// <summary>Compiles a definition. Never throws on content.</summary>
    /// <param name="utf8Json">The JSON text, with or without a byte order mark.</param>
    public CompilationResult<TContext> Compile(ReadOnlyMemory<byte> utf8Json)
    {
        using var span = WorkflowTelemetry.Source.StartActivity(CompileSpan);
        var diagnostics = new DiagnosticBag();
        return Observed(span, Compile(WorkflowParser.Parse(JsonSourceReader.Read(utf8Json, diagnostics), diagnostics), diagnostics));
    }

    private static CompilationResult<TContext> Observed(Activity? span, CompilationResult<TContext> result)
    {
        span?.SetTag("workflow.trigger", result.Workflow?.TriggerType)
            .SetTag("workflow.definition.errors", result.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error));
        return result;
    }

    /// <summary>Compiles a template by itself, as previews need it. Never throws on content.</summary>
    /// <remarks>Costs some microseconds, and for each path that the compiler meets the first time some hundred.</remarks>
    /// <param name="text">The template.</param>
    /// <param name="options">What it is compiled for; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The schema has no such trigger, or the trigger no such entity.</exception>
    public TemplateCompilationResult<TContext> CompileTemplate(string text, TemplateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new TemplateOptions();
        var diagnostics = new DiagnosticBag();
        if (TemplateSource.Read(text, diagnostics) is not { } source) return new TemplateCompilationResult<TContext>(null, diagnostics.ToImmutable());
        var zone = options.TimeZone ?? TimeZoneInfo.FindSystemTimeZoneById(schema.DefaultTimeZone);
        var scope = new BindingScope(schema, FindView(options), zone) { Culture = options.Culture };
        var bound = new TemplateBinder(scope, diagnostics).Bind(source, options.Destination);
        if (bound is null) return new TemplateCompilationResult<TContext>(null, diagnostics.ToImmutable());
        var renderer = new TextRenderer<TContext>(values.Templates.Compile(bound), new BoundText(bound, Destination: options.Destination));
        return new TemplateCompilationResult<TContext>(new CompiledTemplate<TContext>(renderer, zone), diagnostics.ToImmutable());
    }

    private TriggerView FindView(TemplateOptions options)
    {
        var trigger = options.Trigger is null ? schema.Triggers.FirstOrDefault() : schema.FindTrigger(options.Trigger);
        if (trigger is null) throw new ArgumentException($"The schema has no trigger '{options.Trigger}'.", nameof(options));
        if (options.Entity is null) return trigger.Views[0];
        return trigger.Views.FirstOrDefault(v => string.Equals(v.Entity?.Name, options.Entity, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"The trigger '{trigger.Name}' has no entity '{options.Entity}'.", nameof(options));
    }

    private CompilationResult<TContext> Compile(WorkflowDefinition? definition, DiagnosticBag diagnostics)
    {
        var bound = definition is null ? null : WorkflowBinder.Bind(definition, schema, diagnostics);
        if (bound is not null && !diagnostics.HasErrors) WorkflowAnalysis.Report(bound, diagnostics);
        var workflow = bound is null || diagnostics.HasErrors ? null : Compile(bound);
        return new CompilationResult<TContext>(workflow, diagnostics.ToImmutable());
    }

    internal CompiledWorkflow<TContext> Compile(BoundWorkflow bound) => new(
        bound.Definition,
        bound.Trigger.Name,
        bound.View.Entity?.Name,
        bound.TimeZone,
        bound.Paths,
        Tiered(bound.Filter),
        Tiered(bound.Condition),
        [.. bound.Actions.Select(Compile)],
        bound.TriggerSettings,
        new ConditionSource<TContext>(
            bound.Filter, bound.Condition,
            bound.Actions.Where(a => a.When is not null).ToFrozenDictionary(a => a.Id, a => a.When!, StringComparer.Ordinal), readers, predicates))
    {
        Delay = DelayOf(bound.Delay),
        Recheck = bound.Rechecks,
    };

    private CompiledAction<TContext> Compile(BoundAction action) => new(
        new WorkflowAction(action.Id, action.Schema.Name, action.OnError, DelayOf(action.Delay), action.Retry) { Target = action.Target?.Name }, action.When is { } when ? Tiered(when) : null,
        values.CompileSettings(action.Settings));

    private static Delay? DelayOf(TimeAmount? amount) => amount is { } given ? new Delay(given) : null;

    private TieredCondition<TContext> Tiered(BoundCondition condition) => new(condition, conditions.Build(condition), hot);
}

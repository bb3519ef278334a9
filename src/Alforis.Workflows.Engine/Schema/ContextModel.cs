using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>What is known about a context: the roots that paths may start from.</summary>
internal abstract class ContextModel
{
    /// <summary>What a type says by itself: its properties, or nothing when it is JSON or a dictionary.</summary>
    public static ContextModel Of(Type type) =>
        type == typeof(JsonElement) ? new OpenModel(static m => new JsonAccessor(m))
        : EntitySchemaFactory.IsFreeDictionary(type) ? new OpenModel(static m => new EntryAccessor(m))
        : new TypeModel(type, JsonNamingPolicy.SnakeCaseLower);

    /// <summary>The root of that name, or <see langword="null"/>.</summary>
    public abstract FieldSchema? Find(string name);

    /// <summary>The names of the roots; empty when any name will do.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>The context as one free value, where nothing else is known about it; <see langword="null"/> where something is.</summary>
    public virtual FieldSchema? Whole => null;

    /// <summary>The root that a lambda such as <c>c => c.Deal</c> names.</summary>
    public virtual FieldSchema Find(LambdaExpression path) =>
        throw new ArgumentException($"'{path}' names a root of a C# type, and this context is none: name its roots as text.", nameof(path));
}

/// <summary>A context that is a C# type.</summary>
internal sealed class TypeModel(Type type, JsonNamingPolicy naming) : ContextModel
{
    private readonly EntitySchemaFactory entities = new(naming);

    public override IEnumerable<string> Names => entities.Entity(type).Fields.Select(f => f.Name);

    public override FieldSchema? Find(string name) => entities.Entity(type).Find(name);

    public override FieldSchema Find(LambdaExpression path)
    {
        var body = path.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : path.Body;
        if (body is MemberExpression { Member: PropertyInfo property, Expression: ParameterExpression }
            && entities.Field(property) is { } field)
        {
            return field;
        }

        throw new ArgumentException($"'{path}' is not a property of the context that conditions can see.", nameof(path));
    }
}

/// <summary>A context that a JSON Schema describes.</summary>
internal sealed class DescribedModel(EntitySchema context) : ContextModel
{
    public override IEnumerable<string> Names => context.Fields.Select(f => f.Name);

    public override FieldSchema? Find(string name) => context.Find(name);
}

/// <summary>A context about which nothing is known: any name is a root, of free JSON.</summary>
internal sealed class OpenModel(Func<MemberName, FieldAccessor> accessor) : ContextModel
{
    private static readonly FieldSchema Everything = new("*", new WholeAccessor(), ValueKind.Json) { IsNullable = true };

    public override IEnumerable<string> Names => ImmutableArray<string>.Empty;

    public override FieldSchema Whole => Everything;

    public override FieldSchema? Find(string name) => new(name, accessor(new MemberName(name)), ValueKind.Json) { IsNullable = true };
}
